/*
 * script.h - gnuplot's script of one picture, while it is written.
 * In: a plot, a medium. Out: commands. The files that write it share this, and nobody else.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "report/figures.h"

#include <stdio.h>

/* In the order of the lines of $text. A label of an axis is a format to gnuplot: its percent signs are doubled. */
enum { TEXT_TITLE = 1, TEXT_SUBTITLE, TEXT_FIRST };

struct script {
	FILE *out;
	const struct plot *plot;
	enum plot_medium medium;
	bool terminal;
	char mark[32];
};

/* Tics on the axis of figures, "x" or "y", and its range. */
void axes_figures(const struct script *s, char axis, struct arena *arena);
/* The axis of time, by the days and hours of the zone that the reader lives in. */
void axes_times(const struct script *s);

/* Of a plot of shares: names at the right, each beside its own as it was last, with its figure. shares_text() is what $text has for the series. */
struct str shares_text(const struct plot *plot, size_t series, struct arena *arena);
void shares_names(const struct script *s);

#endif
