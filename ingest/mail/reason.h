/*
 * reason.h - why a mail was not delivered, where words alone tell: "the mailbox is full" is X.2.2 (RFC 3463).
 * In: what a host said of a recipient, without a code, and the rules ingest/reason. Out: the enhanced status code.
 */
#ifndef REASON_H
#define REASON_H

#include "base.h"

struct reasons;                 /* the compiled rules */
struct reasons *reasons_open(void);
void reasons_close(struct reasons *reasons);

/* The code for a text, of class '4' or '5', in the arena; absent where no rule knows its words. Its first KiB is looked at. */
struct str reason_status(struct reasons *reasons, struct str text, char class, struct arena *arena);

#endif
