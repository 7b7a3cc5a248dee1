/*
 * mailtally.h - what a source of mail held: how many messages of which kind, from when to when.
 * In: arrivals that were new. Out: the row of the source brought up to date, a line on standard error.
 */
#ifndef MAILTALLY_H
#define MAILTALLY_H

#include "ingest/mail/arrival.h"
#include "schema/store.h"

struct mailtally {
	uint64_t kinds[BOUNCE_OTHER + 1];
	uint64_t messages;              /* new ones */
	uint64_t known;                 /* those that were read before: the same file, or the same content under another name */
	uint64_t stored;                /* of the new ones, when the row was written last */
	int64_t first_at, last_at;      /* where there are messages */
	int64_t began;                  /* by clock_ms */
};

void mailtally_begin(struct mailtally *tally);
void mailtally_add(struct mailtally *tally, const struct arrival *arrival);     /* a new one */
/* Within a transaction, behind the row of the source. kind stands in it. */
void mailtally_store(struct mailtally *tally, struct store *store, int64_t source, const char *kind);
/* "mbox  2026-11-23 03:00 to 2026-11-24 12:00  1,234 messages: 1,100 bounces, 30 auto-replies, 104 other  0.3 s" */
void mailtally_say(const struct mailtally *tally, const char *name);

#endif
