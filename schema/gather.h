/*
 * gather.h - counts by key, in memory: what GROUP BY does by sorting, for many rows of few keys.
 * In: a text and five numbers a row. Out: each key once, in order, with how often it came.
 */
#ifndef GATHER_H
#define GATHER_H

#include "base.h"

enum { GATHER_NUMBERS = 5, GATHER_FULL = 128 * 1024 };

struct gathered {
	struct str text;
	int64_t numbers[GATHER_NUMBERS];
	int64_t n;
};

struct gather;
struct gather *gather_open(void);
void gather_close(struct gather *gather);

/* A key that came n times, above 0. The text is copied. Not between the first gather_next and the last. */
void gather_add(struct gather *gather, struct str text, const int64_t numbers[GATHER_NUMBERS], int64_t n);
/* So many keys (GATHER_FULL) that it is time to take them out: more come, but memory is to stay small. */
bool gather_is_full(const struct gather *gather);
/* Sorts them now, rather than in the first gather_next, and gives back the memory that more would need. */
void gather_order(struct gather *gather);
/* Takes the keys out, by the first number, then the text, then the rest; false when there are no more. The text is borrowed until the next gather_add. */
bool gather_next(struct gather *gather, struct gathered *gathered);

#endif
