/*
 * format.c - figures as people read them.
 */
#include "report/format.h"
#include "report/when.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

struct str
format_count(struct arena *arena, int64_t n)
{
	char *text = arena_take(arena, NUMBER_ROOM);
	size_t length = number_write(n, text);
	return (struct str){ text, length };
}

struct str
format_bytes(struct arena *arena, int64_t bytes)
{
	static const char *const units[] = { "kB", "MB", "GB", "TB", "PB", "EB" };
	double value = (double)bytes / 1000;
	size_t unit = 0;
	if (bytes > -1000 && bytes < 1000)
		return arena_print(arena, "%" PRId64 " B", bytes);
	while ((value >= 999.5 || value <= -999.5) && unit + 1 < LENGTH(units)) {
		value /= 1000;
		unit++;
	}
	return arena_print(arena, value > -9.95 && value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

struct str
format_share(struct arena *arena, double share)
{
	double percent = share * 100;
	if (percent > 0 && percent < 0.05)
		return arena_print(arena, percent < 0.01 ? "<0.01%%" : "%.2f%%", percent);
	if (percent > 99.9 && percent < 100)
		percent = 99.9;
	return arena_print(arena, "%.1f%%", percent);
}

struct str
format_span(struct arena *arena, int64_t seconds)
{
	static const struct { int64_t seconds; const char *name; } units[] = {
		{ 365 * 86400, "y" }, { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" },
	};
	size_t i = 0;
	if (seconds < 0)
		return arena_print(arena, "-%s", format_span(arena, seconds == INT64_MIN ? INT64_MAX : -seconds).p);
	while (i + 1 < LENGTH(units) && seconds < units[i].seconds)
		i++;
	int64_t whole = seconds / units[i].seconds;
	int64_t part = i + 1 < LENGTH(units) ? seconds % units[i].seconds / units[i + 1].seconds : 0;
	if (part == 0)
		return arena_print(arena, "%" PRId64 " %s", whole, units[i].name);
	return arena_print(arena, "%" PRId64 " %s %" PRId64 " %s", whole, units[i].name, part, units[i + 1].name);
}

enum look { LOOK_TIME, LOOK_MINUTE, LOOK_CLOCK, LOOK_DATE, LOOK_WEEKDAY, LOOK_DAY, LOOK_DAY_OF_YEAR, LOOK_DAY_MINUTE, LOOK_YEAR, LOOK_ZONE, LOOK_ISO };

static struct str
print_time(struct arena *arena, enum look look, int64_t at)
{
	char text[64] = "";
	struct tm tm;
	time_t t = (time_t)at;
	size_t n = 0;
	if ((look == LOOK_ISO ? gmtime_r(&t, &tm) : localtime_r(&t, &tm)) == NULL)
		return arena_print(arena, "@%" PRId64, at);
	switch (look) {
	case LOOK_TIME: n = strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm); break;
	case LOOK_MINUTE: n = strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm); break;
	case LOOK_CLOCK: n = strftime(text, sizeof text, "%H:%M:%S", &tm); break;
	case LOOK_DATE: n = strftime(text, sizeof text, "%Y-%m-%d", &tm); break;
	case LOOK_WEEKDAY: n = strftime(text, sizeof text, "%a %-d %b %Y", &tm); break;
	case LOOK_DAY: n = strftime(text, sizeof text, "%-d %b %Y", &tm); break;
	case LOOK_DAY_OF_YEAR: n = strftime(text, sizeof text, "%-d %b", &tm); break;
	case LOOK_DAY_MINUTE: n = strftime(text, sizeof text, "%-d %b %Y %H:%M", &tm); break;
	case LOOK_YEAR: n = strftime(text, sizeof text, "%Y", &tm); break;
	case LOOK_ZONE: n = strftime(text, sizeof text, "%Z", &tm); break;
	case LOOK_ISO: n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm); break;
	}
	return arena_copy(arena, (struct str){ text, n });
}

struct str
format_time(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_TIME, at);
}

struct str
format_minute(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_MINUTE, at);
}

struct str
format_clock(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_CLOCK, at);
}

struct str
format_date(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_DATE, at);
}

struct str
format_day(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_WEEKDAY, at);
}

struct str
format_zone(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_ZONE, at);
}

struct str
format_iso(struct arena *arena, int64_t at)
{
	return print_time(arena, LOOK_ISO, at);
}

/* The days from since to until, both starts of days; 0 where they are not. */
static int64_t
whole_days(int64_t since, int64_t until)
{
	int64_t days = (until - since + 43200) / 86400;
	bool whole = when_day(since, 0) == since && when_day(until, 0) == until;
	return whole ? days : 0;
}

struct str
format_range(struct arena *arena, int64_t since, int64_t until)
{
	int64_t days = whole_days(since, until);
	struct str zone = format_zone(arena, since), later = format_zone(arena, until - 1);
	if (!str_equal(zone, later))
		zone = arena_print(arena, "%s/%s", zone.p, later.p);
	if (days == 1)
		return arena_print(arena, "%s, 00-24 %s", format_day(arena, since).p, zone.p);
	struct str day = print_time(arena, LOOK_DAY, since), end = print_time(arena, LOOK_DAY_MINUTE, until);
	if (days == 0)
		return arena_print(arena, "%s to %s %s", print_time(arena, LOOK_DAY_MINUTE, since).p,
		    end.p + (str_prefix(end, day.p) ? day.n + 1 : 0), zone.p);
	bool same = str_equal(print_time(arena, LOOK_YEAR, since), print_time(arena, LOOK_YEAR, until - 1));
	return arena_print(arena, "%s to %s, %" PRId64 " days, %s", print_time(arena, same ? LOOK_DAY_OF_YEAR : LOOK_DAY, since).p,
	    print_time(arena, LOOK_DAY, until - 1).p, days, zone.p);
}
