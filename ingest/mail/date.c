/*
 * date.c - RFC 5322 section 3.3 date-time, the obsolete forms of section 4.3, and the order that asctime has.
 * In: the value of a Date field, or what stands behind the last ";" of Received. Out: UTC seconds.
 */
#include "ingest/mail/message.h"
#include "ingest/scan.h"
#include "ingest/zone.h"

#include <string.h>
#include <strings.h>
#include <time.h>

enum { WORDS_MAX = 16, MINUTE = 60, HOUR = 60 * MINUTE };

struct date {
	int day, month, year, hour, minute, second;     /* -1: not yet met */
	struct str zone;
};

static bool
parts_words(char c)
{
	return c == ' ' || c == ',' || c == '(' || c == '\t' || c == '\n' || c == '\0';
}

/* The next word: what stands between blanks, commas and comments. */
static struct str
next_word(struct str *rest)
{
	size_t i = 0, depth = 0;
	while (i < rest->n && (depth > 0 || parts_words(rest->p[i]))) {
		depth += rest->p[i] == '(';
		depth -= rest->p[i] == ')' && depth > 0;
		i++;
	}
	*rest = scan_from(*rest, i);
	for (i = 0; i < rest->n && !parts_words(rest->p[i]); )
		i++;
	struct str word = { rest->p, i };
	*rest = scan_from(*rest, i);
	return word;
}

/* 1 to 12; 0 where it is none. */
static int
month_of(struct str word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	if (word.n < 3)
		return 0;
	const char name[] = { (char)(word.p[0] | 0x20), (char)(word.p[1] | 0x20), (char)(word.p[2] | 0x20) };
	for (int i = 0; i < 12; i++)
		if (memcmp(name, names + 3 * i, sizeof name) == 0)
			return i + 1;
	return 0;
}

/* At most four digits, nothing else; else -1. */
static int
number_of(struct str word)
{
	int sum = 0;
	if (word.n == 0 || word.n > 4 || scan_digits(word) != word.n)
		return -1;
	for (size_t i = 0; i < word.n; i++)
		sum = sum * 10 + (word.p[i] - '0');
	return sum;
}

/* 15:32, 15:32:10; seconds may have a fraction. */
static bool
take_time(struct date *date, struct str word)
{
	struct str rest = word;
	struct str hour = str_cut(&rest, ':'), minute = str_cut(&rest, ':'), second = rest;
	if (second.p != NULL)
		second = str_cut(&rest, '.');
	if (date->hour >= 0 || hour.n > 2 || minute.n > 2 || second.n > 2)
		return false;
	date->hour = number_of(hour);
	date->minute = number_of(minute);
	date->second = second.p == NULL ? 0 : number_of(second);
	/* A leap second is the one before it. */
	if (date->second == 60)
		date->second = 59;
	return date->hour >= 0 && date->hour < 24 && date->minute >= 0 && date->minute < 60 && date->second >= 0 && date->second < 60;
}

/* The first small number is the day, the next one the year: with two digits or three by RFC 5322 section 4.3. */
static bool
take_number(struct date *date, int number, size_t digits)
{
	if (digits <= 2 && date->day < 0) {
		date->day = number;
		return true;
	}
	if (date->year >= 0 || digits < 2)
		return false;
	date->year = digits == 4 ? number : digits == 2 && number < 50 ? 2000 + number : 1900 + number;
	return true;
}

/* 23-Nov-2026 */
static bool
take_dashed(struct date *date, struct str word)
{
	struct str day = str_cut(&word, '-'), month = str_cut(&word, '-');
	if (date->day >= 0 || date->month >= 0 || word.p == NULL || month_of(month) == 0 || number_of(day) < 0 || number_of(word) < 0)
		return false;
	date->month = month_of(month);
	return take_number(date, number_of(day), day.n) && take_number(date, number_of(word), word.n);
}

static bool
take_word(struct date *date, struct str word)
{
	if (memchr(word.p, ':', word.n) != NULL)
		return take_time(date, word);
	if (scan_is_digit(word.p[0]))
		return number_of(word) >= 0 ? take_number(date, number_of(word), word.n) : take_dashed(date, word);
	if (date->month < 0 && month_of(word) > 0) {
		date->month = month_of(word);
		return true;
	}
	/* Before the time a word is the name of the weekday; behind it, the zone. */
	if (date->hour >= 0 && date->zone.p == NULL)
		date->zone = word;
	return true;
}

/* Seconds east of UTC of +0100; false where it is no such number. */
static bool
numeric_zone(struct str zone, int64_t *east)
{
	struct str digits = scan_from(zone, 1);
	int number = number_of(digits);
	if ((zone.p[0] != '+' && zone.p[0] != '-') || digits.n != 4 || number % 100 >= 60 || number / 100 >= 24)
		return false;
	*east = (zone.p[0] == '-' ? -1 : 1) * (number / 100 * HOUR + number % 100 * MINUTE);
	return true;
}

/* Those of RFC 5322 mean the same everywhere; others may be known. What is not known says nothing: UTC. */
static int64_t
named_zone(struct str zone, int64_t local)
{
	static const struct { char name[4]; int hours; } american[] = {
		{ "UT", 0 }, { "GMT", 0 }, { "UTC", 0 }, { "EST", -5 }, { "EDT", -4 }, { "CST", -6 }, { "CDT", -5 },
		{ "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 }
	};
	for (size_t i = 0; i < LENGTH(american); i++)
		if (strlen(american[i].name) == zone.n && strncasecmp(zone.p, american[i].name, zone.n) == 0)
			return american[i].hours * HOUR;
	struct zone asked = { .quarter = INT64_MIN };
	int32_t east;
	return zone.n > 1 && zone_named(&asked, zone, local, &east) ? east : 0;
}

static bool
is_real(const struct date *date)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (date->day < 1 || date->month < 1 || date->hour < 0 || date->year < 1900)
		return false;
	bool leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
	return date->day <= days[date->month - 1] + (date->month == 2 && leap);
}

bool
message_date(struct str value, int64_t *at)
{
	struct date date = { -1, -1, -1, -1, -1, -1, STR_NONE };
	struct str rest = str_trim(value);
	for (int words = 0; rest.n > 0 && words < WORDS_MAX; words++) {
		struct str word = next_word(&rest);
		if (word.n > 0 && !take_word(&date, word))
			return false;
	}
	if (!is_real(&date))
		return false;
	struct tm tm = {
		.tm_year = date.year - 1900, .tm_mon = date.month - 1, .tm_mday = date.day,
		.tm_hour = date.hour, .tm_min = date.minute, .tm_sec = date.second
	};
	int64_t local = timegm(&tm), east = 0;
	bool numeric = date.zone.p != NULL && (date.zone.p[0] == '+' || date.zone.p[0] == '-');
	if (numeric && !numeric_zone(date.zone, &east))
		return false;
	if (!numeric && date.zone.p != NULL)
		east = named_zone(date.zone, local);
	*at = local - east;
	return true;
}
