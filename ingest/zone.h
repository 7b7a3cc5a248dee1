/*
 * zone.h - local time and UTC, in the zone that this process has.
 * In: local times as if they were UTC, the zone's names. Out: seconds east of UTC. Asks the C library, and remembers
 * the answer for the quarter of an hour in which alone it can change.
 */
#ifndef ZONE_H
#define ZONE_H

#include "base.h"

/* Begin with { .quarter = INT64_MIN }. early is the offset of the first pass through a repeated time, late that of
   the second; else they are the same. A local time that does not exist is told by the clock before the change. */
struct zone {
	int64_t quarter;
	int32_t early, late;
};

/* Whether it is a TZ value that the C library would not silently take for UTC. */
bool zone_known(const char *tz);
/* Makes it the zone of this process, if it is not so yet; NULL leaves it. No other thread may use local time meanwhile. */
void zone_set(const char *tz);
/* Fills early and late for a local time. */
void zone_look(struct zone *zone, int64_t local);
/* Whether a word is the name of a zone, of this process's or one that means the same all over the world, or an offset: "+0100", "+01:00", "-03". */
bool zone_is_name(struct str word);
/* The offset that such a name means at a local time: in this process's zone, else in the world. */
bool zone_named(struct zone *zone, struct str name, int64_t local, int32_t *offset);

#endif
