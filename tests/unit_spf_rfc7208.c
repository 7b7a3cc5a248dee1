/*
 * unit_spf_rfc7208.c - SPF checks section by section: our own worlds, and the public test suite of RFC 7208 where it is there.
 * In: lines of answers (answerfile.h), S, which begins a world, and T name section ip helo sender results explanation.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/guard.h"
#include "tests/percent.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static const char worlds[] = "tests/spf/worlds.txt", suite[] = "../shared/spf/rfc7208-tests.txt";

static struct str
read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	size_t n = 0, size = 1 << 20;

	if (file == NULL)
		return STR_NONE;
	char *p = mem_new(size);
	while ((n += fread(p + n, 1, size - n, file)) == size)
		p = mem_resize(p, size *= 2);
	fclose(file);
	return (struct str){ p, n };
}

static bool
is_one_of(struct str results, enum spf_result result)
{
	while (results.p != NULL)
		if (str_is(str_cut(&results, ','), spf_result_name(result)))
			return true;
	return false;
}

static bool
run_test(struct str line, struct guard *guard, struct answers *world, struct arena *arena)
{
	struct str field[9] = { STR_NONE };
	struct spf_verdict verdict;

	for (size_t i = 0; i < LENGTH(field) && line.p != NULL; i++)
		field[i] = percent_decoded(str_cut(&line, '\t'), arena);
	struct spf_request request = { .ip = field[3], .helo = field[4], .sender = field[5] };
	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	bool good = ok(is_one_of(field[6], verdict.result), arena_print(arena, "%s: %.*s", field[1].p, (int)field[2].n, field[2].p).p);
	if (!good) {
		tap_show("got", str_of(spf_result_name(verdict.result)));
		tap_show("wanted", field[6]);
		tap_show("reason", verdict.reason);
	}
	if (verdict.result == SPF_FAIL && !str_is(field[7], "-") &&
	    !is_str(verdict.explanation, str_is(field[7], "DEFAULT") ? NULL : arena_copy(arena, field[7]).p, "its explanation"))
		good = false;
	return good;
}

/* Answers how many tests there were. */
static unsigned
run_file(struct str text, struct guard *guard)
{
	struct str rest = text, world_text = { text.p, 0 };
	struct arena *arena = arena_open();
	struct answers *world = NULL;
	unsigned tests = 0, good = 0;

	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		if (str_prefix(line, "S\t")) {
			world_text = (struct str){ line.p, 0 };
			answers_close(world);
			world = NULL;
		} else if (!str_prefix(line, "T\t")) {
			world_text.n = (size_t)(line.p + line.n - world_text.p);
		} else {
			if (world == NULL) {
				struct answerfile file;
				answers_complete(world = answers_open(NULL), STR(""));
				answerfile_read(world_text, world, &file);
				ok(file.error == NULL && !file.timed, "a world is read");
			}
			tests++;
			good += run_test(line, guard, world, arena);
			arena_reset(arena);
		}
	}
	printf("# %u of %u\n", good, tests);
	answers_close(world);
	arena_close(arena);
	return tests;
}

int
main(void)
{
	struct str ours = read_file(worlds), public = read_file(suite);
	struct guard *guard = guard_open();

	ok(run_file(ours, guard) > 100, "our own tests");
	if (public.p != NULL)
		is_int(run_file(public, guard), 203, "all tests of the public suite");
	else
		printf("# %s is not there\n", suite);
	guard_close(guard);
	free((char *)ours.p);
	free((char *)public.p);
	return done_testing();
}
