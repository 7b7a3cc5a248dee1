/*
 * tally.h - what a source held besides rows: whose lines, how long its silences were, and what no rule fits.
 * In: batches. Out: rows of source_host, unread_shape and the totals of source, written at commits.
 */
#ifndef TALLY_H
#define TALLY_H

#include "ingest/fold/reader.h"
#include "ingest/rows.h"

enum { SHAPES_MAX = 1000, SAMPLE_MAX = 400 };   /* shapes that the database keeps, bytes of a sample */

struct tally;
struct tally *tally_open(struct store *store, struct rows *rows, int64_t source);
void tally_close(struct tally *tally);

/* Counts the lines of a batch, of which nothing is borrowed. */
void tally_batch(struct tally *tally, const struct batch *batch);
/* Within a transaction, behind the row of the source: adds what came since the last call. */
void tally_store(struct tally *tally);

struct tally_totals {
	uint64_t lines, understood, unread, timeless, skipped, passed;
	int64_t first_at, last_at;      /* of its lines; NO_NUMBER: none had a time */
	char first_line[120];           /* the first that was not understood, and whose it is */
	char first_program[40];
};
/* Since tally_open. */
const struct tally_totals *tally_totals(const struct tally *tally);

#endif
