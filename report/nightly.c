/*
 * nightly.c - what a postmaster reads in the morning: the news, the day beside the usual one, and of a storm who, from where and to whom.
 */
#include "report/chart.h"
#include "report/format.h"
#include "report/html.h"
#include "report/part.h"
#include "report/range.h"
#include "report/rows.h"
#include "report/utf8.h"

#include <stdio.h>
#include <time.h>

enum {
	ROWS_SHOWN = 5,         /* of the tables of a storm */
	STORM_LEAST = 20        /* forged bounces from which on they are shown */
};

#define NEWS "report/nightly/0_news.sql"
enum news_column { NEWS_WORD, NEWS_HEADLINE, NEWS_SAYS, NEWS_COMMAND };

static const struct rows *
rows_of(struct store *store, const struct report_options *options, struct range range, const char *path)
{
	struct stmt *stmt = store_stmt(store, path);
	part_bind(stmt, options, range);
	return memo_rows(options->memo, stmt, path, 0, NULL);
}

static void
print_news(struct store *store, const struct report_options *options, struct range range, struct output *output)
{
	struct arena *arena = arena_open();
	const struct rows *news = rows_of(store, options, range, NEWS);
	if (news->count == 0)
		output_say(output, "Nothing to do.");
	else
		output_say(output, "%s to look at.", news->count == 1 ? "One thing" : arena_print(arena, "%s things", format_count(arena, (int64_t)news->count).p).p);
	for (size_t i = 0; i < news->count; i++) {
		const struct value *row = rows_at(news, i);
		output_gap(output);
		output_pair(output, row[NEWS_WORD].text, row[NEWS_SAYS].text);
		output_text(output, OUTPUT_LABEL, arena_print(arena, "%s%s", output->format == REPORT_TEXT ? "-> " : "", row[NEWS_COMMAND].text.p), false);
	}
	arena_close(arena);
}

/* The storm with what happened, numbered. */
static void
print_picture(struct store *store, const struct report_options *options, struct range range, const struct rows *course, struct output *output)
{
	struct plot *plot = plot_open(PLOT_STACK, STR("Forged bounces"));
	const struct rows *marks = rows_of(store, options, range, "report/nightly/marks.sql"), *bands = rows_of(store, options, range, "report/nightly/bands.sql");
	plot_subtitle(plot, STR("bounces"), format_range(output->arena, range.since, range.until));
	plot_span(plot, range.since, range.until, 600);
	plot_series(plot, STR("forged"));
	for (size_t i = 0; i < course->count; i++)
		plot_add(plot, 0, rows_at(course, i)[0].integer, (double)rows_at(course, i)[1].integer);
	for (size_t i = 0; i < marks->count; i++)
		plot_event(plot, rows_at(marks, i)[0].integer, rows_at(marks, i)[1].text);
	for (size_t i = 0; i < bands->count; i++)
		plot_band(plot, rows_at(bands, i)[0].integer, rows_at(bands, i)[1].integer);
	html_picture(output, plot);
	plot_close(plot);
}

/* Returns how many they were. */
static int64_t
print_course(struct store *store, const struct report_options *options, struct range range, struct output *output)
{
	struct chart chart = chart_of(range.since, range.until - 1);
	const struct rows *course = rows_of(store, options, range, "report/nightly/course.sql");
	int64_t forged = 0;
	for (size_t i = 0; i < course->count; i++) {
		chart_add(&chart, rows_at(course, i)[0].integer, rows_at(course, i)[1].integer);
		forged += rows_at(course, i)[1].integer;
	}
	if (forged >= STORM_LEAST && output->format == REPORT_HTML) {
		print_picture(store, options, range, course, output);
	} else if (forged >= STORM_LEAST) {
		output_gap(output);
		chart_print(&chart, "forged bounces", output);
	}
	return forged;
}

/* The first tables of the reports that tell of a storm. */
static void
print_storm(struct store *store, const struct report_options *options, struct range range, struct output *output)
{
	static const struct { const char *set, *name, *title; } tables[] = {
		{ "forged", "addresses", "Forged addresses" }, { "forgers", "addresses", "Who forged them" },
		{ "backscatter", "organisations", "Who bounced" },
	};
	struct report_options few = *options;
	struct part part;
	few.limit = options->limit >= 0 ? options->limit : ROWS_SHOWN;
	for (size_t i = 0; i < LENGTH(tables); i++) {
		if (part_next(NULL, str_of(tables[i].set), str_of(tables[i].name), &part) == NULL)
			bug("report/nightly.c: there is no table %s/%s", tables[i].set, tables[i].name);
		part.title = str_of(tables[i].title);
		part.none = STR("");
		part_table(store, &part, &few, range, output, true);
	}
}

static struct str
subject_of(struct store *store, const struct report_options *options, struct range range, bool any, struct arena *arena)
{
	const struct rows *news = rows_of(store, options, range, NEWS);
	if (news->count == 0)
		return any ? STR("nothing to do") : STR("there is no log");
	struct str subject = arena_print(arena, "%s %s", rows_at(news, 0)[NEWS_WORD].text.p, rows_at(news, 0)[NEWS_HEADLINE].text.p);
	int64_t more = (int64_t)news->count - 1;
	return more > 0 ? arena_print(arena, "%s (and %s more)", subject.p, format_count(arena, more).p) : subject;
}

/* How senders close their records changes slowly: it is told on Mondays, of the week until Sunday. */
static bool
is_weekly(struct range range)
{
	time_t last = (time_t)range.until - 1;
	struct tm tm;
	return localtime_r(&last, &tm)->tm_wday == 0;
}

static void
print_parts(struct store *store, const struct report_options *options, struct range range, struct output *output)
{
	struct part part;
	bool read = output_is_read(output);
	tables_begin(output);
	for (const struct embedded *file = NULL; (file = part_next(file, STR("nightly"), STR_NONE, &part)) != NULL;) {
		bool news = str_is(part.name, "news");
		if (news && read)
			print_news(store, options, range, output);
		else
			part_table(store, &part, options, range, output, true);
		if (news && print_course(store, options, range, output) > 0)
			print_storm(store, options, range, output);
	}
	if (read && is_weekly(range))
		part_print(store, options, STR("adoption"), STR_NONE, false, range, output);
	tables_end(output);
}

struct str
report_nightly(struct store *store, const struct report_options *options, struct arena *arena)
{
	struct held held;
	bool fell_back;
	struct report_options kept = *options;
	if (options->memo == NULL)
		kept.memo = memo_open();
	struct range range = range_choose(store, options, false, &held, &fell_back);
	struct output *output = output_open(options->format, REPORT_TEXT);
	/* It is mailed: no line may be wider than the page. */
	output->terminal = true;
	output->mail = options->mail;
	output->one_day = when_day(range.since, 1) >= range.until;
	output_head(output, "UNJOE NIGHTLY", held.any ? format_range(output->arena, range.since, range.until) : STR(""));
	range_tell(options, range, held, fell_back, output);
	if (held.touched || !output_is_read(output))
		print_parts(store, &kept, range, output);
	struct str subject = subject_of(store, &kept, range, held.touched, arena);
	output_close(output);
	if (options->memo == NULL)
		memo_close(kept.memo);
	return subject;
}
