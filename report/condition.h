/*
 * condition.h - conditions on the rows of a noun, put together from pieces of .sql files (report/noun.h).
 * In: pieces, names of operators, values. Out: SQL, and the values to bind to its parameters.
 */
#ifndef CONDITION_H
#define CONDITION_H

#include "report/noun.h"
#include "report/range.h"

enum { TERMS_MOST = 198, VALUES_MOST = 204 };    /* a term has one value or two */
#define CONDITION_EVER INT64_C(253402300800)    /* the year 10000 */

struct condition {
	struct store *store;
	const struct noun *noun, *operators;
	struct arena *arena;
	int64_t now;
	struct range range;     /* 0 and CONDITION_EVER where none was asked for */
	bool served;            /* an index serves a term that all rows must fulfil */
	struct str network;     /* of a term ip: that all rows must fulfil; absent: none */
	struct str error;       /* absent: none so far */

	char *sql;              /* of size bytes, n of them used */
	size_t n, size;
	size_t value_count;
	struct { bool is_number; int64_t number; struct str text; } values[VALUES_MOST];
};

void condition_open(struct condition *condition);
void condition_close(struct condition *condition);

void condition_add(struct condition *condition, struct str sql);
void condition_operator(struct condition *condition, const char *name);
/* The same, with an expression for its :term and a value for its :value. */
void condition_operate(struct condition *condition, const char *operator, struct str term, struct str value);
void condition_number(struct condition *condition, const char *operator, struct str term, int64_t value);
/* The same for SQL that is no operator's. */
void condition_text(struct condition *condition, struct str sql, struct str term, struct str value);
/* The error; always false. */
bool condition_fail(struct condition *condition, const char *format, ...) __attribute__((format(printf, 2, 3)));

void condition_bind(const struct condition *condition, struct stmt *stmt);

#endif
