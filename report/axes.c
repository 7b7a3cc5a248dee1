/*
 * axes.c - the axes of a picture: figures in round steps, time by the reader's clock.
 */
#include "report/script.h"
#include "report/format.h"
#include "report/when.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { DAY = 86400, TICS_MOST = 12, TERMINAL_TICS_MOST = 9, TERMINAL_MARGIN = 6 };

/* 1, 2 or 5 times a power of ten: three to eight of them reach the top. */
static double
nice_step(double top)
{
	double power = 1;
	while (power * 10 <= top / 4)
		power *= 10;
	double unit = top / 4 / power;
	return power * (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10);
}

void
axes_figures(const struct script *s, char axis, struct arena *arena)
{
	size_t bin;
	double top = s->plot->form == PLOT_SHARES ? 100 : plot_highest(s->plot, &bin);
	if (!(top > 0))
		top = 1;
	double step = s->plot->form == PLOT_SHARES ? 25 : nice_step(top), above = s->plot->form == PLOT_SHARES ? 1 : s->plot->events > 0 ? 1.25 : 1.12;
	fprintf(s->out, "set %crange [0:%.10g]\nset %ctics scale 0 (", axis, top * above, axis);
	for (double at = 0; at <= top * above; at += step)
		fprintf(s->out, "%s\"%s%s\" %.10g", at > 0 ? ", " : "", format_count(arena, (int64_t)at).p, s->plot->form == PLOT_SHARES ? "%%" : "", at);
	fputs(")\n", s->out);
	/* The first day's name needs room on the left, too: a terminal leaves it out where it has none. */
	size_t widest = format_count(arena, (int64_t)(top * above)).n;
	if (axis == 'y')
		fprintf(s->out, "set lmargin %zu\n", s->terminal ? (widest + 2 < TERMINAL_MARGIN ? TERMINAL_MARGIN : widest + 2) : 3 + (widest < 4 ? 4 : widest));
}

static int64_t
tic_step(int64_t span, int64_t most)
{
	static const int64_t steps[] = { 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 56 * DAY, 91 * DAY, 182 * DAY, 364 * DAY };
	size_t i = 0;
	while (i + 1 < LENGTH(steps) && span / steps[i] > most)
		i++;
	return steps[i];
}

/* The first tic names its day, as midnights do. */
static void
put_tic(const struct script *s, int64_t at, int64_t step, bool *any)
{
	char text[64];
	time_t time = (time_t)at;
	struct tm tm;
	localtime_r(&time, &tm);
	bool named = !*any || (tm.tm_hour == 0 && tm.tm_min == 0);
	strftime(text, sizeof text, step >= 28 * DAY ? "%b\\n%Y" : step >= DAY ? "%-d %b" : named ? "%H:%M\\n%a %-d %b" : "%H:%M", &tm);
	fprintf(s->out, "%s\"%s\" %" PRId64, *any ? ", " : "", text, at);
	*any = true;
}

/* The first of a month, so many months behind that of the moment. */
static int64_t
month_begin(int64_t at, int months)
{
	time_t time = (time_t)at;
	struct tm tm;
	localtime_r(&time, &tm);
	struct tm begin = { .tm_year = tm.tm_year, .tm_mon = tm.tm_mon + months, .tm_mday = 1, .tm_isdst = -1 };
	return (int64_t)mktime(&begin);
}

/* Where the next tic stands: behind days, or at the first of a month. */
static int64_t
next_tic_day(int64_t day, int64_t step)
{
	return step >= 28 * DAY ? month_begin(day, (int)((step + 15 * DAY) / (30 * DAY))) : when_day(day, step < DAY ? 1 : (int)(step / DAY));
}

void
axes_times(const struct script *s)
{
	const struct plot *plot = s->plot;
	int64_t wide = tic_step(plot->until - plot->since, s->terminal ? TERMINAL_TICS_MOST : TICS_MOST), step = wide > plot->step ? wide : plot->step, day = when_day(plot->since, 0);
	bool any = false;
	if (step >= 28 * DAY)
		day = month_begin(day, 0);
	fprintf(s->out, "set xrange [%" PRId64 ":%" PRId64 "]\nset xtics scale 0.5,0 (", plot->since, plot->until);
	while (day <= plot->until) {
		int64_t next = next_tic_day(day, step);
		for (int64_t at = day; at < next && at <= plot->until; at += step)
			if (at >= plot->since && (step < DAY || at == day))
				put_tic(s, at, step, &any);
		day = next;
	}
	fputs(")\n", s->out);
}
