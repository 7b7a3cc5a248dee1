/*
 * calendar.c - what year it was, and which half of a repeated hour: from the stamps of one stream in their order.
 */
#include "ingest/syslog/calendar.h"

#include <time.h>

enum {
	DAY = 24 * 60 * 60,
	HALF_YEAR = 183 * DAY,
	STRAGGLE = 31 * DAY,    /* how late a line of December can come behind one of January */
	SLACK = 10,             /* seconds by which lines come out of order without an hour being repeated */
	LEAP_SPAN = 8           /* two leap days are never further apart, in years */
};

/* Past it, sums of seconds could overflow: the year 9999. */
#define LAST_SECOND INT64_C(253402300799)

void
calendar_begin(struct calendar *calendar, int64_t latest, int year, int64_t after)
{
	*calendar = (struct calendar){ .zone = { .quarter = INT64_MIN }, .year = year, .limit = INT64_MIN };
	calendar->reached = after != 0 ? after : INT64_MIN;
	calendar_raise(calendar, latest);
}

void
calendar_raise(struct calendar *calendar, int64_t latest)
{
	int64_t limit = latest > LAST_SECOND - DAY ? LAST_SECOND : latest < 0 ? DAY : latest + DAY;
	if (limit > calendar->limit)
		calendar->limit = limit;
}

/* A clock that goes back behind what was reached in the repeated hour, or before, is in the second pass. */
static int64_t
utc_of(struct calendar *calendar, int64_t local)
{
	zone_look(&calendar->zone, local);
	int64_t first = local - calendar->zone.early, second = local - calendar->zone.late;
	bool back = calendar->reached > first + SLACK && calendar->reached <= second + second - first;
	return back ? second : first;
}

static int64_t
local_of(const struct stamp *stamp, int year)
{
	return stamp_midnight(year, stamp->month, stamp->day) + stamp->second;
}

static bool
is_leap_day(const struct stamp *stamp)
{
	return stamp->month == 2 && stamp->day == 29;
}

/* With the leap day of an earlier year, where this one has none. */
static int64_t
utc_in(struct calendar *calendar, const struct stamp *stamp, int year)
{
	while (is_leap_day(stamp) && !stamp_leap_year(year))
		year--;
	int64_t local = local_of(stamp, year);
	int32_t offset;
	return stamp->zone.p != NULL && zone_named(&calendar->zone, stamp->zone, local, &offset) ? local - offset : utc_of(calendar, local);
}

static int
civil_year(struct calendar *calendar, int64_t at)
{
	if (at < calendar->year_from || at >= calendar->year_to) {
		time_t t = (time_t)at;
		struct tm tm;
		int year = gmtime_r(&t, &tm) == NULL ? 1970 : tm.tm_year + 1900;
		calendar->year_reached = year;
		calendar->year_from = stamp_midnight(year, 1, 1);
		calendar->year_to = stamp_midnight(year + 1, 1, 1);
	}
	return calendar->year_reached;
}

int
calendar_year(struct calendar *calendar, const struct stamp *stamp)
{
	int newest = civil_year(calendar, calendar->limit) + 1;
	for (int year = newest; year > newest - 2 - LEAP_SPAN; year--)
		if (!(is_leap_day(stamp) && !stamp_leap_year(year)) && utc_in(calendar, stamp, year) <= calendar->limit)
			return year;
	return newest - 1;
}

static int64_t
place_first(struct calendar *calendar, const struct stamp *stamp)
{
	int64_t at = utc_in(calendar, stamp, calendar->year != 0 ? calendar->year : calendar_year(calendar, stamp));
	/* A year that was given is right, and the file's time of change wrong. */
	if (at > calendar->limit)
		calendar->limit = LAST_SECOND;
	return at;
}

/* In the year that brings it near to what was reached. */
static int64_t
place_next(struct calendar *calendar, const struct stamp *stamp)
{
	int year = civil_year(calendar, calendar->reached);
	int64_t at = utc_in(calendar, stamp, year);
	if (at < calendar->reached - HALF_YEAR) {
		int64_t next = utc_in(calendar, stamp, year + 1);
		if (next <= calendar->limit)
			return next;
		calendar->overruns++;
	} else if (at > calendar->reached + HALF_YEAR) {
		int64_t last = utc_in(calendar, stamp, year - 1);
		if (at > calendar->limit || last > calendar->reached - STRAGGLE)
			return last;
	}
	return at;
}

int64_t
calendar_place(struct calendar *calendar, const struct stamp *stamp)
{
	int64_t at;
	if (stamp->kind == STAMP_EXACT)
		at = stamp->at;
	else if (stamp->kind == STAMP_YEARLESS)
		at = calendar->reached == INT64_MIN ? place_first(calendar, stamp) : place_next(calendar, stamp);
	else
		at = utc_in(calendar, stamp, stamp->year);
	calendar->reached = at;
	return at;
}
