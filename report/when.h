/*
 * when.h - a time as a person writes it.
 * In: text, and what time it is now. Out: UTC seconds, in the zone of the program (TZ).
 */
#ifndef WHEN_H
#define WHEN_H

#include "base.h"

/*
 * 2026-11-18                       the start of that day
 * 2026-11-18 03:00[:05]            or with a T between
 * 2026-11-18T03:00[:05]Z           or +01:00, whatever the zone of the program is
 * now, today, yesterday, tomorrow  the last three: the start of that day
 * -7d, -2w, -12h, -30m, -90s       so long ago; days and weeks back at the same time of day, over a change of the clock, too
 * @1792292400                      UTC seconds
 * False for anything else, and for dates that do not exist or lie outside the years 1970 to 9999.
 */
bool when_parse(struct str text, int64_t now, int64_t *at);

/* The start of the day that at lies in, days later (or earlier). */
int64_t when_day(int64_t at, int days);

#endif
