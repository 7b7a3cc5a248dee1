/*
 * plot.h - a picture of figures: over time, or side by side. gnuplot draws it, an external program.
 * In: a title, series, figures, moments. Out: a PNG, an SVG, characters for a terminal, or gnuplot's script.
 * Texts may come from strangers: they are made safe, and reach gnuplot in blocks of data only.
 */
#ifndef PLOT_H
#define PLOT_H

#include "base.h"

enum plot_form {
	PLOT_STACK,             /* counts over time, one series above another */
	PLOT_SHARES,            /* the same as parts of the whole */
	PLOT_BARS               /* figures of things that have names, side by side */
};

enum plot_medium {
	PLOT_PNG,
	PLOT_SVG,               /* a file of its own */
	PLOT_INLINE,            /* for html_picture: its colours become those of the page */
	PLOT_TERMINAL
};

enum { PLOT_SERIES = 8, PLOT_EVENTS = 9, PLOT_BARS_MOST = 15 };

struct plot;
struct plot *plot_open(enum plot_form form, struct str title);
void plot_close(struct plot *plot);
/* What is counted ("bounces"; empty: the series tell), and of when. Over time the picture says per how long itself. */
void plot_subtitle(struct plot *plot, struct str what, struct str when);

/* Over time: from since up to, and not with, until, in bins of step seconds (0: as wide as is good; a day or more: whole days). Once, before anything is added. */
void plot_span(struct plot *plot, int64_t since, int64_t until, int64_t step);
/* The series of that name, made where there is none yet; the last one is that of all that are too many. Some names have a colour of their own (plot.c). */
size_t plot_series(struct plot *plot, struct str name);
/* Adds n to the bin that at lies in; what lies outside is left out. */
void plot_add(struct plot *plot, size_t series, int64_t at, double n);
/* Something happened: a number in the picture, and a line beside it. Of those behind PLOT_EVENTS only their number is told. */
void plot_event(struct plot *plot, int64_t at, struct str text);
/* A pale band behind the figures: the storm. */
void plot_band(struct plot *plot, int64_t from, int64_t to);

/* Side by side: the largest first. Those behind PLOT_BARS_MOST are left out. */
void plot_bar(struct plot *plot, struct str label, double n);

struct str plot_title(const struct plot *plot);          /* safe, for a terminal */
bool plot_empty(const struct plot *plot);               /* nothing was added */
/* One line for who cannot see it: the largest figure, and when it was. In the plot. */
struct str plot_tells(struct plot *plot);

/* What gnuplot is told. */
struct str plot_script(const struct plot *plot, enum plot_medium medium, struct arena *arena);
/* True: *out is the picture. False: it is why there is none, in a line. Both in the arena. */
bool plot_draw(const struct plot *plot, enum plot_medium medium, struct arena *arena, struct str *out);
/* By the end of the path: .png, .svg, or .gp for the script; "-": on standard output, for a terminal. Answers what is wrong; absent: it is written. */
struct str plot_write(const struct plot *plot, const char *path, struct arena *arena);
/* Whether it is such a path. */
bool plot_path_known(const char *path);

#endif
