/*
 * rows.h - evidence is written: one INSERT file a table, which takes what it wants of the columns of intake (schema/intake.h).
 * A NAME of fields.def is that field of the record, word_NAME the same as a word's number, and the names of enum place
 * are what the fold knows of the row.
 */
#ifndef ROWS_H
#define ROWS_H

#include "ingest/rule/record.h"
#include "schema/store.h"

enum place {
	PLACE_AT, PLACE_HOST, PLACE_PROGRAM, PLACE_INSTANCE, PLACE_SOURCE_ID, PLACE_POSITION, PLACE_PART_ID, PLACE_REJECTION_ID, PLACE_CHECK_ID,
	PLACE_FIRST_AT, PLACE_LAST_AT, PLACE_BIRTH, PLACE_ENDED, PLACE_HOP, PLACE_SIZE, PLACE_NRCPT,
	PLACE_SENT, PLACE_BOUNCED, PLACE_DEFERRED, PLACE_REMOTE, PLACE_EXPIRED, PLACE_REJECTED,
	PLACE_COUNT
};

enum table {
	TABLE_MAIL, TABLE_MAIL_AGAIN, TABLE_DELIVERY, TABLE_REJECTION, TABLE_CHECK, TABLE_CHECK_AGAIN, TABLE_LOGIN, TABLE_LINK, TABLE_LOSS,
	TABLE_COUNT
};

#define NO_NUMBER INT64_MIN     /* a place that has no value: SQL NULL */

struct rows;
struct rows *rows_open(struct store *store);
void rows_close(struct rows *rows);

/* Writes one row, at the latest when rows_flush comes: its texts are those of the record, its numbers those of places. */
void rows_put(struct rows *rows, enum table table, const struct record *record, const int64_t places[PLACE_COUNT]);
/* All rows that were put are in the database. Before each commit. */
void rows_flush(struct rows *rows);

/* The number of a word, made when it is new; absent gives NO_NUMBER. */
int64_t rows_word(struct rows *rows, struct str word);
/* A transaction was rolled back: its word numbers are not to be used again, and what was not written is not to be. */
void rows_forget(struct rows *rows);
/* A rising number for the next row of mail, rejection or check: known before the row is written. */
int64_t rows_next_part(struct rows *rows);
int64_t rows_next_rejection(struct rows *rows);
int64_t rows_next_check(struct rows *rows);

#endif
