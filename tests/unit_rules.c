/*
 * unit_rules.c - the samples are the test of the rules: each "line" is taken by its own rule, by no other rule of any file that
 * reads its program, gives what it wants, and stays quick when it is blown up. Where the file reads plain "postfix" too, that
 * must hold under this name, since RFC 5424 and journalctl lose Postfix's daemon.
 *   unit_rules              the embedded rules
 *   unit_rules FILE.gram... these files alone, from disk: all that is needed while writing rules
 */
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/rule/rulefile.h"
#include "ingest/syslog/syslog.h"

enum { FITS = 8 };

static struct grammar *grammar;
static struct arena *arena;

static void
show_fits(const struct rule **fits, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		printf("#     fits %s: rule %s\n", fits[i]->file, fits[i]->name);
	if (count == 0)
		puts("#     fits no rule");
}

/* Exactly the sample's own rule. */
static bool
fits_alone(const struct sample *sample, const struct record *record)
{
	const struct rule *fits[FITS];
	unsigned count = grammar_count(grammar, record, fits, FITS);
	if (count == 1 && fits[0] == sample->rule)
		return true;
	show_fits(fits, count);
	tap_show("program", record->program);
	tap_show("text", record->text);
	return false;
}

/* Where its file reads plain "postfix": those rules are all tried on a line that does not tell its daemon. */
static bool
fits_alone_without_daemon(const struct sample *sample, struct record record)
{
	const struct rule *fits[FITS];
	record.program = STR("postfix");
	unsigned count = grammar_count(grammar, &record, fits, FITS);
	bool own = false;
	for (unsigned i = 0; i < count; i++)
		own = own || fits[i] == sample->rule;
	if (!own || count == 1)
		return true;
	puts("#     as program postfix, without its daemon:");
	show_fits(fits, count);
	return false;
}

static bool
gives_wants(const struct sample *sample, const struct record *record)
{
	bool holds = true;
	for (unsigned i = 0; i < sample->want_count; i++) {
		const struct want *want = &sample->wants[i];
		struct str got = record_field(record, want->field);
		if (str_equal(got, want->value))
			continue;
		printf("#     %s\n", field_name(want->field));
		tap_show("got", got);
		tap_show("wanted", want->value);
		holds = false;
	}
	return holds;
}

/* A sample's header may be of any form, and is the only line of its stream. */
static bool
split_header(struct str line, struct record *record)
{
	struct syslog_options options = { .zone = "UTC", .latest = 1798761600, .host = "mx" };
	struct syslog *syslog = syslog_open(&options);
	struct header header;
	bool holds = syslog_parse(syslog, line, arena, &header) == SYSLOG_LINE && header.text.p != NULL;
	syslog_close(syslog);
	if (!holds) {
		tap_show("header", line);
		return false;
	}
	record->at = header.at;
	record->pid = header.pid;
	record->host = header.host;
	record->program = header.program;
	record->text = header.text;
	return true;
}

/*
 * Whoever writes into a log may write much: each part of a sample is repeated until the line is long, and the line is then
 * spoilt at its end, so that the rule has to try every way of reading it. The square of the length would be too many ways.
 */
enum { PUMPED = 2048, STEPS = 200 * PUMPED };

static bool
is_quick(const struct sample *sample, struct str text, size_t from, size_t to)
{
	static char line[2 * PUMPED + 2];
	struct pattern *pattern = ((const struct line_rule *)sample->rule)->pattern;
	size_t n = from;
	if (text.n >= PUMPED)
		return true;
	memcpy(line, text.p, from);
	while (n + to - from <= PUMPED) {
		memcpy(line + n, text.p + from, to - from);
		n += to - from;
	}
	line[n] = '\1';
	bool quick = pattern_is_quick(pattern, (struct str){ line, n + 1 }, STEPS);
	memcpy(line + n, text.p + to, text.n - to);
	n += text.n - to;
	line[n] = '\1';
	quick = quick && pattern_is_quick(pattern, (struct str){ line, n + 1 }, STEPS);
	if (!quick) {
		puts("#     is slow where this is repeated:");
		tap_show("text", (struct str){ text.p + from, to - from });
	}
	return quick;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Words, what is between them, and up to three of both together. */
static bool
all_quick(const struct sample *sample, struct str text)
{
	size_t begins[4] = { 0 };
	bool quick = true;
	for (size_t i = 1; i <= text.n && quick; i++) {
		if (i < text.n && is_word(text.p[i]) == is_word(text.p[i - 1]))
			continue;
		for (unsigned j = 0; j < LENGTH(begins) && quick; j++)
			quick = begins[j] == i || is_quick(sample, text, begins[j], i);
		memmove(begins + 1, begins, sizeof begins - sizeof *begins);
		begins[0] = i;
	}
	return quick;
}

static bool
test_sample(const struct sample *sample)
{
	struct record record = { .rule = NULL };
	if (!split_header(sample->line, &record))
		return false;
	bool alone = fits_alone(sample, &record);
	alone = fits_alone_without_daemon(sample, record) && alone;
	grammar_match(grammar, &record, arena);
	if (alone && record.rule != sample->rule)
		printf("#     but was taken by %s\n", record.rule == NULL ? "no rule" : record.rule->name);
	return alone && record.rule == sample->rule && gives_wants(sample, &record) && all_quick(sample, record.text);
}

static struct arena *files;             /* the texts of files named on the command line */

static struct str
read_file(const char *path)
{
	static char buffer[1024 * 1024];
	FILE *file = fopen(path, "r");
	if (file == NULL)
		die("%s: cannot be opened", path);
	struct str text = { buffer, fread(buffer, 1, sizeof buffer, file) };
	fclose(file);
	return arena_copy(files, text);
}

static void
load_files(char **paths)
{
	grammar = grammar_new();
	for (; *paths != NULL; paths++) {
		struct str fault = grammar_add(grammar, *paths, read_file(*paths));
		ok(fault.p == NULL, *paths);
		if (fault.p != NULL)
			printf("# %s\n", fault.p);
	}
}

/* What stands beside Postfix under a name like it is nobody's: else all its lines were unread. */
static void
test_neighbours(void)
{
	static const char *const others[] = { "postfix-tlspol", "postfix-exporter", "postfix-mta-sts-resolver", "postfixadmin" };
	for (size_t i = 0; i < LENGTH(others); i++)
		ok(!grammar_knows(grammar, str_of(others[i])), others[i]);
	ok(grammar_knows(grammar, STR("postfix-out")), "postfix-out");
}

int
main(int argc, char **argv)
{
	unsigned count;
	arena = arena_open();
	files = arena_open();
	if (argc > 1)
		load_files(argv + 1);
	else
		grammar = grammar_open("ingest/log/", NULL);
	const struct sample *samples = grammar_samples(grammar, &count);
	ok(count > 0, "there are samples");
	for (unsigned i = 0; i < count; i++) {
		char name[256];
		snprintf(name, sizeof name, "%s:%u %s", samples[i].file, samples[i].line_number, samples[i].rule->name);
		ok(test_sample(&samples[i]), name);
		arena_reset(arena);
	}
	if (argc == 1)
		test_neighbours();
	grammar_close(grammar);
	arena_close(files);
	arena_close(arena);
	return done_testing();
}
