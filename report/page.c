/*
 * page.c - what a command prints, as one file for a browser; and the page of all.
 */
#include "report/capture.h"
#include "report/format.h"
#include "report/html.h"
#include "report/part.h"
#include "report/range.h"

#include <sys/stat.h>

static struct capture *page;

void
report_page_begin(void)
{
	page = capture_open();
}

void
report_page_end(const char *path, bool keep)
{
	struct arena *arena = arena_open();
	struct str text = capture_close(page, arena);
	struct stat status;
	if (keep && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		path = arena_print(arena, "%s/index.html", path).p;
	if (keep) {
		capture_file(path, text);
		say("%s: the page is written", path);
	}
	arena_close(arena);
}

bool
report_plot_fits(const char *path)
{
	return plot_path_known(path);
}

/* The part with the lowest place behind a given one; false: there is none. */
static bool
next_part(int64_t place, struct part *next)
{
	struct part part;
	next->page = INT64_MAX;
	for (const struct embedded *file = NULL; (file = part_next(file, STR_NONE, STR_NONE, &part)) != NULL;)
		if (part.page > place && part.page < next->page)
			*next = part;
	return next->page != INT64_MAX;
}

void
report_all(struct store *store, const struct report_options *options)
{
	enum { USUAL_DAYS = 30 };
	struct arena *arena = arena_open();
	struct part part = { .page = 0 };
	struct held held = range_held(store, options, (struct range){ 0, options->now });
	struct range range = range_asked(options, held);
	/* A date to come is a clock that was wrong: what lies before now is not left out for its sake. */
	if (options->until.p == NULL && held.touched && range.until > options->now && range.since < options->now)
		range.until = options->now;
	if (options->since.p == NULL && when_day(range.until - 1, 1 - USUAL_DAYS) > range.since)
		range.since = when_day(range.until - 1, 1 - USUAL_DAYS);
	struct output *output = output_open(options->format, REPORT_TEXT);
	output_head(output, "Mail in our name", arena_print(arena, "%s. Written %s %s by unjoe %s.", format_range(arena, range.since, range.until).p,
	    format_minute(arena, options->now).p, format_zone(arena, options->now).p, options->version));
	if (!held.any)
		range_tell_none(held, output);
	while (held.any && next_part(part.page, &part))
		part_table(store, &part, options, range, output, true);
	output_close(output);
	arena_close(arena);
}
