/*
 * addressee.h - to which address of ours a mail came.
 * In: its header fields, its Received lines. Out: an address.
 *
 * What the last delivery says stands first, unless nothing else in the header knows that address: then the mail is a copy in a mailbox
 * that collects (recipient_bcc_maps, REDIRECT), and what it was sent to is told by who took it in, or by its author. In this order:
 * 1. X-Original-To, Original-Recipient, Envelope-To, X-Envelope-To, X-Rcpt-To, Delivered-To, each from the top: the first that stands
 *    in To, Cc or the "for" of a Received line, too, but not of one by which a host of ours spoke to another;
 * 2. the "for" of such a line, the topmost first;
 * 3. To, where it is one address;
 * 4. the first of 1, believed or not; then the first in To.
 */
#ifndef ADDRESSEE_H
#define ADDRESSEE_H

#include "ingest/mail/hop.h"

/* Absent where none is told. */
struct str addressee_of(const struct message *message, const struct hop *way, unsigned way_count, struct arena *arena);

#endif
