/*
 * unit_prefilter.c - what a pattern needs of a text is read rightly, or not at all; and no rule is lost by it.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/rule/literal.h"
#include "ingest/rule/pattern.h"
#include "ingest/rule/prefilter.h"

static struct arena *arena;

static struct str
add(struct str list, const char *between, struct str more)
{
	return arena_print(arena, "%.*s%s%.*s", (int)list.n, list.p, list.n == 0 ? "" : between, (int)more.n, more.p);
}

/* The literals that are looked for first, "|" between: of what a way needs, those of the best. */
static struct str
best_of(const struct need *need)
{
	struct str list = STR("");
	for (const struct literal *literal = need->literals; literal != NULL; literal = literal->next)
		list = add(list, "|", literal->text);
	for (const struct way *way = need->ways; way != NULL; way = way->next)
		list = add(list, "|", best_of(way->needs));
	return list;
}

static void
needs(const char *pattern, const char *wanted)
{
	const struct need *need = literals_of(str_of(pattern), arena);
	is_str(need == NULL ? STR("") : best_of(need), wanted, pattern);
}

/* All, with "&" between what is needed together. */
static struct str
whole_of(const struct need *need)
{
	struct str list = STR("");
	for (const struct literal *literal = need->literals; literal != NULL; literal = literal->next)
		list = add(list, "|", literal->text);
	for (const struct way *way = need->ways; way != NULL; way = way->next) {
		struct str parts = STR("");
		for (const struct need *part = way->needs; part != NULL; part = part->next)
			parts = add(parts, "&", whole_of(part));
		list = add(list, "|", arena_print(arena, "(%.*s)", (int)parts.n, parts.p));
	}
	return list;
}

static void
needs_all(const char *pattern, const char *wanted)
{
	const struct need *need = literals_of(str_of(pattern), arena);
	is_str(need == NULL ? STR("") : whole_of(need), wanted, pattern);
}

static void
test_whole(void)
{
	needs_all("abcd", "abcd");
	needs_all("abcd|efgh", "abcd|efgh");
	needs_all("abcd.efghi", "(efghi&abcd)");
	needs_all("(?:abcd.efghi)", "(efghi&abcd)");
	needs_all("(?:abcd.efghi)?jkl", "jkl");
	needs_all("abcd.efghi|wxyz", "wxyz|(efghi&abcd)");
	needs_all("(?=.*(?:full|voll)).*(?:box|post ?fach).", "(full|voll&box|(post&fach))");
	needs_all("(?=.*(?:full|it is\\d*too big)).*box", "(full|(too big&it is)&box)");
	needs_all("(?:abc|d).efgh", "efgh");
	needs_all("(?:(?:abc.def))", "(abc&def)");
	needs_all("(?!abc.def)ghi", "ghi");
	needs_all("ab|cdef.ghi", "");
}

/* Whether a text may hold what is needed: never no where the pattern is found, and no where anything is missing. */
static bool
may(const char *pattern, const char *text)
{
	struct grams grams;
	grams_of(str_of(text), &grams);
	return grams_may_meet(&grams, literals_of(str_of(pattern), arena));
}

static void
test_grams(void)
{
	ok(may("abcd.efghi", "xabcd efghi"), "all that is needed is there");
	ok(may("ABCD.efghi", "abcd EFGHI"), "in any case of letters");
	ok(!may("abcd.efghi", "abcd efgh"), "one of two is missing");
	ok(may("abcd.efghi|wxyz", "wxyz") && may("abcd.efghi|wxyz", "abcd efghi"), "one way is enough");
	ok(!may("abcd.efghi|wxyz", "abcd wxy"), "half of a way is none");
	ok(!may("abcd", "") && !may("abcd", "ab"), "nor does a short text hold anything");
}

/* Of a long pattern it is asked first whether a text has what it needs: what it finds stays the same, compiled or not. */
static void
test_long(void)
{
	struct str text = STR("(?i)(?=.*(?:mailbox|postfach))(?:.*(?:quota");
	struct matcher *matcher = matcher_open();
	unsigned wrong = 0;
	for (unsigned i = 0; i < 60; i++)
		text = arena_print(arena, "%.*s|literal%u", (int)text.n, text.p, i);
	struct pattern *pattern = pattern_open(arena_print(arena, "%.*s)).*", (int)text.n, text.p), NULL);
	for (unsigned i = 0; i < 100; i++) {
		wrong += pattern_fits(pattern, matcher, STR("your Postfach is too small"));
		wrong += pattern_fits(pattern, matcher, STR("the literals of a mailbox"));
	}
	ok(wrong == 0 && !pattern_is_compiled(pattern), "it is not compiled for texts that lack what it needs");
	for (unsigned i = 0; i < 100; i++) {
		wrong += !pattern_fits(pattern, matcher, STR("the QUOTA of the Mailbox"));
		wrong += pattern_fits(pattern, matcher, STR("the quota"));
		wrong += pattern_fits(pattern, matcher, STR(""));
	}
	ok(wrong == 0 && pattern_is_compiled(pattern), "and finds what it has to");
	pattern_close(pattern);
	matcher_close(matcher);
}

static void
test_literals(void)
{
	needs("^This is the mail system", "this is the mail system");
	needs("(?i)Mail(?:er)?[-_]Daemon\\b", "daemon");
	needs("ab", "");
	needs("longer.abcd", "longer");
	needs("abcd+efghi", "efghi");
	needs("abcde?fghi", "abcd");
	needs("abcd{0,3}efghi", "efghi");
	needs("abcd{2}e{x", "abcd");
	needs("a{x}bc", "a{x}bc");
	needs("ab{0,x|cdef", "ab{0,x|cdef");
	needs("abcd{2,}{0,", "abcd");
	needs("abcde{,3}", "");
	needs("abcde{ 2 }", "");
	needs("host\\.example\\x20", "");
	needs("a\\tbcd\\\\e", "a\tbcd\\e");
	needs("\\d+ \\bwords?\\b", " word");
	needs("(?:full|over quota)", "full|over quota");
	needs("(?:full|no)", "");
	needs("(?:full|no) really", "full really|no really");
	needs("Gr(?:\xc3\xb6|oe)(?:\xc3\x9f|SS)e", "gr\xc3\xb6\xc3\x9f" "e|gr\xc3\xb6sse|groe\xc3\x9f" "e|groesse");
	needs("a(?:b(?:c|d)|e)fgh", "abcfgh|abdfgh|aefgh");
	needs("ab(?:c|\\d)wxyz", "wxyz");
	needs("ab(?:c|d)?wxyz", "wxyz");
	needs("ab(?=c|d)wxyz", "wxyz");
	needs("abc(?:d|e)+fg", "abcd|abce");
	needs("(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)", "aaaa|aaab|aaba|aabb|abaa|abab|abba|abbb|baaa|baab|baba|babb|bbaa|bbab|bbba|bbbb");
	needs("(?:full|empty)?", "");
	needs("(?:full|empty)* or so", " or so");
	needs("from (?<helo>[^() ]++) by (?=.* with Microsoft (?!Exchange Online))", " with microsoft ");
	needs("(?<!never )sent", "sent");
	needs("(?!unwanted).", "");
	needs("[]\\]abcd[^]^-]wxyz", "-]wxyz");
	needs("[^]\\]abcd]wxyz", "wxyz");
	needs("[[:alpha:]]wxyz", "");
	needs("one|two|three|fourteen", "one|two|three|fourteen");
	needs("no|two|three|fourteen", "");
	needs("(?x) a b c d e f", "");
	needs("(a)\\1wxyz", "");
	needs("\\Qa.b\\Ewxyz", "");
	needs("(*NO_JIT)wxyz", "");
	needs("(?|wxyz|abcd)", "");
	needs("(?:(?:(?:deep|deeper)|nested))", "deep|deeper|nested");
}

/* Whatever a pattern finds, the prefilter lets it: in each text, in each case of letters. */
static void
test_set(void)
{
	static const char *const patterns[] = { "(?i)mailer-daemon", "^\\d+$", "delivery (?:failed|failure)", "failed|failure", "system at host", "\\Ahost" };
	static const char *const texts[] = { "", "Delivery failed", "delivery failure", "MAILER-DAEMON", "42", "the mail system at host x", "host", "hosts", "fail" };
	struct prefilter *prefilter = prefilter_new(arena, LENGTH(patterns));
	struct matcher *matcher = matcher_open();
	unsigned lost = 0, spared = 0;
	struct pattern *opened[LENGTH(patterns)];
	for (unsigned i = 0; i < LENGTH(patterns); i++) {
		opened[i] = pattern_open_search(str_of(patterns[i]), NULL);
		prefilter_add(prefilter, i, 0, opened[i]);
	}
	prefilter_settle(prefilter);
	for (unsigned i = 0; i < LENGTH(patterns); i++) {
		for (unsigned j = 0; j < LENGTH(texts); j++) {
			uint64_t set[1];
			prefilter_begin(prefilter, set);
			prefilter_look(prefilter, 0, str_of(texts[j]), set);
			bool found = pattern_found(opened[i], matcher, str_of(texts[j])), may = prefilter_has(set, i);
			lost += found && !may;
			spared += !may;
		}
		pattern_close(opened[i]);
	}
	ok(prefilter_words(prefilter) == 1, "one word of patterns");
	ok(lost == 0, "what is found was let through");
	ok(spared > 30, "and most of the rest was not");
	matcher_close(matcher);
}

static void
test_places(void)
{
	struct prefilter *prefilter = prefilter_new(arena, 70);
	struct pattern *pattern = pattern_open_search(STR("same words"), NULL);
	uint64_t set[2];
	for (unsigned i = 0; i < 70; i++)
		prefilter_add(prefilter, i, i % 2, pattern);
	prefilter_settle(prefilter);
	ok(prefilter_words(prefilter) == 2, "seventy need two words");
	prefilter_begin(prefilter, set);
	ok(set[0] == 0 && set[1] == 0, "none is found in nothing");
	prefilter_look(prefilter, 1, STR("the Same Words"), set);
	ok(prefilter_has(set, 69) && !prefilter_has(set, 68), "each in its own place");
	prefilter_begin(prefilter, set);
	prefilter_look(prefilter, 1, STR("the same word"), set);
	ok(!prefilter_has(set, 69), "a literal that breaks off is none");
	pattern_close(pattern);
}

/* A small generator of our own, so that every machine tries the same. */
static unsigned
any(unsigned below)
{
	static uint32_t state = 7;
	state = state * 1103515245 + 12345;
	return (state >> 16) % below;
}

/* A pattern that is put together by chance; many are none. */
static struct str
random_pattern(char *text)
{
	static const char *const pieces[] = {
		"abcd", "bcda", "dcba", "ABCD", "aabb", "abc", "a", "b", "(?:a|bc)", "(?:ab|b|)", "(?:", "(?:", "(?=", "(?!", "(?<=ab", "(?i)", "(?>", ")", ")", ")", "|", "|", "?", "*", "+", "{0,2}", "{2}",
		"+?", "*+", "[ab]", "[^a]", "[]a]", "[a\\]]", ".", "^", "$", "\\b", "\\w", "\\."
	};
	int open = 0;
	text[0] = '\0';
	for (unsigned left = 1 + any(9); left > 0; left--)
		strcat(text, pieces[any(LENGTH(pieces))]);
	for (const char *c = text; *c != '\0'; c++)
		open += (*c == '(') - (*c == ')');
	for (; open > 0; open--)
		strcat(text, ")");
	return str_of(text);
}

static bool
may_meet(const struct need *need, struct str text)
{
	struct grams grams;
	grams_of(text, &grams);
	return grams_may_meet(&grams, need);
}

static void
test_random(void)
{
	struct matcher *matcher = matcher_open();
	unsigned found = 0, spared = 0, half = 0, lost = 0;
	for (unsigned i = 0; i < 20000; i++) {
		char text[128];
		struct pattern_fault fault;
		struct pattern *pattern = pattern_open_search(random_pattern(text), &fault);
		if (pattern == NULL)
			continue;
		arena_reset(arena);
		struct prefilter *prefilter = prefilter_new(arena, 1);
		prefilter_add(prefilter, 0, 0, pattern);
		prefilter_settle(prefilter);
		const struct need *need = pattern_need(pattern, arena);
		for (unsigned j = 0; j < 12; j++) {
			char subject[24];
			uint64_t set[1];
			for (unsigned k = 0; k < sizeof subject; k++)
				subject[k] = "abcdABCD."[any(j % 2 ? 4 : 9)];
			struct str some = { subject, any(sizeof subject) };
			prefilter_begin(prefilter, set);
			prefilter_look(prefilter, 0, some, set);
			bool is = pattern_found(pattern, matcher, some);
			found += is;
			spared += !prefilter_has(set, 0);
			lost += is && !prefilter_has(set, 0);
			lost += is && need != NULL && !may_meet(need, some);
			half += prefilter_has(set, 0) && need != NULL && !may_meet(need, some);
		}
		pattern_close(pattern);
	}
	ok(lost == 0 && found > 10000 && spared > 10000 && half > 50, "nor is what a pattern made by chance finds in a text made by chance");
	matcher_close(matcher);
}

int
main(void)
{
	arena = arena_open();
	test_literals();
	test_whole();
	test_grams();
	test_long();
	test_set();
	test_places();
	test_random();
	arena_close(arena);
	return done_testing();
}
