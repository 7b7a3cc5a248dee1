/*
 * stamp.c - a time as it stands in a line, in every form that a logger writes.
 */
#include "ingest/syslog/stamp.h"
#include "ingest/scan.h"
#include "ingest/zone.h"

#include <string.h>

enum {
	DAY = 24 * 60 * 60,
	MONTH_BYTES = 16,       /* no month's word is longer */
	LAST_YEAR = 2099        /* that stands before a stamp without one */
};

bool
stamp_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Counted in years that begin in March, so that the leap day is their last. */
int64_t
stamp_midnight(int year, unsigned month, unsigned day)
{
	int64_t y = month > 2 ? year : year - 1;
	unsigned from_march = (month + 9) % 12;
	int64_t days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + day - 1;
	return (days - 719468) * DAY;
}

static bool
day_exists(int year, unsigned month, unsigned day)
{
	static const unsigned char length[12] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (month < 1 || month > 12 || day < 1 || day > length[month - 1])
		return false;
	return month != 2 || day != 29 || year == 0 || stamp_leap_year(year);
}

static void
skip(struct str *rest, size_t n)
{
	rest->p += n;
	rest->n -= n;
}

/* Takes exactly n digits; false leaves rest as it was. */
static bool
take_number(struct str *rest, unsigned n, unsigned *value)
{
	unsigned sum = 0;
	if (rest->n < n)
		return false;
	for (unsigned i = 0; i < n; i++) {
		if (!scan_is_digit(rest->p[i]))
			return false;
		sum = 10 * sum + (unsigned)(rest->p[i] - '0');
	}
	skip(rest, n);
	*value = sum;
	return true;
}

static bool
take_char(struct str *rest, char c)
{
	if (!scan_sees(*rest, c))
		return false;
	skip(rest, 1);
	return true;
}

static bool
take_clock(struct str *rest, unsigned *second)
{
	unsigned h, m, s;
	if (!take_number(rest, 2, &h) || !take_char(rest, ':') || !take_number(rest, 2, &m) || !take_char(rest, ':') ||
	    !take_number(rest, 2, &s) || h > 23 || m > 59 || s > 60)
		return false;
	*second = (h * 60 + m) * 60 + s;
	if ((scan_sees(*rest, '.') || scan_sees(*rest, ',')) && rest->n > 1 && scan_is_digit(rest->p[1]))
		for (skip(rest, 1); rest->n > 0 && scan_is_digit(rest->p[0]); )
			skip(rest, 1);
	return true;
}

/* Z, +hh, +hhmm or +hh:mm. */
static bool
take_offset(struct str *rest, int *seconds)
{
	unsigned h = 0, m = 0;
	bool west = scan_sees(*rest, '-');
	if (!take_char(rest, 'Z')) {
		if ((!take_char(rest, '+') && !take_char(rest, '-')) || !take_number(rest, 2, &h))
			return false;
		take_char(rest, ':');
		take_number(rest, 2, &m);
	}
	*seconds = (west ? -1 : 1) * (int)(h * 60 + m) * 60;
	return h <= 23 && m <= 59;
}

static bool
ends(const struct str *rest)
{
	return rest->n == 0 || rest->p[0] == ' ';
}

static void
make_exact(struct stamp *stamp, int offset)
{
	stamp->kind = STAMP_EXACT;
	stamp->at = stamp_midnight(stamp->year, stamp->month, stamp->day) + stamp->second - offset;
}

/* Whether text is a blank and a tag: then what stands before it is a host, even if it is called CAT. */
static bool
is_tag(struct str text)
{
	struct str rest = text, word;
	str_cut(&rest, ' ');
	word = str_cut(&rest, ' ');
	return word.n > 0 && word.p[word.n - 1] == ':';
}

/* A zone behind a clock: CET or +0100 behind a blank, or an offset at once. An upper case word that is no zone is a host. */
static void
take_zone(struct str *rest, struct stamp *stamp)
{
	struct str name = scan_from(*rest, scan_sees(*rest, ' '));
	bool glued = name.n == rest->n, capital = name.n > 0 && name.p[0] >= 'A' && name.p[0] <= 'Z';
	size_t n = 0;
	if (!scan_sees(name, '+') && !scan_sees(name, '-') && (glued || !capital))
		return;
	while (n < name.n && n < MONTH_BYTES && name.p[n] != ' ')
		n++;
	name.n = n;
	if (!zone_is_name(name) || (capital && is_tag(scan_from(*rest, (size_t)(name.p + n - rest->p)))))
		return;
	if (stamp->kind == STAMP_DATED && (str_is(name, "UTC") || str_is(name, "GMT")))
		make_exact(stamp, 0);
	else
		stamp->zone = name;
	skip(rest, (size_t)(name.p + n - rest->p));
}

static bool
take_date(struct str *rest, struct stamp *stamp)
{
	unsigned year;
	char between = rest->n > 4 && rest->p[4] == '/' ? '/' : '-';
	if (!take_number(rest, 4, &year) || !take_char(rest, between) || !take_number(rest, 2, &stamp->month) || !take_char(rest, between) ||
	    !take_number(rest, 2, &stamp->day) || year < 1970 || !day_exists((int)year, stamp->month, stamp->day))
		return false;
	stamp->year = (int)year;
	return true;
}

/* 2026-11-23T03:32:35.998952+00:00, with less of it, or a blank instead of the T. */
static bool
take_iso(struct str *rest, struct stamp *stamp)
{
	int offset;
	if (!take_date(rest, stamp) || (!take_char(rest, 'T') && !take_char(rest, ' ')) || !take_clock(rest, &stamp->second))
		return false;
	stamp->kind = STAMP_DATED;
	struct str behind = *rest;
	/* A blank may stand between, but then a Z might as well be a host. */
	if (take_char(&behind, ' ') && scan_sees(behind, 'Z'))
		return true;
	if (take_offset(&behind, &offset) && ends(&behind)) {
		make_exact(stamp, offset);
		*rest = behind;
	} else {
		take_zone(rest, stamp);
	}
	return ends(rest);
}

/* Mon 2026-11-23 03:33:45 CET: a weekday says that the name of a zone follows, or its offset ("-03"). */
static bool
take_full(struct str *rest, struct stamp *stamp)
{
	struct str name = *rest;
	const char *blank = memchr(name.p, ' ', name.n < MONTH_BYTES ? name.n : MONTH_BYTES);
	if (blank == NULL)
		return false;
	skip(rest, (size_t)(blank + 1 - name.p));
	if (!take_iso(rest, stamp))
		return false;
	if (stamp->kind == STAMP_EXACT || stamp->zone.p != NULL || rest->n < 2)
		return true;
	name = (struct str){ rest->p + 1, 0 };
	while (name.n + 1 < rest->n && name.n < 7 && name.p[name.n] >= 'A' && name.p[name.n] <= 'Z')
		name.n++;
	if (name.n < 3 || name.n > 6 || (rest->n > name.n + 1 && name.p[name.n] != ' '))
		return true;
	skip(rest, name.n + 1);
	stamp->zone = name;
	return true;
}

/* 1795404825.123456; or the whole text is seconds, or thousandths, millionths or milliardths of them. */
static bool
take_unix(struct str *rest, struct stamp *stamp)
{
	size_t n = 0;
	int64_t value;
	while (n < rest->n && n < 20 && scan_is_digit(rest->p[n]))
		n++;
	bool whole = n == rest->n, fine = n == 13 || n == 16 || n == 19;
	if (n < 9 || (n > 10 && !(whole && fine)) || !str_number((struct str){ rest->p, n }, &value))
		return false;
	for (size_t i = 10; i < n; i++)
		value /= 10;
	skip(rest, n);
	stamp->kind = STAMP_EXACT;
	stamp->at = value;
	if (!whole && !take_char(rest, '.'))
		return false;
	while (rest->n > 0 && scan_is_digit(rest->p[0]))
		skip(rest, 1);
	return ends(rest);
}

/* A year that stands alone, and the blank before or behind it. (4711 is the number of a line.) */
static bool
take_year(struct str *rest, struct stamp *stamp, bool before)
{
	struct str behind = *rest;
	unsigned year;
	if ((before && !take_char(&behind, ' ')) || !take_number(&behind, 4, &year) || year < 1970 || year > LAST_YEAR || !(before ? ends(&behind) : take_char(&behind, ' ')))
		return false;
	stamp->kind = STAMP_DATED;
	stamp->year = (int)year;
	*rest = behind;
	return true;
}

/* Nov 23 03:32:29; the day padded with a blank, a zero or not at all; the year before it, in it (as routers write it) or behind it. */
static bool
take_yearless(struct str *rest, struct stamp *stamp)
{
	stamp->kind = STAMP_YEARLESS;
	take_year(rest, stamp, false);
	const char *blank = memchr(rest->p, ' ', rest->n < MONTH_BYTES ? rest->n : MONTH_BYTES);
	if (blank == NULL || (stamp->month = stamp_month((struct str){ rest->p, (size_t)(blank - rest->p) })) == 0)
		return false;
	skip(rest, (size_t)(blank - rest->p));
	while (take_char(rest, ' '))
		;
	if ((!take_number(rest, 2, &stamp->day) && !take_number(rest, 1, &stamp->day)) || !take_char(rest, ' '))
		return false;
	take_year(rest, stamp, false);
	if (!take_clock(rest, &stamp->second))
		return false;
	take_zone(rest, stamp);
	if (stamp->kind == STAMP_YEARLESS)
		take_year(rest, stamp, true);
	return ends(rest) && day_exists(stamp->year, stamp->month, stamp->day);
}

/* Mon Nov 23 03:33:45 2026, as ctime(3) gives it. */
static bool
take_ctime(struct str *rest, struct stamp *stamp)
{
	if (rest->n < 4 || rest->p[3] != ' ')
		return false;
	skip(rest, 4);
	return take_yearless(rest, stamp);
}

size_t
stamp_read(struct str text, struct stamp *stamp)
{
	static bool (*const by_digit[])(struct str *, struct stamp *) = { take_iso, take_unix, take_yearless };
	static bool (*const by_word[])(struct str *, struct stamp *) = { take_full, take_yearless, take_ctime };
	bool digit = text.n > 0 && scan_is_digit(text.p[0]);
	size_t count = text.n == 0 ? 0 : digit ? LENGTH(by_digit) : LENGTH(by_word);
	for (size_t i = 0; i < count; i++) {
		struct str rest = text;
		*stamp = (struct stamp){ .zone = STR_NONE };
		if ((digit ? by_digit : by_word)[i](&rest, stamp))
			return text.n - rest.n;
	}
	return 0;
}
