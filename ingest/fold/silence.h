/*
 * silence.h - how long a host says nothing, at each hour of the day: by that a gap between two of its files is judged.
 * In: the times of lines that follow one another. Out: seconds. Hours are those of UTC.
 */
#ifndef SILENCE_H
#define SILENCE_H

#include <stdint.h>

enum { SILENCE_HOURS = 24 };

struct silence {
	uint32_t longest[SILENCE_HOURS];        /* of those that touch that hour; 0: we hold nothing of it */
};

/* Nothing was logged between two lines, the second of which is not before the first. */
void silence_note(struct silence *silence, int64_t from, int64_t to);
void silence_merge(struct silence *silence, const struct silence *other);
int64_t silence_longest(const struct silence *silence);         /* of all hours */

#endif
