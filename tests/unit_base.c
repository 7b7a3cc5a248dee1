/*
 * unit_base.c - tests of the hall: text, failing, memory, embedded files.
 */
#include "tests/tap.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_equal(void)
{
	struct str none = STR_NONE, empty = STR("");
	ok(str_of(NULL).p == NULL, "a string that is not there is absent");
	is_str(str_of("abc"), "abc", "a C string keeps its length");
	is_int((int64_t)STR("a\0b").n, 3, "a literal keeps its NULs");
	ok(str_equal(none, none), "absent equals absent");
	ok(!str_equal(none, empty) && !str_equal(empty, none), "absent is not empty");
	ok(str_equal(empty, str_of("")), "empty equals empty");
	ok(!str_equal(STR("ab"), STR("abc")) && !str_equal(STR("abc"), STR("abd")), "other bytes are not equal");
	ok(!str_equal(STR("a\0b"), STR("a\0c")), "bytes behind a NUL count");
	ok(str_is(STR("ab"), "ab") && !str_is(empty, NULL) && str_is(none, NULL), "str_is compares with a C string");
}

static void
test_ends(void)
{
	ok(str_prefix(STR("postfix/smtpd"), "postfix/"), "begins with");
	ok(!str_prefix(STR("post"), "postfix"), "too short to begin with it");
	ok(str_suffix(STR("a.gram"), ".gram"), "ends with");
	ok(!str_suffix(STR("gram"), ".gram"), "too short to end with it");
	ok(str_prefix(STR(""), "") && str_suffix(STR("x"), ""), "everything begins and ends with nothing");
	ok(!str_prefix(STR_NONE, "") && !str_suffix(STR_NONE, ""), "but what is absent does not");
	is_str(str_trim(STR(" \t a b\r\n")), "a b", "trim takes blanks off both ends only");
	is_str(str_trim(STR(" \r\n ")), "", "all blanks trim to empty");
	is_str(str_trim(STR_NONE), NULL, "absent trims to absent");
}

static void
test_cut(void)
{
	struct str rest = STR("a,,b,");
	is_str(str_cut(&rest, ','), "a", "cut takes the first part");
	is_str(str_cut(&rest, ','), "", "an empty part is empty");
	is_str(str_cut(&rest, ','), "b", "the third part");
	is_str(rest, "", "a separator at the end leaves an empty rest");
	is_str(str_cut(&rest, ','), "", "which is a part as well");
	is_str(rest, NULL, "then the rest is absent");
	is_str(str_cut(&rest, ','), NULL, "and stays so");
	rest = STR("whole");
	is_str(str_cut(&rest, ','), "whole", "without a separator all is one part");
	is_str(rest, NULL, "and nothing is left");
	rest = STR("a\0b");
	is_int((int64_t)str_cut(&rest, '\0').n, 1, "NUL is a separator like others");
}

static void
test_number(void)
{
	static const struct {
		const char *text;
		int64_t value;
	} good[] = {
		{ "0", 0 }, { "42", 42 }, { "+7", 7 }, { "-7", -7 }, { "007", 7 }, { "-0", 0 },
		{ "9223372036854775807", INT64_MAX }, { "-9223372036854775807", -INT64_MAX },
		{ "000000000000000000000000000000000000001", 1 },
	};
	static const char *const bad[] = {
		"", "-", "+", "--1", "+-1", " 1", "1 ", "1a", "0x1", "1.0", "9223372036854775808", "-9223372036854775809",
		"18446744073709551616", "99999999999999999999999999", "\xd9\xa1",
	};
	for (size_t i = 0; i < LENGTH(good); i++) {
		int64_t value = 12345;
		char name[64];
		snprintf(name, sizeof name, "\"%s\" is a number", good[i].text);
		ok(str_number(str_of(good[i].text), &value) && value == good[i].value, name);
	}
	for (size_t i = 0; i < LENGTH(bad); i++) {
		int64_t value = 12345;
		char name[64];
		snprintf(name, sizeof name, "\"%s\" is none", bad[i]);
		ok(!str_number(str_of(bad[i]), &value) && value == 12345, name);
	}
	int64_t value = 12345;
	ok(!str_number(STR_NONE, &value) && value == 12345, "absent is no number");
	ok(!str_number((struct str){ "1\0", 2 }, &value), "a NUL is no digit");
	ok(str_number((struct str){ "123", 2 }, &value) && value == 12, "reads no further than its length");
}

static void
test_mem(void)
{
	char *p = mem_new(1000);
	bool zero = true;
	for (size_t i = 0; i < 1000; i++)
		zero = zero && p[i] == 0;
	ok(zero, "new memory is zeroed");
	memcpy(p, "kept", 5);
	p = mem_resize(p, 1 << 20);
	is_str(str_of(p), "kept", "resizing keeps what was there");
	free(p);
	p = mem_new(0);
	ok(p != NULL, "no bytes are memory too");
	p = mem_resize(p, 0);
	ok(p != NULL, "and stay so");
	free(p);
	p = mem_string((struct str){ "abcd", 3 });
	is_str(str_of(p), "abc", "a copy ends with its own NUL");
	free(p);
	p = mem_string(STR_NONE);
	is_str(str_of(p), "", "a copy of absent is empty");
	free(p);
}

/* Takes many pieces of odd sizes, fills each with a byte of its own, and looks whether all are still as they were left. */
static bool
arena_holds(struct arena *arena, size_t pieces, size_t step)
{
	unsigned char **piece = mem_new(pieces * sizeof *piece);
	bool holds = true;
	for (size_t i = 0; i < pieces; i++) {
		piece[i] = arena_take(arena, i * step);
		holds = holds && (uintptr_t)piece[i] % _Alignof(max_align_t) == 0;
		memset(piece[i], (int)(i % 251), i * step);
	}
	for (size_t i = 0; i < pieces; i++)
		for (size_t at = 0; at < i * step; at++)
			holds = holds && piece[i][at] == i % 251;
	free(piece);
	return holds;
}

static void
test_arena(void)
{
	struct arena *arena = arena_open();
	ok(arena_holds(arena, 500, 1), "small pieces are aligned and apart");
	ok(arena_holds(arena, 100, 4099), "so are pieces larger than a block");
	arena_reset(arena);
	ok(arena_holds(arena, 300, 63), "and pieces after a reset");
	arena_reset(arena);
	arena_take(arena, 10);
	size_t size = arena_size(arena);
	arena_reset(arena);
	arena_take(arena, 10);
	ok(arena_size(arena) == size, "behind a reset the same memory serves again");

	char text[] = "abc";
	struct str copy = arena_copy(arena, (struct str){ text, 2 });
	text[0] = 'X';
	is_str(copy, "ab", "a copy is no longer the original");
	is_int(copy.p[2], 0, "and has a NUL behind its end");
	is_str(arena_copy(arena, STR_NONE), NULL, "a copy of absent is absent");
	struct str empty = arena_copy(arena, STR(""));
	ok(empty.p != NULL && empty.n == 0 && empty.p[0] == '\0', "a copy of empty is empty");

	is_str(arena_print(arena, "%s-%d", "x", 7), "x-7", "prints into the arena");
	is_str(arena_print(arena, "%s", ""), "", "prints nothing as empty, not absent");
	struct str wide = arena_print(arena, "%0*d|", 100000, 1);
	ok(wide.n == 100001 && wide.p[0] == '0' && str_suffix(wide, "1|") && wide.p[wide.n] == '\0', "prints more than a block");
	arena_close(arena);
	arena_close(NULL);
}

static void
call_warn(const char *text)
{
	warn("%s: %d", text, 7);
	_exit(0);
}

static void
call_die(const char *text)
{
	die("%s: %d", text, 7);
}

static void
call_die_usage(const char *text)
{
	die_usage("%s: %d", text, 7);
}

static void
call_bug(const char *text)
{
	bug("%s: %d", text, 7);
}

static void
call_mem_new(const char *text)
{
	mem_new(SIZE_MAX / 2 - (size_t)(*text == '?'));
	_exit(0);
}

/* What a child that makes this call prints on stderr, and how it ends: its exit status, or 128 + its signal. */
static int
says(void (*call)(const char *), const char *text, char *said, size_t size)
{
	int ends[2], status;
	size_t n = 0;
	ssize_t got;
	fflush(stdout);
	if (pipe(ends) != 0)
		return -1;
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		signal(SIGABRT, SIG_DFL);
		call(text);
	}
	close(ends[1]);
	while (n + 1 < size && (got = read(ends[0], said + n, size - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void
test_failing(void)
{
	char said[8192];
	is_int(says(call_warn, "a", said, sizeof said), 0, "after a warning the work goes on");
	is_str(str_of(said), "unjoe: a: 7\n", "a warning is one line");
	is_int(says(call_die, "a", said, sizeof said), 1, "die exits with 1");
	is_str(str_of(said), "unjoe: a: 7\n", "and says why");
	is_int(says(call_die_usage, "a", said, sizeof said), 2, "wrong usage exits with 2");
	is_str(str_of(said), "unjoe: a: 7\nTry 'unjoe --help'.\n", "and points at the help");
	is_int(says(call_bug, "a", said, sizeof said), 128 + SIGABRT, "a bug aborts");
	ok(strstr(said, "bug in unjoe: a: 7\n") != NULL, "and says that it is one");

	says(call_warn, "\033[2J\001\r\177", said, sizeof said);
	is_str(str_of(said), "unjoe: ?[2J???: 7\n", "a terminal gets no control bytes");
	says(call_warn, "\302\233m \303\251 \342\202\254", said, sizeof said);
	ok(strchr(said, '\233') == NULL || strstr(said, "\302\233") == NULL, "nor the C1 controls of UTF-8");
	ok(strstr(said, "\303\251 \342\202\254: 7") != NULL, "but the letters of UTF-8 stay");
	char *large = mem_new(100001);
	memset(large, 'x', 100000);
	is_int(says(call_die, large, said, sizeof said), 1, "a text without end is cut");
	ok(strlen(said) < 4096 && str_suffix(str_of(said), "x\n"), "and still ends its line");
	free(large);
}

/* The sanitizers have an opinion of their own on such a wish. */
static void
test_out_of_memory(void)
{
#if !defined __SANITIZE_ADDRESS__ && !defined __clang__
	char said[8192];
	is_int(says(call_mem_new, "", said, sizeof said), 1, "without memory the program ends");
	ok(strstr(said, "out of memory") != NULL, "and says so");
#else
	(void)call_mem_new;
#endif
}

static void
test_embedded(void)
{
	const struct embedded *views = embedded_find("schema/views.sql");
	ok(views != NULL && views->text.n > 0 && views->text.p[views->text.n] == '\0', "a file of the tree is built in");
	ok(embedded_find("schema/views") == NULL && embedded_find("") == NULL, "one that is not there is not found");

	bool sorted = true, right = true, found = false;
	const char *previous = "";
	const struct embedded *e = NULL;
	while ((e = embedded_next(e, "schema/", ".sql")) != NULL) {
		sorted = sorted && strcmp(previous, e->path) < 0;
		right = right && str_prefix(str_of(e->path), "schema/") && str_suffix(str_of(e->path), ".sql");
		found = found || e == views;
		previous = e->path;
	}
	ok(sorted, "they come in order of their paths");
	ok(right && found, "and are those that were asked for");
	ok(embedded_next(NULL, "nowhere/", "") == NULL, "where none fits, none comes");

	static char disk[1 << 20];
	FILE *file = fopen("schema/views.sql", "rb");
	size_t n = file == NULL ? 0 : fread(disk, 1, sizeof disk, file);
	if (file != NULL)
		fclose(file);
	ok(views != NULL && n > 0 && str_equal(views->text, (struct str){ disk, n }), "what is built in is what the file says");
}

int
main(void)
{
	test_equal();
	test_ends();
	test_cut();
	test_number();
	test_mem();
	test_arena();
	test_failing();
	test_out_of_memory();
	test_embedded();
	return done_testing();
}
