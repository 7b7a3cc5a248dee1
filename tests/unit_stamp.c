/*
 * unit_stamp.c - what time a stamp means: forms, months of other languages, years, zones, repeated hours.
 * In: stamps. Out: TAP.
 */
#include "ingest/syslog/calendar.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

/* 2026-11-23T03:33:45Z */
#define NOV_23 INT64_C(1795404825)

static const struct stamp *
read_stamp(const char *text, const char *rest)
{
	static struct stamp stamp;
	size_t n = stamp_read(str_of(text), &stamp);
	return n > 0 && strcmp(text + n, rest) == 0 ? &stamp : NULL;
}

static void
exact(const char *text, int64_t wanted)
{
	char line[128];
	const struct stamp *stamp = read_stamp(text, "");
	is_int(stamp != NULL && stamp->kind == STAMP_EXACT ? stamp->at : -1, wanted, text);
	snprintf(line, sizeof line, "%s mx postfix/smtpd[1]: x", text);
	stamp = read_stamp(line, " mx postfix/smtpd[1]: x");
	is_int(stamp != NULL && stamp->kind == STAMP_EXACT ? stamp->at : -1, wanted, line);
}

static void
local(const char *text, enum stamp_kind kind, int year, unsigned month, unsigned day, unsigned second, const char *zone)
{
	const struct stamp *s = read_stamp(text, "");
	ok(s != NULL && s->kind == kind && s->year == year && s->month == month && s->day == day && s->second == second && str_equal(s->zone, str_of(zone)), text);
}

static void
none(const char *text)
{
	struct stamp stamp;
	ok(stamp_read(str_of(text), &stamp) == 0, text);
}

static void
test_forms(void)
{
	exact("2026-11-23T03:33:45Z", NOV_23);
	exact("2026-11-23T03:33:45.100000+00:00", NOV_23);
	exact("2026-11-23T03:33:45+0000", NOV_23);
	exact("2026-11-23T04:33:45,123+01:00", NOV_23);
	exact("2026-11-22T22:33:45-05", NOV_23);
	exact("2026-11-23T09:18:45.1+05:45", NOV_23);
	exact("2026-11-23 03:33:45.5 +0000", NOV_23);
	exact("2026-11-23 03:33:45+00", NOV_23);
	exact("Mon 2026-11-23 03:33:45 UTC", NOV_23);
	exact("Mon 2026-11-23 03:33:45 GMT", NOV_23);
	exact("2026-11-23 03:33:45 UTC", NOV_23);
	exact("Nov 23 2026 03:33:45 UTC", NOV_23);
	exact("Mon 2026-11-23 00:33:45 -03", NOV_23);
	exact("1795404825.123456", NOV_23);
	exact("2016-12-31T23:59:60Z", 1483228800);
	exact("1970-01-01T00:00:00Z", 0);
	exact("2000-02-29T12:00:00Z", 951825600);
	local("Mon 2026-11-23 03:33:45 CET", STAMP_DATED, 2026, 11, 23, 12825, "CET");
	local("2026-11-23 03:33:45,123", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("2026-11-23T03:33:45", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("Nov 23 03:33:45", STAMP_YEARLESS, 0, 11, 23, 12825, NULL);
	local("nov  3 03:33:45.123456", STAMP_YEARLESS, 0, 11, 3, 12825, NULL);
	local("NOV 03 03:33:45", STAMP_YEARLESS, 0, 11, 3, 12825, NULL);
	local("Nov 3 00:00:00", STAMP_YEARLESS, 0, 11, 3, 0, NULL);
	local("Feb 29 00:00:00", STAMP_YEARLESS, 0, 2, 29, 0, NULL);
	local("Nov 23 03:33:45 CET", STAMP_YEARLESS, 0, 11, 23, 12825, "CET");
	local("Nov 23 03:33:45 +0200", STAMP_YEARLESS, 0, 11, 23, 12825, "+0200");
	local("Nov 23 03:33:45.123+02:00", STAMP_YEARLESS, 0, 11, 23, 12825, "+02:00");
	local("Mon Nov 23 03:33:45 CET 2026", STAMP_DATED, 2026, 11, 23, 12825, "CET");
	local("2026-11-23 03:33:45 CET", STAMP_DATED, 2026, 11, 23, 12825, "CET");
	local("Nov 23 2026 03:33:45", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("2026 Nov 23 03:33:45", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("Nov 23 03:33:45 2026", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("Mon Nov 23 03:33:45 2026", STAMP_DATED, 2026, 11, 23, 12825, NULL);
	local("Mon Nov  3 03:33:45.5 2026", STAMP_DATED, 2026, 11, 3, 12825, NULL);
	local("2026/11/23 03:33:45", STAMP_DATED, 2026, 11, 23, 12825, NULL);
}

/* A number that is the whole text, as JSON has it. */
static void
test_numbers(void)
{
	static const char *const texts[] = { "1795404825", "1795404825123", "1795404825123456", "1795404825123456789", "1795404825.5" };
	for (size_t i = 0; i < LENGTH(texts); i++)
		is_int(read_stamp(texts[i], "") != NULL ? read_stamp(texts[i], "")->at : -1, NOV_23, texts[i]);
	none("179540482512345");
	none("1795404825 mx postfix/smtpd[1]: x");
	none("17954048251.5 mx postfix/smtpd[1]: x");
	none("12345678.5");
}

static void
test_misshaped(void)
{
	static const char *const texts[] = {
		"", " ", "N", "Nov", "Nov ", "Nov 23", "Nov 23 03:33", "Nov 23 03:33:4", "Nov 23 03:33:45x", "Nov 23 24:00:00", "Nov 23 03:60:00",
		"Nov 23 03:33:61", "Nov 31 03:33:45", "Nov 0 03:33:45", "Nov 32 03:33:45", "Feb 30 00:00:00", "Nom 23 03:33:45", "Nov x3 03:33:45",
		"Nov -3 03:33:45", "2026/11-23 03:33:45", "1969 Nov 23 03:33:45", "4711 Nov 23 03:33:45", "Nov 23 03:33:45+2", "Nov 23 03:33:45+24:00", "Nov 23 2026 03:33:45x", "Nov 023 03:33:45", "Nov 23 1969 03:33:45", "November-and-more 23 03:33:45", "Feb 29 2026 00:00:00",
		"2026", "2026-11-23", "2026-11-23T", "2026-11-23T03:33:45+", "2026-11-23T03:33:45+24:00", "2026-11-23T03:33:45+00:60",
		"2026-13-23T03:33:45Z", "2026-02-29T03:33:45Z", "2026-11-23x03:33:45Z", "2026-11-23T03:33:45Zulu", "1969-12-31T23:59:59Z",
		"Mon 2026-11-23", "Mon 2026-11-23 03:33", "Mon, 23 Nov 2026 03:33:45 +0000", "connect from x", "\xff\xfe\xfd 23 03:33:45", "[  825.123456]"
	};
	for (size_t i = 0; i < LENGTH(texts); i++)
		none(texts[i]);
}

static void
test_months(void)
{
	static const struct { const char *language, *words; } years[] = {
		{ "English", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" },
		{ "German", "Jan Feb M\u00e4r Apr Mai Jun Jul Aug Sep Okt Nov Dez" },
		{ "Latin-1 German", "J\xe4n Feb M\xe4r Apr Mai Jun Jul Aug Sep Okt Nov Dez" },
		{ "French", "janv. f\u00e9vr. mars avril mai juin juil. ao\u00fbt sept. oct. nov. d\u00e9c." },
		{ "Italian", "gen feb mar apr mag giu lug ago set ott nov dic" },
		{ "Spanish", "ene feb mar abr may jun jul ago sep oct nov dic" },
		{ "Dutch", "jan feb mrt apr mei jun jul aug sep okt nov dec" },
		{ "Polish", "sty lut mar kwi maj cze lip sie wrz pa\u017a lis gru" },
		{ "Portuguese", "jan fev mar abr mai jun jul ago set out nov dez" },
		{ "Czech", "led \u00fano b\u0159e dub kv\u011b \u010den \u010dec srp z\u00e1\u0159 \u0159\u00edj lis pro" },
		{ "Slovak", "jan feb mar apr m\u00e1j j\u00fan j\u00fal aug sep okt nov dec" },
		{ "Slovene", "jan feb mar apr maj jun jul avg sep okt nov dec" },
		{ "Swedish", "jan feb mar apr maj jun jul aug sep okt nov dec" },
		{ "Norwegian", "jan. feb. mars april mai juni juli aug. sep. okt. nov. des." },
		{ "Finnish", "tammi helmi maalis huhti touko kes\u00e4 hein\u00e4 elo syys loka marras joulu" },
		{ "Hungarian", "jan febr m\u00e1rc \u00e1pr m\u00e1j j\u00fan j\u00fal aug szept okt nov dec" },
		{ "Romanian", "ian feb mar apr mai iun iul aug sep oct nov dec" },
		{ "Turkish", "Oca \u015eub Mar Nis May Haz Tem A\u011fu Eyl Eki Kas Ara" },
		{ "Estonian", "jaan veebr m\u00e4rts apr mai juuni juuli aug sept okt nov dets" },
		{ "Latvian", "jan feb mar apr mai j\u016bn j\u016bl aug sep okt nov dec" },
		{ "Icelandic", "jan feb mar apr ma\u00ed j\u00fan j\u00fal \u00e1g\u00fa sep okt n\u00f3v des" },
		{ "Galician", "Xan Feb Mar Abr Mai Xu\u00f1 Xul Ago Set Out Nov Dec" },
		{ "Greek", "\u0399\u03b1\u03bd \u03a6\u03b5\u03b2 \u039c\u03b1\u03c1 \u0391\u03c0\u03c1 \u039c\u03b1\u0390 \u0399\u03bf\u03c5\u03bd \u0399\u03bf\u03c5\u03bb \u0391\u03c5\u03b3 \u03a3\u03b5\u03c0 \u039f\u03ba\u03c4 \u039d\u03bf\u03b5 \u0394\u03b5\u03ba" },
		{ "Russian", "\u044f\u043d\u0432 \u0444\u0435\u0432 \u043c\u0430\u0440 \u0430\u043f\u0440 \u043c\u0430\u044f \u0438\u044e\u043d \u0438\u044e\u043b \u0430\u0432\u0433 \u0441\u0435\u043d \u043e\u043a\u0442 \u043d\u043e\u044f \u0434\u0435\u043a" },
		{ "Ukrainian", "\u0441\u0456\u0447 \u043b\u044e\u0442 \u0431\u0435\u0440 \u043a\u0432\u0456 \u0442\u0440\u0430 \u0447\u0435\u0440 \u043b\u0438\u043f \u0441\u0435\u0440 \u0432\u0435\u0440 \u0436\u043e\u0432 \u043b\u0438\u0441 \u0433\u0440\u0443" },
		{ "Japanese, Chinese", "1\u6708 2\u6708 3\u6708 4\u6708 5\u6708 6\u6708 7\u6708 8\u6708 9\u6708 10\u6708 11\u6708 12\u6708" },
		{ "Korean", "1\uc6d4 2\uc6d4 3\uc6d4 4\uc6d4 5\uc6d4 6\uc6d4 7\uc6d4 8\uc6d4 9\uc6d4 10\uc6d4 11\uc6d4 12\uc6d4" }
	};
	for (size_t i = 0; i < LENGTH(years); i++) {
		unsigned right = 0, n = 0;
		for (struct str rest = str_of(years[i].words); rest.p != NULL; )
			right += stamp_month(str_cut(&rest, ' ')) == ++n;
		is_int(right, 12, years[i].language);
	}
	static const char *const unknown[] = { "", ".", "Foo", "Ja", "Janu", "M", "M\xc3", "M\xc3\xa5r", "13\u6708", "0\u6708", "Nov 2" };
	for (size_t i = 0; i < LENGTH(unknown); i++)
		ok(stamp_month(str_of(unknown[i])) == 0, unknown[i]);
}

/* --- years ----------------------------------------------------------------------------------------------------- */

static int64_t
utc(int year, unsigned month, unsigned day, unsigned hour)
{
	return stamp_midnight(year, month, day) + hour * HOUR;
}

static int64_t
place(struct calendar *calendar, const char *text)
{
	struct stamp stamp;
	return stamp_read(str_of(text), &stamp) == 0 ? -1 : calendar_place(calendar, &stamp);
}

static void
test_first_year(void)
{
	struct calendar c;
	calendar_begin(&c, utc(2026, 11, 23, 12), 0, 0);
	is_int(place(&c, "Nov 23 11:00:00"), utc(2026, 11, 23, 11), "the year of the latest time");
	calendar_begin(&c, utc(2026, 11, 23, 12), 0, 0);
	is_int(place(&c, "Nov 24 11:00:00"), utc(2026, 11, 24, 11), "a clock may be a day fast");
	calendar_begin(&c, utc(2026, 11, 23, 12), 0, 0);
	is_int(place(&c, "Nov 24 13:00:00"), utc(2025, 11, 24, 13), "later than that is a year ago");
	calendar_begin(&c, utc(2027, 1, 1, 1), 0, 0);
	is_int(place(&c, "Dec 31 11:00:00"), utc(2026, 12, 31, 11), "December, told in January");
	calendar_begin(&c, utc(2026, 12, 31, 23), 0, 0);
	is_int(place(&c, "Jan  1 00:10:00"), utc(2027, 1, 1, 0) + 600, "a fast clock at New Year");
	calendar_begin(&c, utc(2026, 11, 23, 12), 0, 0);
	is_int(place(&c, "Feb 29 11:00:00"), utc(2024, 2, 29, 11), "the leap day of the last leap year");
	calendar_begin(&c, utc(2024, 2, 28, 12), 0, 0);
	is_int(place(&c, "Feb 29 11:00:00"), utc(2024, 2, 29, 11), "the leap day that is tomorrow");
	calendar_begin(&c, utc(2024, 2, 28, 1), 0, 0);
	is_int(place(&c, "Feb 29 11:00:00"), utc(2020, 2, 29, 11), "the leap day that is too far");
	calendar_begin(&c, utc(2026, 11, 23, 12), 2007, 0);
	is_int(place(&c, "Mar 29 01:07:05"), utc(2007, 3, 29, 1) + 425, "a year that is given");
	calendar_begin(&c, utc(2026, 11, 23, 12), 2007, 0);
	is_int(place(&c, "Feb 29 01:00:00"), utc(2004, 2, 29, 1), "a given year that has no leap day");
	calendar_begin(&c, INT64_MAX, 0, 0);
	ok(place(&c, "Nov 23 11:00:00") <= INT64_C(253402300799), "no latest time overflows");
	calendar_begin(&c, INT64_MIN, 0, 0);
	ok(place(&c, "Nov 23 11:00:00") < 0, "a latest time before 1970");
}

static void
test_new_year(void)
{
	struct calendar c;
	calendar_begin(&c, utc(2027, 1, 2, 0), 0, 0);
	is_int(place(&c, "Dec 31 23:59:59"), utc(2027, 1, 1, 0) - 1, "the old year");
	is_int(place(&c, "Jan  1 00:00:00"), utc(2027, 1, 1, 0), "New Year");
	is_int(place(&c, "Dec 31 23:59:58"), utc(2027, 1, 1, 0) - 2, "a line of the old year that came late");
	is_int(place(&c, "Jan  1 00:00:01"), utc(2027, 1, 1, 0) + 1, "the new year goes on");
	is_int(place(&c, "Jan  1 00:00:00"), utc(2027, 1, 1, 0), "a small jump back is just that");
	is_int(c.overruns, 0, "and nothing lies behind the latest time");

	calendar_begin(&c, utc(2026, 6, 1, 0), 2022, 0);
	is_int(place(&c, "Oct  1 00:00:00"), utc(2022, 10, 1, 0), "several years: the first");
	is_int(place(&c, "Mar  1 00:00:00"), utc(2023, 3, 1, 0), "the second");
	is_int(place(&c, "Aug 20 00:00:00"), utc(2023, 8, 20, 0), "the second still");
	is_int(place(&c, "Feb 29 00:00:00"), utc(2024, 2, 29, 0), "a leap day behind New Year");
	is_int(place(&c, "Dec  1 00:00:00"), utc(2024, 12, 1, 0), "nine months of silence are no jump back to the last December");
	is_int(place(&c, "Jan  1 00:00:00"), utc(2025, 1, 1, 0), "the fourth");

	calendar_begin(&c, utc(2026, 6, 1, 0), 0, 0);
	is_int(place(&c, "May 20 00:00:00"), utc(2026, 5, 20, 0), "a stream whose first year was thought too late");
	is_int(place(&c, "Dec 20 00:00:00"), utc(2025, 12, 20, 0), "never goes behind the latest time");
	is_int(place(&c, "Jan  1 00:00:00"), utc(2026, 1, 1, 0), "and is right in the end");
	calendar_begin(&c, utc(2026, 6, 1, 0), 0, 0);
	place(&c, "Dec 20 00:00:00");
	place(&c, "Jan  1 00:00:00");
	place(&c, "Dec 20 00:00:00");
	is_int(place(&c, "Jan  2 00:00:00"), utc(2026, 1, 2, 0), "a New Year behind the latest time is not believed");
	calendar_begin(&c, utc(2026, 6, 1, 0), 2026, 0);
	place(&c, "May 20 00:00:00");
	calendar_raise(&c, utc(2027, 2, 1, 0));
	place(&c, "Nov 20 00:00:00");
	is_int(place(&c, "Jan  2 00:00:00"), utc(2027, 1, 2, 0), "but it is when the stream has grown");
}

static void
test_overrun(void)
{
	struct calendar c;
	calendar_begin(&c, utc(2026, 12, 30, 0), 0, 0);
	place(&c, "Dec 20 00:00:00");
	is_int(place(&c, "Jan  3 00:00:00"), utc(2026, 1, 3, 0), "a second winter has no room before the latest time");
	is_int(c.overruns, 1, "which is told");
	calendar_begin(&c, utc(2026, 12, 30, 0), 2025, 0);
	place(&c, "Dec 20 00:00:00");
	is_int(place(&c, "Jan  3 00:00:00"), utc(2026, 1, 3, 0), "with the right year it has");
	is_int(c.overruns, 0, "and nothing is told");
	calendar_begin(&c, utc(2020, 1, 1, 0), 2026, 0);
	place(&c, "Dec 20 00:00:00");
	is_int(place(&c, "Jan  3 00:00:00"), utc(2027, 1, 3, 0), "a given year is believed before the file's time");
}

static void
test_mixed(void)
{
	struct calendar c;
	calendar_begin(&c, utc(2026, 11, 23, 0), 0, 0);
	place(&c, "2019-12-31T23:00:00+00:00");
	is_int(place(&c, "Dec 31 23:30:00"), utc(2019, 12, 31, 23) + 1800, "a stamp with a year tells it to those without");
	is_int(place(&c, "Jan  1 00:30:00"), utc(2020, 1, 1, 0) + 1800, "and New Year follows from there");
	calendar_begin(&c, utc(2026, 11, 23, 0), 0, utc(2022, 12, 31, 23));
	is_int(place(&c, "Jan  1 00:30:00"), utc(2023, 1, 1, 0) + 1800, "reading goes on behind what was reached before");
}

/* --- zones ----------------------------------------------------------------------------------------------------- */

static void
begin_in(struct calendar *c, const char *zone, int year)
{
	zone_set(zone);
	calendar_begin(c, utc(2027, 1, 1, 0), year, 0);
}

static void
test_berlin(const char *zone)
{
	struct calendar c;
	begin_in(&c, zone, 2026);
	is_int(place(&c, "Nov 23 04:33:45"), NOV_23, "Berlin in winter");
	begin_in(&c, zone, 2026);
	is_int(place(&c, "Jul 23 05:33:45"), utc(2026, 7, 23, 3) + 2025, "Berlin in summer");
	is_int(place(&c, "2026-07-23 05:33:45,1"), utc(2026, 7, 23, 3) + 2025, "a date without an offset is local too");

	begin_in(&c, zone, 2026);
	is_int(place(&c, "Oct 25 02:30:00"), utc(2026, 10, 25, 0) + 1800, "reading that begins in the repeated hour takes the first");
	begin_in(&c, zone, 2026);
	is_int(place(&c, "Oct 25 01:59:59"), utc(2026, 10, 25, 0) - 1, "before the repeated hour");
	is_int(place(&c, "Oct 25 02:00:00"), utc(2026, 10, 25, 0), "the first pass");
	is_int(place(&c, "Oct 25 02:59:59"), utc(2026, 10, 25, 1) - 1, "its end");
	is_int(place(&c, "Oct 25 02:59:55"), utc(2026, 10, 25, 1) - 5, "a line that came late");
	is_int(place(&c, "Oct 25 02:00:00"), utc(2026, 10, 25, 1), "the second pass");
	is_int(place(&c, "Oct 25 02:59:58"), utc(2026, 10, 25, 1) - 2, "a line of the first that came late");
	is_int(place(&c, "Oct 25 02:00:01"), utc(2026, 10, 25, 1) + 1, "the second pass goes on");
	is_int(place(&c, "Oct 25 02:20:00"), utc(2026, 10, 25, 1) + 1200, "later in it");
	is_int(place(&c, "Oct 25 02:19:58"), utc(2026, 10, 25, 1) + 1198, "late in it");
	is_int(place(&c, "Oct 25 03:00:00"), utc(2026, 10, 25, 2), "behind it");

	calendar_begin(&c, utc(2027, 1, 1, 0), 0, utc(2026, 10, 25, 1) + 600);
	is_int(place(&c, "Oct 25 02:10:01"), utc(2026, 10, 25, 1) + 601, "reading goes on in the second pass");
	begin_in(&c, zone, 2026);
	place(&c, "Mar 29 01:59:59");
	is_int(place(&c, "Mar 29 03:00:00"), utc(2026, 3, 29, 1), "the hour that is left out");
	is_int(place(&c, "Mar 29 02:30:00"), utc(2026, 3, 29, 1) + 1800, "a time that does not exist");
	is_int(place(&c, "Mon 2026-11-23 04:33:45 CET"), NOV_23, "the zone's own name");
	is_int(place(&c, "Sun 2026-10-25 02:30:00 CEST"), utc(2026, 10, 25, 0) + 1800, "a name tells the first pass");
	is_int(place(&c, "Sun 2026-10-25 02:30:00 CET"), utc(2026, 10, 25, 1) + 1800, "and the second");
	is_int(place(&c, "Sun 2026-11-22 22:33:45 EST"), NOV_23, "a name from elsewhere");
	is_int(place(&c, "Mon 2026-11-23 14:03:45 ACDT"), NOV_23, "with half an hour");
	is_int(place(&c, "Mon 2026-11-23 00:03:45 NST"), NOV_23, "to the west as well");
	is_int(place(&c, "Mon 2026-11-23 04:33:45 XYZ"), NOV_23, "an unknown name is taken for our own zone");
	is_int(place(&c, "Nov 22 22:33:45 -0500"), NOV_23, "an offset behind a stamp without a year");
	is_int(place(&c, "Nov 23 03:33:45 UTC"), NOV_23, "a name behind one");
	is_int(place(&c, "Mar 29 01:30:00 CET"), utc(2026, 3, 29, 0) + 1800, "half a year before");
	begin_in(&c, zone, 0);
	is_int(place(&c, "Jan  1 00:30:00"), utc(2027, 1, 1, 0) - 1800, "New Year comes earlier in the east");
	is_int(place(&c, "Dec 31 23:59:00"), utc(2027, 1, 1, 0) - 3660, "and is local");
	is_int(place(&c, "Jan  1 00:31:00"), utc(2027, 1, 1, 0) - 1740, "there and back");
}

static void
test_new_york(const char *zone)
{
	struct calendar c;
	begin_in(&c, zone, 2026);
	place(&c, "Nov  1 00:59:59");
	is_int(place(&c, "Nov  1 01:30:00"), utc(2026, 11, 1, 5) + 1800, "New York, the first pass");
	is_int(place(&c, "Nov  1 01:10:00"), utc(2026, 11, 1, 6) + 600, "the second");
	is_int(place(&c, "Nov  1 02:00:00"), utc(2026, 11, 1, 7), "behind it");
	place(&c, "Nov  1 00:59:59");
	is_int(place(&c, "Nov  1 01:30:00"), utc(2026, 11, 1, 5) + 1800, "going back before the hour begins again");
	begin_in(&c, zone, 2026);
	is_int(place(&c, "Mar  8 03:00:00"), utc(2026, 3, 8, 7), "in spring");
	begin_in(&c, zone, 2026);
	is_int(place(&c, "Dec 31 20:00:00"), utc(2027, 1, 1, 1), "New Year comes later in the west");
	is_int(place(&c, "Dec 31 20:01:00"), utc(2027, 1, 1, 1) + 60, "and is local");
	is_int(place(&c, "Jan  1 00:01:00"), utc(2027, 1, 1, 5) + 60, "when it comes");
}

static void
test_zone_names(void)
{
	static const char *const known[] = { "UTC", "GMT", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT4", "EST5EDT", ":UTC", "<-03>3", "<+0530>-5:30", "XYZ+12" };
	static const char *const unknown[] = { "", ":", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "Berlin", "CET-1CEST,x", "A1", "CET-1C", "<-03", "UTC foo", "zone1970.tab" };
	for (size_t i = 0; i < LENGTH(known); i++)
		ok(zone_known(known[i]), known[i]);
	for (size_t i = 0; i < LENGTH(unknown); i++)
		ok(!zone_known(unknown[i]), unknown[i]);
}

static void
test_days(void)
{
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };
	unsigned wrong = 0;
	for (int i = 0; i < 400 * 366; i += 1) {
		struct tm day = tm;
		day.tm_mday += i;
		time_t t = timegm(&day);        /* which also makes day a real one */
		wrong += stamp_midnight(day.tm_year + 1900, (unsigned)day.tm_mon + 1, (unsigned)day.tm_mday) != t;
	}
	is_int(wrong, 0, "every day of 400 years");
}

int
main(void)
{
	setenv("TZ", "UTC", 1);
	test_forms();
	test_numbers();
	test_misshaped();
	test_months();
	test_days();
	zone_set("UTC");
	test_first_year();
	test_new_year();
	test_overrun();
	test_mixed();
	test_zone_names();
	test_berlin("CET-1CEST,M3.5.0,M10.5.0/3");
	test_new_york("EST5EDT,M3.2.0,M11.1.0");
	if (zone_known("Europe/Berlin") && zone_known("America/New_York")) {
		test_berlin("Europe/Berlin");
		test_new_york("America/New_York");
	} else
		puts("# the zone database is not here: only POSIX zones were tested");
	return done_testing();
}
