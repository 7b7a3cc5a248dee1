/*
 * silence.c - the longest silence of each hour.
 */
#include "ingest/fold/silence.h"

static void
lengthen(struct silence *silence, unsigned hour, uint32_t seconds)
{
	if (seconds > silence->longest[hour])
		silence->longest[hour] = seconds;
}

void
silence_note(struct silence *silence, int64_t from, int64_t to)
{
	uint32_t seconds = to - from > UINT32_MAX ? UINT32_MAX : (uint32_t)(to - from);
	int64_t first = from / 3600, last = to / 3600;
	if (last - first >= SILENCE_HOURS)
		last = first + SILENCE_HOURS - 1;
	for (int64_t hour = first; hour <= last; hour++)
		lengthen(silence, (unsigned)((hour % SILENCE_HOURS + SILENCE_HOURS) % SILENCE_HOURS), seconds);
}

void
silence_merge(struct silence *silence, const struct silence *other)
{
	for (unsigned hour = 0; hour < SILENCE_HOURS; hour++)
		lengthen(silence, hour, other->longest[hour]);
}

int64_t
silence_longest(const struct silence *silence)
{
	uint32_t longest = 0;
	for (unsigned hour = 0; hour < SILENCE_HOURS; hour++)
		if (silence->longest[hour] > longest)
			longest = silence->longest[hour];
	return longest;
}
