/*
 * plot.c - figures over time or side by side, as they are gathered, and what can be said of them.
 */
#include "report/figures.h"
#include "report/format.h"
#include "report/safe.h"
#include "report/utf8.h"
#include "report/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS_MOST = 320, LABEL_WIDTH = 44, EVENT_WIDTH = 100, TITLE_WIDTH = 100, DAY = 86400 };

/* Okabe and Ito's colours, which the colour-blind can tell apart. */
#define BLUE "#0072B2"
#define ORANGE "#E69F00"
#define SKY "#56B4E9"
#define GREEN "#009E73"
#define RED "#D55E00"
#define PURPLE "#CC79A7"
#define YELLOW "#F0E442"
#define GREY "#BBBBBB"

static const struct { const char *name, *colour; } named[] = {
	{ "forged", RED }, { "backscatter", RED }, { "genuine", BLUE }, { "unverifiable", ORANGE }, { "compromised", PURPLE }, { "bypass", YELLOW },
	{ "-all", BLUE }, { "~all", ORANGE }, { "?all", SKY }, { "none", GREY }, { "no record", GREY }, { "-all alone", GREEN }, { "broken", RED }, { "permerror", RED }, { "+all", PURPLE }, { "no-all", GREEN },
	{ "fail", RED }, { "softfail", ORANGE }, { "neutral", SKY }, { "pass", BLUE }, { "refused", BLUE }, { "accepted", RED }, { "refused at the door", BLUE }, { "other", GREY },
};
static const char *const in_order[PLOT_SERIES] = { BLUE, ORANGE, SKY, RED, GREEN, PURPLE, YELLOW, GREY };

static struct str
keep(struct plot *plot, struct str text, size_t width)
{
	return arena_copy(plot->arena, utf8_cut(plot->arena, safe_terminal(plot->arena, text), width));
}

struct plot *
plot_open(enum plot_form form, struct str title)
{
	struct plot *plot = mem_new(sizeof *plot);
	plot->arena = arena_open();
	plot->form = form;
	plot->title = keep(plot, title, TITLE_WIDTH);
	plot->what = plot->when = STR("");
	return plot;
}

void
plot_close(struct plot *plot)
{
	arena_close(plot->arena);
	free(plot);
}

void
plot_subtitle(struct plot *plot, struct str what, struct str when)
{
	plot->what = keep(plot, what, LABEL_WIDTH);
	plot->when = keep(plot, when, TITLE_WIDTH);
}

struct str
plot_unit(const struct plot *plot, struct arena *arena)
{
	bool counted = plot->form != PLOT_BARS && plot->step > 0;
	const char *step = plot->step == 7 * DAY ? "week" : plot->step == DAY ? "day" : plot->step == 3600 ? "hour" : plot->step == 60 ? "min" : format_span(arena, plot->step).p;
	struct str unit = arena_print(arena, "%s%s%s%s", plot->what.p, counted && plot->what.n > 0 ? " " : "", counted ? "per " : "", counted ? step : "");
	return arena_print(arena, "%s%s%s", unit.p, unit.n > 0 && plot->when.n > 0 ? ", " : "", plot->when.p);
}

static int64_t
step_for(int64_t span)
{
	static const int64_t steps[] = { 60, 600, 1800, 3600, 3 * 3600, 6 * 3600, DAY, 7 * DAY, 28 * DAY };
	size_t i = 0;
	while (i + 1 < LENGTH(steps) && span / steps[i] > BINS_MOST)
		i++;
	return span / steps[i] > BINS_MOST ? span / BINS_MOST : steps[i];
}

void
plot_span(struct plot *plot, int64_t since, int64_t until, int64_t step)
{
	int64_t least = step_for(until - since);
	plot->step = step < least ? least : step;
	plot->since = plot->step >= DAY ? when_day(since, 0) : since - since % plot->step;
	plot->until = until > plot->since ? until : plot->since + plot->step;
	plot->bins = (size_t)((plot->until - plot->since + plot->step - 1) / plot->step);
	plot->until = plot->since + (int64_t)plot->bins * plot->step;
}

static const char *
colour_of(struct str name, size_t place)
{
	for (size_t i = 0; i < LENGTH(named); i++)
		if (str_is(name, named[i].name))
			return named[i].colour;
	return in_order[place];
}

size_t
plot_series(struct plot *plot, struct str name)
{
	struct str kept = keep(plot, name, LABEL_WIDTH);
	for (size_t i = 0; i < plot->series_count; i++)
		if (str_equal(plot->series[i].name, kept))
			return i;
	if (plot->series_count == PLOT_SERIES)
		return PLOT_SERIES - 1;
	if (plot->series_count + 1 == PLOT_SERIES)
		kept = STR("other");
	struct series *series = &plot->series[plot->series_count];
	*series = (struct series){ kept, colour_of(kept, plot->series_count), arena_take(plot->arena, plot->bins * sizeof(double)) };
	memset(series->bin, 0, plot->bins * sizeof(double));
	return plot->series_count++;
}

/* Days are not all as long, where the clock is changed. */
static int64_t
bin_of(const struct plot *plot, int64_t at)
{
	int64_t offset = at - plot->since + (plot->step >= DAY ? 2 * 3600 : 0);
	return offset < 0 ? -1 : offset / plot->step;
}

void
plot_add(struct plot *plot, size_t series, int64_t at, double n)
{
	int64_t bin = bin_of(plot, at);
	if (bin < 0 || bin >= (int64_t)plot->bins || !(n > 0))
		return;
	plot->series[series].bin[bin] += n;
	plot->any = true;
}

void
plot_event(struct plot *plot, int64_t at, struct str text)
{
	if (at < plot->since || at > plot->until)
		return;
	if (plot->events == PLOT_EVENTS) {
		plot->events_more++;
		return;
	}
	plot->event[plot->events].at = at;
	struct str kept = keep(plot, text, EVENT_WIDTH);
	struct str minute = format_minute(plot->arena, at);
	size_t day = plot->until - plot->since > 2 * DAY ? 0 : sizeof "2026-11-18";
	plot->event[plot->events].text = arena_print(plot->arena, "%zu  %s  %.*s", plot->events + 1, minute.p + day, (int)kept.n, kept.p);
	plot->events++;
}

void
plot_band(struct plot *plot, int64_t from, int64_t to)
{
	plot->band_from = from < plot->since ? plot->since : from;
	plot->band_to = to > plot->until ? plot->until : to;
}

void
plot_bar(struct plot *plot, struct str label, double n)
{
	if (plot->bars == PLOT_BARS_MOST || !(n > 0))
		return;
	plot->bar[plot->bars].label = keep(plot, label.p == NULL ? STR("not known") : label, LABEL_WIDTH);
	plot->bar[plot->bars++].n = n;
	plot->any = true;
}

struct str
plot_title(const struct plot *plot)
{
	return plot->title;
}

bool
plot_empty(const struct plot *plot)
{
	return !plot->any;
}

double
plot_sum(const struct plot *plot, size_t bin)
{
	double sum = 0;
	for (size_t i = 0; i < plot->series_count; i++)
		sum += plot->series[i].bin[bin];
	return sum;
}

bool
plot_series_empty(const struct plot *plot, size_t series)
{
	for (size_t i = 0; i < plot->bins; i++)
		if (plot->series[series].bin[i] > 0)
			return false;
	return true;
}

double
plot_highest(const struct plot *plot, size_t *bin)
{
	double highest = 0;
	*bin = 0;
	for (size_t i = 0; i < plot->bars; i++)
		highest = plot->bar[i].n > highest ? plot->bar[i].n : highest;
	for (size_t i = 0; i < plot->bins; i++)
		if (plot_sum(plot, i) > highest) {
			highest = plot_sum(plot, i);
			*bin = i;
		}
	return highest;
}

struct str
plot_tells(struct plot *plot)
{
	size_t bin;
	double highest = plot_highest(plot, &bin);
	struct arena *arena = plot->arena;
	if (!plot->any)
		return STR("There is nothing to show.");
	if (plot->form == PLOT_BARS)
		return arena_print(arena, "The longest of %zu bars is %.*s with %s.", plot->bars, (int)plot->bar[0].label.n, plot->bar[0].label.p,
		    format_count(arena, (int64_t)plot->bar[0].n).p);
	struct str when = (plot->step >= DAY ? format_date : format_minute)(arena, plot->since + (int64_t)bin * plot->step);
	struct str each = format_span(arena, plot->step);
	if (plot->form == PLOT_SHARES)
		return arena_print(arena, "Shares of %zu kinds, each %s.", plot->series_count, each.p);
	return arena_print(arena, "The most in %s are %s, at %s.", each.p, format_count(arena, (int64_t)highest).p, when.p);
}
