/*
 * unit_process.c - other programs: what they read and write, how they end, how long they may take.
 */
#include "tests/tap.h"

#include <stdlib.h>
#include <time.h>

static struct arena *arena;

static struct process
run(const char *script, struct str input, int seconds)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	return process_run(arena, argv, input, seconds);
}

static void
test_ends(void)
{
	const char *const none[] = { "there-is-no-such-program", NULL };
	struct process process = run("cat; echo seen >&2", STR("what it reads"), 10);
	ok(process.done && !process.late, "it ends");
	is_str(process.out, "what it reads", "and gives what it wrote, but for its errors");
	ok(process.out.p[process.out.n] == '\0', "with a NUL behind it");
	process = run("echo first >&2; echo last >&2; exit 3", STR(""), 10);
	ok(!process.done && !process.late, "it fails");
	is_str(process.fault, "sh ended with status 3: last", "and the last thing that it said is why");
	process = run("kill -TERM $$", STR(""), 10);
	is_str(process.fault, "sh was ended by signal 15", "it is killed by somebody else");
	is_str(process_run(arena, none, STR(""), 10).fault, "there-is-no-such-program is not installed", "there is none");
}

static void
test_late(void)
{
	struct timespec before, after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	struct process process = run("echo begun; sleep 60 & echo $!; wait", STR(""), 1);
	clock_gettime(CLOCK_MONOTONIC, &after);
	ok(process.late && !process.done, "it is not done in time");
	is_str(process.fault, "sh was not done after 1 s and was stopped", "which is said");
	ok(after.tv_sec - before.tv_sec < 30, "and is stopped then");
	ok(str_prefix(process.out, "begun\n"), "what it wrote until then is there");
	int64_t child = 0;
	struct str rest = process.out, line = str_cut(&rest, '\n');
	line = str_cut(&rest, '\n');
	ok(str_number(line, &child) && child > 1, "so is the number of what it started");
	/* whose parent is dead: whoever inherits it takes a moment to bury it */
	struct timespec moment = { .tv_nsec = 10 * 1000 * 1000 };
	struct str state = STR("S");
	for (int i = 0; i < 500 && state.n > 0 && state.p[0] != 'Z'; i++) {
		nanosleep(&moment, NULL);
		state = run(arena_print(arena, "cut -d' ' -f3 /proc/%lld/stat", (long long)child).p, STR(""), 10).out;
	}
	ok(state.n == 0 || state.p[0] == 'Z', "which is stopped, too");
}

static void
test_find(void)
{
	setenv("PATH", "/nowhere:/bin:/usr/bin", 1);
	ok(str_suffix(process_find(arena, "sh"), "/sh"), "a program is found in the path");
	ok(process_find(arena, "there-is-no-such-program").p == NULL, "one that is not there is not");
}

int
main(void)
{
	arena = arena_open();
	test_ends();
	test_late();
	test_find();
	arena_close(arena);
	return done_testing();
}
