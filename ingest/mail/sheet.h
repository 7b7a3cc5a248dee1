/*
 * sheet.h - what of a stream is in memory: a message, and what was read ahead of it.
 * It grows with the message; of one that is longer than MESSAGE_BYTES_MAX, what was searched for its end is dropped.
 */
#ifndef SHEET_H
#define SHEET_H

#include "ingest/source/source.h"

enum { SHEET_BEHIND = 3 };      /* bytes before where text was searched up to that stay when it is dropped */

struct sheet {
	struct source *source;
	char *bytes;
	size_t room, filled;
	size_t taken, start;            /* told to the source up to; the message begins */
	uint64_t position;              /* of start, in the content */
	uint64_t dropped;               /* bytes of the message that are not here */
	struct source_mark mark;        /* of what sheet_take took last */
};

/* Begins where source_position is. The source must outlive it. */
void sheet_open(struct sheet *sheet, struct source *source);
void sheet_close(struct sheet *sheet);
/* Reads on. False: the end, for now. What is at so many bytes behind start stays there. */
bool sheet_fill(struct sheet *sheet);
/* What there is from at bytes behind start on; borrowed until something is filled or dropped. */
struct str sheet_from(const struct sheet *sheet, size_t at);
/* The message was searched up to at bytes behind start. Returns what has become of at: a smaller number where the message is too long,
   and all between its first MESSAGE_BYTES_MAX bytes and the last SHEET_BEHIND before at is dropped. */
size_t sheet_drop(struct sheet *sheet, size_t at);
/* The stream is done with up to n bytes behind start: source_take. */
void sheet_take(struct sheet *sheet, size_t n);
/* Moves start behind n bytes, and those of them that were dropped. */
void sheet_pass(struct sheet *sheet, size_t n);

#endif
