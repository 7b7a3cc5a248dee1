/*
 * calendar.h - what year it was, and which half of a repeated hour: from the stamps of one stream in their order.
 * In: stamps as they stand in the lines. Out: UTC seconds.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "ingest/syslog/stamp.h"
#include "ingest/zone.h"

struct calendar {
	struct zone zone;
	int64_t limit;          /* no stamp is later */
	int64_t reached;        /* the last time told, INT64_MIN: none */
	int year;               /* of the first stamp without one, 0: inferred from limit */
	int year_reached;       /* the civil year of reached, which lies in [year_from, year_to) */
	int64_t year_from, year_to;
	unsigned overruns;      /* New Years that were not believed, because they would lie behind limit */
};

/* latest: what no stamp exceeds by more than a day; after: the last time told by an earlier reader of the stream, 0: none. */
void calendar_begin(struct calendar *calendar, int64_t latest, int year, int64_t after);
void calendar_raise(struct calendar *calendar, int64_t latest);
/* UTC seconds. A leap day in a year that has none is taken for that of the last year that has one. */
int64_t calendar_place(struct calendar *calendar, const struct stamp *stamp);
/* The latest year in which a stamp that has none is not later than the limit. */
int calendar_year(struct calendar *calendar, const struct stamp *stamp);

#endif
