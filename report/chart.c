/*
 * chart.c - counts over time as bars of text.
 */
#include "report/chart.h"
#include "report/format.h"
#include "report/when.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 8, TICK = 7, LABEL = 7, DAY = 86400 };

static const int64_t steps[] = { 60, 120, 300, 600, 900, 1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY, 7 * DAY, 30 * DAY };

struct chart
chart_of(int64_t from, int64_t to)
{
	struct chart chart = { .step = steps[LENGTH(steps) - 1] };
	for (size_t i = LENGTH(steps); i-- > 0;)
		if (to / steps[i] - from / steps[i] < CHART_COLUMNS)
			chart.step = steps[i];
	chart.from = from / chart.step * chart.step;
	int64_t columns = (to - chart.from) / chart.step + 1;
	chart.columns = (size_t)(columns < 1 ? 1 : columns < CHART_COLUMNS ? columns : CHART_COLUMNS);
	return chart;
}

/* The column of a time; false: it lies outside. */
static bool
column_of(const struct chart *chart, int64_t at, size_t *column)
{
	if (at < chart->from || (at - chart->from) / chart->step >= (int64_t)chart->columns)
		return false;
	*column = (size_t)((at - chart->from) / chart->step);
	return true;
}

void
chart_add(struct chart *chart, int64_t at, int64_t n)
{
	size_t column;
	if (column_of(chart, at, &column))
		chart->count[column] += n;
}

void
chart_mark(struct chart *chart, int64_t at)
{
	size_t column;
	if (chart->marks < CHART_MARKS && column_of(chart, at, &column))
		chart->mark[chart->marks++] = at;
}

/* What of a bar stands in a row, the lowest being 1; what is not nothing is seen. */
static char
part_of(int64_t n, int64_t most, int64_t row)
{
	int64_t halves = n * ROWS * 2 / most;
	if (halves >= 2 * row || (row == 1 && halves == 1))
		return '#';
	return halves == 2 * row - 1 || (row == 1 && n > 0) ? '.' : ' ';
}

/* How far apart the labels stand: a round time, and room for each. */
static int64_t
tick_of(const struct chart *chart)
{
	static const int64_t ticks[] = { 600, 1200, 1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY };
	for (size_t i = 0; i < LENGTH(ticks); i++)
		if (ticks[i] >= TICK * chart->step && ticks[i] % chart->step == 0)
			return ticks[i];
	return 2 * TICK * chart->step;
}

/* The time of day, and where a day begins its date. */
static void
print_axis(const struct chart *chart, struct arena *arena)
{
	char line[CHART_COLUMNS + 1], labels[CHART_COLUMNS + 16];
	int64_t tick = tick_of(chart), midnight = when_day(chart->from, 0);
	size_t column, end = 0;
	memset(line, '-', chart->columns);
	memset(labels, ' ', sizeof labels);
	line[chart->columns] = '\0';
	for (int64_t at = midnight; at < chart->from + (int64_t)chart->columns * chart->step; at += tick) {
		struct str minute = format_minute(arena, at), label = { minute.p + sizeof "2026-11-18", 5 };
		if (tick >= DAY || (at > midnight && when_day(at, 0) == at))
			label.p = minute.p + sizeof "2026";
		if (!column_of(chart, at, &column))
			continue;
		line[column] = '+';
		memcpy(labels + column, label.p, label.n);
		end = column + label.n;
	}
	for (size_t i = 0; i < chart->marks; i++)
		if (column_of(chart, chart->mark[i], &column))
			line[column] = (char)('1' + i);
	printf("%*d +%s\n%*s%.*s\n", LABEL, 0, line, LABEL + 2, "", (int)end, labels);
}

void
chart_print(const struct chart *chart, const char *what, struct output *output)
{
	struct arena *arena = arena_open();
	int64_t most = 0;
	for (size_t i = 0; i < chart->columns; i++)
		most = chart->count[i] > most ? chart->count[i] : most;
	const char *unit = chart->step == 60 ? "min" : chart->step == 3600 ? "hour" : chart->step == DAY ? "day" : format_span(arena, chart->step).p;
	output_say(output, "  %s per %s%s", what, unit, most == 0 ? ": none" : "");
	for (int64_t row = ROWS; row > 0 && most > 0 && output->format == REPORT_TEXT; row--) {
		char line[CHART_COLUMNS];
		size_t end = 0;
		for (size_t i = 0; i < chart->columns; i++) {
			line[i] = part_of(chart->count[i], most, row);
			end = line[i] != ' ' ? i + 1 : end;
		}
		bool named = row == ROWS || (row == ROWS / 2 && most >= 2 * ROWS);
		printf("%*s |%.*s\n", LABEL, named ? format_count(arena, most * row / ROWS).p : "", (int)end, line);
	}
	if (most > 0 && output->format == REPORT_TEXT)
		print_axis(chart, arena);
	arena_close(arena);
}
