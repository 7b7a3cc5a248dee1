/*
 * figures.h - what plot.c, plotscript.c and plotdraw.c know of a plot, and nobody else.
 * In: what was added. Out: bins, bars, moments.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include "report/plot.h"

struct series {
	struct str name;
	const char *colour;
	double *bin;
};

struct plot {
	struct arena *arena;    /* all texts, made safe */
	enum plot_form form;
	struct str title, what, when;
	int64_t since, until, step;
	size_t bins;
	struct series series[PLOT_SERIES];
	size_t series_count;
	struct { int64_t at; struct str text; } event[PLOT_EVENTS];
	size_t events, events_more;     /* those that are drawn; those that are not */
	int64_t band_from, band_to;     /* equal: none */
	struct { struct str label; double n; } bar[PLOT_BARS_MOST];
	size_t bars;
	bool any;
};

/* Of all series together in a bin, and the highest of them. */
double plot_sum(const struct plot *plot, size_t bin);
bool plot_series_empty(const struct plot *plot, size_t series);
double plot_highest(const struct plot *plot, size_t *bin);
/* What is counted, per how long, and of when; in the arena. */
struct str plot_unit(const struct plot *plot, struct arena *arena);

#endif
