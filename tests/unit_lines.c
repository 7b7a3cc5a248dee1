/*
 * unit_lines.c - tests of the units of text: lines, continuations, mended and cut ones, entries of an export.
 * Every text is read as a file, and through a pipe in small and odd pieces.
 */
#include "ingest/syslog/lines.h"
#include "ingest/source/sources.h"
#include "tests/tap.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct store *store;
static const char *file = "unit_lines.log";

struct buffer {
	char *p;
	size_t n;
};

static void
add(struct buffer *buffer, const char *p, size_t n)
{
	buffer->p = mem_resize(buffer->p, buffer->n + n + 1);
	memcpy(buffer->p + buffer->n, p, n);
	buffer->n += n;
	buffer->p[buffer->n] = '\0';
}

static void
add_text(struct buffer *buffer, const char *text)
{
	add(buffer, text, strlen(text));
}

static void
write_file(struct str content, int seconds_ago)
{
	int descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = time(NULL) - seconds_ago } };
	if (descriptor < 0 || write(descriptor, content.p, content.n) != (ssize_t)content.n || futimens(descriptor, times) != 0)
		die("%s cannot be written", file);
	close(descriptor);
}

/* Every unit, each followed by "|", "~|" if it was cut; and where the mark is at the end. */
static struct buffer
read_units(const char *name, uint64_t *end)
{
	struct sources *sources = sources_open(store, 0);
	struct buffer units = { mem_new(1), 0 };
	if (!sources_add(sources, name))
		die("%s cannot be read", name);
	struct source *source = sources_next(sources);
	struct lines *lines = lines_open(source);
	struct source_mark mark;
	struct line line;
	while (lines_next(lines, &line) == LINES_UNIT) {
		add(&units, line.text.p, line.text.n);
		add_text(&units, line.cut ? "~|" : "|");
	}
	lines_mark(lines, &mark);
	*end = mark.position;
	lines_close(lines);
	sources_close(sources);
	return units;
}

/* Standard input becomes a pipe into which a child writes the content in pieces of that size, 0: of odd ones. */
static pid_t
feed_pipe(struct str content, size_t piece)
{
	int ends[2];
	if (pipe(ends) != 0)
		die("no pipe");
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		unsigned odd = 1;
		while (content.n > 0) {
			size_t n = piece != 0 ? piece : 1 + (odd = odd * 1103515245 + 12345) % 9973;
			n = n < content.n ? n : content.n;
			if (write(ends[1], content.p, n) != (ssize_t)n)
				_exit(1);
			content.p += n;
			content.n -= n;
		}
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	return child;
}

static void
is_units(struct str content, const char *wanted, const char *name)
{
	static const size_t pieces[] = { 1, 7, 0 };
	char text[200];
	uint64_t end;
	write_file(content, 60);
	struct buffer units = read_units(file, &end);
	is_str((struct str){ units.p, units.n }, wanted, name);
	snprintf(text, sizeof text, "%s: all of it is passed", name);
	is_int((int64_t)end, (int64_t)content.n, text);
	/* of a long text, single bytes would take too long */
	for (size_t i = content.n > 10000 ? LENGTH(pieces) - 1 : 0; i < LENGTH(pieces); i++) {
		free(units.p);
		pid_t child = feed_pipe(content, pieces[i]);
		units = read_units("-", &end);
		waitpid(child, NULL, 0);
		snprintf(text, sizeof text, "%s: the same through a pipe, in pieces of %zu", name, pieces[i]);
		is_str((struct str){ units.p, units.n }, wanted, text);
	}
	free(units.p);
}

static void
test_lines(void)
{
	is_units(STR("a\nb\n"), "a|b|", "two lines");
	is_units(STR("a\r\nb\r\n"), "a|b|", "CR LF");
	is_units(STR("a\rb\n"), "a\rb|", "a CR within a line stays");
	is_units(STR("\n\na\n\r\n\nb\n\n"), "a|b|", "empty lines are passed over");
	is_units(STR("\xef\xbb\xbf" "a\nb\xef\xbb\xbf\n"), "a|b\xef\xbb\xbf|", "a byte order mark is dropped, at the beginning only");
	is_units(STR("\xff\xfe\x80 a\n"), "\xff\xfe\x80 a|", "what is no UTF-8 stays as it is");
	is_units(STR("a\nb"), "a|b|", "a last line without newline");
	is_units(STR("a\nb\r"), "a|b|", "and with half of CR LF");
}

static void
test_pasted(void)
{
	is_units(STR("    Nov 23 03:33:45 mx a: b\n    Nov 23 03:33:46 mx c: d\n"), "Nov 23 03:33:45 mx a: b|Nov 23 03:33:46 mx c: d|", "all lines are indented");
	is_units(STR("  Nov 23 03:33:45 mx a: b\n     c\n  Nov 23 03:33:46 mx d: e\n"), "Nov 23 03:33:45 mx a: b c|Nov 23 03:33:46 mx d: e|", "and continued");
	is_units(STR("> Nov 23 03:33:45 mx a: b\n>    c\n> > d\n> Nov 23 03:33:46 mx e: f\n"), "> Nov 23 03:33:45 mx a: b c|> > d|> Nov 23 03:33:46 mx e: f|", "quoted, and continued");
	is_units(STR("  1\tNov 23 03:33:45 mx a: b\n  2\tNov 23 03:33:46 mx c: d\n"), "1\tNov 23 03:33:45 mx a: b|2\tNov 23 03:33:46 mx c: d|", "numbered");
}

static void
test_objects(void)
{
	is_units(STR("[{\"a\":1},{\"b\":[2]}]\n"), "{\"a\":1}|{\"b\":[2]}|", "an array");
	is_units(STR("[\n  {\n    \"a\": \"}\\\"\"\n  },\n  {\"b\": {}}\n]\n"), "{\n    \"a\": \"}\\\"\"\n  }|{\"b\": {}}|", "one of many lines");
	is_units(STR("{\n\t\"a\" : 1\n}\n{\n\t\"b\" : 2\n}\n"), "{\n\t\"a\" : 1\n}|{\n\t\"b\" : 2\n}|", "objects of many lines");
	is_units(STR("[{\"a\":1},\nhello\n{\"b\":2}\n"), "{\"a\":1}|hello|{\"b\":2}|", "and what is none between them");
	is_units(STR("[{\"a\":1},{\"b\":"), "{\"a\":1}|{\"b\":|", "one that breaks off");
	is_units(STR("{\"a\":1}\n{\"b\":2}\n"), "{\"a\":1}|{\"b\":2}|", "an object in a line is a line");
}

static void
test_continuation(void)
{
	is_units(STR("a\n b\n"), "a b|", "a line that begins with a blank continues");
	is_units(STR("a;\n\t \t b\n  c\nd\n"), "a; b c|d|", "with tabs and blanks, and again");
	is_units(STR("a; \n   b\n"), "a; b|", "no blank is doubled");
	is_units(STR("a\r\n b\r\nc\r\n"), "a b|c|", "with CR LF");
	is_units(STR("a\n \n\t\r\n b\n"), "a b|", "lines of blanks add nothing");
	is_units(STR("a\n\n b\n"), "a|b|", "an empty line ends a unit");
	is_units(STR("  a\n  b\nc\n"), "a b|c|", "the first has nothing to continue");
	is_units(STR("a\n b"), "a b|", "a continuation without newline");
	is_units(STR("   \n \t\na\n"), "a|", "blanks alone are no unit");
}

static void
test_nul(void)
{
	is_units(STR("\0\0\0a\nb\n"), "a|b|", "NULs before a line are dropped");
	is_units(STR("a\0b\n"), "a?b|", "others become question marks");
	is_units(STR("a\n\0\0\0\0"), "a|", "NULs at the end are nothing");
	is_units(STR("a\0\n b\0c\n\0d\n"), "a? b?c|d|", "in continuations too");
	struct buffer content = { NULL, 0 };
	char *nuls = mem_new(3000000);
	add(&content, nuls, 3000000);
	add_text(&content, "a\nb\n");
	is_units((struct str){ content.p, content.n }, "a|b|", "three million of them");
	free(nuls);
	free(content.p);
}

/* A last line that may still be written to is left for the next time. */
static void
test_unfinished(void)
{
	static const struct { struct str content; const char *units; int64_t end; const char *name; } cases[] = {
		{ STR("a\nbc"), "a|", 2, "an unfinished line stays" },
		{ STR("a\nb\n"), "a|b|", 4, "a finished one does not" },
		{ STR("a\nb\n c"), "a|", 2, "a line whose continuation is unfinished stays with it" },
		{ STR("a\nb\n c\n"), "a|b c|", 7, "a finished one does not either" },
		{ STR("abc"), "", 0, "a single unfinished line stays" },
	};
	uint64_t end;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		write_file(cases[i].content, 0);
		struct buffer units = read_units(file, &end);
		is_str((struct str){ units.p, units.n }, cases[i].units, cases[i].name);
		is_int((int64_t)end, cases[i].end, "and the mark is before what stays");
		free(units.p);
	}
}

static void
fill(struct buffer *buffer, char c, size_t n)
{
	char *text = mem_new(n);
	memset(text, c, n);
	add(buffer, text, n);
	free(text);
}

static void
test_long(void)
{
	struct buffer content = { NULL, 0 }, wanted = { NULL, 0 };
	static const struct { size_t n; const char *name; } cases[] = {
		{ LINES_LIMIT - 1, "a line below the limit" }, { LINES_LIMIT, "at the limit" }, { LINES_LIMIT + 1, "above the limit" },
		{ 1024 * 1024, "as large as the window" }, { 5000000, "of five million bytes" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		content.n = wanted.n = 0;
		add_text(&content, "before\n");
		fill(&content, 'x', cases[i].n);
		add_text(&content, "\nafter\n");
		add_text(&wanted, "before|");
		fill(&wanted, 'x', cases[i].n < LINES_LIMIT ? cases[i].n : LINES_LIMIT);
		add_text(&wanted, cases[i].n > LINES_LIMIT ? "~|after|" : "|after|");
		is_units((struct str){ content.p, content.n }, wanted.p, cases[i].name);
	}
	content.n = wanted.n = 0;
	add_text(&content, "a\n");
	fill(&wanted, 'a', 1);
	for (int i = 0; i < 200000; i++)
		add_text(&content, " bcd\n");
	add_text(&content, "after\n");
	while (wanted.n + 4 <= LINES_LIMIT)
		add_text(&wanted, " bcd");
	if (wanted.n < LINES_LIMIT)
		add(&wanted, " bcd", LINES_LIMIT - wanted.n);
	add_text(&wanted, "~|after|");
	is_units((struct str){ content.p, content.n }, wanted.p, "many continuations");
	free(content.p);
	free(wanted.p);
}

/* 100 MB without newline: little memory, little time, and the place behind it is right. */
static void
test_huge(void)
{
	struct rusage usage;
	char *block = mem_new(1 << 20);
	int ends[2];
	memset(block, 'x', 1 << 20);
	if (pipe(ends) != 0)
		die("no pipe");
	fflush(stdout);
	getrusage(RUSAGE_SELF, &usage);
	long before = usage.ru_maxrss;
	pid_t child = fork();
	if (child == 0) {
		for (int i = 0; i < 100; i++)
			if (write(ends[1], block, 1 << 20) != 1 << 20)
				_exit(1);
		_exit(write(ends[1], "\nafter\n", 7) != 7);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	uint64_t end;
	struct buffer units = read_units("-", &end);
	waitpid(child, NULL, 0);
	ok(units.n == LINES_LIMIT + 2 + 6 && strcmp(units.p + LINES_LIMIT, "~|after|") == 0, "a line of 100 MB is cut, what follows is read");
	is_int((int64_t)end, (100 << 20) + 7, "and the place behind it is told");
	getrusage(RUSAGE_SELF, &usage);
	ok(usage.ru_maxrss - before < 32 * 1024, "in less than 32 MB of memory");
	free(units.p);
	free(block);
}

static void
add_binary(struct buffer *buffer, const char *name, struct str value)
{
	unsigned char length[8];
	for (unsigned i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)value.n >> (8 * i));
	add_text(buffer, name);
	add(buffer, "\n", 1);
	add(buffer, (const char *)length, sizeof length);
	add(buffer, value.p, value.n);
	add(buffer, "\n", 1);
}

/* Entry number i, with text that would end it if it were not counted. */
static void
add_entry(struct buffer *buffer, int i, struct str data)
{
	char text[100];
	snprintf(text, sizeof text, "__CURSOR=s=1;i=%d\n__REALTIME_TIMESTAMP=%d\n", i, 1000 + i);
	add_text(buffer, text);
	add_binary(buffer, "MESSAGE", data);
	add_text(buffer, "_PID=1\n");
}

static void
test_entries(void)
{
	struct buffer content = { NULL, 0 }, wanted = { NULL, 0 };
	for (int i = 0; i < 3; i++) {
		struct str data = STR("one\n\n__CURSOR=two\nthree\n\n");
		add_entry(&content, i, data);
		add_text(&content, i == 1 ? "\n\n\n" : "\n");
		add_entry(&wanted, i, data);
		add_text(&wanted, "|");
	}
	char *zeros = memchr(wanted.p, '\0', wanted.n);
	ok(zeros != NULL, "an entry has NULs");
	/* is_str would end at a NUL, so that the comparison is made here */
	uint64_t end;
	static const size_t pieces[] = { 1, 7, 0 };
	write_file((struct str){ content.p, content.n }, 60);
	struct buffer units = read_units(file, &end);
	ok(units.n == wanted.n && memcmp(units.p, wanted.p, units.n) == 0, "entries are units as they stand, newlines in their data included");
	is_int((int64_t)end, (int64_t)content.n, "and all is passed");
	for (size_t i = 0; i < LENGTH(pieces); i++) {
		free(units.p);
		pid_t child = feed_pipe((struct str){ content.p, content.n }, pieces[i]);
		units = read_units("-", &end);
		waitpid(child, NULL, 0);
		ok(units.n == wanted.n && memcmp(units.p, wanted.p, units.n) == 0, "the same through a pipe in pieces");
	}
	free(units.p);
	free(content.p);
	free(wanted.p);
}

/* Entries of growing size, so that every kind of border of the window falls somewhere into one. */
static void
test_entry_borders(void)
{
	struct buffer content = { NULL, 0 }, wanted = { NULL, 0 };
	char *data = mem_new(20000);
	uint64_t end;
	for (size_t i = 0; i < 20000; i++)
		data[i] = i % 50 == 49 ? '\n' : i % 97 == 0 ? '=' : (char)('a' + i % 26);
	for (int i = 0; i < 600; i++) {
		struct str value = { data, (size_t)(i * 33) };
		add_entry(&content, i, value);
		add_text(&content, "\n");
		add_entry(&wanted, i, value);
		add_text(&wanted, "|");
	}
	write_file((struct str){ content.p, content.n }, 60);
	struct buffer units = read_units(file, &end);
	ok(content.n > 4 << 20 && units.n == wanted.n && memcmp(units.p, wanted.p, units.n) == 0, "600 entries over the borders of the window");
	free(units.p);
	pid_t child = feed_pipe((struct str){ content.p, content.n }, 0);
	units = read_units("-", &end);
	waitpid(child, NULL, 0);
	ok(units.n == wanted.n && memcmp(units.p, wanted.p, units.n) == 0, "and through a pipe");
	free(units.p);
	free(content.p);
	free(wanted.p);
	free(data);
}

static void
test_entry_odd(void)
{
	is_units(STR("__CURSOR=1\nA=x\n\n__CURSOR=2\nA=y\n"), "__CURSOR=1\nA=x\n|__CURSOR=2\nA=y\n|", "an entry that nothing ends");
	is_units(STR("__CURSOR=1\nno field\nA=x\n\nB=y\n\n"), "__CURSOR=1\nno field\nA=x\n|B=y\n|", "a line that is no field");
	is_units(STR("__CURSOR=1\nDATA\n\xff\xff\xff\xff\xff\xff\xff\xffxy\nA=x\n\nB=y\n\n"),
	    "__CURSOR=1\nDATA\n\xff\xff\xff\xff\xff\xff\xff\xffxy\nA=x\n|B=y\n|", "a length that cannot be is none");
	struct buffer content = { NULL, 0 };
	char *data = mem_new(2000000);
	memset(data, '\n', 2000000);
	add_text(&content, "__CURSOR=1\nA=x\n");
	add_binary(&content, "DATA", (struct str){ data, 2000000 });
	add_text(&content, "B=y\nC=");
	fill(&content, 'c', 2000000);
	add_text(&content, "\nD=z\n\n__CURSOR=2\nE=\n\n");
	is_units((struct str){ content.p, content.n }, "__CURSOR=1\nA=x\nB=y\nD=z\n~|__CURSOR=2\nE=\n|", "fields that do not fit are left out");
	free(content.p);
	free(data);
	uint64_t end;
	write_file(STR("__CURSOR=1\nA=x\n\n__CURSOR=2\nA=y\n"), 0);
	struct buffer units = read_units(file, &end);
	is_str((struct str){ units.p, units.n }, "__CURSOR=1\nA=x\n|", "an unfinished entry stays");
	is_int((int64_t)end, 16, "and the mark is before it");
	free(units.p);
}

/* A live pipe says when it pauses, and nothing is lost by that. */
static void
test_live(void)
{
	int ends[2];
	struct line line;
	struct source_mark mark;
	if (pipe(ends) != 0)
		die("no pipe");
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	struct sources *sources = sources_open(store, 0);
	sources_add(sources, "-");
	ok(write(ends[1], "a\nb\nhal", 7) == 7, "a pipe has two lines and a half");
	struct source *source = sources_next(sources);
	struct lines *lines = lines_open(source);
	lines_live(lines, 20);
	ok(lines_next(lines, &line) == LINES_UNIT && str_is(line.text, "a"), "one line");
	ok(lines_next(lines, &line) == LINES_UNIT && str_is(line.text, "b"), "another");
	ok(lines_next(lines, &line) == LINES_PAUSE, "a pause");
	lines_mark(lines, &mark);
	is_int((int64_t)mark.position, 4, "the mark is behind the second line");
	ok(write(ends[1], "f\nc\n", 4) == 4, "the rest comes");
	ok(lines_next(lines, &line) == LINES_UNIT && str_is(line.text, "half"), "the line is whole");
	ok(lines_next(lines, &line) == LINES_UNIT && str_is(line.text, "c"), "the last may be continued, but is given");
	ok(lines_next(lines, &line) == LINES_PAUSE, "a pause again");
	close(ends[1]);
	ok(lines_next(lines, &line) == LINES_END, "the end");
	lines_close(lines);
	sources_close(sources);
}

int
main(void)
{
	const char *folder = getenv("TMPDIR");
	if (chdir(folder == NULL ? "/tmp" : folder) != 0)
		die("no folder for the test");
	unlink("unit_lines.db");
	store = store_open("unit_lines.db", STORE_WRITE);
	test_lines();
	test_pasted();
	test_objects();
	test_continuation();
	test_nul();
	test_unfinished();
	test_long();
	test_huge();
	test_entries();
	test_entry_borders();
	test_entry_odd();
	test_live();
	store_close(store);
	unlink(file);
	return done_testing();
}
