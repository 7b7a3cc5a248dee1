/*
 * reason.h - why a mail was not delivered, where words alone tell: "the mailbox is full" is X.2.2 (RFC 3463).
 * In: what a host said of a recipient, without a code, and the rules ingest/reason. Out: the enhanced status code.
 */
#ifndef REASON_H
#define REASON_H

#include "ingest/mail/kind.h"

struct reasons;                 /* the compiled rules */
struct reasons *reasons_open(void);
void reasons_close(struct reasons *reasons);

/* The code for a text about a recipient, in the arena: what its words stand for, or X.0.0 where it has a reply code alone; absent where it has
   neither. The class is 4 of a delay, else that of the reply code, else the one that such a failure has. Its first KiB is looked at. */
struct str reason_status(struct reasons *reasons, struct str text, enum bounce_kind kind, struct arena *arena);

#endif
