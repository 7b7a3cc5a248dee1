/*
 * plotscript.c - what gnuplot is told. Texts stand in the block $text, which gnuplot takes as it is: no name in it can end the block, for its
 * end mark is drawn by lot, nor be a command. Titles refer to its lines. All else in the script is ours.
 */
#include "report/script.h"
#include "report/format.h"
#include "report/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { WIDTH = 1120, HEIGHT = 480, BAR_HEIGHT = 28, BARS_MARGIN = 112, EMPTY_HEIGHT = 200, LINE_HEIGHT = 20, COLUMNS = 79, LINES = 21, TERMINAL_DOTS = 300, GAPS_MOST = 20 };

/* Lines of the list above a picture, in heights of a character. */
#define LIST_STEP 1.3

/* Of the list of what happened. */
static size_t
listed_lines(const struct plot *plot)
{
	return plot->events + (plot->events_more > 0);
}

/* A bar is as thick among two as among twenty. */
static size_t
height_of(const struct plot *plot)
{
	if (plot->form != PLOT_BARS)
		return HEIGHT + listed_lines(plot) * LINE_HEIGHT;
	return plot->any ? BARS_MARGIN + plot->bars * BAR_HEIGHT : EMPTY_HEIGHT;
}

static void
put_terminal(const struct script *s)
{
	size_t height = height_of(s->plot);
	size_t lines = s->plot->form == PLOT_BARS ? s->plot->bars + 5 : LINES;
	fputs("set encoding utf8\n", s->out);
	switch (s->medium) {
	case PLOT_PNG:
		fprintf(s->out, "set terminal pngcairo size %d,%zu noenhanced font 'DejaVu Sans,11' rounded background '#ffffff'\n", WIDTH, height);
		break;
	case PLOT_SVG:
		fprintf(s->out, "set terminal svg size %d,%zu dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded background '#ffffff' name 'unjoe'\n", WIDTH, height);
		break;
	case PLOT_INLINE:
		fprintf(s->out, "set terminal svg size %d,%zu dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded\n", WIDTH, height);
		break;
	case PLOT_TERMINAL:
		fprintf(s->out, "set terminal dumb size %d,%zu noenhanced mono\n", COLUMNS, lines);
		break;
	}
}

/* Else there is a key. */
static bool
named_at_right(const struct script *s)
{
	return s->plot->form == PLOT_SHARES && !s->terminal;
}

/* gnuplot takes it for a format. */
static void
put_axis_label(const struct script *s, struct str label)
{
	for (; label.n > 0; label.p++, label.n--)
		fprintf(s->out, *label.p == '%' ? "%%%%" : "%c", *label.p);
	fputc('\n', s->out);
}

static void
put_texts(const struct script *s, struct arena *arena)
{
	const struct plot *plot = s->plot;
	fprintf(s->out, "$text << %s\n%s\n%s\n", s->mark, plot->title.p, plot_unit(plot, arena).p);
	for (size_t i = 0; i < plot->series_count; i++)
		fprintf(s->out, "%s\n", named_at_right(s) ? shares_text(plot, i, arena).p : plot->series[i].name.p);
	for (size_t i = 0; i < plot->bars; i++)
		put_axis_label(s, plot->bar[i].label);
	for (size_t i = 0; i < plot->events; i++)
		fprintf(s->out, "%s\n", plot->event[i].text.p);
	if (plot->events_more > 0)
		fprintf(s->out, "and %s more\n", format_count(arena, (int64_t)plot->events_more).p);
	fprintf(s->out, "%s\n", s->mark);
}

/* A row: where, and the sums of the series from each on, so that the first one is drawn behind all others. */
static void
put_row(const struct script *s, double x, size_t bin)
{
	const struct plot *plot = s->plot;
	double sum = plot_sum(plot, bin), rest = sum;
	fprintf(s->out, "%.0f", x);
	for (size_t i = 0; i < plot->series_count; i++) {
		fprintf(s->out, " %.10g", plot->form == PLOT_SHARES ? (sum > 0 ? 100 * rest / sum : 0) : rest);
		rest -= plot->series[i].bin[bin];
	}
	fputc('\n', s->out);
}

/* Pictures: each bin from its begin to its end. A terminal: dots enough that each column of characters gets one, and between few bins a gap. */
static void
put_bins(const struct script *s)
{
	const struct plot *plot = s->plot;
	size_t dots = plot->bins > 0 && plot->bins < TERMINAL_DOTS ? TERMINAL_DOTS / plot->bins : 1, drawn = plot->bins > GAPS_MOST ? dots : dots - dots / 4;
	double step = (double)plot->step, since = (double)plot->since;
	for (size_t i = 0; i < plot->bins; i++) {
		double x = since + step * (double)i;
		if (!s->terminal && !(plot->form == PLOT_SHARES && plot_sum(plot, i) <= 0)) {
			put_row(s, x, i);
			put_row(s, x + step, i);
		}
		for (size_t k = 0; s->terminal && k < drawn; k++)
			put_row(s, x + step * ((double)k + 0.5) / (double)dots, i);
	}
}

static void
put_data(const struct script *s)
{
	fprintf(s->out, "$data << %s\n", s->mark);
	if (s->plot->form == PLOT_BARS)
		for (size_t i = 0; i < s->plot->bars; i++)
			fprintf(s->out, "%.10g %zu\n", s->plot->bar[i].n, i);
	else
		put_bins(s);
	fprintf(s->out, "%s\n", s->mark);
}

static void
put_look(const struct script *s)
{
	fputs("set key noenhanced\nunset key\n", s->out);
	if (s->terminal) {
		fputs("set border 3\nset tics nomirror\nset title $text[1].\"\\n\".$text[2] noenhanced\n", s->out);
		return;
	}
	fputs("set border 1 lc rgb '#999999'\nset tics nomirror textcolor rgb '#666666'\nset grid ytics back lt 1 lc rgb '#e6e6e6' lw 0.8\n"
	    "set style fill solid 0.95 noborder\n", s->out);
}

/* From the top down: the title, what is counted, what happened, and at the right the series. */
static void
put_titles(const struct script *s)
{
	size_t lines = listed_lines(s->plot), first = TEXT_FIRST + s->plot->series_count;
	double rise = LIST_STEP * (double)lines + (lines > 0 && s->plot->series_count > 1 ? LIST_STEP : 0);
	if (s->terminal)
		return;
	fprintf(s->out, "set label 1 $text[%d] at graph 0,1 offset 0,%.1f left noenhanced font '%s' textcolor rgb '#222222'\n", TEXT_TITLE, 3.2 + rise,
	    s->medium == PLOT_PNG ? "DejaVu Sans:Bold,14" : "DejaVu Sans,17");
	fprintf(s->out, "set label 2 $text[%d] at graph 0,1 offset 0,%.1f left noenhanced textcolor rgb '#666666'\n", TEXT_SUBTITLE, 1.8 + rise);
	for (size_t i = 0; i < lines; i++)
		fprintf(s->out, "set label %zu $text[%zu] at graph 0,1 offset 0,%.1f left noenhanced textcolor rgb '#222222'\n", 50 + i, first + i,
		    0.4 + rise - LIST_STEP * (double)i);
	fprintf(s->out, "set tmargin %.1f\nset bmargin 3.5\n", 5 + rise);
}

/* Numbered discs at the top, each with a thread down to its moment; one that is near the one before stands lower. */
static void
put_events(const struct script *s)
{
	const struct plot *plot = s->plot;
	size_t level = 0;
	for (size_t i = 0; i < plot->events; i++) {
		int64_t at = plot->event[i].at;
		bool near = i > 0 && (at - plot->event[i - 1].at) * 40 < plot->until - plot->since;
		level = near ? level + 1 : 0;
		double y = 0.95 - 0.08 * (double)level;
		fprintf(s->out, "set arrow %zu from %" PRId64 ",graph 0 to %" PRId64 ",graph %.2f nohead%s\n", 10 + i, at, at, y,
		    s->terminal ? "" : " lw 0.8 dt 3 lc rgb '#666666'");
		if (!s->terminal)
			fprintf(s->out, "set label %zu '' at %" PRId64 ",graph %.2f front point pt 7 ps 2 lc rgb '#222222'\n", 30 + i, at, y);
		fprintf(s->out, "set label %zu '%zu' at %" PRId64 ",graph %.2f center front noenhanced%s\n", 70 + i, i + 1, at, y,
		    s->terminal ? "" : " font ',9' textcolor rgb '#ffffff'");
	}
}

static void
put_series(const struct script *s)
{
	const struct plot *plot = s->plot;
	bool any = false;
	if (s->plot->band_from < s->plot->band_to && !s->terminal)
		fprintf(s->out, "set object 1 rect from %" PRId64 ",graph 0 to %" PRId64 ",graph 1 behind fc rgb '#fdf1ea' fs solid 1 noborder\n",
		    plot->band_from, plot->band_to);
	if (named_at_right(s))
		shares_names(s);
	else if (plot->series_count > 1)
		fputs(s->terminal ? "set key above left horizontal Left reverse samplen 1 width 2\n" : "set key at graph 1,1 right bottom horizontal reverse Left samplen 1.2 maxrows 1 textcolor rgb '#222222'\n", s->out);
	fputs("plot ", s->out);
	for (size_t i = 0; i < plot->series_count; i++) {
		if (plot_series_empty(plot, i))
			continue;
		fprintf(s->out, "%s$data using 1:%zu with ", any ? ", " : "", i + 2);
		any = true;
		if (s->terminal)
			fprintf(s->out, "impulses lt %zu", i + 1);
		else
			fprintf(s->out, "filledcurves y1=0 lc rgb '%s'", plot->series[i].colour);
		fprintf(s->out, " title %s$text[%zu]", s->terminal ? "' '." : "", TEXT_FIRST + i);
	}
	fputc('\n', s->out);
}

static void
put_bars(const struct script *s, struct arena *arena)
{
	const struct plot *plot = s->plot;
	size_t widest = 0;
	/* On a terminal each bar has just one line. */
	fprintf(s->out, "set yrange [%.1f:%.1f]\nset ytics scale 0 (", (double)plot->bars - (s->terminal ? 0 : 0.3), s->terminal ? -1 : -0.7);
	for (size_t i = 0; i < plot->bars; i++) {
		fprintf(s->out, "%s$text[%zu] %zu", i > 0 ? ", " : "", TEXT_FIRST + i, i);
		widest = utf8_width(plot->bar[i].label) > widest ? utf8_width(plot->bar[i].label) : widest;
	}
	fprintf(s->out, ")\nset lmargin %zu\nunset grid\n", widest + 2);
	for (size_t i = 0; i < plot->bars; i++)
		fprintf(s->out, "set label %zu '%s' at %.10g,%zu offset %s,0 left noenhanced%s\n", 30 + i, format_count(arena, (int64_t)plot->bar[i].n).p,
		    plot->bar[i].n, i, s->terminal ? "2" : "0.6", s->terminal ? "" : " textcolor rgb '#666666'");
	fprintf(s->out, "unset xtics\nset border 0\n%s", s->terminal ? "set tmargin 3\nset bmargin 0\n" : "set bmargin 1\n");
	fputs(s->terminal ? "plot $data using (0):2:1:(0) with vectors nohead lt 1\n" : "plot $data using ($1/2):2:($1/2):(0.32) with boxxyerror lc rgb '#0072B2'\n", s->out);
}

static void
draw_lot(char *mark, size_t size)
{
	unsigned char lot[12];
	if (getrandom(lot, sizeof lot, 0) != sizeof lot)
		die("no random numbers for the script of gnuplot");
	size_t n = (size_t)snprintf(mark, size, "END_");
	for (size_t i = 0; i < sizeof lot; i++)
		n += (size_t)snprintf(mark + n, size - n, "%02x", lot[i]);
}

struct str
plot_script(const struct plot *plot, enum plot_medium medium, struct arena *arena)
{
	char *text;
	size_t size;
	struct script s = { open_memstream(&text, &size), plot, medium, medium == PLOT_TERMINAL, "" };
	if (s.out == NULL)
		die("out of memory");
	draw_lot(s.mark, sizeof s.mark);
	put_terminal(&s);
	put_texts(&s, arena);
	put_data(&s);
	put_look(&s);
	put_titles(&s);
	axes_figures(&s, plot->form == PLOT_BARS ? 'x' : 'y', arena);
	if (!plot->any)
		fputs("set xrange [0:1]\nset yrange [0:1]\nunset tics\nunset border\n"
		    "set label 3 'no data' at graph 0.5,0.5 center textcolor rgb '#666666'\nplot NaN notitle\n", s.out);
	else if (plot->form == PLOT_BARS) {
		put_bars(&s, arena);
	} else {
		axes_times(&s);
		put_events(&s);
		put_series(&s);
	}
	fclose(s.out);
	struct str script = arena_copy(arena, (struct str){ text, size });
	free(text);
	return script;
}
