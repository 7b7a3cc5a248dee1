/*
 * usual.h - what is usual at an hour of the day, and from how many on an hour is above it.
 * In: how many came in like hours. Out: a bound; the median and the median of the distances from it are not moved by a few wild hours.
 */
#ifndef USUAL_H
#define USUAL_H

#include "base.h"

enum { USUAL_DAYS = 28, USUAL_LEARNED = 3, USUAL_LEARNING_DAYS = 14, USUAL_SAMPLES = 3 * USUAL_DAYS };

struct usual {
	int64_t days;           /* that the samples are of */
	bool known;             /* of three days at least: there is a median */
	double median, bound;
};

/*
 * samples: what came in that hour of the day, an hour more or less, in up to 28 days before; sorted by this.
 * The bound: ten; six deviations above the median (1.4826 times the median distance, but at least the root of the median, as chance alone has it); and twice
 * what nine in ten of the samples had; whichever is highest. Of fewer than three days: not known, and no bound.
 */
struct usual usual_of(int64_t *samples, size_t count, int64_t days);
/* While it is learned: twenty, and, of twelve hours on, three times what one in four of all hours around had. hours is sorted by this. */
double usual_learning(int64_t *hours, size_t count);

#endif
