/*
 * events.h - rows of several tables as one list of events, each with the place of its line in the log. Bounces have none.
 * In: a report/show/hits_*.sql, which is run once. Out: a table.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "report/range.h"

struct events {
	const char *hits;       /* path of the statement that finds them */
	const char *order;      /* path of the one that puts them in order */
	struct str what, ids;   /* its parameters; absent where it has none */
	struct range range;
	int64_t log_since;      /* of the log no more than from then on */
	int64_t limit;          /* how many at most, the newest; 0: all */
	struct str chosen;      /* found by events_find: which those are */
};

/* How many there are of each kind. */
struct events_kinds {
	struct arena *arena;
	size_t count;
	int64_t sum;
	struct value values[16][4];     /* kind, n, first, last */
};
/* In the arena of kinds. */
void events_find(struct store *store, const struct report_options *options, struct events *events, struct events_kinds *kinds);
/* How many there are, as a table, in text. */
void events_print_kinds(const struct events_kinds *kinds, struct output *output);
/* The table of those chosen. */
void events_print(struct store *store, const struct report_options *options, const struct events *events, struct output *output);

#endif
