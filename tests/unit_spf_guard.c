/*
 * unit_spf_guard.c - what a verdict tells beside its result: the term, the way to it, the lookups, what is missing; and bad input.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/guard.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct guard *guard;
static struct arena *arena;

static struct answers *
world_of(const char *text, bool complete)
{
	struct answers *answers = answers_open(NULL);
	struct answerfile file;

	answerfile_read(str_of(text), answers, &file);
	if (file.error != NULL)
		bug("line %u: %s", file.line, file.error);
	if (complete)
		answers_complete(answers, STR(""));
	return answers;
}

static struct spf_verdict
check(struct answers *world, const char *ip, const char *sender)
{
	struct spf_request request = { .ip = str_of(ip), .helo = STR("mail.example.net"), .sender = str_of(sender) };
	struct spf_verdict verdict;

	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	return verdict;
}

static const char world_text[] =
    "R\texample.com\tTXT\tv=spf1 a:mail.example.com include:_spf.provider.test include:_spf.example.com -all\n"
    "R\tmail.example.com\tA\t192.0.2.1\n"
    "R\t_spf.example.com\tTXT\tv=spf1 ip4:192.0.2.64/26 ?all\n"
    "R\t_spf.provider.test\tTXT\tv=spf1 include:net1.provider.test ~all\n"
    "R\tnet1.provider.test\tTXT\tv=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 -all\n"
    "R\tmoved.example.com\tTXT\tv=spf1 redirect=example.com\n"
    "R\tbroken.example.com\tTXT\tv=spf1 include:bad.example.com -all\n"
    "R\tbad.example.com\tTXT\tv=spf1 ip4:192.0.2.1 ip4:1.2.3 -all\n"
    "X\tdead.example.com\t*\n"
    "R\ttemp.example.com\tTXT\tv=spf1 a:dead.example.com -all\n"
    "R\tnone.example.com\tTXT\tv=spf1 ip4:192.0.2.9\n";

static bool
same_hands_never(void *context, struct str a, struct str b)
{
	++*(int *)context;
	return str_equal(a, b);
}

static void
test_path(void)
{
	struct answers *world = world_of(world_text, true);
	struct spf_verdict verdict = check(world, "192.0.2.1", "u@example.com");
	int calls = 0;

	is_int(verdict.result, SPF_PASS, "a match in the record itself");
	is_int(verdict.steps, 1, "is one step");
	is_str(verdict.path[0].term, "a:mail.example.com", "with its term");
	is_int(verdict.path[0].term.p - verdict.path[0].record.p, 7, "and its place");
	is_str(spf_verdict_shared(&verdict, NULL, NULL), NULL, "in nobody else's record");

	verdict = check(world, "203.0.113.5", "u@moved.example.com");
	is_int(verdict.result, SPF_PASS, "a match two includes and a redirect away");
	is_int(verdict.steps, 4, "is four steps");
	is_str(verdict.path[0].term, "redirect=example.com", "the redirect");
	is_str(verdict.path[1].term, "include:_spf.provider.test", "the include");
	is_int(verdict.path[1].how, SPF_HOW_REDIRECT, "how it was come by");
	is_str(verdict.path[2].domain, "_spf.provider.test", "its domain");
	is_int(verdict.path[2].how, SPF_HOW_INCLUDE, "how it was come by");
	is_str(verdict.path[3].term, "ip4:203.0.113.0/24", "the term that decided");
	is_str(spf_verdict_shared(&verdict, NULL, NULL), "_spf.provider.test", "it is in somebody else's include");
	is_int(verdict.count, 4, "four terms asked");
	is_int(verdict.lookups_count, 5, "and five lookups were made");
	is_str(verdict.lookups[0].name, "moved.example.com", "the first is the record itself");
	is_str(verdict.lookups[0].term, NULL, "for no term");
	is_str(verdict.lookups[2].name, "mail.example.com", "the third is for a term");
	is_int(verdict.lookups[2].type, ANSWER_A, "of this type");
	is_str(verdict.lookups[2].term, "a:mail.example.com", "namely this one");
	is_str(verdict.lookups[4].domain, "_spf.provider.test", "of this domain");

	verdict = check(world, "192.0.2.70", "u@example.com");
	is_str(verdict.path[1].term, "ip4:192.0.2.64/26", "a match in an include of one's own");
	is_str(spf_verdict_shared(&verdict, NULL, NULL), NULL, "is not shared");
	is_str(spf_verdict_shared(&verdict, same_hands_never, &calls), "_spf.example.com", "whose hands it is in tells a function");

	verdict = check(world, "192.0.2.200", "u@example.com");
	is_int(verdict.result, SPF_FAIL, "no match in any include");
	is_int(verdict.steps, 1, "is decided where the all stands");
	is_str(verdict.path[0].term, "-all", "by the all");
	verdict = check(world, "192.0.2.200", "u@none.example.com");
	is_int(verdict.result, SPF_NEUTRAL, "no match and no all");
	is_str(verdict.path[0].term, NULL, "is decided by no term");
	answers_close(world);
}

static void
test_errors(void)
{
	struct answers *world = world_of(world_text, true);
	struct spf_verdict verdict = check(world, "192.0.2.200", "u@broken.example.com");

	is_int(verdict.result, SPF_PERMERROR, "an error in an include");
	is_str(verdict.path[1].domain, "bad.example.com", "says where");
	is_str(verdict.path[1].term, "ip4:1.2.3", "and which term");
	is_str(verdict.reason, "bad.example.com: not an address of this kind", "and why");
	verdict = check(world, "192.0.2.200", "u@temp.example.com");
	is_int(verdict.result, SPF_TEMPERROR, "a lookup that fails");
	is_str(verdict.reason, "A dead.example.com: the lookup failed", "is named");
	is_str(verdict.path[0].term, "a:dead.example.com", "with its term");
	verdict = check(world, "no address", "u@example.com");
	is_int(verdict.result, SPF_UNEVALUABLE, "a client that is no address cannot be checked");
	answers_close(world);
}

static void
test_missing(void)
{
	struct answers *world = world_of("R\texample.com\tTXT\tv=spf1 mx exists:%25{l}.example.com -all exp=why.example.com\n", false);
	struct spf_request request = { .ip = STR("192.0.2.1"), .sender = STR("secret@example.com"), .local = STR("unjoe"), .at = 1234567890 };
	struct spf_verdict verdict = check(world, "192.0.2.1", "u@example.net");

	is_int(verdict.result, SPF_NO_EVIDENCE, "what is not known ends the check");
	is_str(verdict.missing_name, "example.net", "with its name");
	is_int(verdict.missing_type, ANSWER_TXT, "and type");
	answers_add(world, &(struct answer){ .name = STR("example.com"), .type = ANSWER_MX, .status = ANSWER_NODATA });
	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	is_int(verdict.result, SPF_NO_EVIDENCE, "and again, in the middle");
	is_str(verdict.missing_name, "unjoe.example.com", "a placeholder stands for the local part");
	is_int(verdict.notes, SPF_USES_LOCAL, "and it is noted");
	answers_add(world, &(struct answer){ .name = verdict.missing_name, .type = ANSWER_A, .status = ANSWER_NXDOMAIN });
	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	is_int(verdict.result, SPF_FAIL, "where only the explanation is missing the result is there");
	is_str(verdict.missing_name, "why.example.com", "with the name of what is missing");
	is_str(verdict.reason, NULL, "and no reason for an error");
	answers_add_txt(world, STR("why.example.com"), STR("%{l} may not, %{r}, %{t}"));
	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	is_str(verdict.explanation, "secret may not, unknown, 1234567890", "the explanation, which stays here, has the real local part");
	is_int(verdict.notes, SPF_USES_LOCAL | SPF_USES_TIME | SPF_USES_RECEIVER, "and it is noted what cannot be replayed");
	is_str(verdict.missing_name, NULL, "nothing is missing");
	answers_close(world);
}

static struct str
repeat(const char *before, const char *piece, size_t until, const char *after)
{
	char *p = arena_take(arena, until + strlen(piece) + strlen(before) + strlen(after) + 1);
	size_t n = (size_t)sprintf(p, "%s", before);

	while (n < until)
		n += (size_t)sprintf(p + n, "%s", piece);
	n += (size_t)sprintf(p + n, "%s", after);
	return (struct str){ p, n };
}

static int64_t
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Each of these has to come to an end, soon, with the right result. */
static void
test_bad_input(void)
{
	struct answers *world = world_of("R\tx.example.com\tA\t192.0.2.77\n", true);
	struct str many[2000];
	struct spf_verdict verdict;
	int64_t before = milliseconds();

	answers_add_txt(world, STR("long.example.com"), repeat("v=spf1", " ip4:10.1.1.1", 65000, " ip4:192.0.2.1 -all"));
	is_int(check(world, "192.0.2.1", "u@long.example.com").result, SPF_PASS, "64 KB of addresses, the last one matches");
	is_int(check(world, "192.0.2.2", "u@long.example.com").result, SPF_FAIL, "and the all behind them");
	answers_add_txt(world, STR("terms.example.com"), repeat("v=spf1", " a:x.example.com", 65000, " -all"));
	is_int(check(world, "192.0.2.1", "u@terms.example.com").result, SPF_PERMERROR, "64 KB of lookups end at ten");
	answers_add_txt(world, STR("macros.example.com"), repeat("v=spf1 exists:", "%{s}%{d}%{h}", 65000, ".com -all"));
	is_int(check(world, "192.0.2.1", "u@macros.example.com").result, SPF_FAIL, "64 KB of macros");
	answers_add_txt(world, STR("exp.example.com"), STR("v=spf1 exp=explain.example.com -all"));
	answers_add_txt(world, STR("explain.example.com"), repeat("", "%{s} %{d} ", 65000, ""));
	verdict = check(world, "192.0.2.1", "u@exp.example.com");
	is_int(verdict.result, SPF_FAIL, "64 KB of explanation");
	is_int((int64_t)verdict.explanation.n, SPF_EXPLANATION_MAX, "are cut");
	answers_add_txt(world, STR("zeros.example.com"), (struct str){ "v=spf1 a\0:x.example.com -all", 28 });
	is_int(check(world, "192.0.2.1", "u@zeros.example.com").result, SPF_PERMERROR, "NUL in a record");
	answers_add_txt(world, STR("eight.example.com"), STR("v=spf1 a:\xff\xfe.example.com -all"));
	is_int(check(world, "192.0.2.1", "u@eight.example.com").result, SPF_PERMERROR, "8-bit bytes in a record");
	for (size_t i = 0; i < LENGTH(many); i++)
		many[i] = i == 1000 ? STR("v=spf1 -all") : arena_print(arena, "noise %zu", i);
	answers_add(world, &(struct answer){ .name = STR("noise.example.com"), .type = ANSWER_TXT, .count = LENGTH(many), .values = many });
	is_int(check(world, "192.0.2.1", "u@noise.example.com").result, SPF_FAIL, "one record among 2,000 texts");

	/* An include bomb: ten includes in each record, each of ten more. */
	answers_add_txt(world, STR("bomb.example.com"), repeat("v=spf1", " include:bomb2.example.com", 300, " -all"));
	answers_add_txt(world, STR("bomb2.example.com"), repeat("v=spf1", " include:bomb3.example.com", 300, " -all"));
	answers_add_txt(world, STR("bomb3.example.com"), STR("v=spf1 -all"));
	verdict = check(world, "192.0.2.1", "u@bomb.example.com");
	is_int(verdict.result, SPF_PERMERROR, "an include bomb");
	ok(verdict.lookups_count <= 11, "is over after ten lookups");

	is_int(check(world, "192.0.2.1", repeat("u@", "label.", 300, "com").p).result, SPF_NONE, "a domain of over 253 bytes");
	is_int(check(world, "192.0.2.1", repeat("u@", "a", 255, ".com").p).result, SPF_NONE, "a label of 255 bytes");
	is_int(check(world, "192.0.2.1", repeat("", "a", 2000, "@example.com").p).result, SPF_UNEVALUABLE, "a sender of 2,000 bytes");
	is_int(check(world, "192.0.2.1", "u@\xff\xfe.com").result, SPF_NONE, "a domain that is no UTF-8");
	is_int(check(world, "192.0.2.1", "u@ex ample.com").result, SPF_NONE, "a domain with a blank");
	ok(milliseconds() - before < 3000, "all of it in less than three seconds");
	answers_close(world);
}

/* Plans are forgotten when they have grown too large; verdicts are not touched by that. */
static void
test_many_records(void)
{
	struct answers *world = answers_open(NULL);
	struct arena *kept = arena, *own = arena_open();
	unsigned wrong = 0;

	answers_complete(world, STR(""));
	for (int i = 0; i < 3000; i++) {
		arena = own;
		struct str name = arena_print(own, "d%d.example.com", i);
		answers_add_txt(world, name, repeat(arena_print(own, "v=spf1 ip4:192.0.2.%d", i % 256).p, " ip4:10.2.3.4", 2000, " -all"));
		struct spf_verdict first = check(world, "192.0.2.17", arena_print(own, "u@%s", name.p).p);
		wrong += first.result != (i % 256 == 17 ? SPF_PASS : SPF_FAIL);
		arena_reset(own);
	}
	is_int(wrong, 0, "3,000 long records, each evaluated rightly");
	arena = kept;
	arena_close(own);
	answers_close(world);
}

/* Of a client's names ten are looked at, of those that there are in order (section 4.6.4). */
static void
test_many_names(void)
{
	for (int last = 9; last <= 10; last++) {
		struct str text = STR("R\texample.com\tTXT\tv=spf1 ptr -all\n");
		for (int i = 0; i <= last; i++)
			text = arena_print(arena, "%sR\t1.2.0.192.in-addr.arpa\tPTR\tn%02d.example.com\nR\tn%02d.example.com\tA\t192.0.2.%d\n", text.p, i, i, i == last ? 1 : 99);
		struct answers *world = world_of(text.p, true);
		is_int(check(world, "192.0.2.1", "u@example.com").result, last < 10 ? SPF_PASS : SPF_FAIL, last < 10 ? "the tenth name of a client" : "the eleventh is not looked at");
		answers_close(world);
	}
}

/* What an explanation asks for counts against no limit (section 6.2 comes after the result). */
static void
test_explanation_voids(void)
{
	struct answers *world = world_of("R\texample.com\tTXT\tv=spf1 exists:a.example.com exists:b.example.com -all exp=%25{p}.why.example.com\n"
	    "R\tunknown.why.example.com\tTXT\tno\n", true);
	struct spf_verdict verdict = check(world, "192.0.2.1", "u@example.com");
	is_int(verdict.result, SPF_FAIL, "two lookups that find nothing, and a third for the explanation");
	is_str(verdict.explanation, "no", "which is told");
	is_int(verdict.voids, 2, "and not counted");
	answers_close(world);
}

int
main(void)
{
	guard = guard_open();
	arena = arena_open();
	test_path();
	test_errors();
	test_missing();
	test_bad_input();
	test_many_records();
	test_many_names();
	test_explanation_voids();
	arena_close(arena);
	guard_close(guard);
	return done_testing();
}
