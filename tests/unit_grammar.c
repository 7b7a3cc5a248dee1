/*
 * unit_grammar.c - the language of rule files: what it takes, every fault it names, and how lines are matched.
 */
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/rule/grammar.h"
#include "ingest/rule/pattern.h"
#include "ingest/rule/ruletext.h"
#include "ingest/rule/value.h"

#define HEAD "program p\nrule a\nrecord mail\n"
#define RULE HEAD "match (?<qid>\\w+): (?<client_ip>\\S+)\nline x\n"

static struct arena *arena;

static const struct {
	const char *text, *fault;
} faults[] = {
	{ "", NULL },
	{ "\n\n# only a comment\n   # and one more\n\t\n", NULL },
	{ "program p", NULL },
	{ RULE, NULL },
	{ "program p\r\n\trule a\r\nrecord   mail\r\n  match x\r\nline x", NULL },
	{ "progam p\n", "f:1: \"progam\" is no word of a rule file" },
	{ "\n#\nPROGRAM p\n", "f:3: \"PROGRAM\" is no word of a rule file" },
	{ "program\n", "f:1: \"program\" needs a value" },
	{ "program  \t\r\n", "f:1: \"program\" needs a value" },
	{ "rule a\n", "f:1: a program has to be named before the first rule" },
	{ "program p\nprogram (\n", "f:2: in the pattern, behind 1 bytes: " },
	{ "program (?<qid>p)\n", "f:1: a program pattern captures nothing, but this has a group \"qid\"" },
	{ RULE "define w x\n", "f:6: \"define\" belongs before the first rule" },
	{ RULE "program q\n", "f:6: \"program\" belongs before the first rule" },
	{ "program p\nrecord mail\n", "f:2: \"record\" before the first rule" },
	{ "program p\nset ok 1\n", "f:2: \"set\" before the first rule" },
	{ "program p\nmatch x\n", "f:2: \"match\" before the first rule" },
	{ "program p\nline x\n", "f:2: \"line\" before the first rule" },
	{ "program p\nwant qid x\n", "f:2: \"want\" before the first rule" },
	{ "program p\nlack qid\n", "f:2: \"lack\" before the first rule" },
	{ "program p\nrule Client\n", "f:2: \"Client\" is no name: lower case letters, digits and hyphens only" },
	{ "program p\nrule a b\n", "f:2: \"a b\" is no name: lower case letters, digits and hyphens only" },
	{ RULE "rule a\n", "f:6: there is a rule \"a\" in line 2" },
	{ HEAD "record mail\n", "f:4: \"record\" cannot stand behind \"record\"" },
	{ "program p\nrule a\nrecord post\n", "f:3: \"post\" is no kind of record" },
	{ HEAD "set qidd 1\n", "f:4: \"qidd\" is not in ingest/rule/fields.def" },
	{ HEAD "set ok yes\n", "f:4: \"yes\" is no value for \"ok\"" },
	{ HEAD "set qid NOQUEUE\n", "f:4: \"NOQUEUE\" is no value for \"qid\"" },
	{ HEAD "set client_ip 1.2.3\n", "f:4: \"1.2.3\" is no value for \"client_ip\"" },
	{ HEAD "set ok 1\nset ok 1\n", "f:5: the rule has \"ok\" twice" },
	{ HEAD "set qid A\nmatch (?<qid>B)\n", "f:5: the rule has \"qid\" twice" },
	{ HEAD "match x\nset ok 1\n", "f:5: \"set\" cannot stand behind \"match\"" },
	{ HEAD "match x\nrecord mail\n", "f:5: \"record\" cannot stand behind \"match\"" },
	{ HEAD "match x\nmatch y\n", "f:5: \"match\" cannot stand behind \"match\"" },
	{ HEAD "match (?<qidd>x)\n", "f:4: \"qidd\" is not in ingest/rule/fields.def" },
	{ HEAD "match (?<qid>x)(?<qid>y)\n", "f:4: in the pattern, behind 16 bytes: " },
	{ HEAD "match (?J)(?<qid>x)(?<qid>y)\n", "f:4: in the pattern, behind 0 bytes: not each of its groups has one name, as in (?<name>...)" },
	{ HEAD "match (?-n)(x)\n", "f:4: in the pattern, behind 0 bytes: not each of its groups has one name, as in (?<name>...)" },
	{ HEAD "match x[\n", "f:4: in the pattern, behind 2 bytes: " },
	{ HEAD "match x \n", "f:4: the pattern ends in a blank that nobody can see: write \\x20 or \\s" },
	{ HEAD "match (*UTF)x\n", "f:4: in the pattern, behind 6 bytes: " },
	{ HEAD "line x\n", "f:4: \"line\" needs a \"match\" before it" },
	{ HEAD "match x\nwant qid x\n", "f:5: \"want\" needs a \"line\" before it" },
	{ HEAD "match x\nlack qid\n", "f:5: \"lack\" needs a \"line\" before it" },
	{ RULE "want qidd x\n", "f:6: \"qidd\" is not in ingest/rule/fields.def" },
	{ RULE "lack qidd\n", "f:6: \"qidd\" is not in ingest/rule/fields.def" },
	{ RULE "want helo x\n", "f:6: rule \"a\" has no \"helo\" to want" },
	{ RULE "lack helo\n", "f:6: rule \"a\" has no \"helo\" to lack" },
	{ RULE "want\n", "f:6: \"want\" needs a value" },
	{ "program p\nrule a\nmatch x\nline x\n", "f:3: \"match\" needs a \"record\" before it" },
	{ "program p\nrule a\n", "f:2: rule \"a\" has no record" },
	{ HEAD, "f:2: rule \"a\" has no match" },
	{ HEAD "match x\n", "f:2: rule \"a\" has no line" },
	{ HEAD "match x\nrule b\n", "f:2: rule \"a\" has no line" },
};

static void
test_faults(void)
{
	for (unsigned i = 0; i < LENGTH(faults); i++) {
		struct grammar *grammar = grammar_new();
		struct str fault = grammar_add(grammar, "f", str_of(faults[i].text));
		struct str wanted = str_of(faults[i].fault);
		if (str_suffix(wanted, "bytes: ") && fault.n > wanted.n)        /* what follows is PCRE2's own */
			fault.n = wanted.n;
		is_str(fault, wanted.p, wanted.p == NULL ? "a file without fault" : wanted.p);
		grammar_close(grammar);
	}
}

/* A fault that quotes what a stranger wrote stays short. */
static void
test_long_fault(void)
{
	struct grammar *grammar = grammar_new();
	char text[5000];
	memset(text, 'x', sizeof text);
	struct str fault = grammar_add(grammar, "f", (struct str){ text, sizeof text });
	ok(str_prefix(fault, "f:1: \"xxx") && fault.n < 200, "a long word is cut in the message");
	grammar_close(grammar);
}

static void
test_samples(void)
{
	struct grammar *grammar = grammar_new();
	unsigned count;
	is_str(grammar_add(grammar, "f", STR(HEAD "match (?<sender>.*) (?<helo>.+)?\nline  a  b \nwant sender\nlack helo\nwant helo  b  c\nline z\n")), NULL, "two samples");
	const struct sample *samples = grammar_samples(grammar, &count);
	is_int(count, 2, "both are told");
	is_str(samples[0].line, "a  b ", "a sample's line goes to the very end");
	is_int(samples[0].line_number, 5, "and knows where it stands");
	is_int(samples[0].want_count, 3, "with what it wants");
	is_str(samples[0].wants[0].value, "", "no value is empty");
	is_str(samples[0].wants[1].value, NULL, "lack is absent");
	is_str(samples[0].wants[2].value, "b  c", "a value keeps its blanks");
	is_int(samples[1].want_count, 0, "the second wants nothing");
	is_str(str_of(samples[1].rule->name), "a", "a sample knows its rule");
	grammar_close(grammar);
}

/* Matches, and gives the rule's name. */
static const char *
match(struct grammar *grammar, struct record *record, const char *program, struct str text)
{
	*record = (struct record){ .program = str_of(program), .text = text };
	grammar_match(grammar, record, arena);
	return record->rule == NULL ? NULL : record->rule->name;
}

static void
test_match(void)
{
	struct grammar *grammar = grammar_new();
	struct record record;
	is_str(grammar_add(grammar, "one", STR("program a/.*\nprogram b\n"
	    "rule first\nrecord login\nset ok 0\nset method NONE\nmatch (?<qid>\\w+): (no|none)( (?<user>\\w+))?(?<client_name>.*)\nline x\n"
	    "rule other\nrecord queued\nmatch [A-Z]+: .*\nline x\n")), NULL, "the first file");
	is_str(grammar_add(grammar, "two", STR("program b|c\n"
	    "rule caseless\nrecord mail\nmatch (?i)never(?=$).*\nline x\n"
	    "rule last\nrecord removed\nmatch .*\nline x\n")), NULL, "the second file");

	is_str(str_of(match(grammar, &record, "a/x", STR("Q1: no JoeUNKNOWN"))), "first", "the first rule that fits");
	is_int(record.kind, RECORD_LOGIN, "has its kind");
	is_str(record_field(&record, F_qid), "Q1", "a captured field");
	is_str(record_field(&record, F_user), "JoeUNKNOWN", "text is as it stands");
	is_str(record_field(&record, F_client_name), "", "empty is not absent");
	is_int(record_number(&record, F_ok, 7), 0, "a field that is set");
	is_str(record_field(&record, F_method), "NONE", "and another");
	is_str(record_field(&record, F_helo), NULL, "a field of other rules");
	is_int(record_number(&record, F_code, 7), 7, "and its number");
	match(grammar, &record, "a/x", STR("NOQUEUE: none"));
	is_str(record_field(&record, F_qid), NULL, "NOQUEUE is absent");
	is_str(record_field(&record, F_user), NULL, "a group that took no part is absent");
	is_str(str_of(match(grammar, &record, "a/x", STR("QQ: yes"))), "other", "then the second");
	is_str(str_of(match(grammar, &record, "a/x", STR("never"))), NULL, "rules of other programs are not tried");
	is_str(record_field(&record, F_qid), NULL, "no rule, no field");
	is_str(str_of(match(grammar, &record, "b", STR("QQ: yes"))), "other", "files are tried in their order");
	is_str(str_of(match(grammar, &record, "b", STR("never"))), "caseless", "a first letter in lower case");
	is_str(str_of(match(grammar, &record, "c", STR("Never"))), "caseless", "and in upper case");
	is_str(str_of(match(grammar, &record, "c", STR("never\n"))), "last", "$ is the very end");
	is_str(str_of(match(grammar, &record, "c", STR("a\0\n\xff"))), "last", "any byte is a byte");
	is_str(str_of(match(grammar, &record, "c", STR(""))), "last", "an empty text");
	is_str(str_of(match(grammar, &record, "c", STR_NONE)), "last", "no text");
	is_str(str_of(match(grammar, &record, "xa/x", STR("QQ: yes"))), NULL, "a program is matched from its beginning");
	is_str(str_of(match(grammar, &record, "bb", STR("QQ: yes"))), NULL, "and to its end");
	is_str(str_of(match(grammar, &record, NULL, STR("QQ: yes"))), NULL, "no program");
	ok(grammar_knows(grammar, STR("a/")) && !grammar_knows(grammar, STR("a")), "a program is known or not");

	const struct rule *fits[4];
	record = (struct record){ .program = STR("b"), .text = STR("QQ: no") };
	is_int(grammar_count(grammar, &record, fits, 4), 3, "all rules that fit");
	ok(strcmp(fits[0]->name, "first") == 0 && strcmp(fits[1]->name, "other") == 0 && strcmp(fits[2]->name, "last") == 0, "in order");
	is_int(grammar_count(grammar, &record, fits, 2), 2, "at most so many");
	grammar_close(grammar);
}

/* More programs than are remembered, and names longer than are kept. */
static void
test_programs(void)
{
	struct grammar *grammar = grammar_new();
	struct record record;
	char name[1000];
	unsigned right = 0;
	is_str(grammar_add(grammar, "f", STR("program p[0-9]*5x*\nrule a\nrecord mail\nmatch (?<qid>a+)\nline x\n")), NULL, "a program pattern");
	for (unsigned i = 0; i < 6000; i++) {
		snprintf(name, sizeof name, "p%u", i % 3000);
		bool wanted = i % 10 == 5;
		right += (match(grammar, &record, name, STR("aaa")) != NULL) == wanted && grammar_knows(grammar, str_of(name)) == wanted &&
		    str_equal(record_field(&record, F_qid), wanted ? STR("aaa") : STR_NONE);
	}
	is_int(right, 6000, "3000 programs, twice");
	memset(name, 'x', sizeof name - 1);
	memcpy(name, "p5", 2);
	name[sizeof name - 1] = '\0';
	ok(match(grammar, &record, name, STR("a")) != NULL && grammar_knows(grammar, str_of(name)), "a long name");
	ok(match(grammar, &record, name, STR("b")) == NULL, "and a line that does not fit");
	grammar_close(grammar);

	grammar = grammar_new();
	is_str(grammar_add(grammar, "f", STR("program liquid\nrule a\nrecord mail\nmatch a\nline x\n")), NULL, "two names with one FNV-1a hash");
	ok(!grammar_knows(grammar, STR("costarring")) && grammar_knows(grammar, STR("liquid")), "are two programs");
	grammar_close(grammar);
}

/* More rules than one word of bits holds, each with a first byte of its own. */
static void
test_many_rules(void)
{
	struct grammar *grammar = grammar_new();
	struct record record;
	char text[20000], line[8];
	unsigned n = 0, right = 0;
	n += (unsigned)snprintf(text, sizeof text, "program p\n");
	for (unsigned i = 0; i < 200; i++)
		n += (unsigned)snprintf(text + n, sizeof text - n, "rule r%u\nrecord mail\nmatch [%c]%u\nline x\n", i, 'a' + i % 26, i);
	is_str(grammar_add(grammar, "f", (struct str){ text, n }), NULL, "200 rules");
	for (unsigned i = 0; i < 200; i++) {
		snprintf(text, sizeof text, "r%u", i);
		snprintf(line, sizeof line, "%c%u", 'a' + i % 26, i);
		right += str_is(str_of(match(grammar, &record, "p", str_of(line))), text);
	}
	is_int(right, 200, "each takes its line");
	grammar_close(grammar);
}

static void
test_limits(void)
{
	struct grammar *grammar = grammar_new();
	struct record record;
	static char as[PATTERN_TEXT + 1];
	memset(as, 'a', sizeof as);
	struct str text = { as, PATTERN_TEXT };
	is_str(grammar_add(grammar, "f", STR("program p\nrule bad\nrecord mail\nmatch (a+)+b\nline x\nrule deep\nrecord mail\nmatch (a(?R)?b|a*c)\nline x\n"
	    "rule good\nrecord mail\nmatch a*\nline x\n")), NULL, "a pattern without bound");
	is_str(str_of(match(grammar, &record, "p", text)), "good", "meets its limit, and the next is tried");
	text.n++;
	is_str(str_of(match(grammar, &record, "p", text)), NULL, "a text that is too long");
	grammar_close(grammar);
}

/* Where the machine has no JIT, PCRE2 interprets. */
static void
test_interpreter(void)
{
	struct grammar *grammar = grammar_new();
	struct record record;
	static char as[1000];
	memset(as, 'a', sizeof as);
	is_str(grammar_add(grammar, "f", STR("program p\nrule bad\nrecord mail\nmatch (*NO_JIT)(a+)+b\nline x\n"
	    "rule good\nrecord mail\nmatch (*NO_JIT)(?<helo>x)?(?<qid>a*)\nline x\n")), NULL, "patterns without JIT");
	is_str(str_of(match(grammar, &record, "p", (struct str){ as, sizeof as })), "good", "have their limit too");
	is_int((int64_t)record_field(&record, F_qid).n, sizeof as, "and capture");
	is_str(record_field(&record, F_helo), NULL, "what took part");
	grammar_close(grammar);
}

static void
test_quick(void)
{
	struct pattern_fault why;
	struct pattern *quick = pattern_open(STR("[^,]*, (a+)?b"), &why), *slow = pattern_open(STR(".*, (a+)*b"), &why);
	struct str text = STR("x, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabc");
	ok(pattern_is_quick(quick, text, 1000), "a pattern that reads in one way is quick");
	ok(!pattern_is_quick(slow, text, 1000), "one that reads in many is not");
	pattern_close(quick);
	pattern_close(slow);
}

/* What two rules of a file have alike is one pattern, which lives as long as one of them needs it. */
static void
test_shared(void)
{
	struct ruletext text = { .path = "f", .arena = arena, .rest = STR("") };
	struct matcher *matcher = matcher_open();
	ok(ruletext_define(&text, STR("as a+")), "a name is defined");
	struct pattern *first = ruletext_pattern(&text, STR("(?&as)b"), pattern_open), *second = ruletext_pattern(&text, STR("(?:a+)b"), pattern_open);
	struct pattern *other = ruletext_pattern(&text, STR("a+b"), pattern_open), *search = ruletext_pattern(&text, STR("(?&as)b"), pattern_open_search);
	ok(first == second, "the same text is the same pattern");
	ok(first != other && first != search, "another is not, nor is one that is searched for");
	pattern_close(first);
	ok(pattern_fits(second, matcher, STR("aab")) && !pattern_fits(second, matcher, STR("aabc")), "closed once, it is still there");
	ok(pattern_found(search, matcher, STR("aabc")), "and the search is one");
	pattern_close(second);
	pattern_close(other);
	pattern_close(search);
	matcher_close(matcher);
}

static const struct {
	enum field field;
	const char *text, *value;
} values[] = {
	{ F_sender, "", "" }, { F_sender, "Joe@Example.ORG", "Joe@Example.ORG" }, { F_sender, NULL, NULL },
	{ F_qid, "NOQUEUE", NULL }, { F_qid, "", NULL }, { F_qid, "4abc", "4abc" }, { F_child_qid, "NOQUEUE", "NOQUEUE" },
	{ F_client_name, "unknown", NULL }, { F_client_name, "UNKNOWN", NULL }, { F_client_name, "Mail.Example.Org", "mail.example.org" },
	{ F_client_name, "", "" }, { F_helo, "unknown", "unknown" },
	{ F_relay_host, "none", NULL }, { F_relay_host, "None.example", "None.example" },
	{ F_status, "Sent", "sent" }, { F_status, "\xc3\x84[Z@", "\xc3\x84[z@" },
	{ F_code, "550", "550" }, { F_code, "007", "007" }, { F_code, "", NULL }, { F_code, "+1", NULL }, { F_code, "-1", NULL }, { F_code, " 1", NULL },
	{ F_code, "1x", NULL }, { F_code, "999999999999999999", "999999999999999999" }, { F_code, "1000000000000000000", NULL },
	{ F_client_ip, "192.0.2.1", "192.0.2.1" }, { F_client_ip, "255.255.255.255", "255.255.255.255" }, { F_client_ip, "0.0.0.0", "0.0.0.0" },
	{ F_client_ip, "256.0.0.1", NULL }, { F_client_ip, "192.0.2", NULL }, { F_client_ip, "192.0.2.", NULL }, { F_client_ip, ".192.0.2", NULL },
	{ F_client_ip, "192.0.2.1.5", NULL }, { F_client_ip, "192.0.2.01", NULL }, { F_client_ip, "192.0..1", NULL }, { F_client_ip, "192.0.2.1 ", NULL },
	{ F_client_ip, "99999999999999999999.0.0.1", NULL }, { F_client_ip, "unknown", NULL }, { F_client_ip, "", NULL }, { F_client_ip, "[]", NULL }, { F_client_ip, "[", NULL },
	{ F_client_ip, "[192.0.2.1]", "192.0.2.1" }, { F_client_ip, "[IPv6:2001:DB8:0::1]", "2001:db8::1" }, { F_client_ip, "ipv6:2001:db8::1", "2001:db8::1" },
	{ F_client_ip, "2001:db8:0:0:0:0:0:1", "2001:db8::1" }, { F_client_ip, "::ffff:192.0.2.1", "192.0.2.1" }, { F_client_ip, "::FFFF:c000:0201", "192.0.2.1" },
	{ F_client_ip, "::192.0.2.1", "::192.0.2.1" }, { F_client_ip, "::", "::" }, { F_client_ip, "fe80::1%eth0", NULL },
	{ F_client_ip, "2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:6666" },
	{ F_client_ip, "2001:db8:1111:2222:3333:4444:5555:66660", NULL }, { F_client_ip, "[IPv6:192.0.2.1]", "192.0.2.1" },
	{ F_client_ip, "0000:0000:0000:0000:0000:ffff:255.255.255.255", "255.255.255.255" },
	{ F_client_ip, "00000:0000:0000:0000:0000:0000:0000:ffff:255.255.255.255", NULL },
};

static void
test_values(void)
{
	for (unsigned i = 0; i < LENGTH(values); i++) {
		char name[200];
		snprintf(name, sizeof name, "%s \"%s\"", field_name(values[i].field), values[i].text == NULL ? "(absent)" : values[i].text);
		is_str(value_of(values[i].field, str_of(values[i].text), arena), values[i].value, name);
	}
	is_str(value_of(F_client_ip, STR("::1\0x"), arena), NULL, "an address ends where its text ends");
}

static void
test_names(void)
{
	enum record_kind kind;
	unsigned right = 0;
	for (unsigned field = FIELD_NONE + 1; field < FIELD_COUNT; field++)
		right += field_find(str_of(field_name(field))) == field;
	is_int(right, FIELD_COUNT - 1, "every field is found by its name");
	is_int(field_find(STR("")), FIELD_NONE, "no name, no field");
	is_int(field_find(STR("qi")), FIELD_NONE, "half a name");
	right = 0;
	for (unsigned i = 0; i < RECORD_KINDS; i++)
		right += record_kind_find(str_of(record_kind_name(i)), &kind) && kind == i;
	is_int(right, RECORD_KINDS, "every kind is found by its name");
	ok(!record_kind_find(STR("mai"), &kind), "half a kind");
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s: cannot be written", path);
}

static const char *
scratch(void)
{
	static char folder[500];
	const char *parent = getenv("SCRATCH");
	snprintf(folder, sizeof folder, "%s/unit_grammar.XXXXXX", parent == NULL ? "/tmp" : parent);
	if (mkdtemp(folder) == NULL)
		die("%s: cannot be made", folder);
	return folder;
}

/* A site's own files come before those that are built in. */
static void
test_site(void)
{
	const char *site = scratch();
	char path[600];
	struct record record;
	static const char *const files[][2] = { { "b.gram", "b" }, { "a.gram", "a" }, { ".c.gram", "hidden" }, { "d.txt", "text" } };
	for (unsigned i = 0; i < LENGTH(files); i++) {
		char text[200];
		snprintf(path, sizeof path, "%s/%s", site, files[i][0]);
		snprintf(text, sizeof text, "program unit-grammar\nrule %s\nrecord nothing\nmatch (?<qid>x)\nline x\n", files[i][1]);
		write_file(path, text);
	}
	struct grammar *grammar = grammar_open("ingest/log/", site);
	const struct rule *fits[8] = { NULL };
	record = (struct record){ .program = STR("unit-grammar"), .text = STR("x") };
	unsigned count = grammar_count(grammar, &record, fits, 8);
	ok(count == 2 && strcmp(fits[0]->name, "a") == 0 && strcmp(fits[1]->name, "b") == 0, "a site's *.gram, in order of their names");
	grammar_close(grammar);
	for (unsigned i = 0; i < LENGTH(files); i++) {
		snprintf(path, sizeof path, "%s/%s", site, files[i][0]);
		unlink(path);
	}
	rmdir(site);
}

static void
test_bad_site(void)
{
	struct grammar *grammar = grammar_new();
	char path[600], wanted[700];
	const char *site = scratch();
	snprintf(path, sizeof path, "%s/x.gram", site);
	write_file(path, "program p\nrule a\nrecord mail\nmatch (?<qidd>x)\nline x\n");
	snprintf(wanted, sizeof wanted, "%s:4: \"qidd\" is not in ingest/rule/fields.def", path);
	is_str(grammar_add_site(grammar, site), wanted, "a fault in a site's file");
	unlink(path);
	mkdir(path, 0700);
	snprintf(wanted, sizeof wanted, "%s: no regular file of at most 1048576 bytes", path);
	is_str(grammar_add_site(grammar, site), wanted, "a folder in a file's place");
	rmdir(path);
	ok(symlink("nowhere", path) == 0, "a link");
	snprintf(wanted, sizeof wanted, "%s: No such file or directory", path);
	is_str(grammar_add_site(grammar, site), wanted, "to nowhere");
	unlink(path);
	rmdir(site);
	snprintf(wanted, sizeof wanted, "%s: No such file or directory", site);
	is_str(grammar_add_site(grammar, site), wanted, "no such site");
	grammar_close(grammar);
}

/* What is built in is compiled when it is tried: here all of it is, at once. */
static void
test_built_in(void)
{
	static const char *const folders[] = { "ingest/log/", "ingest/header/", "ingest/reason/" };
	for (size_t i = 0; i < LENGTH(folders); i++) {
		struct grammar *grammar = grammar_new();
		struct str why = STR_NONE;
		unsigned files = 0;
		for (const struct embedded *e = NULL; why.p == NULL && (e = embedded_next(e, folders[i], ".gram")) != NULL; files++)
			why = grammar_add(grammar, e->path, e->text);
		is_str(why, NULL, folders[i]);
		ok(files > 1, "and there are files");
		grammar_close(grammar);
	}
}

int
main(void)
{
	arena = arena_open();
	test_built_in();
	test_faults();
	test_long_fault();
	test_samples();
	test_match();
	test_programs();
	test_many_rules();
	test_limits();
	test_interpreter();
	test_quick();
	test_shared();
	test_values();
	test_names();
	test_site();
	test_bad_site();
	arena_close(arena);
	return done_testing();
}
