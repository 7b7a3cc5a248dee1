/*
 * unit_dialect.c - the samples are the test of the dialects: each "file" is a mail that is taken by a rule of its own file, that no
 * rule of another file detects (those of a zz- file may, and a challenge is an automatic reply too), and that says what is wanted.
 * No text makes a rule slow. And the faults of a dialect file are told.
 *   unit_dialect              all dialects
 *   unit_dialect FILE.gram... the samples of these alone; the dialects that are built in are what they are held against
 *   unit_dialect FOLDER       the samples of a site's own dialects, which are held against those that are built in
 */
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/mail/dialectfile.h"

enum { FITS = 64, FILE_SIZE = 4 * 1024 * 1024 };

static struct arena *arena;
static struct bounces *bounces;
static struct dialects *dialects;

static struct str
read_file(struct str path)
{
	char *name = mem_string(path), *buffer = mem_new(FILE_SIZE);
	FILE *file = fopen(name, "r");
	struct str text = { buffer, file == NULL ? 0 : fread(buffer, 1, FILE_SIZE, file) };
	if (file == NULL)
		printf("#     %s: there is no such file\n", name);
	else
		fclose(file);
	text = arena_copy(arena, text);
	free(buffer);
	free(name);
	return text;
}

static bool
differs(const char *what, struct str got, struct str wanted)
{
	if (str_equal(got, wanted))
		return false;
	printf("#     %s\n", what);
	tap_show("got", got);
	tap_show("wanted", wanted);
	return true;
}

static struct str
value_of_message(const struct bounce *bounce, enum field field)
{
	switch (field) {
	case F_kind: return str_of(bounce_kind_name(bounce->kind));
	case F_reporter: return bounce->reporting_mta;
	case F_message_id: return bounce->quoted_message_id;
	case F_sender: return bounce->quoted_sender;
	case F_subject: return bounce->quoted_subject;
	case F_qid: return bounce->quoted_queue_id;
	default: die("a sample wants \"%s\", which nothing has", field_name(field));
	}
}

static struct str
value_of_recipient(const struct bounce_recipient *recipient, enum field field)
{
	switch (field) {
	case F_orig_to: return recipient->original;
	case F_action: return recipient->action;
	case F_dsn: return recipient->status;
	case F_reply: return recipient->diagnostic;
	case F_relay_host: return recipient->remote_mta;
	default: return STR_NONE;
	}
}

static bool
is_of_recipient(enum field field)
{
	return field == F_orig_to || field == F_action || field == F_dsn || field == F_reply || field == F_relay_host;
}

static const struct bounce_recipient *
find_recipient(const struct bounce *bounce, struct str address)
{
	for (unsigned i = 0; i < bounce->recipient_count; i++)
		if (str_equal(bounce->recipients[i].final, address))
			return &bounce->recipients[i];
	return NULL;
}

/* All that are wanted are there, and no others. */
static bool
gives_wants(const struct dialect_sample *sample, const struct bounce *bounce)
{
	const struct bounce_recipient *recipient = NULL;
	unsigned named = 0;
	bool holds = true, kind = false;
	for (unsigned i = 0; i < sample->want_count; i++) {
		const struct dialect_want *want = &sample->wants[i];
		kind = kind || want->field == F_kind;
		if (want->field == F_recipient) {
			named++;
			recipient = find_recipient(bounce, want->value);
			if (recipient == NULL)
				holds = !differs("recipient", STR_NONE, want->value);
		} else if (!is_of_recipient(want->field))
			holds = !differs(field_name(want->field), value_of_message(bounce, want->field), want->value) && holds;
		else if (recipient != NULL)
			holds = !differs(field_name(want->field), value_of_recipient(recipient, want->field), want->value) && holds;
	}
	if (!kind)
		holds = !differs("kind", str_of(bounce_kind_name(bounce->kind)), str_of(bounce_kind_name(sample->rule->kind))) && holds;
	if (named != bounce->recipient_count) {
		printf("#     %u recipients are wanted, but there are %u\n", named, bounce->recipient_count);
		for (unsigned i = 0; i < bounce->recipient_count; i++)
			tap_show("got", bounce->recipients[i].final);
		return false;
	}
	return holds;
}

/* The body, as far as a rule can be held against it without a reading: all texts before what is returned. */
static struct str
body_of(const struct message *message)
{
	struct str body = STR("");
	for (unsigned i = 0; i < message->part_count && message->parts[i].kind != PART_RETURNED; i++)
		if (message->parts[i].kind == PART_TEXT)
			body = arena_print(arena, "%.*s\n\n%.*s", (int)body.n, body.p, (int)message->parts[i].text.n, message->parts[i].text.p);
	return body;
}

static bool
is_detected_alone(const struct dialect_sample *sample, const struct message *message)
{
	const struct dialect_rule *fits[FITS];
	struct dialect_subject subject = { message->fields, message->field_count, body_of(message), NULL };
	unsigned count = dialects_count(dialects, dialect_group_of(sample->rule->kind), &subject, fits, FITS);
	bool own = false, others = false;
	for (unsigned i = 0; i < count; i++) {
		bool same = strcmp(fits[i]->file, sample->rule->file) == 0;
		own = own || (same && strcmp(fits[i]->name, sample->rule->name) == 0);
		if (same || (fits[i]->last && !sample->rule->last) || dialect_group_of(sample->rule->kind) == DIALECT_ANSWERS)
			continue;
		printf("#     is detected by %s, rule %s\n", fits[i]->file, fits[i]->name);
		others = true;
	}
	if (!own)
		puts("#     is not detected by its own rule");
	return own && !others;
}

/*
 * Whoever writes a bounce may write much: each line of the body is repeated until the text is long, and no pattern of the rule
 * may need many times the steps that it has bytes, wherever in it the pattern begins.
 */
enum { PUMPED = 4096, STEPS = 8 * PUMPED };

static bool
is_quick(struct pattern *pattern, struct str text)
{
	if (pattern == NULL || pattern_is_quick(pattern, text, STEPS))
		return true;
	puts("#     a pattern is slow in this text:");
	tap_show("text", (struct str){ text.p, text.n < 80 ? text.n : 80 });
	return false;
}

static bool
all_quick(const struct dialect_sample *sample, struct str body)
{
	const struct dialect_form *form = (const struct dialect_form *)sample->rule;
	static char text[PUMPED];
	bool quick = true;
	while (body.p != NULL && quick) {
		struct str line = str_cut(&body, '\n');
		size_t n = 0;
		for (; n + line.n + 1 <= PUMPED; n += line.n + 1) {
			memcpy(text + n, line.p, line.n);
			text[n + line.n] = '\n';
		}
		for (unsigned i = 0; i < form->detect_count && quick; i++)
			quick = is_quick(form->detects[i].pattern, (struct str){ text, n });
		for (unsigned i = 0; i < form->find_count && quick; i++)
			quick = is_quick(form->finds[i].pattern, (struct str){ text, n });
		quick = quick && is_quick(form->original, (struct str){ text, n });
	}
	return quick;
}

static bool
test_sample(const struct dialect_sample *sample)
{
	struct message message;
	struct bounce bounce;
	message_read(read_file(sample->path), arena, &message);
	bounce_read(bounces, &message, arena, &bounce);
	bool alone = is_detected_alone(sample, &message);
	bool spoken = bounce.kind == BOUNCE_OTHER || sample->rule->kind == DIALECT_NOTICE ||
	    !differs("dialect", bounce.dialect, str_of(sample->rule->dialect));
	return gives_wants(sample, &bounce) && alone && spoken && all_quick(sample, body_of(&message));
}

static void
test_samples(char **files)
{
	unsigned count;
	const struct dialect_sample *samples = dialects_samples(dialects, &count);
	for (unsigned i = 0; i < count; i++) {
		char name[512];
		bool asked = *files == NULL;
		for (char **file = files; *file != NULL; file++)
			asked = asked || str_suffix(str_of(*file), strrchr(samples[i].rule->file, '/')) || str_prefix(str_of(samples[i].rule->file), *file);
		snprintf(name, sizeof name, "%s:%u: %s", samples[i].rule->file, samples[i].line_number, samples[i].rule->name);
		if (asked)
			ok(test_sample(&samples[i]), name);
		arena_reset(arena);
	}
}

/* Every fault is told with its place. */
#define RULE "rule a\nkind failed\ndetect body x\n"

static const struct {
	const char *text, *fault;
} faults[] = {
	{ "", NULL },
	{ RULE "file f\n", NULL },
	{ RULE "find body (?<recipient>x)\noriginal y\nset action failed\nfile f\nwant recipient x\nlack dsn\n", NULL },
	{ "kind failed\n", "f.gram:1: \"kind\" before the first rule" },
	{ "rule A\n", "f.gram:1: \"A\" is no name: lower case letters, digits and hyphens only" },
	{ "define w (?<recipient>x)\ndefine two (?&w) y\n" RULE "find body (?&two)\nfile f\n", NULL },
	{ "define w x(\n" RULE "find body (?&w)\nfile f\n", "f.gram:5: in the pattern, behind 6 bytes: missing closing parenthesis" },
	{ RULE "find body (?&w)\nfile f\n", "f.gram:4: in the pattern, behind 3 bytes: reference to non-existent subpattern" },
	{ "define w x\ndefine w y\n", "f.gram:2: \"w\" was defined before" },
	{ "define w\n", "f.gram:1: a pattern is missing" },
	{ "define W x\n", "f.gram:1: \"W\" is no name: lower case letters, digits and hyphens only" },
	{ RULE "define w x\n", "f.gram:4: \"define\" belongs before the first rule" },
	{ "rule a\n", "f.gram:1: rule \"a\" has no kind" },
	{ "rule a\nkind failed\nfile f\n", "f.gram:3: \"file\" needs a \"detect\" before it" },
	{ RULE, "f.gram:1: rule \"a\" has no file" },
	{ RULE "file f\nrule a\n", "f.gram:5: there is a rule \"a\" in line 1" },
	{ "rule a\nkind fail\n", "f.gram:2: \"fail\" is no kind of message" },
	{ "rule a\nkind failed\nkind failed\n", "f.gram:3: \"kind\" cannot stand behind \"kind\"" },
	{ RULE "detect body\n", "f.gram:4: a pattern is missing" },
	{ RULE "detect body x \n", "f.gram:4: the pattern ends in a blank that nobody can see: write \\x20 or \\s" },
	{ RULE "detect body (x\n", "f.gram:4: in the pattern, behind 2 bytes: missing closing parenthesis" },
	{ RULE "detect body (?<dsn>x)\n", "f.gram:4: what is detected captures nothing, but this has a group \"dsn\"" },
	{ RULE "find body x\n", "f.gram:4: what is found gives no field" },
	{ RULE "find body (?<recipent>x)\n", "f.gram:4: \"recipent\" is not in ingest/rule/fields.def" },
	{ RULE "find body (?<dsn>x)(?<dsn>y)\n", "f.gram:4: in the pattern, behind 16 bytes: two named subpatterns have the same name (PCRE2_DUPNAMES not set)" },
	{ RULE "set code x\n", "f.gram:4: \"x\" is no value for \"code\"" },
	{ RULE "original x\noriginal y\n", "f.gram:5: a second original for rule \"a\"" },
	{ RULE "want dsn 5.1.1\n", "f.gram:4: \"want\" needs a \"file\" before it" },
	{ RULE "file f\nfind body (?<dsn>x)\n", "f.gram:5: \"find\" cannot stand behind \"file\"" },
	{ RULE "file f\nwant dns 5.1.1\n", "f.gram:5: \"dns\" is not in ingest/rule/fields.def" },
	{ RULE "file f\ninclude g\n", "f.gram:5: \"include\" is no word of a dialect file" },
	{ RULE "file\n", "f.gram:4: \"file\" needs a value" },
};

static void
test_faults(void)
{
	for (unsigned i = 0; i < LENGTH(faults); i++) {
		struct dialects *some = dialects_new();
		struct str fault = dialects_add(some, "f.gram", str_of(faults[i].text));
		is_str(fault, faults[i].fault, faults[i].fault == NULL ? "no fault" : faults[i].fault);
		dialects_close(some);
	}
}

#define MORE(name, pattern) "rule " name "\nkind failed\ndetect " pattern "\nfile f\n"

/* Which of them takes a text. */
static void
test_order(void)
{
	static const struct message_field fields[] = { { STR("x-mta"), STR("Gate 7"), STR("Gate 7") }, { STR("Subject"), STR("sorry"), STR("sorry") } };
	struct dialect_subject subject = { fields, LENGTH(fields), STR("one\ntwo three\n"), NULL };
	struct dialects *some = dialects_new();
	dialects_add(some, "x/zz-last.gram", str_of(MORE("any", "body .")));
	dialects_add(some, "x/a.gram", str_of(MORE("wrong", "body ^three") MORE("lines", "body ^two") MORE("header", "X-MTA ^Gate [0-9]$")));
	dialects_add(some, "x/b.gram", str_of("rule note\nkind other\ndetect Subject ^never$\nfile f\n"));
	const struct dialect_rule *rule = dialects_take(some, DIALECT_BOUNCES, true, &subject);
	is_str(str_of(rule->name), "lines", "the first that is found in a line, before the last resort");
	is_str(str_of(rule->dialect), "a", "a dialect has the name of its file");
	rule = dialects_take(some, DIALECT_BOUNCES, false, &subject);
	is_str(str_of(rule->name), "header", "without evidence one that asks for a field of its own");
	ok(dialects_take(some, DIALECT_LOOKALIKES, true, &subject) == NULL, "each group by itself");
	dialects_add(some, "x/c.gram", str_of("rule without\nkind challenge\ndetect Auto-Submitted ^$\nfile f\n"));
	rule = dialects_take(some, DIALECT_ANSWERS, true, &subject);
	is_str(str_of(rule == NULL ? NULL : rule->name), "without", "a field that is not there is an empty one");
	subject.field_count = 0;
	ok(dialects_take(some, DIALECT_BOUNCES, false, &subject) == NULL, "a phrase alone is no evidence");
	subject.body = STR("four");
	rule = dialects_take(some, DIALECT_BOUNCES, true, &subject);
	is_str(str_of(rule->dialect), "last", "the last resort, whose name loses its mark");
	dialects_close(some);
}

static void
test_search(void)
{
	static const struct message_field fields[] = { { STR("To"), STR("a@x b@x"), STR("") }, { STR("To"), STR("c@x"), STR("") } };
	struct dialect_subject subject = { fields, LENGTH(fields), STR("<d@x>: 550 no\n\n-- copy\n\nFrom: me\n"), NULL };
	struct dialect_search search = { .find = 0 };
	struct str values[FIELD_COUNT];
	struct dialects *some = dialects_new();
	dialects_add(some, "x/a.gram", str_of("rule a\nkind failed\ndetect body <\nfind To (?<recipient>\\w@x)\n"
	    "original ^-- copy\nfind body <(?<recipient>[^>]+)>: (?<code>\\d+)(?<dsn> \\d)?\nset action failed\nfile f\n"));
	const struct dialect_rule *rule = dialects_take(some, DIALECT_BOUNCES, true, &subject);
	is_str(dialect_cut(some, rule, &subject.body), "From: me\n", "the original, without the empty lines before it");
	is_str(subject.body, "<d@x>: 550 no\n\n-- copy", "the body ends there");
	static const char *const wanted[] = { "a@x", "b@x", "c@x", "d@x" };
	for (unsigned i = 0; i < LENGTH(wanted); i++) {
		ok(dialect_next(some, rule, &subject, arena, &search, values), "one more is found");
		is_str(values[F_recipient], wanted[i], "in order of the finds, the fields, and in them");
	}
	is_str(values[F_code], "550", "another group of the match");
	is_str(values[F_dsn], NULL, "a group that took no part is absent");
	ok(!dialect_next(some, rule, &subject, arena, &search, values), "and no more");
	dialect_sets(rule, values);
	is_str(values[F_action], "failed", "what the rule sets");
	dialects_close(some);
}

/* A site's own rules are tried before those that are built in, and need not be there. */
static void
test_site(void)
{
	static const struct message_field fields[] = { { STR("Subject"), STR("x"), STR("x") } };
	struct dialect_subject subject = { fields, LENGTH(fields), STR("Hi. This is the qmail-send program at mx.example.\n"), NULL };
	char site[] = "/tmp/unit_dialect.XXXXXX", path[64];
	if (mkdtemp(site) == NULL)
		die("%s: cannot be made", site);
	snprintf(path, sizeof path, "%s/own.gram", site);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		die("%s: cannot be made", path);
	fputs("rule own\nkind failed\ndetect body ^Hi\nfile f\n", file);
	fclose(file);
	struct dialects *some = dialects_open(site);
	const struct dialect_rule *rule = dialects_take(some, DIALECT_BOUNCES, true, &subject);
	is_str(str_of(rule->dialect), "own", "a dialect of the site's own comes first");
	dialects_close(some);
	remove(path);
	remove(site);
	some = dialects_open(site);
	rule = dialects_take(some, DIALECT_BOUNCES, true, &subject);
	is_str(str_of(rule->dialect), "qmail", "a site without a folder of dialects has none of its own");
	dialects_close(some);
}

/* What is built in is compiled when it is tried: here all of it is, at once. */
static void
test_built_in(void)
{
	struct dialects *all = dialects_new();
	struct str why = STR_NONE;
	unsigned files = 0;
	for (const struct embedded *e = NULL; why.p == NULL && (e = embedded_next(e, "ingest/dialect/", ".gram")) != NULL; files++)
		why = dialects_add(all, e->path, e->text);
	is_str(why, NULL, "all patterns of dialects are some");
	ok(files > 1, "and there are files");
	dialects_close(all);
}

int
main(int argc, char **argv)
{
	(void)argc;
	arena = arena_open();
	const char *site = argv[1] != NULL && !str_suffix(str_of(argv[1]), ".gram") ? argv[1] : NULL;
	dialects = dialects_open(site);
	bounces = bounces_open(site);
	if (argv[1] == NULL) {
		test_built_in();
		test_faults();
		test_site();
		test_order();
		test_search();
	}
	test_samples(argv + 1);
	bounces_close(bounces);
	dialects_close(dialects);
	arena_close(arena);
	return done_testing();
}
