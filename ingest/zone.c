/*
 * zone.c - local time and UTC, in the zone that this process has.
 */
#include "ingest/zone.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUARTER = 15 * 60, DAY = 24 * 60 * 60 };

static int32_t
offset_at(int64_t utc)
{
	time_t t = (time_t)utc;
	struct tm tm;
	return localtime_r(&t, &tm) == NULL ? 0 : (int32_t)tm.tm_gmtoff;
}

void
zone_look(struct zone *zone, int64_t local)
{
	int64_t quarter = local >= 0 ? local / QUARTER : -1;
	if (quarter == zone->quarter)
		return;
	int32_t before = offset_at(local - DAY), after = offset_at(local + DAY);
	bool still = before == after || offset_at(local - before) == before;
	bool already = before != after && offset_at(local - after) == after;
	zone->quarter = quarter;
	zone->early = still || !already ? before : after;
	zone->late = already ? after : before;
}

/* Only names that mean one thing, or that journalctl -o short-full is likely to be read with; hours and minutes east. */
static const struct { const char *name; int east; } world[] = {
	{ "UTC", 0 }, { "GMT", 0 }, { "WET", 0 }, { "WEST", 100 }, { "BST", 100 }, { "CET", 100 }, { "CEST", 200 }, { "MET", 100 }, { "MEST", 200 },
	{ "EET", 200 }, { "EEST", 300 }, { "MSK", 300 }, { "SAST", 200 }, { "EAT", 300 }, { "WAT", 100 }, { "CAT", 200 },
	{ "PKT", 500 }, { "WIB", 700 }, { "HKT", 800 }, { "JST", 900 }, { "KST", 900 }, { "AWST", 800 }, { "ACST", 930 },
	{ "ACDT", 1030 }, { "AEST", 1000 }, { "AEDT", 1100 }, { "NZST", 1200 }, { "NZDT", 1300 }, { "NST", -330 },
	{ "NDT", -230 }, { "AST", -400 }, { "ADT", -300 }, { "EST", -500 }, { "EDT", -400 }, { "CST", -600 }, { "CDT", -500 },
	{ "MST", -700 }, { "MDT", -600 }, { "PST", -800 }, { "PDT", -700 }, { "AKST", -900 }, { "AKDT", -800 }, { "HST", -1000 }
};

static bool
called(struct str name, int64_t utc)
{
	time_t t = (time_t)utc;
	struct tm tm;
	return localtime_r(&t, &tm) != NULL && str_is(name, tm.tm_zone);
}

/* Hours and minutes behind a sign. */
static bool
offset_of(struct str name, int32_t *offset)
{
	int digits[4] = { 0 };
	size_t n = 0;
	if (name.n < 3 || (name.p[0] != '+' && name.p[0] != '-'))
		return false;
	for (size_t i = 1; i < name.n; i++) {
		if (name.p[i] == ':' && i == 3)
			continue;
		if (n == LENGTH(digits) || !isdigit((unsigned char)name.p[i]))
			return false;
		digits[n++] = name.p[i] - '0';
	}
	int hours = digits[0] * 10 + digits[1], minutes = digits[2] * 10 + digits[3];
	*offset = (name.p[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
	return (n == 4 || (n == 2 && name.n == 3)) && hours < 24 && minutes < 60;
}

static bool
in_world(struct str name, int32_t *offset)
{
	for (size_t i = 0; i < LENGTH(world); i++)
		if (str_is(name, world[i].name)) {
			*offset = (world[i].east / 100 * 60 + world[i].east % 100) * 60;
			return true;
		}
	return false;
}

bool
zone_is_name(struct str word)
{
	int32_t offset;
	return offset_of(word, &offset) || in_world(word, &offset) || str_is(word, tzname[0]) || str_is(word, tzname[1]);
}

bool
zone_named(struct zone *zone, struct str name, int64_t local, int32_t *offset)
{
	zone_look(zone, local);
	if (called(name, local - zone->early)) {
		*offset = zone->early;
		return true;
	}
	if (called(name, local - zone->late)) {
		*offset = zone->late;
		return true;
	}
	return in_world(name, offset) || offset_of(name, offset);
}

void
zone_set(const char *tz)
{
	const char *now = getenv("TZ");
	if (tz != NULL && (now == NULL || strcmp(now, tz) != 0))
		setenv("TZ", tz, 1);
	tzset();
}

/* A file of the zone database, by a name that stays below its folder. */
static bool
in_database(const char *name)
{
	const char *folder = getenv("TZDIR");
	char path[512], magic[4];
	if (name[0] == '\0' || name[0] == '.' || name[0] == '/' || strstr(name, "/.") != NULL)
		return false;
	int n = snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : "/usr/share/zoneinfo", name);
	if (n < 0 || (size_t)n >= sizeof path)
		return false;
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	bool known = fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
	fclose(file);
	return known;
}

/* POSIX: std offset [dst [offset] [,rule]], where a name is letters or <...>. */
static const char *
posix_name(const char *p)
{
	const char *start = p;
	if (*p == '<') {
		p += strcspn(p, ">");
		return *p == '>' && p - start > 3 ? p + 1 : NULL;
	}
	while (isalpha((unsigned char)*p))
		p++;
	return p - start >= 3 ? p : NULL;
}

static const char *
posix_offset(const char *p)
{
	if (*p == '+' || *p == '-')
		p++;
	return isdigit((unsigned char)*p) ? p + strspn(p, "0123456789:") : NULL;
}

bool
zone_known(const char *tz)
{
	if (*tz == ':')
		tz++;
	if (strcmp(tz, "UTC") == 0 || strcmp(tz, "GMT") == 0 || in_database(tz))
		return true;
	const char *p = posix_name(tz);
	if (p == NULL || (p = posix_offset(p)) == NULL || *p == '\0')
		return p != NULL;
	if ((p = posix_name(p)) == NULL)
		return false;
	const char *q = posix_offset(p);
	p = q != NULL ? q : p;
	return *p == '\0' || (*p == ',' && strspn(p, "0123456789MJ,./:+-") == strlen(p));
}
