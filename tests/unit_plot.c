/*
 * unit_plot.c - scripts of pictures: what stands in them, what strangers' texts can do there, and that gnuplot draws them, whatever the figures.
 */
#include "report/plot.h"
#include "tests/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BEGIN = 1795392000, HOUR = 3600 };

static const enum plot_medium media[] = { PLOT_PNG, PLOT_SVG, PLOT_INLINE, PLOT_TERMINAL };
static const char *const mediums[] = { "PNG", "SVG", "inside a page", "terminal" };
static bool has_gnuplot;

/* Drawn in all media, with no text, no figure, no other size than there should be. */
static void
draws(struct plot *plot, const char *name)
{
	struct arena *arena = arena_open();
	for (size_t i = 0; has_gnuplot && i < LENGTH(media); i++) {
		struct str out;
		bool drawn = plot_draw(plot, media[i], arena, &out);
		if (!ok(drawn, arena_print(arena, "%s: %s", name, mediums[i]).p))
			printf("# %.*s\n", (int)out.n, out.p);
	}
	plot_close(plot);
	arena_close(arena);
}

static struct plot *
timed(int64_t seconds, int64_t step)
{
	struct plot *plot = plot_open(PLOT_STACK, STR("title"));
	plot_subtitle(plot, STR("bounces"), STR("when"));
	plot_span(plot, BEGIN, BEGIN + seconds, step);
	plot_series(plot, STR("forged"));
	return plot;
}

static bool
has(struct str script, const char *text)
{
	return strstr(script.p, text) != NULL;
}

static void
test_units(struct arena *arena)
{
	static const struct { int64_t seconds, step; const char *unit; } cases[] = {
		{ HOUR, 0, "\nbounces per min, when\n" }, { 24 * HOUR, 600, "\nbounces per 10 min, when\n" }, { 30 * 24 * HOUR, 86400, "\nbounces per day, when\n" },
		{ 24 * HOUR, HOUR, "\nbounces per hour, when\n" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct plot *plot = timed(cases[i].seconds, cases[i].step);
		ok(has(plot_script(plot, PLOT_PNG, arena), cases[i].unit), cases[i].unit + 1);
		plot_close(plot);
	}
	struct plot *plot = plot_open(PLOT_BARS, STR("title"));
	plot_subtitle(plot, STR(""), STR("when"));
	ok(has(plot_script(plot, PLOT_PNG, arena), "size 1120,200 "), "there is room for the title above what is empty");
	plot_bar(plot, STR("a"), 1);
	ok(has(plot_script(plot, PLOT_PNG, arena), "size 1120,140 "), "and for one bar");
	ok(has(plot_script(plot, PLOT_PNG, arena), "\ntitle\nwhen\n"), "bars are of no time");
	plot_close(plot);
}

/* Of sixty, all at once or one after another: nine discs, and how many there are more. */
static void
test_events(struct arena *arena, int64_t apart)
{
	struct plot *plot = timed(24 * HOUR, 600);
	plot_add(plot, 0, BEGIN + 100, 5);
	for (int i = 0; i < 60; i++)
		plot_event(plot, BEGIN + HOUR + i * apart, STR("done"));
	plot_event(plot, BEGIN - 1, STR("before"));
	plot_event(plot, BEGIN + 25 * HOUR, STR("behind"));
	struct str script = plot_script(plot, PLOT_PNG, arena);
	size_t discs = 0;
	double low = 1;
	for (const char *at = script.p; (at = strstr(at, ",graph 0.")) != NULL; at++) {
		double y = atof(at + sizeof ",graph" - 1);
		discs += strstr(at, "point pt 7") != NULL && strstr(at, "point pt 7") < strchr(at, '\n');
		low = y > 0 && y < low ? y : low;
	}
	is_int((int64_t)discs, PLOT_EVENTS, "nine discs");
	ok(low >= 0.2, "none of them on the axis");
	ok(has(script, "\nand 51 more\n"), "of the others their number is told");
	ok(!has(script, "before") && !has(script, "behind"), "what lies outside is left out");
	ok(has(plot_script(plot, PLOT_TERMINAL, arena), "\nset lmargin 6\n"), "a terminal has room for the day below the first hour");
	draws(plot, "sixty events");
}

/* Of eleven months: a tic at the first of each, and none twice. */
static void
test_months(struct arena *arena)
{
	struct plot *plot = timed(330 * 24 * HOUR, 7 * 24 * HOUR);
	plot_add(plot, 0, BEGIN + 100, 5);
	struct str script = plot_script(plot, PLOT_PNG, arena);
	const char *tics = strstr(script.p, "set xtics");
	size_t n = 0;
	bool twice = false;
	for (const char *at = tics; (at = strchr(at, '"')) != NULL && at < strchr(tics, '\n'); at = strchr(at + 1, '"') + 1) {
		char label[32];
		snprintf(label, sizeof label, "%.10s", at);
		const char *other = strstr(at + 1, label);
		twice |= other != NULL && other < strchr(tics, '\n');
		n++;
	}
	is_int((int64_t)n, 11, "as many months as there are");
	ok(!twice, "none of them twice");
	draws(plot, "months");
}

/* The script, line by line: texts stand in the block $text and nowhere else. */
static void
test_hostile(struct arena *arena)
{
	static const char *const texts[] = {
		"%s%n%d", "100% x",
		"`touch PWNED`", "\"quoted", "it's", "@PATH", "{/Bold=99 x}", "END_0123456789", "a\nsystem('touch PWNED')\n", "$text[1]", "#x", "\\\\~all", "\x1b[2J", "\xe2\x80\xae\xe2\x80\x8b", "\xff\xfe", "", "<b>&",
		"!touch PWNED", "<touch PWNED",
	};
	char *huge = mem_new(10001);
	memset(huge, 'Z', 10000);
	struct plot *bars = plot_open(PLOT_BARS, str_of(huge)), *plot = plot_open(PLOT_STACK, STR("`touch PWNED`"));
	plot_subtitle(plot, str_of(huge), str_of(huge));
	plot_span(plot, BEGIN, BEGIN + HOUR, 0);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		plot_add(plot, plot_series(plot, str_of(texts[i])), BEGIN + (int64_t)i * 60, 3);
		plot_event(plot, BEGIN + (int64_t)i * 60, str_of(texts[i]));
		plot_bar(bars, str_of(texts[i]), (double)i + 1);
	}
	plot_bar(bars, str_of(huge), 4);
	for (int k = 0; k < 2; k++) {
		struct str script = plot_script(k == 0 ? plot : bars, PLOT_PNG, arena), rest = script;
		char mark[64] = "";
		bool outside = true, ascii = true, marked = true;
		size_t longest = 0;
		for (struct str line; (line = str_cut(&rest, '\n')).p != NULL;) {
			longest = line.n > longest ? line.n : longest;
			if (*mark == '\0' && str_prefix(line, "$text << "))
				marked = sscanf(line.p, "$text << %60s", mark) == 1;
			else if (*mark != '\0' && str_is(line, mark))
				*mark = '\0';
			else if (*mark == '\0')
				outside &= memmem(line.p, line.n, "PWNED", 5) == NULL && memmem(line.p, line.n, "PATH", 4) == NULL && memmem(line.p, line.n, "ZZZ", 3) == NULL;
			for (size_t i = 0; i < line.n; i++)
				ascii &= line.p[i] >= ' ' || line.p[i] < 0;
		}
		ok(marked && outside, "texts stand in their block alone");
		ok(ascii && !has(script, "\xe2\x80\xae") && !has(script, "\xff"), "nothing in them acts");
		ok(longest < 4000, "none of them is endless");
	}
	free(huge);
	draws(plot, "hostile texts over time");
	draws(bars, "hostile texts side by side");
	ok(access("PWNED", F_OK) != 0, "none of them is run");
}

/* As many series as have names of their own keep them, whatever comes again. */
static void
test_series(struct arena *arena)
{
	struct plot *plot = plot_open(PLOT_SHARES, STR("t"));
	plot_subtitle(plot, STR("shares"), STR("when"));
	plot_span(plot, BEGIN, BEGIN + 21 * 86400, 7 * 86400);
	for (int i = 0; i < 3 * (PLOT_SERIES - 1); i++)
		plot_add(plot, plot_series(plot, arena_print(arena, "series %d", i % (PLOT_SERIES - 1))), BEGIN + i / (PLOT_SERIES - 1) * 7 * 86400, i % (PLOT_SERIES - 1));
	struct str script = plot_script(plot, PLOT_PNG, arena);
	ok(has(script, "\nshares per week, when\n"), "their unit");
	ok(has(script, "\nseries 3  14.3%\n") && has(script, "\nseries 6  28.6%\n") && !has(script, "\nother"), "each has its name, and its last share beside it");
	ok(has(plot_script(plot, PLOT_TERMINAL, arena), "\nseries 3\n"), "on a terminal they have a key");
	plot_series(plot, STR("one more"));
	plot_series(plot, STR("and one"));
	ok(plot_series(plot, STR("series 2")) == 2 && plot_series(plot, STR("and two")) == PLOT_SERIES - 1 && has(plot_script(plot, PLOT_PNG, arena), "\nother"), "what is too many is one series");
	draws(plot, "shares");
}

static void
test_figures(void)
{
	draws(timed(24 * HOUR, 600), "nothing at all");
	draws(plot_open(PLOT_BARS, STR("t")), "no bars");
	draws(plot_open(PLOT_STACK, STR("")), "no span of time, and no title");

	struct plot *plot = timed(0, 0);
	plot_add(plot, 0, BEGIN, 1);
	draws(plot, "one moment");
	plot = timed(86400, 86400);
	plot_add(plot, 0, BEGIN, 1);
	draws(plot, "one day");
	plot = timed(24 * HOUR, 600);
	plot_add(plot, 0, BEGIN, 1);
	plot_add(plot, 0, BEGIN + HOUR, 4e18);
	plot_band(plot, BEGIN + HOUR, BEGIN + HOUR);
	draws(plot, "one huge peak");
	plot = timed((int64_t)40 * 365 * 86400, 86400);
	for (int64_t at = 0; at < (int64_t)40 * 365 * 86400; at += 86400)
		plot_add(plot, 0, BEGIN + at, (double)(at % 7));
	plot_band(plot, 0, INT64_MAX);
	draws(plot, "forty years of days");
	plot = plot_open(PLOT_SHARES, STR("t"));
	plot_span(plot, BEGIN, BEGIN + 100 * 86400, 7 * 86400);
	for (int i = 0; i < 30; i++) {
		char name[24];
		snprintf(name, sizeof name, "series %d", i);
		plot_add(plot, plot_series(plot, str_of(name)), BEGIN + (i % 2) * 50 * 86400, i);
	}
	draws(plot, "thirty series, of which eight are told apart, and weeks without any");
	plot = plot_open(PLOT_BARS, STR("t"));
	for (int i = 0; i < 40; i++)
		plot_bar(plot, i % 2 == 0 ? STR("x.example") : STR_NONE, 1e15 / (i + 1));
	draws(plot, "forty bars, of which fifteen are drawn");
}

int
main(void)
{
	struct arena *arena = arena_open();
	setenv("TZ", "UTC", 1);
	has_gnuplot = system("command -v gnuplot >/dev/null") == 0;
	test_units(arena);
	test_events(arena, 0);
	test_events(arena, 600);
	test_months(arena);
	test_hostile(arena);
	test_series(arena);
	test_figures();
	arena_close(arena);
	return done_testing();
}
