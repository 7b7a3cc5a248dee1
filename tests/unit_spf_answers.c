/*
 * unit_spf_answers.c - the store of DNS answers: times, layers, worlds; its text and zone files.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/zonefile.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static const struct answers_when newest = { INT64_MAX, 0 };

static void
add(struct answers *answers, const char *name, int64_t at, uint32_t ttl, const char *text)
{
	struct str value = str_of(text);
	answers_add(answers, &(struct answer){
		.name = str_of(name), .type = ANSWER_TXT, .status = text == NULL ? ANSWER_NXDOMAIN : ANSWER_OK, .at = at, .ttl = ttl,
		.count = text != NULL, .values = &value
	});
}

static void
add_failure(struct answers *answers, const char *name, int64_t at)
{
	answers_add(answers, &(struct answer){ .name = str_of(name), .type = ANSWER_TXT, .status = ANSWER_TIMEOUT, .at = at });
}

/* The text that is found, or the status in words, or NULL for not known. */
static struct str
find(struct answers *answers, struct answers_when when, const char *name)
{
	const struct answer *answer = answers_find(answers, when, str_of(name), ANSWER_TXT);
	if (answer == NULL)
		return STR_NONE;
	return answer->status == ANSWER_OK ? answer->values[0] : str_of(answer_status_name(answer->status));
}

static void
test_times(void)
{
	struct answers *answers = answers_open(NULL);

	add(answers, "Example.COM.", 1000, 60, "old");
	add(answers, "example.com", 3000, 60, "new");
	add(answers, "example.com", 2000, 60, NULL);
	is_str(find(answers, newest, "EXAMPLE.com."), "new", "the newest answer, names in any case and with a dot");
	is_str(find(answers, (struct answers_when){ 2999, 0 }, "example.com"), "nxdomain", "as of a time: the newest not after it, in any order of adding");
	is_str(find(answers, (struct answers_when){ 1000, 0 }, "example.com"), "old", "the second itself counts");
	is_str(find(answers, (struct answers_when){ 999, 0 }, "example.com"), NULL, "before the first one there is no evidence");
	is_str(find(answers, newest, "example.org"), NULL, "nor of another name");
	ok(answers_find(answers, newest, STR("example.com"), ANSWER_A) == NULL, "nor of another type");

	is_str(find(answers, (struct answers_when){ INT64_MAX, 3059 }, "example.com"), "new", "in a run that began before it ran out it is good");
	is_str(find(answers, (struct answers_when){ INT64_MAX, 3060 }, "example.com"), NULL, "afterwards it has to be fetched");
	add(answers, "example.com", 5000, 0, "new");
	is_str(find(answers, (struct answers_when){ INT64_MAX, 5000 }, "example.com"), "new", "what the run received itself is good whatever its TTL");
	is_int(answers_find(answers, newest, STR("example.com"), ANSWER_TXT)->at, 3000, "the same answer again is no new one");
	is_int(answers_find(answers, newest, STR("example.com"), ANSWER_TXT)->seen, 5000, "but it was seen again");

	add_failure(answers, "example.com", 6000);
	is_str(find(answers, newest, "example.com"), "new", "a failure hides no answer");
	is_str(find(answers, (struct answers_when){ INT64_MAX, 5500 }, "example.com"), "timeout", "but in the run that met it");
	is_str(find(answers, (struct answers_when){ INT64_MAX, 6500 }, "example.com"), NULL, "and the next run asks again");
	add_failure(answers, "only.example.com", 6000);
	is_str(find(answers, newest, "only.example.com"), "timeout", "where there is nothing else it is what is known");
	answers_close(answers);
}

static void
test_layers(void)
{
	struct answers *below = answers_open(NULL), *above = answers_open(below);

	add(below, "example.com", 1000, 60, "published");
	add(below, "example.net", 1000, 60, "other");
	answers_add_txt(above, STR("example.com"), STR("proposed"));
	is_str(find(above, newest, "example.com"), "proposed", "a store over another replaces one record");
	is_str(find(above, (struct answers_when){ 1, 0 }, "example.com"), "proposed", "at all times");
	is_str(find(above, newest, "example.net"), "other", "and no other one");
	is_str(find(below, newest, "example.com"), "published", "the store below stays as it is");
	answers_close(above);
	answers_close(below);
}

static void
test_names(struct arena *arena)
{
	struct answers *answers = answers_open(NULL);
	struct answerfile file;
	char label[70], long_label[256];

	answerfile_read(STR("R\ta.example\tCNAME\tb.example\nR\tb.example\tCNAME\tc.example.\nR\tc.example\tTXT\tend\n"
	    "R\tl1.example\tCNAME\tL2.example\nR\tl2.example\tCNAME\tl1.example\nR\tout.example\tCNAME\tsomewhere.example\n"
	    "X\tdead.example\t*\nR\tdead.example\tA\t192.0.2.1\n"), answers, &file);
	ok(file.error == NULL, "a file is read");
	is_str(find(answers, newest, "a.example"), "end", "CNAMEs are followed");
	is_str(find(answers, newest, "l1.example"), "failed", "a loop of them is a failure");
	is_str(find(answers, newest, "out.example"), NULL, "one that leads out of what is known is not known");
	is_str(find(answers, newest, "dead.example"), "failed", "X with * is every type that is not given");
	ok(answers_find(answers, newest, STR("dead.example"), ANSWER_A)->count == 1, "the type that is given is there");

	memset(label, 'a', sizeof label);
	memset(long_label, 'b', sizeof long_label);
	is_str(find(answers, newest, arena_print(arena, "%.63s.example", label).p), NULL, "a label of 63 bytes may be asked for");
	is_str(find(answers, newest, arena_print(arena, "%.64s.example", label).p), "nxdomain", "one of 64 does not exist");
	is_str(find(answers, newest, arena_print(arena, "%.255s.example", long_label).p), "nxdomain", "nor one of 255");
	is_str(find(answers, newest, "a..example"), "nxdomain", "nor an empty one");
	is_str(find(answers, newest, ""), "nxdomain", "nor the empty name");
	answers_close(answers);
}

static void
test_world(void)
{
	struct answers *answers = answers_open(NULL);

	add(answers, "example.com", 0, 0, "here");
	answers_complete(answers, STR("example.com"));
	answers_delegated(answers, STR("sub.example.com"));
	is_str(find(answers, newest, "no.example.com"), "nxdomain", "what is not in a complete domain does not exist");
	ok(answers_find(answers, newest, STR("example.com"), ANSWER_MX)->status == ANSWER_NODATA, "a name without this type has no data");
	is_str(find(answers, newest, "noexample.com"), NULL, "a name that only ends alike is not in it");
	is_str(find(answers, newest, "a.sub.example.com"), NULL, "what is delegated is not known");
	answers_close(answers);
}

static void
load_one(void *context, struct answers *answers, struct str name)
{
	++*(int *)context;
	if (str_is(name, "stored.example"))
		answers_add_txt(answers, name, STR("from a database"));
}

static void
test_load(void)
{
	struct answers *answers = answers_open(NULL);
	const struct answer *answer;
	int loads = 0;

	answers_set_load(answers, load_one, &loads);
	is_str(find(answers, newest, "stored.example"), "from a database", "what a database knows is loaded");
	find(answers, newest, "stored.example");
	find(answers, newest, "unknown.example");
	find(answers, newest, "unknown.example");
	is_int(loads, 2, "once for each name");
	add(answers, "later.example", 5, 5, "x");
	answer = answers_next(answers, answers_next(answers, NULL));
	is_str(answer->name, "later.example", "what was added is found in order");
	ok(answers_next(answers, answer) == NULL, "to the end");
	answers_close(answers);
}

static struct str
write_all(struct answers *answers, struct arena *arena)
{
	char *p = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&p, &n);

	answerfile_write(answers, out);
	fclose(out);
	struct str text = arena_copy(arena, (struct str){ p, n });
	free(p);
	return text;
}

static void
test_text(struct arena *arena)
{
	static const char text[] =
	    "R\texample.com\tTXT\tv=spf1%20-all\t2026-11-28T01:02:03Z\t300\t2026-11-29T00:00:00Z\n"
	    "R\texample.com\tA\t192.0.2.1\n"
	    "R\texample.com\tA\t192.0.2.2\n"
	    "R\texample.com\tAAAA\t2001:db8::1\n"
	    "R\texample.com\tMX\t0%20.\n"
	    "R\texample.com\tMX\t10%20mail.example.com\n"
	    "R\tbytes.example.com\tTXT\t%00%FF%0A%09%25\n"
	    "R\tempty.example.com\tTXT\t%\n"
	    "N\tno.example.com\tTXT\t2026-11-28T01:02:03Z\t60\t2026-11-28T01:02:03Z\tnxdomain\n"
	    "X\tdead.example.com\t*\t0\t0\t0\tfailed\n"
	    "X\tslow.example.com\tA\t2026-11-28T01:02:03Z\t0\t2026-11-28T01:02:03Z\ttimeout\n";
	struct answers *answers = answers_open(NULL);
	struct answerfile file;

	answerfile_read(str_of(text), answers, &file);
	ok(file.error == NULL, "every kind of line is read");
	ok(file.timed, "and that some have a time");
	is_str(write_all(answers, arena), text, "and written the same");
	is_int(answers_find(answers, newest, STR("bytes.example.com"), ANSWER_TXT)->values[0].n, 5, "NUL and 8-bit bytes come through");
	answers_close(answers);

	answers = answers_open(NULL);
	answerfile_read(STR("R\tmany.example.com\tMX\t10%20mail..\nR\tbyte.example.com\tMX\t10%20mail\\.\nR\tbyte.example.com\tPTR\tmail\\.\n"), answers, &file);
	is_str(write_all(answers, arena), "R\tmany.example.com\tMX\t10%20mail\nR\tbyte.example.com\tMX\t10%20mail\\.\nR\tbyte.example.com\tPTR\tmail\\.\n",
	    "dots at the end of a name are none of it, but for one that is a byte of a label");
	answers_close(answers);
}

static void
test_errors(struct arena *arena)
{
	static const char *const bad[] = {
		"Q\texample.com\tA\t192.0.2.1", "R\texample.com\tA\t192.0.2.256", "R\texample.com\tAAAA\t192.0.2.1", "R\texample.com\tNS\tx",
		"R\texample.com\tMX\tmail", "R\texample.com\tMX\t65536%20mail", "R\texample.com\tTXT", "R\texample.com\t*\tx", "R\t%4\tTXT\tx", "R\t%zz\tTXT\tx",
		"R\ta..b\tTXT\tx", "R\texample.com\tTXT\tx\tyesterday", "R\texample.com\tTXT\tx\t-1", "X\texample.com\tA\t0\t0\t0\tnodata", "N\texample.com\tA\t0\t0\t0\tfailed", "R"
	};
	for (size_t i = 0; i < LENGTH(bad); i++) {
		struct answers *answers = answers_open(NULL);
		struct answerfile file;
		answerfile_read(arena_print(arena, "# a comment\n\nR\tx.example\tTXT\ty\n%s\nR\tz.example\tTXT\ty\n", bad[i]), answers, &file);
		ok(file.error != NULL && file.line == 4, arena_print(arena, "refused, with its line: %s", bad[i]).p);
		is_str(find(answers, newest, "x.example"), "y", "what stands before it is there");
		answers_close(answers);
	}
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s: cannot be written", path);
}

/* How the text of a zone file may be written, and where it is wrong. */
static void
test_zone_text(struct arena *arena)
{
	static const struct { const char *text, *record; unsigned line; } cases[] = {
		{ "@ IN 1h TXT \"x\"\n", "x", 0 },                     /* the class before the TTL */
		{ "@ 1h IN TXT \"x\"\n", "x", 0 },
		{ "\tin\t3600\ttxt\tx\r\n", "x", 0 },
		{ "in IN TXT y\n@ IN TXT x", "x", 0 },                  /* owners with such names, and no end of line */
		{ "\357\273\277$ORIGIN other.example.\n@ TXT y\n$ORIGIN com.\nexample TXT x\n", "x", 0 },
		{ "$ORIGIN a.example.com.\n$ORIGIN sub\n@ TXT y\n$ORIGIN example.com.\n@ TXT (\"x\") ; \"(\n", "x", 0 },
		{ "@ TXT ( \"a;\" ; b\n ; c \"\n\t\"(\" )\n", "a;(", 0 },
		{ "@ TXT \"\\120\\\"\" \"\\;\"\n", "x\";", 0 },
		{ "@ A 192.0.2.1\n@ TXT \"v=spf1 -all\nx TXT \"y\"\n", NULL, 2 },  /* else the record would be a good one */
		{ "@ TXT \"v=spf1 -all\" \"\n", NULL, 1 },
		{ "@ TXT ( \"x\"\n\n@ A 192.0.2.1\n", NULL, 4 },
		{ "@ TXT x )\n", NULL, 1 },
		{ "@ TXT \"\\12\"\n", NULL, 1 },
		{ "@ TXT x\\", NULL, 1 },
		{ "$GENERATE 1-2 h$ A 192.0.2.$\n", NULL, 1 },
		{ "$TTL soon\n", NULL, 1 },
		{ "$ORIGIN\n", NULL, 1 },
	};
	const char *path = arena_print(arena, "%s/db.example.com", getenv("SCRATCH")).p;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct answers *answers = answers_open(NULL);
		struct zonefile zone;
		write_file(path, cases[i].text);
		zonefile_read(path, answers, arena, &zone);
		if (cases[i].record != NULL)
			is_str(zone.error.p == NULL ? find(answers, newest, "example.com") : zone.error, cases[i].record, cases[i].text);
		else
			is_int(zone.error.p == NULL ? 0 : zone.line, cases[i].line, arena_print(arena, "%s: %s", cases[i].text, zone.error.p).p);
		answers_close(answers);
	}

	struct answers *answers = answers_open(NULL);
	struct zonefile zone;
	write_file(path, ". SOA a b 1 2 3 4 5\na.b.example. TXT x\n");
	zonefile_read(path, answers, arena, &zone);
	is_str(find(answers, newest, "a.b.example"), "x", "the root is a zone, too");
	is_str(find(answers, newest, "b.example"), "nodata", "with the names in it");
	is_str(find(answers, newest, "example.org"), "nxdomain", "and no others");
	answers_close(answers);
	answers = answers_open(NULL);
	char *text = mem_new(40 * 1024);
	size_t n = (size_t)snprintf(text, 100, "@ TXT (\n");
	while (n < 30000)
		n += (size_t)snprintf(text + n, 200, "\t\"%0100d\"\n", 7);
	snprintf(text + n, 100, ")\n");
	write_file(path, text);
	zonefile_read(path, answers, arena, &zone);
	is_str(zone.error, NULL, "a long entry is read");
	ok(find(answers, newest, "example.com").n > 25000, "all of it");
	memset(text, 'x', 300);
	memcpy(text, "@ TXT (\n\"", 9);
	snprintf(text + 300, 100, "\"\n\"y\" )\n");
	write_file(path, text);
	zonefile_read(path, answers, arena, &zone);
	is_int(zone.line, 2, "a string that is too long is told with its own line");
	free(text);
	answers_close(answers);
}

static void
test_zone(struct arena *arena)
{
	const char *path = arena_print(arena, "%s/db.example.com", getenv("SCRATCH")).p;
	struct answers *answers = answers_open(NULL);
	struct zonefile zone;

	write_file(path, "$TTL 1h\n@ IN SOA ns hostmaster ( 1 ; serial\n\t1h 15m 30d 2h )\n\tNS ns\n\tMX 10 mail\n"
	    "\tTXT \"v=spf1 mx \" \"-all\"\nmail A 192.0.2.1\n\tAAAA 2001:db8::1\nwww CNAME mail\n*.wild TXT \"wild\"\nreal.wild A 192.0.2.3\n"
	    "deep.a.b A 192.0.2.2\nsub NS ns.sub\nns.sub A 192.0.2.9\nquote TXT \"a\\\"b\\255;c\"\n$ORIGIN other.example.com.\nx TXT x\n");
	zonefile_read(path, answers, arena, &zone);
	is_str(zone.error, NULL, "a zone file is read");
	is_int(zone.records, 11, "all records of our types");
	is_str(find(answers, newest, "example.com"), "v=spf1 mx -all", "strings are put together, names relative to the name of the file");
	is_str(find(answers, newest, "quote.example.com"), "a\"b\377;c", "escapes are undone");
	is_str(find(answers, newest, "x.other.example.com"), "x", "$ORIGIN holds");
	ok(answers_find(answers, newest, STR("www.example.com"), ANSWER_A)->count == 1, "a CNAME is followed");
	is_int(answer_mx_preference(answers_find(answers, newest, STR("example.com"), ANSWER_MX)->values[0]), 10, "an MX has its preference");
	is_str(answer_mx_host(answers_find(answers, newest, STR("example.com"), ANSWER_MX)->values[0]), "mail.example.com", "and its host");
	is_str(find(answers, newest, "a.wild.example.com"), "wild", "a wildcard stands for names that do not exist");
	is_str(find(answers, newest, "a.b.wild.example.com"), "wild", "however deep");
	is_str(find(answers, newest, "real.wild.example.com"), "nodata", "and not for one that does");
	is_str(find(answers, newest, "a.b.example.com"), "nodata", "a name between two others exists");
	is_str(find(answers, newest, "nothing.example.com"), "nxdomain", "anything else does not");
	is_str(find(answers, newest, "x.sub.example.com"), NULL, "but what is delegated is not known");
	is_str(find(answers, newest, "example.net"), NULL, "nor what is elsewhere");
	answers_close(answers);

	answers = answers_open(NULL);
	write_file(path, "$ORIGIN example.org.\n@ TXT \"v=spf1 -all\"\n");
	zonefile_read(path, answers, arena, &zone);
	is_str(find(answers, newest, "example.org"), "v=spf1 -all", "a file without SOA is read");
	ok(answers_find(answers, newest, STR("example.org"), ANSWER_MX)->status == ANSWER_NODATA, "its names are known");
	write_file(path, "@ SOA ns mail 1 1 1 1 1\n@ A 192.0.2.1\nbad A 300.1.1.1\n");
	zonefile_read(path, answers, arena, &zone);
	ok(zone.error.p != NULL && zone.line == 3, "a wrong line is named");
	write_file(path, "@ A 192.0.2.1\n$INCLUDE other\n");
	zonefile_read(path, answers, arena, &zone);
	ok(zone.error.p != NULL, "$INCLUDE is refused");
	zonefile_read("/nonexistent/zone", answers, arena, &zone);
	is_str(zone.error, "No such file or directory", "a file that is not there is told");
	answers_close(answers);
}

/* 10,000 values at one name, and one of 64 KB. */
static void
test_large(struct arena *arena)
{
	struct answers *answers = answers_open(NULL);
	struct str *values = mem_new(10000 * sizeof *values);
	char *big = mem_new(70000);

	for (int i = 0; i < 10000; i++)
		values[i] = arena_print(arena, "%d", 99999 - i);
	memset(big, 'x', 70000);
	const struct answer *answer = answers_add(answers, &(struct answer){ .name = STR("many.example"), .type = ANSWER_TXT, .count = 10000, .values = values });
	is_int(answer->count, 10000, "10,000 strings of TXT are kept");
	is_str(answer->values[0], "90000", "sorted");
	for (int i = 0; i < 10000; i++)
		answers_add_value(answers, &(struct answer){ .name = STR("slow.example"), .type = ANSWER_TXT }, values[i]);
	is_int(answers_find(answers, newest, STR("slow.example"), ANSWER_TXT)->count, 10000, "one by one, too");
	ok(answers_add_value(answers, &(struct answer){ .name = STR("big.example"), .type = ANSWER_TXT }, (struct str){ big, 65535 }), "a TXT of 64 KB is kept");
	ok(!answers_add_value(answers, &(struct answer){ .name = STR("big.example"), .type = ANSWER_TXT }, (struct str){ big, 65536 }), "a longer one cannot be");
	free(values);
	free(big);
	answers_close(answers);
}

int
main(void)
{
	struct arena *arena = arena_open();

	test_times();
	test_layers();
	test_names(arena);
	test_world();
	test_load();
	test_text(arena);
	test_errors(arena);
	test_zone(arena);
	test_zone_text(arena);
	test_large(arena);
	arena_close(arena);
	return done_testing();
}
