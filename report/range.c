/*
 * range.c - which time a report is about.
 */
#include "report/range.h"
#include "report/format.h"

static int64_t
time_of(struct str text, const char *option, int64_t now)
{
	int64_t at;
	if (!when_parse(text, now, &at))
		die_usage("--%s \"%s\" is no time; write 2026-11-18, \"2026-11-18 03:00\", yesterday or -7d", option, text.p);
	return at;
}

/* report/held.sql: first and last second of all, whether the range is touched, the last one up to now. mail: bounces count, too. */
static struct held
ask(struct store *store, const struct report_options *options, struct range range, bool mail, int64_t *last_day)
{
	struct stmt *stmt = store_stmt(store, "report/held.sql");
	struct held held = { .any = false };
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "since"), range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range.until);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), options->now);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), options->host);
	stmt_bind_int(stmt, stmt_param(stmt, "mail"), mail);
	if (!stmt_step(stmt))
		bug("report/held.sql: no row");
	if (stmt_type(stmt, 0) != STMT_NULL) {
		held = (struct held){ .any = true, .touched = stmt_int(stmt, 2) != 0, .first = stmt_int(stmt, 0), .last = stmt_int(stmt, 1) };
		*last_day = stmt_type(stmt, 3) != STMT_NULL ? stmt_int(stmt, 3) : held.last;
	} else if (stmt_type(stmt, 4) != STMT_NULL)
		held.counted = stmt_int(stmt, 4);
	stmt_reset(stmt);
	return held;
}

struct held
range_held(struct store *store, const struct report_options *options, struct range range)
{
	int64_t last;
	return ask(store, options, range, true, &last);
}

struct range
range_asked(const struct report_options *options, struct held held)
{
	bool to_now = !held.any || (options->since.p != NULL && held.last < options->now);
	struct range range = { 0, to_now ? options->now : held.last + 1 };
	if (options->until.p != NULL)
		range.until = time_of(options->until, "until", options->now);
	if (held.any && held.first < range.until)
		range.since = held.first;
	if (options->since.p != NULL)
		range.since = time_of(options->since, "since", options->now);
	if (range.since >= range.until)
		die_usage("--since %s is not before %s%s", options->since.p == NULL ? "1970-01-01" : options->since.p,
		    options->until.p == NULL ? "now" : "--until ", options->until.p == NULL ? "" : options->until.p);
	return range;
}

struct range
range_choose(struct store *store, const struct report_options *options, bool all, struct held *held, bool *fell_back)
{
	struct range range = { when_day(options->now, -1), when_day(options->now, 0) };
	int64_t last = 0;
	*fell_back = false;
	*held = ask(store, options, range, all, &last);
	if (all || options->since.p != NULL || options->until.p != NULL) {
		range = range_asked(options, *held);
	} else if (held->any && !held->touched) {
		range = (struct range){ when_day(last, 0), when_day(last, 1) };
		*fell_back = true;
	}
	*held = ask(store, options, range, all, &last);
	return range;
}

void
range_tell_none(struct held held, struct output *output)
{
	struct arena *arena = arena_open();
	if (held.counted == 0)
		output_tell(output, "Nothing was read yet; begin with 'unjoe ingest /var/log/mail.log*'.");
	else
		output_tell(output, "All that was read was pruned. Daily totals are left, up to %s: unjoe report summary-days --since %s",
		    format_day(arena, held.counted).p, format_date(arena, when_day(held.counted, -30)).p);
	arena_close(arena);
}

void
range_tell(const struct report_options *options, struct range range, struct held held, bool fell_back, struct output *output)
{
	struct arena *arena = arena_open();
	if (!held.any)
		range_tell_none(held, output);
	else if (fell_back)
		output_tell(output, "No log of yesterday, %s: this is the last day that has one.",
		    format_day(arena, when_day(options->now, -1)).p);
	else if (!held.touched)
		output_tell(output, "Nothing was read of %s. What was read goes from %s to %s.", format_range(arena, range.since, range.until).p,
		    format_time(arena, held.first).p, format_time(arena, held.last).p);
	arena_close(arena);
}
