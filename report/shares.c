/*
 * shares.c - the names of parts of a whole, at the right edge of their picture.
 */
#include "report/script.h"
#include "report/format.h"

#include <stdio.h>

enum { GAP = 6, LOWEST = 2 };   /* of a hundred */

/* The last bin that has something. */
static size_t
last_bin(const struct plot *plot)
{
	size_t bin = plot->bins;
	while (bin > 1 && !(plot_sum(plot, bin - 1) > 0))
		bin--;
	return bin - 1;
}

static double
share(const struct plot *plot, size_t series)
{
	size_t bin = last_bin(plot);
	double sum = plot_sum(plot, bin);
	return sum > 0 ? plot->series[series].bin[bin] / sum : 0;
}

struct str
shares_text(const struct plot *plot, size_t series, struct arena *arena)
{
	return arena_print(arena, "%s  %s", plot->series[series].name.p, format_share(arena, share(plot, series)).p);
}

/* Beside the middle of each part, moved so far apart that they can be read. */
static void
place(const struct plot *plot, double *y)
{
	double top = 100, before = 100 + GAP;
	for (size_t i = 0; i < plot->series_count; i++) {
		double part = 100 * share(plot, i), middle = top - part / 2;
		y[i] = middle < before - GAP ? middle : before - GAP;
		top -= part;
		if (!plot_series_empty(plot, i))
			before = y[i];
	}
	double least = LOWEST;
	for (size_t i = plot->series_count; i-- > 0;)
		if (!plot_series_empty(plot, i)) {
			y[i] = y[i] > least ? y[i] : least;
			least = y[i] + GAP;
		}
}

void
shares_names(const struct script *s)
{
	double y[PLOT_SERIES];
	size_t widest = 0;
	place(s->plot, y);
	for (size_t i = 0; i < s->plot->series_count; i++) {
		if (plot_series_empty(s->plot, i))
			continue;
		fprintf(s->out, "set label %zu '' at graph 1.015,first %.1f point pt 5 ps 1.2 lc rgb '%s'\n", 10 + i, y[i], s->plot->series[i].colour);
		fprintf(s->out, "set label %zu $text[%zu] at graph 1.03,first %.1f left noenhanced textcolor rgb '#222222'\n", 30 + i, TEXT_FIRST + i, y[i]);
		widest = s->plot->series[i].name.n > widest ? s->plot->series[i].name.n : widest;
	}
	fprintf(s->out, "set rmargin %zu\n", widest + 13);
}
