/*
 * format.h - figures as people read them.
 * In: values. Out: text in the arena with a NUL behind it, in the zone of the program (TZ).
 */
#ifndef FORMAT_H
#define FORMAT_H

#include "base.h"

struct str format_count(struct arena *arena, int64_t n);        /* 1,204,331 */
struct str format_bytes(struct arena *arena, int64_t bytes);    /* 475 B, 1.2 kB, 214 MB: powers of 1000 */
struct str format_share(struct arena *arena, double share);     /* 12.3%; 0.5 is 50.0%; what is not nothing is never 0.0% */
struct str format_span(struct arena *arena, int64_t seconds);   /* 1 h 28 min: the two largest units */

struct str format_time(struct arena *arena, int64_t at);        /* 2026-11-18 02:20:11 */
struct str format_minute(struct arena *arena, int64_t at);      /* 2026-11-18 02:20 */
struct str format_clock(struct arena *arena, int64_t at);       /* 02:20:11 */
struct str format_date(struct arena *arena, int64_t at);        /* 2026-11-18 */
struct str format_day(struct arena *arena, int64_t at);         /* Wed 18 Nov 2026 */
struct str format_zone(struct arena *arena, int64_t at);        /* CET */
struct str format_iso(struct arena *arena, int64_t at);         /* 2026-11-18T01:20:11Z: UTC, for machines */

/* From since up to, and not with, until: "Wed 18 Nov 2026, 00-24 CET", "12 Nov to 18 Nov 2026, 7 days, CET", or with times. */
struct str format_range(struct arena *arena, int64_t since, int64_t until);

#endif
