/*
 * stamp.h - a time as it stands in a line, in every form that a logger writes.
 * In: text. Out: what the digits say, before it is known which year, zone or half of a repeated hour they mean.
 * RFC 3164 section 4.1.2, RFC 3339, systemd.time(7); month names as strftime(3) abbreviates them.
 */
#ifndef STAMP_H
#define STAMP_H

#include "base.h"

enum stamp_kind {
	STAMP_EXACT,            /* at is known */
	STAMP_DATED,            /* a local time: year, month, day, second; perhaps zone */
	STAMP_YEARLESS          /* the same without year */
};

struct stamp {
	enum stamp_kind kind;
	int64_t at;             /* UTC seconds */
	int year;
	unsigned month, day;    /* from 1; there is such a day, in some year */
	unsigned second;        /* of the day; a leap second counts as the next one */
	struct str zone;        /* the name or offset that stands behind it ("CET", "+0100"), borrowed, else absent */
};

/* How many bytes the stamp takes with which text begins (a blank or the end follows it), 0 where it does not begin with one. */
size_t stamp_read(struct str text, struct stamp *stamp);

/* 1 to 12 for an abbreviated month in one of the languages that we know, UTF-8 or Latin-1; else 0. In month.c. */
unsigned stamp_month(struct str word);
/* Midnight of a day, in seconds since 1970, as if it were UTC. */
int64_t stamp_midnight(int year, unsigned month, unsigned day);
bool stamp_leap_year(int year);

#endif
