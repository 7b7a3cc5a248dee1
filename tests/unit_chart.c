/*
 * unit_chart.c - spans of time in columns, and what is drawn of them.
 */
#include "report/chart.h"
#include "tests/tap.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
fits(int64_t seconds, int64_t step)
{
	int64_t from = 1795425303;
	struct chart chart = chart_of(from, from + seconds);
	is_int(chart.step, step, "the seconds of a column");
	ok(chart.columns > 0 && chart.columns <= CHART_COLUMNS && chart.from <= from && chart.from % step == 0, "columns fit");
}

/* What is printed, as one text. */
static const char *
printed(const struct chart *chart)
{
	static char text[8192];
	struct output output = { .format = REPORT_TEXT, .width = 80, .arena = arena_open() };
	FILE *file = tmpfile();
	fflush(stdout);
	int was = dup(STDOUT_FILENO);
	dup2(fileno(file), STDOUT_FILENO);
	chart_print(chart, "things", &output);
	fflush(stdout);
	dup2(was, STDOUT_FILENO);
	close(was);
	rewind(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	arena_close(output.arena);
	return text;
}

int
main(void)
{
	fits(0, 60);
	fits(3600, 60);
	fits(12 * 3600, 900);
	fits(86400, 1800);
	fits(14 * 86400, 6 * 3600);
	fits(30LL * 365 * 86400, 30 * 86400);

	struct chart chart = chart_of(600, 1800);
	is_int((int64_t)chart.columns, 21, "both ends are in");
	chart_add(&chart, 599, 5);
	chart_add(&chart, 1860, 5);
	chart_add(&chart, INT64_MAX, 5);
	chart_add(&chart, INT64_MIN, 5);
	ok(strstr(printed(&chart), "things per min: none") != NULL, "what lies outside is left out");
	chart_add(&chart, 600, 1);
	chart_add(&chart, 660, 1000);
	chart_add(&chart, 1800, 500);
	for (int64_t i = 0; i < 20; i++)
		chart_mark(&chart, 600 + 60 * i);
	is_int((int64_t)chart.marks, CHART_MARKS, "marks are few");
	const char *text = printed(&chart);
	ok(strstr(text, "  1,000 | #\n") != NULL, "the highest");
	ok(strstr(text, "    500 | #                  #\n") != NULL, "half of it");
	ok(strstr(text, "        |.#                  #\n") != NULL, "what is not nothing is seen");
	ok(strstr(text, "      0 +123456789-") != NULL, "marks stand on the axis");
	ok(strstr(text, "         00:10     00:20     00:30\n") != NULL, "and round times below it");

	chart = chart_of(1795425303, 1795425303 + 2 * 86400);
	chart_add(&chart, 1795425303, 1);
	text = printed(&chart);
	ok(strstr(text, "things per hour\n") != NULL, "two days by the hour");
	ok(strstr(text, " 12:00       11-24       12:00       11-25\n") != NULL, "a day begins with its date");
	chart = chart_of(1795425303, 1795425303 + 40LL * 86400);
	chart_add(&chart, 1795425303, 1);
	ok(strstr(printed(&chart), "         11-23  11-30  12-07  12-14") != NULL, "of weeks there are dates alone");
	return done_testing();
}
