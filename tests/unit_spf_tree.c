/*
 * unit_spf_tree.c - what needs DNS: the tree of includes with its counts, and what lint finds in a domain.
 * In: worlds as text (analyze/spf/answerfile.h). Out: TAP.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/dmarc.h"
#include "analyze/spf/lint.h"
#include "analyze/spf/tree.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;
static struct answers *answers;
static struct spf_ask ask;
static struct spf_lint lint;

static const char world[] =
    "R\torg.example\tTXT\tv=spf1%20mx%20a:www.org.example%20include:_spf.net.example%20-all\n"
    "R\torg.example\tMX\t10%20mx.org.example\n"
    "R\tmx.org.example\tA\t198.51.100.1\n"
    "R\tmx.org.example\tAAAA\t2a00::1\n"
    "R\twww.org.example\tA\t198.51.100.1\n"
    "R\twww.org.example\tA\t198.51.100.2\n"
    "R\t_spf.net.example\tTXT\tv=spf1%20ip4:203.0.113.0/24%20ip4:198.51.100.0/30%20-ip4:8.8.8.8%20redirect=_more.net.example\n"
    "R\t_more.net.example\tTXT\tv=spf1%20ip6:2a00::/126%20exists:%25{i}.net.example%20~all\n"
    "R\tloop.example\tTXT\tv=spf1%20include:back.example%20-all\n"
    "R\tback.example\tTXT\tv=spf1%20include:LOOP.example.%20-all\n"
    "R\tself.example\tTXT\tv=spf1%20mx%20include:self.example%20-all\n"
    "R\tself.example\tMX\t10%20mx.org.example\n"
    "R\tbad.example\tTXT\tv=spf1%20include:broken.example%20include:two.example%20include:gone.example%20include:fails.example%20include:open.example%20-all\n"
    "R\tbroken.example\tTXT\tv=spf1%20ip4:1.2.3%20-all\n"
    "R\ttwo.example\tTXT\tv=spf1%20-all\n"
    "R\ttwo.example\tTXT\tv=spf1%20a%20~all\n"
    "X\tfails.example\t*\n"
    "R\topen.example\tTXT\tv=spf1%20a%20%2ball\n"
    "R\topen.example\tA\t198.51.100.3\n"
    "R\tvoid.example\tTXT\tv=spf1%20a:x1.example%20mx:x2.example%20exists:x3.example%20a:www.org.example%20-all\n"
    "R\tnull.example\tTXT\tv=spf1%20mx%20ip4:198.51.100.1%20-all\n"
    "R\tnull.example\tMX\t0%20.\n"
    "R\tparked.example\tTXT\tv=spf1%20~all\n"
    "R\tbare.example\tTXT\thello\n"
    "R\tsoft.example\tTXT\tv=spf1%20ip4:198.51.100.1%20~all\n"
    "R\tsoft.example\tSPF\tv=spf1%20-all\n"
    "R\tsoft.example\tMX\t10%20lo.example\n"
    "R\tlo.example\tA\t127.0.0.1\n"
    "R\t_dmarc.soft.example\tTXT\tv=DMARC1;%20p=reject\n"
    "R\tnear.example\tTXT\tsomething=else\n"
    "R\tnear.example\tTXT\t%22v=spf1%20ip4=198.51.100.7%20-all%22\n"
    "R\tnear.example\tA\t198.51.100.7\n"
    "R\tten.example\tTXT\tv=spf1%20include:nine.example%20a:www.org.example%20a:mx.org.example%20-all\n"
    "R\tnine.example\tTXT\tv=spf1%20a:www.org.example%20a:www.org.example%20a:www.org.example%20a:www.org.example%20a:www.org.example%20"
    "a:www.org.example%20a:www.org.example%20a:www.org.example%20-all\n";

static void
open_world(void)
{
	struct answerfile result;
	answers = answers_open(NULL);
	answerfile_read(str_of(world), answers, &result);
	if (result.error != NULL)
		bug("line %u of the world: %s", result.line, result.error);
	answers_complete(answers, STR(""));
	ask = (struct spf_ask){ .answers = answers, .when = ANSWERS_NEWEST, .arena = arena };
}

static struct spf_tree
grow(const char *domain)
{
	struct spf_tree tree;
	ask.missing_count = 0;
	spf_tree(str_of(domain), STR_NONE, &ask, arena, &tree);
	return tree;
}

static void
trees(void)
{
	struct spf_tree tree = grow("Org.Example.");
	const struct spf_node *root = tree.root, *spf = root->steps[2].node, *more = spf->steps[3].node;
	is_str(root->domain, "org.example", "the name of the root, in lower case");
	is_int(tree.lookups, 5, "mx, a, include, redirect and exists are lookups");
	is_int(tree.nodes, 3, "three records");
	is_int(root->lookups, 3, "three of the lookups are its own");
	is_int(tree.voids, 1, "www has no IPv6 address, and IPv6 clients may send");
	is_int(root->voids4_below, 0, "nothing is missing for IPv4");
	is_int((int64_t)root->ip4, 2, "two addresses of its own, one of them named twice");
	is_int((int64_t)root->ip4_below, 256 + 4, "with the includes, each counted once, what is excluded not at all");
	is_int((int64_t)spf->ip4, 256 + 4, "what the include brings");
	is_int((int64_t)root->ip6, 1, "of IPv6 one");
	is_int((int64_t)root->ip6_below, 4, "and four with the redirect");
	ok(tree.known && !tree.cut && !root->everybody, "all of it is known");
	ok(more->parent == spf && spf->parent == root && more->count == 3, "the redirect is a node below");
	is_str(more->steps[1].name, NULL, "what depends on the mail has no name");
	is_int(root->steps[0].hosts, 1, "one exchanger");

	tree = grow("loop.example");
	const struct spf_node *back = tree.root->steps[0].node;
	is_int(back->steps[0].node->status, SPF_NODE_LOOP, "a loop ends");
	is_int(grow("nowhere.example").root->status, SPF_NODE_NO_RECORD, "no record");
	is_int(grow("fails.example").root->status, SPF_NODE_FAILED, "a lookup that failed");
	is_int(grow("two.example").root->status, SPF_NODE_SEVERAL, "several records");
	is_int(grow("broken.example").root->status, SPF_NODE_BROKEN, "a broken one");
	ok(grow("open.example").root->everybody, "open to everybody");
	tree = grow("void.example");
	is_int(tree.voids, 3, "three void lookups");
	is_int(grow("ten.example").lookups, 11, "eleven lookups");
}

/* A record that includes itself 40 times by other names, and a chain. */
static void
bombs(void)
{
	struct answers *bomb = answers_open(NULL);
	struct spf_tree tree;
	struct str text = STR("v=spf1");
	for (unsigned i = 0; i < 40; i++)
		text = arena_print(arena, "%.*s include:b%u.%%{d}", (int)text.n, text.p, i);
	answers_add_txt(bomb, STR("bomb.example"), text);
	for (unsigned i = 0; i < 40; i++)
		for (unsigned k = 0; k <= 40; k++)
			answers_add_txt(bomb, k == 40 ? arena_print(arena, "b%u.bomb.example", i) : arena_print(arena, "b%u.b%u.bomb.example", k, i), text);
	for (unsigned i = 0; i < 100; i++)
		answers_add_txt(bomb, arena_print(arena, "c%u.example", i), arena_print(arena, "v=spf1 include:c%u.example", i + 1));
	answers_complete(bomb, STR(""));
	struct spf_ask bomb_ask = { .answers = bomb, .when = ANSWERS_NEWEST, .arena = arena };
	spf_tree(STR("bomb.example"), STR_NONE, &bomb_ask, arena, &tree);
	ok(tree.cut && tree.lookups > SPF_LOOKUPS_MAX && tree.nodes < 20000, "a bomb is cut");
	spf_tree(STR("c0.example"), STR_NONE, &bomb_ask, arena, &tree);
	ok(tree.cut && tree.nodes < 30, "a long chain, too");
	struct str *names = arena_take(arena, 4000 * sizeof *names);
	struct answer many = { .name = STR("many.example"), .type = ANSWER_A, .status = ANSWER_OK, .count = 4000, .values = names };
	for (unsigned i = 0; i < 4000; i++)
		names[i] = arena_copy(arena, (struct str){ (char[]){ 8, 8, (char)(i >> 8), (char)i }, 4 });
	answers_add(bomb, &many);
	text = STR("v=spf1");
	for (unsigned i = 0; i < 30; i++)
		text = arena_print(arena, "%.*s a:many.example/%u", (int)text.n, text.p, 32 - i % 2);
	spf_tree(STR("wide.example"), text, &bomb_ask, arena, &tree);
	ok(tree.cut && tree.lookups == 30 && tree.root->ip4 == 4000, "many addresses are cut");
	answers_close(bomb);
}

static void
finds(const char *domain, const char *text, const char *findings, const char *proposed)
{
	struct spf_subject subject = { .domain = str_of(domain), .text = str_of(text), .ask = &ask };
	struct str told = STR("");
	spf_lint(&subject, arena, &lint);
	for (size_t i = 0; i < lint.count; i++) {
		struct str detail = lint.findings[i].detail;
		told = arena_print(arena, "%.*s%s%s%s%.*s%s", (int)told.n, told.p, i == 0 ? "" : "; ", spf_finding_name(lint.findings[i].kind),
		    detail.p == NULL ? "" : " (", (int)detail.n, detail.p == NULL ? "" : detail.p, detail.p == NULL ? "" : ")");
	}
	is_str(told, findings, text == NULL ? domain : text);
	is_str(lint.proposed, proposed, "is proposed");
}

static void
domains(void)
{
	finds("org.example", NULL, "", NULL);
	finds("nowhere.example", NULL, "no-record (nowhere.example); parked", "v=spf1 -all");
	finds("mx.org.example", NULL, "no-record (mx.org.example)", NULL);
	finds("fails.example", NULL, "target-failed (fails.example)", NULL);
	finds("two.example", NULL, "behind-all; void-lookup (two.example); several-records (2 records); parked", "v=spf1 -all");
	finds("near.example", NULL, "quotes; equals-sign", "v=spf1 ip4:198.51.100.7 -all");
	finds("loop.example", NULL, "loop (loop.example: loop); parked", "v=spf1 -all");
	finds("self.example", NULL, "loop (self.example: loop)", "v=spf1 mx -all");
	finds("bad.example", NULL, "target-broken (broken.example: not an address of this kind); target-broken (two.example: several records); "
	    "target-no-record (gone.example: no record); target-failed (fails.example: lookup failed); target-pass-all (open.example)",
	    "v=spf1 include:broken.example include:two.example include:fails.example include:open.example -all");
	finds("void.example", NULL, "void-lookup (x1.example); void-lookup (x2.example); void-lookup (x3.example); too-many-void (3 void lookups)", "v=spf1 a:www.org.example -all");
	finds("null.example", NULL, "null-mx (null.example)", "v=spf1 ip4:198.51.100.1 -all");
	finds("parked.example", NULL, "softfail-all; parked", "v=spf1 -all");
	finds("soft.example", NULL, "softfail-dmarc (p=reject); type-99 (another one: v=spf1 -all); mx-loopback (lo.example)", NULL);
	finds("ten.example", NULL, "too-many-lookups (11 lookups: include:nine.example 9, a:www.org.example 1, a:mx.org.example 1); "
	    "too-many-void (9 void lookups of an IPv6 client)", NULL);
	finds("org.example", "v=spf1 include=gone.example redirect=_spf.net.example", "equals-sign; target-no-record (gone.example: no record)", "v=spf1 redirect=_spf.net.example");
}

/* Thousands of texts of a stranger: none of them a record, then all of them. */
static void
many_texts(void)
{
	enum { MANY = 5000 };         /* as many as an answer of 64 KiB can hold */
	struct answers *texts = answers_open(NULL);
	struct str *values = arena_take(arena, MANY * sizeof *values);
	for (unsigned k = 0; k < 2; k++) {
		struct answer answer = { .name = k == 0 ? STR("none.example") : STR("all.example"), .type = ANSWER_TXT, .status = ANSWER_OK, .count = MANY, .values = values };
		for (unsigned i = 0; i < MANY; i++)
			values[i] = arena_print(arena, k == 0 ? "\"%u\"" : "v=spf1 |%u", i);
		answers_add(texts, &answer);
	}
	answers_complete(texts, STR(""));
	struct spf_ask many = { .answers = texts, .when = ANSWERS_NEWEST, .arena = arena };
	struct spf_subject subject = { .domain = STR("none.example"), .ask = &many };
	spf_lint(&subject, arena, &lint);
	is_int(lint.findings[0].kind, SPF_FINDING_NO_RECORD, "none of many texts is a record");
	subject.domain = STR("all.example");
	spf_lint(&subject, arena, &lint);
	bool several = false;
	for (size_t i = 0; i < lint.count; i++)
		several = several || lint.findings[i].kind == SPF_FINDING_SEVERAL_RECORDS;
	ok(several && lint.count == SPF_FINDINGS_MAX && lint.left_out > 0, "all of them are");
	answers_close(texts);
}

/* What is not in the store is asked for, and changes nothing until it is there. */
static void
missing(void)
{
	struct answers *empty = answers_open(NULL);
	struct str helo = STR("mx.org.example");
	struct spf_ask nobody = { .answers = empty, .when = ANSWERS_NEWEST, .arena = arena };
	struct spf_subject subject = { .domain = STR("org.example"), .text = STR("v=spf1 mx include:x.example -all"), .ask = &nobody };
	spf_lint(&subject, arena, &lint);
	is_int((int64_t)lint.count, 0, "what is not known is no finding");
	bool mx = false, txt = false;
	for (size_t i = 0; i < nobody.missing_count; i++) {
		mx = mx || (nobody.missing[i].type == ANSWER_MX && str_is(nobody.missing[i].name, "org.example"));
		txt = txt || (nobody.missing[i].type == ANSWER_TXT && str_is(nobody.missing[i].name, "x.example"));
	}
	ok(mx && txt, "but a question");
	answers_close(empty);
	subject = (struct spf_subject){ .domain = STR("org.example"), .ask = &ask, .helos = &helo, .helo_count = 1 };
	spf_lint(&subject, arena, &lint);
	is_int((int64_t)lint.count, 1, "a HELO name without a record");
	is_str(lint.findings[0].detail, "mx.org.example: v=spf1 a -all", "what it should say");
}

static void
dmarc(void)
{
	is_int(dmarc_read(STR("v=DMARC1; p=reject; rua=mailto:x@example.org"), false), DMARC_REJECT, "reject");
	is_int(dmarc_read(STR("v=DMARC1;p = Quarantine"), false), DMARC_QUARANTINE, "quarantine, with blanks");
	is_int(dmarc_read(STR("v=DMARC1; p=none; sp=reject"), false), DMARC_NONE, "none for the domain itself");
	is_int(dmarc_read(STR("v=DMARC1; p=none; sp=reject"), true), DMARC_REJECT, "reject for those below");
	is_int(dmarc_read(STR("v=DMARC1; p=reject"), true), DMARC_REJECT, "p holds below, too");
	is_int(dmarc_read(STR("v=DMARC1; p=reject; pct=0"), false), DMARC_NONE, "for none of the mail");
	is_int(dmarc_read(STR("v=DMARC1; p=reject; t=y"), false), DMARC_NONE, "on trial");
	is_int(dmarc_read(STR("v=DMARC1"), false), DMARC_NONE, "without a policy");
	is_int(dmarc_read(STR("v=spf1 -all"), false), DMARC_NO_RECORD, "something else");
	is_int(dmarc_read(STR(""), false), DMARC_NO_RECORD, "nothing");
	is_int(dmarc_read(STR_NONE, false), DMARC_NO_RECORD, "absent");
	is_str(str_of(dmarc_policy_name(DMARC_REJECT)), "reject", "its name");
}

int
main(void)
{
	arena = arena_open();
	open_world();
	trees();
	bombs();
	domains();
	many_texts();
	missing();
	dmarc();
	answers_close(answers);
	arena_close(arena);
	return done_testing();
}
