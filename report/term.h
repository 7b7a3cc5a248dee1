/*
 * term.h - one term of a query, NAME:VALUE, as a condition on the rows of a noun.
 * In: a name and a value as the user wrote them. Out: the condition, or why there is none.
 *
 * must: all rows have to fulfil it, so that an index may serve it, and a time bound the whole query.
 * These answer false where the value is none for that term: condition->error says why.
 */
#ifndef TERM_H
#define TERM_H

#include "report/condition.h"

/* Absent name: a free word. */
bool term_add(struct condition *condition, struct str name, struct str value, bool must);
/* Whether the noun has such a term, or it is one that every noun has: since, until, date. */
bool term_is_known(const struct condition *condition, struct str name);

/* What term_add puts together; each in a file of its own. Numbers: 5, >5, >=5, <5, <=5, 5..10; of bytes also 10k and 1.5M, powers of 1000. */
bool term_add_number(struct condition *condition, const struct piece *piece, struct str value);
/* since: and until:, as the options of that name; date:A..B, from day to day, or date:A, that day; of a time of day, to the minute. */
bool term_add_time(struct condition *condition, struct str name, struct str value, bool must);
/* "A..B" into its two ends, either of which may be empty; false: it is none. */
bool term_span(struct str value, struct str *first, struct str *last);

#endif
