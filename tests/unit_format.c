/*
 * unit_format.c - figures as people read them, and times as they write them.
 */
#include "report/format.h"
#include "report/when.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <time.h>

static struct arena *arena;

static void
zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static void
test_figures(void)
{
	is_str(format_count(arena, 0), "0", "count: nothing");
	is_str(format_count(arena, 999), "999", "count: three digits");
	is_str(format_count(arena, 1000), "1,000", "count: four");
	is_str(format_count(arena, 1234567), "1,234,567", "count: seven");
	is_str(format_count(arena, -1234), "-1,234", "count: below nothing");
	is_str(format_count(arena, -123456), "-123,456", "count: no comma behind the sign");
	is_str(format_count(arena, INT64_MIN), "-9,223,372,036,854,775,808", "count: the least");
	is_str(format_bytes(arena, 0), "0 B", "bytes: none");
	is_str(format_bytes(arena, 999), "999 B", "bytes: bytes");
	is_str(format_bytes(arena, 1000), "1.0 kB", "bytes: a kilobyte");
	is_str(format_bytes(arena, 9949), "9.9 kB", "bytes: one decimal");
	is_str(format_bytes(arena, 9951), "10 kB", "bytes: no decimal from ten on");
	is_str(format_bytes(arena, 999499), "999 kB", "bytes: the last kilobyte");
	is_str(format_bytes(arena, 999500), "1.0 MB", "bytes: never 1000 kB");
	is_str(format_bytes(arena, 214000000), "214 MB", "bytes: megabytes");
	is_str(format_bytes(arena, INT64_MAX), "9.2 EB", "bytes: the most");
	is_str(format_share(arena, 0), "0.0%", "share: nothing");
	is_str(format_share(arena, 0.5), "50.0%", "share: half");
	is_str(format_share(arena, 1), "100.0%", "share: all");
	is_str(format_share(arena, 0.99999), "99.9%", "share: not quite all");
	is_str(format_share(arena, 0.0003), "0.03%", "share: little");
	is_str(format_share(arena, 0.00001), "<0.01%", "share: very little");
	is_str(format_span(arena, 0), "0 s", "span: nothing");
	is_str(format_span(arena, 59), "59 s", "span: seconds");
	is_str(format_span(arena, 90), "1 min 30 s", "span: minutes");
	is_str(format_span(arena, 3600), "1 h", "span: a whole hour");
	is_str(format_span(arena, 5280), "1 h 28 min", "span: hours");
	is_str(format_span(arena, 90000), "1 d 1 h", "span: days");
	is_str(format_span(arena, 400 * 86400), "1 y 35 d", "span: years");
	is_str(format_span(arena, -5280), "-1 h 28 min", "span: back");
	ok(format_span(arena, INT64_MIN).n > 0, "span: the least");
}

static int64_t
at(const char *text, int64_t now)
{
	int64_t value = -1;
	return when_parse(str_of(text), now, &value) ? value : -1;
}

static void
test_times(void)
{
	enum { NOW = 1795071600 };      /* 2026-11-19 07:00:00 UTC */
	zone("UTC");
	is_int(at("now", NOW), NOW, "now");
	is_int(at("today", NOW), 1795046400, "today");
	is_int(at("yesterday", NOW), 1794960000, "yesterday");
	is_int(at("tomorrow", NOW), 1795132800, "tomorrow");
	is_int(at("2026-11-18", NOW), 1794960000, "a day");
	is_int(at("2026-11-18 03:00", NOW), 1794970800, "a minute");
	is_int(at("2026-11-18T03:00:05", NOW), 1794970805, "a second");
	is_int(at("2026-11-18T03:00:05Z", NOW), 1794970805, "in UTC");
	is_int(at("2026-11-18T03:00+01:00", NOW), 1794967200, "with an offset");
	is_int(at("2026-11-18T03:00:00-0130", NOW), 1794976200, "with an offset west");
	is_int(at("-7d", NOW), NOW - 7 * 86400, "days ago");
	is_int(at("-2w", NOW), NOW - 14 * 86400, "weeks ago");
	is_int(at("-12h", NOW), NOW - 12 * 3600, "hours ago");
	is_int(at("-30m", NOW), NOW - 1800, "minutes ago");
	is_int(at("-90s", NOW), NOW - 90, "seconds ago");
	is_int(at("@1792292400", NOW), 1792292400, "UTC seconds");
	is_int(at("2024-02-29", NOW), 1709164800, "a leap day");
	static const char *const wrong[] = {
		"", "x", "2026", "2026-11", "2026-13-01", "2026-00-01", "2026-11-31", "2026-02-29", "1969-12-31", "2026-11-18 ", "2026-11-18 3:00",
		"2026-11-18 24:00", "2026-11-18 03:60", "2026-11-18 03:00:60", "2026-11-18Z", "2026-11-18 03:00 x", "2026-11-18T03:00+99:00",
		"-7", "-d", "-7x", "--7d", "-7 d", "-99999999999d", "-9999999999999999h", "@", "@x", "@-5", "@99999999999999999999", "7d", "Yesterday",
	};
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		char name[64];
		snprintf(name, sizeof name, "no time: \"%s\"", wrong[i]);
		is_int(at(wrong[i], NOW), -1, name);
	}
}

static void
test_zones(void)
{
	zone("CET-1CEST,M3.5.0,M10.5.0/3");
	int64_t now = at("2026-10-26 07:00", 0);
	is_int(now, 1792994400, "local time in winter");
	is_int(at("today", now) - at("yesterday", now), 25 * 3600, "the day the clock goes back has 25 hours");
	is_int(now - at("-2d", now), 49 * 3600, "two days ago is the same time of day");
	is_int(now - at("-24h", now), 24 * 3600, "24 hours ago are 24 hours");
	is_int(at("2026-10-25T02:30+02:00", now) + 3600, at("2026-10-25T02:30+01:00", now), "an hour that comes twice");
	ok(at("2026-03-29 02:30", now) > 0, "an hour that does not come");
	is_str(format_time(arena, now), "2026-10-26 07:00:00", "time");
	is_str(format_clock(arena, now), "07:00:00", "clock");
	is_str(format_date(arena, now), "2026-10-26", "date");
	is_str(format_day(arena, now), "Mon 26 Oct 2026", "day");
	is_str(format_zone(arena, now), "CET", "zone in winter");
	is_str(format_zone(arena, now - 7 * 86400), "CEST", "zone in summer");
	is_str(format_iso(arena, now), "2026-10-26T06:00:00Z", "for machines in UTC");
	is_str(format_range(arena, at("2026-10-24", 0), at("2026-10-25", 0)), "Sat 24 Oct 2026, 00-24 CEST", "range: a day");
	is_str(format_range(arena, at("2026-10-25", 0), at("2026-10-26", 0)), "Sun 25 Oct 2026, 00-24 CEST/CET", "range: a day of 25 hours");
	is_str(format_range(arena, at("2026-10-12", 0), at("2026-10-19", 0)), "12 Oct to 18 Oct 2026, 7 days, CEST", "range: a week");
	is_str(format_range(arena, at("2025-12-30", 0), at("2026-01-02", 0)), "30 Dec 2025 to 1 Jan 2026, 3 days, CET", "range: over New Year");
	is_str(format_range(arena, at("2026-11-18 03:00", 0), at("2026-11-18 07:30", 0)), "18 Nov 2026 03:00 to 07:30 CET", "range: hours");
	is_str(format_range(arena, at("2026-11-18 23:00", 0), at("2026-11-19 07:30", 0)), "18 Nov 2026 23:00 to 19 Nov 2026 07:30 CET", "range: hours over midnight");
	is_int(when_day(now, 0), 1792969200, "the start of a day");
	is_int(when_day(at("2026-03-01 12:00", 0), -1), at("2026-02-28", 0), "the day before the first of March");
}

int
main(void)
{
	arena = arena_open();
	test_figures();
	test_times();
	test_zones();
	arena_close(arena);
	return done_testing();
}
