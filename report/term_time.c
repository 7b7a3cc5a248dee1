/*
 * term_time.c - terms that are times. Where all rows have to fulfil them they bound the query; else they are conditions like others.
 */
#include "report/term.h"
#include "report/when.h"

#include <string.h>

static bool
read_time(struct condition *condition, struct str text, int64_t *at)
{
	if (when_parse(text, condition->now, at))
		return true;
	return condition_fail(condition, "\"%.*s\" is no time; write 2026-11-18, \"2026-11-18 03:00\", yesterday or -7d", (int)text.n, text.p);
}

/* The start or the end of what date: names: a day, unless a time of day is told, which is a minute. */
static int64_t
day_of(int64_t at, struct str text, bool end)
{
	if (memchr(text.p, ':', text.n) != NULL)
		return at + (end ? 60 : 0);
	return when_day(at, end ? 1 : 0);
}

static bool
read_range(struct condition *condition, struct str name, struct str value, struct range *range)
{
	struct str first = value, last = value;
	bool date = str_is(name, "date");
	*range = (struct range){ 0, CONDITION_EVER };
	if (date)
		term_span(value, &first, &last);
	if (!str_is(name, "until") && (first.n > 0 || !date) && !read_time(condition, first, &range->since))
		return false;
	if (!str_is(name, "since") && (last.n > 0 || !date) && !read_time(condition, last, &range->until))
		return false;
	if (date && first.n > 0)
		range->since = day_of(range->since, first, false);
	if (date && last.n > 0)
		range->until = day_of(range->until, last, true);
	return true;
}

bool
term_add_time(struct condition *condition, struct str name, struct str value, bool must)
{
	const struct piece *time = noun_piece(condition->noun, "time", STR_NONE);
	struct range range, *bounds = &condition->range;
	if (!read_range(condition, name, value, &range))
		return false;
	if (must) {
		bounds->since = range.since > bounds->since ? range.since : bounds->since;
		bounds->until = range.until < bounds->until ? range.until : bounds->until;
		condition_operator(condition, "always");
		return true;
	}
	if (time == NULL)
		return condition_fail(condition, "%.*s: can stand in no \"or\" and behind no \"not\" here", (int)name.n, name.p);
	condition->served = true;       /* as far as the user is concerned, the time is told */
	condition_operator(condition, "open");
	condition_number(condition, "least", time->sql, range.since);
	condition_operator(condition, "and");
	condition_number(condition, "below", time->sql, range.until);
	condition_operator(condition, "close");
	return true;
}
