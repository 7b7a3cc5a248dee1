/*
 * when.c - a time as a person writes it.
 */
#include "report/when.h"

#include <string.h>
#include <time.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAYS_MOST = 10000 * 366 };

int64_t
when_day(int64_t at, int days)
{
	struct tm tm;
	time_t t = (time_t)at;
	if (localtime_r(&t, &tm) == NULL)
		return at;
	tm.tm_mday += days;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	return mktime(&tm);
}

/* The same time of day, days ago. */
static bool
days_ago(int64_t now, int64_t days, int64_t *at)
{
	struct tm tm;
	time_t t = (time_t)now;
	if (days > DAYS_MOST || localtime_r(&t, &tm) == NULL)
		return false;
	tm.tm_mday -= (int)days;
	tm.tm_isdst = -1;
	*at = mktime(&tm);
	return true;
}

/* -7d and its like, the sign already taken off. */
static bool
parse_ago(struct str text, int64_t now, int64_t *at)
{
	int64_t n, unit;
	if (text.n < 2 || text.p[0] < '0' || text.p[0] > '9' || !str_number((struct str){ text.p, text.n - 1 }, &n))
		return false;
	switch (text.p[text.n - 1]) {
	case 'w': return n <= DAYS_MOST && days_ago(now, 7 * n, at);
	case 'd': return days_ago(now, n, at);
	case 'h': unit = HOUR; break;
	case 'm': unit = MINUTE; break;
	case 's': unit = 1; break;
	default: return false;
	}
	return !__builtin_mul_overflow(n, unit, &n) && !__builtin_sub_overflow(now, n, at);
}

/* Exactly so many digits off the front of rest. */
static bool
take_digits(struct str *rest, size_t digits, int *value)
{
	if (rest->n < digits)
		return false;
	*value = 0;
	for (size_t i = 0; i < digits; i++) {
		if (rest->p[i] < '0' || rest->p[i] > '9')
			return false;
		*value = *value * 10 + rest->p[i] - '0';
	}
	rest->p += digits;
	rest->n -= digits;
	return true;
}

static bool
take(struct str *rest, const char *any)
{
	if (rest->n == 0 || strchr(any, rest->p[0]) == NULL || rest->p[0] == '\0')
		return false;
	rest->p++;
	rest->n--;
	return true;
}

static bool
take_date(struct str *rest, struct tm *tm)
{
	static const char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;
	if (!take_digits(rest, 4, &year) || !take(rest, "-") || !take_digits(rest, 2, &month) || !take(rest, "-") ||
	    !take_digits(rest, 2, &day))
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days[month - 1] || (month == 2 && day == 29 && !leap))
		return false;
	*tm = (struct tm){ .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1 };
	return true;
}

static bool
take_clock(struct str *rest, struct tm *tm)
{
	if (!take_digits(rest, 2, &tm->tm_hour) || !take(rest, ":") || !take_digits(rest, 2, &tm->tm_min))
		return false;
	if (take(rest, ":") && !take_digits(rest, 2, &tm->tm_sec))
		return false;
	return tm->tm_hour < 24 && tm->tm_min < 60 && tm->tm_sec < 60;
}

/* Z, +01:00 or +0100. */
static bool
take_offset(struct str *rest, int *seconds)
{
	int hours = 0, minutes = 0, sign = rest->n > 0 && rest->p[0] == '-' ? -1 : 1;
	if (!take(rest, "Z") && (!take(rest, "+-") || !take_digits(rest, 2, &hours) || (take(rest, ":"), !take_digits(rest, 2, &minutes))))
		return false;
	*seconds = sign * (hours * HOUR + minutes * MINUTE);
	return hours < 24 && minutes < 60;
}

bool
when_parse(struct str text, int64_t now, int64_t *at)
{
	static const struct { const char *word; int days; } words[] = { { "yesterday", -1 }, { "today", 0 }, { "tomorrow", 1 } };
	struct str rest = text;
	struct tm tm;
	int offset;
	for (size_t i = 0; i < LENGTH(words); i++)
		if (str_is(text, words[i].word)) {
			*at = when_day(now, words[i].days);
			return true;
		}
	if (str_is(text, "now")) {
		*at = now;
		return true;
	}
	if (take(&rest, "@"))
		return str_number(rest, at) && *at >= 0;
	if (take(&rest, "-"))
		return parse_ago(rest, now, at);
	if (!take_date(&rest, &tm))
		return false;
	if (rest.n > 0 && (!take(&rest, " T") || !take_clock(&rest, &tm)))
		return false;
	if (rest.n > 0) {
		if (text.n < sizeof "2026-11-18" || !take_offset(&rest, &offset) || rest.n > 0)
			return false;
		*at = timegm(&tm) - offset;
	} else
		*at = mktime(&tm);
	return true;
}
