/*
 * runs.h - runs of plain bytes as a pattern goes on: the texts of which one stands at a place of it.
 * In: texts, or the texts of a group, that come next. Out: what has come together. ASCII letters become lower case, since a pattern may be caseless in places.
 */
#ifndef RUNS_H
#define RUNS_H

#include "ingest/rule/need.h"

enum { RUNS_MAX = 16 };

/* None: they are not known, or too many. */
struct runs {
	struct run {
		char text[LITERAL_MAX];
		size_t n;
	} items[RUNS_MAX];
	unsigned count;
};

/* One, of nothing yet. */
void runs_begin(struct runs *runs);
/* Bytes of the shortest; 0 where there is none. */
size_t runs_shortest(const struct runs *runs);
/* Each goes on with as much of the text as all have room for: returns how much. */
size_t runs_append(struct runs *runs, struct str text);
/* Each goes on with each of more; false, and nothing is done, where these would be too many or too long. */
bool runs_cross(struct runs *runs, const struct runs *more);
/* These may stand there, too; too many are none from then on. */
void runs_add(struct runs *runs, const struct runs *more);
/* What is needed where one of them is. */
void runs_need(const struct runs *runs, struct need *need, struct arena *arena);

#endif
