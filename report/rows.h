/*
 * rows.h - what statements gave, kept for whom the same is told twice: a mail has a text and a page.
 * In: statements. Out: their first rows, and the sums of those behind them.
 */
#ifndef ROWS_H
#define ROWS_H

#include "report/table.h"

struct rows {
	size_t width, count;    /* columns; rows */
	struct value *values;   /* width for each row */
	struct value *rest;     /* the sums of further rows, as table_add() makes them; NULL: there are none */
	int64_t rest_rows;
};

struct memo;
struct memo *memo_open(void);
void memo_close(struct memo *memo);

/* The rows of the statement of that path with its parameters bound, read when it is asked for first; then of the parameters of that time. Of more than
   limit (0: of none) there are the sums, by the kinds of the columns. The memo's own. */
const struct rows *memo_rows(struct memo *memo, struct stmt *stmt, const char *path, int64_t limit, const struct column *columns);

/* Prints them. */
void rows_table(const struct rows *rows, struct table *table);

static inline const struct value *
rows_at(const struct rows *rows, size_t row)
{
	return rows->values + row * rows->width;
}

#endif
