/*
 * show_events.c - the newest events of an address, a domain, a network, an account; what no index finds is looked for in a part of the log.
 */
#include "report/showing.h"
#include "report/events.h"
#include "report/format.h"
#include "report/when.h"

#include <inttypes.h>

enum { EVENTS_USUAL = 20, DAYS_USUAL = 7 };
enum { ROWS_MOST = 150000 };    /* of each table: what no index finds is looked for in so many, about a second */

/* The last days on which it was there, by the daily totals; or those that were read. */
static struct range
last_days(const struct showing *showing)
{
	struct range range = showing->range;
	struct stmt *stmt = store_stmt(showing->store, "report/show/last.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), showing->options->now);
	if (stmt_step(stmt))
		range = (struct range){ when_day(stmt_int(stmt, 0), 1 - DAYS_USUAL), when_day(stmt_int(stmt, 0), 1) };
	stmt_reset(stmt);
	return range;
}

/* Without a time asked for, what no index finds is looked for in the last days; where nothing is there, in as much of the log as can be gone through. */
static void
find_events(struct showing *showing, const struct finder *finder, struct events *events, struct events_kinds *kinds)
{
	const struct report_options *options = showing->options;
	bool bounded = finder->scans && options->since.p == NULL && options->until.p == NULL;
	events->range = bounded ? last_days(showing) : showing->range;
	events->log_since = bounded ? showing_reach(showing, events->range, ROWS_MOST) : events->range.since;
	events_find(showing->store, options, events, kinds);
	if (!bounded || kinds->sum > 0)
		return;
	/* What was gone through just now is not again. */
	int64_t until = events->range.until, since = events->log_since;
	events->range = showing->range;
	showing->log_since = showing_reach(showing, events->range, ROWS_MOST);
	events->log_since = showing->log_since == since && until >= showing->options->now ? events->range.until : showing->log_since;
	events_find(showing->store, options, events, kinds);
}

/* Where there is more log than was gone through. */
static void
tell_reach(const struct showing *showing, const struct events *events)
{
	struct held held = range_held(showing->store, showing->options, events->range);
	struct arena *arena = arena_open();
	if (events->log_since <= held.first)
		;
	else if (events->log_since == events->range.since)
		output_tell(showing->output, "  Of the %d days up to %s; --since goes further back.", DAYS_USUAL, format_date(arena, events->range.until - 1).p);
	else
		output_tell(showing->output, "  Of the log since %s; --since goes further back.", format_time(arena, events->log_since).p);
	arena_close(arena);
}

/* What is known of a domain from the daily totals. */
static void
print_totals(const struct showing *showing)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(showing->store, "report/show/totals.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	struct table table = { .output = showing->output, .title = STR("In all days"), .none = STR(""), .count = (size_t)stmt_columns(stmt) };
	table.columns = part_columns(arena, stmt, STR(":text, n:count, first:day, last:day"), "report/show/totals.sql");
	if (showing->output->format == REPORT_TEXT)
		table_fill(&table, stmt);
	arena_close(arena);
}

bool
show_events(struct showing *showing, const struct finder *finder)
{
	int64_t limit = showing->options->limit < 0 ? EVENTS_USUAL : showing->options->limit;
	struct events events = { .hits = finder->hits, .order = "report/show/tail_newest.sql", .what = showing->what, .limit = limit };
	struct events_kinds kinds = { .arena = arena_open() };
	find_events(showing, finder, &events, &kinds);
	bool found = kinds.sum > 0;
	if (found) {
		showing_open(showing, finder->name);
		if (finder->scans && finder->looks == LOOKS_NAME)
			print_totals(showing);
		events_print_kinds(&kinds, showing->output);
		events_print(showing->store, showing->options, &events, showing->output);
		if (limit > 0 && kinds.sum > limit)
			output_say(showing->output, "  The newest %" PRId64 " of %" PRId64 ": see --limit, --since and --until.", limit, kinds.sum);
	}
	if (found && finder->scans && showing->options->since.p == NULL && showing->options->until.p == NULL)
		tell_reach(showing, &events);
	arena_close(kinds.arena);
	return found;
}
