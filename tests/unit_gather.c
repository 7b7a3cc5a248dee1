/*
 * unit_gather.c - counts by key.
 */
#include "schema/gather.h"
#include "tests/tap.h"

static void
add(struct gather *gather, const char *text, int64_t first, int64_t last)
{
	const int64_t numbers[GATHER_NUMBERS] = { first, 0, 0, 0, last };
	gather_add(gather, str_of(text), numbers, 1);
}

static void
next_is(struct gather *gather, int64_t first, const char *text, int64_t last, int64_t n)
{
	struct gathered got;
	if (!ok(gather_next(gather, &got), "there is one more"))
		return;
	is_int(got.numbers[0], first, "by the first number");
	is_str(got.text, text, "then the text");
	is_int(got.numbers[GATHER_NUMBERS - 1], last, "then the rest");
	is_int(got.n, n, "as often as it came");
}

int
main(void)
{
	struct gather *gather = gather_open();
	struct gathered got;
	ok(!gather_next(gather, &got), "nothing was added");
	add(gather, "b", 1, 7);
	add(gather, "a", 2, 7);
	add(gather, "b", 1, 7);
	add(gather, "b", 1, 6);
	add(gather, "", 1, 7);
	add(gather, "ab", 1, 7);
	next_is(gather, 1, "", 7, 1);
	next_is(gather, 1, "ab", 7, 1);
	next_is(gather, 1, "b", 6, 1);
	next_is(gather, 1, "b", 7, 2);
	next_is(gather, 2, "a", 7, 1);
	ok(!gather_next(gather, &got), "and no more");
	gather_add(gather, STR_NONE, (const int64_t[GATHER_NUMBERS]){ 1 }, 5);
	gather_add(gather, STR_NONE, (const int64_t[GATHER_NUMBERS]){ 1 }, 2);
	ok(gather_next(gather, &got) && got.text.p == NULL && got.n == 7, "several at once, and none has a text");
	ok(!gather_next(gather, &got), "that was all");

	/* Many keys, each three times; then it is as new. */
	struct arena *arena = arena_open();
	int64_t keys = 0, sum = 0, sorted = 1, before = -1;
	for (int64_t i = 0; i < 3 * GATHER_FULL; i++) {
		int64_t key = i * 7919 % GATHER_FULL;
		add(gather, arena_print(arena, "domain%lld.example", (long long)(key % 1000)).p, key / 1000, key % 3);
	}
	ok(gather_is_full(gather), "so many that they are to be taken out");
	while (gather_next(gather, &got)) {
		keys++;
		sum += got.n;
		sorted &= got.numbers[0] >= before;
		before = got.numbers[0];
	}
	is_int(keys, GATHER_FULL, "each of them once");
	is_int(sum, 3 * GATHER_FULL, "and all that came");
	ok(sorted == 1, "in order");
	ok(!gather_next(gather, &got), "used up");
	ok(!gather_is_full(gather), "and there is room");
	add(gather, "b", 1, 7);
	next_is(gather, 1, "b", 7, 1);
	arena_close(arena);
	gather_close(gather);
	return done_testing();
}
