/*
 * stamp.c - a time as it stands in a line, in every form that a logger writes.
 */
#include "ingest/syslog/stamp.h"
#include "ingest/scan.h"

#include <string.h>

enum {
	DAY = 24 * 60 * 60,
	MONTH_BYTES = 16        /* no month's word is longer */
};

/* What %b gives in the locales of glibc that agree with each other: bg cs da de el en es et eu fi fr gl hu is it ja ko lt lv
   nb nl pl pt ro ru sk sl sr sv tr uk zh. Croatian is left out: its "lip" and "lis" are the month before the Polish ones. */
static const char *const months[12] = {
	"jan j\u00e4n janv gen ene sty led ian oca tammi xan jaan urt saus \u044f\u043d\u0432 \u0441\u0456\u0447 \u044f\u043d\u0443 \u0458\u0430\u043d \u0399\u03b1\u03bd 1\u6708 1\uc6d4",
	"feb f\u00e9vr fev lut \u00fano febr helmi \u015eub veebr ots vas \u0444\u0435\u0432 \u043b\u044e\u0442 \u0444\u0435\u0431 \u03a6\u03b5\u03b2 2\u6708 2\uc6d4",
	"mar m\u00e4r mars mrt b\u0159e maalis m\u00e1rc m\u00e4rts kov \u043c\u0430\u0440 \u0431\u0435\u0440 \u039c\u03b1\u03c1 \u039c\u03ac\u03c1 3\u6708 3\uc6d4",
	"apr avril abr kwi dub april huhti \u00e1pr nis api bal \u0430\u043f\u0440 \u043a\u0432\u0456 \u0391\u03c0\u03c1 4\u6708 4\uc6d4",
	"may mai mag mei maj m\u00e1j kv\u011b touko ma\u00ed geg \u043c\u0430\u044f \u043c\u0430\u0439 \u0442\u0440\u0430 \u043c\u0430\u0458 \u039c\u03b1\u0390 \u039c\u03ac\u03b9 5\u6708 5\uc6d4",
	"jun juin giu cze j\u00fan \u010den juni kes\u00e4 iun haz xu\u00f1 juuni j\u016bn eka bir\u017e \u0438\u044e\u043d \u0447\u0435\u0440 \u044e\u043d\u0438 \u0458\u0443\u043d \u0399\u03bf\u03c5\u03bd \u0399\u03bf\u03cd\u03bd 6\u6708 6\uc6d4",
	"jul juil lug lip j\u00fal \u010dec juli hein\u00e4 iul tem xul juuli j\u016bl uzt liep \u0438\u044e\u043b \u043b\u0438\u043f \u044e\u043b\u0438 \u0458\u0443\u043b \u0399\u03bf\u03c5\u03bb \u0399\u03bf\u03cd\u03bb 7\u6708 7\uc6d4",
	"aug ao\u00fbt ago sie srp avg elo a\u011fu abu \u00e1g\u00fa rugp \u0430\u0432\u0433 \u0441\u0435\u0440 \u0391\u03c5\u03b3 \u0391\u03cd\u03b3 8\u6708 8\uc6d4",
	"sep sept set wrz z\u00e1\u0159 syys szept eyl ira rugs \u0441\u0435\u043d \u0441\u0435\u043f \u0432\u0435\u0440 \u03a3\u03b5\u03c0 9\u6708 9\uc6d4",
	"oct okt ott pa\u017a out \u0159\u00edj loka eki urr spal \u043e\u043a\u0442 \u0436\u043e\u0432 \u039f\u03ba\u03c4 10\u6708 10\uc6d4",
	"nov lis marras kas n\u00f3v aza lapkr \u043b\u0438\u0441 \u043d\u043e\u044f \u043d\u043e\u0435 \u043d\u043e\u0432 \u039d\u03bf\u03b5 \u039d\u03bf\u03ad 11\u6708 11\uc6d4",
	"dec d\u00e9c dez dic gru pro des joulu ara dets abe gruod \u0434\u0435\u043a \u0433\u0440\u0443 \u0434\u0435\u0446 \u0394\u03b5\u03ba 12\u6708 12\uc6d4"
};

static unsigned char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : (unsigned char)c;
}

/* The known word is UTF-8; a byte of Latin-1 stands for two of its own. */
static bool
same_word(struct str word, struct str known)
{
	size_t i = 0, k = 0;
	while (i < word.n && k < known.n) {
		unsigned char w = lower(word.p[i]), c = lower(known.p[k]);
		bool latin = c == 0xc3 && w == (0xc0 | ((unsigned char)known.p[k + 1] & 0x3f));
		if (w != c && !latin)
			return false;
		i++;
		k += w != c ? 2 : 1;
	}
	return i == word.n && k == known.n;
}

unsigned
stamp_month(struct str word)
{
	static const char english[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	if (word.n == 3)
		for (unsigned m = 0; m < 12; m++)
			if (lower(word.p[0]) == english[3 * m] && lower(word.p[1]) == english[3 * m + 1] && lower(word.p[2]) == english[3 * m + 2])
				return m + 1;
	if (word.n > 0 && word.p[word.n - 1] == '.')
		word.n--;
	for (unsigned m = 0; m < 12; m++)
		for (struct str rest = str_of(months[m]); rest.p != NULL; )
			if (same_word(word, str_cut(&rest, ' ')))
				return m + 1;
	return 0;
}

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

static bool
take_date(struct str *rest, struct stamp *stamp)
{
	unsigned year;
	if (!take_number(rest, 4, &year) || !take_char(rest, '-') || !take_number(rest, 2, &stamp->month) || !take_char(rest, '-') ||
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
	if (stamp->kind == STAMP_EXACT || rest->n < 2)
		return true;
	name = (struct str){ rest->p + 1, 0 };
	while (name.n + 1 < rest->n && name.n < 7 && name.p[name.n] >= 'A' && name.p[name.n] <= 'Z')
		name.n++;
	if (name.n < 3 || name.n > 6 || (rest->n > name.n + 1 && name.p[name.n] != ' '))
		return true;
	skip(rest, name.n + 1);
	if (str_is(name, "UTC") || str_is(name, "GMT"))
		make_exact(stamp, 0);
	else
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

/* Nov 23 03:32:29; the day padded with a blank, a zero or not at all; a year behind it, as routers write it. */
static bool
take_yearless(struct str *rest, struct stamp *stamp)
{
	const char *blank = memchr(rest->p, ' ', rest->n < MONTH_BYTES ? rest->n : MONTH_BYTES);
	unsigned year;
	if (blank == NULL || (stamp->month = stamp_month((struct str){ rest->p, (size_t)(blank - rest->p) })) == 0)
		return false;
	skip(rest, (size_t)(blank - rest->p));
	while (take_char(rest, ' '))
		;
	if ((!take_number(rest, 2, &stamp->day) && !take_number(rest, 1, &stamp->day)) || !take_char(rest, ' '))
		return false;
	stamp->kind = STAMP_YEARLESS;
	if (rest->n > 5 && rest->p[4] == ' ' && take_number(rest, 4, &year)) {
		skip(rest, 1);
		stamp->kind = STAMP_DATED;
		stamp->year = (int)year;
		if (year < 1970)
			return false;
	}
	return day_exists(stamp->year, stamp->month, stamp->day) && take_clock(rest, &stamp->second) && ends(rest);
}

size_t
stamp_read(struct str text, struct stamp *stamp)
{
	static bool (*const by_digit[])(struct str *, struct stamp *) = { take_iso, take_unix, take_yearless };
	static bool (*const by_word[])(struct str *, struct stamp *) = { take_full, take_yearless };
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
