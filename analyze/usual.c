/*
 * usual.c - medians of sorted numbers: of an even count the lower one.
 */
#include "analyze/usual.h"

#include <math.h>
#include <stdlib.h>

static int
compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static void
sort(int64_t *numbers, size_t count)
{
	qsort(numbers, count, sizeof *numbers, compare);
}

static int64_t
median_distance(const int64_t *samples, size_t count, int64_t median)
{
	int64_t distances[USUAL_SAMPLES];
	if (count > USUAL_SAMPLES)
		bug("%zu samples", count);
	for (size_t i = 0; i < count; i++)
		distances[i] = llabs(samples[i] - median);
	sort(distances, count);
	return distances[(count - 1) / 2];
}

struct usual
usual_of(int64_t *samples, size_t count, int64_t days)
{
	struct usual usual = { .days = days, .known = days >= USUAL_LEARNED };
	if (!usual.known)
		return usual;
	sort(samples, count);
	int64_t median = samples[(count - 1) / 2];
	double deviation = fmax(1.4826 * (double)median_distance(samples, count, median), sqrt((double)median));
	usual.median = (double)median;
	usual.bound = fmax(fmax(10, usual.median + 6 * deviation), 2 * (double)samples[9 * (count - 1) / 10]);
	return usual;
}

double
usual_learning(int64_t *hours, size_t count)
{
	if (count < 12)
		return 20;
	sort(hours, count);
	return fmax(20, 3 * (double)hours[(count - 1) / 4]);
}
