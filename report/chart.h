/*
 * chart.h - counts over time as bars of text, for where no picture can be.
 * In: a span of time, counts, moments to mark. Out: lines in a report.
 */
#ifndef CHART_H
#define CHART_H

#include "report/output.h"

enum { CHART_COLUMNS = 66, CHART_MARKS = 9 };

struct chart {
	int64_t from, step;             /* of the first column; seconds that one is wide: a minute, ten, an hour ... */
	size_t columns;
	int64_t count[CHART_COLUMNS];
	int64_t mark[CHART_MARKS];      /* numbered on the axis */
	size_t marks;
};

/* Columns as narrow as they can be for such a span. */
struct chart chart_of(int64_t from, int64_t to);
/* What lies outside is left out. */
void chart_add(struct chart *chart, int64_t at, int64_t n);
void chart_mark(struct chart *chart, int64_t at);
/* "what" is counted, as in "bounces": "bounces per 10 min" heads it. Says nothing but in text. */
void chart_print(const struct chart *chart, const char *what, struct output *output);

#endif
