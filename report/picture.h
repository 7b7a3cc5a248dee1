/*
 * picture.h - the plot of a table: which of its columns are drawn, and how.
 * In: a part of a report (part.h). Out: a plot.
 *
 * A column of times (or one called "day") is the axis; counts are the series, or, where there is a column of text beside one count, its texts are.
 * Without a time the texts stand side by side. A head's "plot: stack | shares | bars | none" says it where that is not what is meant.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "report/part.h"
#include "report/plot.h"

/* NULL: it cannot be drawn. The caller closes it. */
struct plot *picture_of(struct store *store, const struct part *part, const struct report_options *options, struct range range);

#endif
