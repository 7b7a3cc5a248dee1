/*
 * unit_usual.c - what is usual, and what is above it.
 */
#include "analyze/usual.h"
#include "tests/tap.h"

static struct usual
steady(int64_t n, size_t days)
{
	int64_t samples[USUAL_SAMPLES];
	for (size_t i = 0; i < 3 * days; i++)
		samples[i] = n;
	return usual_of(samples, 3 * days, (int64_t)days);
}

static void
test_usual(void)
{
	struct usual usual = steady(0, 28);
	ok(usual.known && usual.median == 0 && usual.bound == 10, "where nothing comes, ten are the bound");
	ok(!steady(5, 2).known, "two days are too few");
	ok(steady(5, 3).known, "three are enough");
	ok(steady(100, 28).bound == 200, "of a steady hundred, twice as many (six roots are 60)");
	ok(steady(16, 28).bound == 40, "of a steady sixteen, six roots above");
	int64_t wild[] = { 900, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 };
	usual = usual_of(wild, LENGTH(wild), 5);
	ok(usual.median == 4 && usual.bound == 16, "one wild hour moves nothing");
	int64_t often[] = { 4, 4, 4, 4, 4, 4, 60, 60, 60, 4, 4, 4 };
	usual = usual_of(often, LENGTH(often), 4);
	ok(usual.median == 4 && usual.bound == 120, "what one hour in four has is usual");
	int64_t spread[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90 };
	usual = usual_of(spread, LENGTH(spread), 3);
	ok(usual.median == 50 && usual.bound > 227 && usual.bound < 229, "six deviations above the median");
}

static void
test_learning(void)
{
	int64_t none[12] = { 0 }, busy[] = { 30, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 500 };
	ok(usual_learning(none, 0) == 20, "twenty, where nothing is known");
	ok(usual_learning(busy, 11) == 20, "and in the first hours");
	ok(usual_learning(none, 12) == 20, "at least twenty");
	ok(usual_learning(busy, 12) == 27, "three times what a quiet hour has");
}

int
main(void)
{
	test_usual();
	test_learning();
	return done_testing();
}
