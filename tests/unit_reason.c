/*
 * unit_reason.c - words for a status: each sample of ingest/reason is taken by its own rule, gives the code that is wanted, and no text makes
 * a rule slow.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/mail/reason.h"
#include "ingest/rule/rulefile.h"
#include "ingest/scan.h"

enum { PUMPED = 1024, STEPS = 200 * PUMPED };

static struct arena *arena;
static struct reasons *reasons;

/* The first that fits: the rules stand in order of what they say. */
static bool
is_taken(struct grammar *grammar, const struct sample *sample, const char *program)
{
	struct record record = { .program = str_of(program), .text = sample->line };
	grammar_match(grammar, &record, arena);
	if (record.rule != NULL && record.rule != sample->rule)
		printf("#     is taken by %s\n", record.rule->name);
	return record.rule == sample->rule;
}

/* Each word of it, and the blanks before, again and again. */
static bool
is_quick(const struct sample *sample)
{
	static char text[PUMPED];
	struct pattern *pattern = ((const struct line_rule *)sample->rule)->pattern;
	struct str rest = sample->line;
	bool quick = true;
	while (rest.p != NULL && quick) {
		struct str word = str_cut(&rest, ' ');
		size_t n = 0;
		for (; n + word.n + 1 <= PUMPED; n += word.n + 1) {
			memcpy(text + n, word.p, word.n);
			text[n + word.n] = ' ';
		}
		quick = pattern_is_quick(pattern, (struct str){ text, n }, STEPS);
		if (!quick)
			tap_show("slow where this is repeated", word);
	}
	return quick;
}

/* The code that words stand for; of a reply code its class. */
static void
test_sample(struct grammar *grammar, const struct sample *sample)
{
	char name[256];
	bool words = strcmp(sample->rule->name, "reply") != 0;
	struct str wanted = sample->want_count == 1 ? sample->wants[0].value : STR_NONE;
	struct str got = reason_status(reasons, sample->line, BOUNCE_FAILED, arena);
	snprintf(name, sizeof name, "%s:%u: %s", sample->file, sample->line_number, sample->rule->name);
	bool same = words ? str_equal(scan_from(got, 1), scan_from(wanted, 1)) : got.n > 0 && wanted.n > 0 && got.p[0] == wanted.p[0];
	bool taken = is_taken(grammar, sample, words ? "reply" : "code"), quick = is_quick(sample);
	if (!ok(taken && quick && same, name))
		tap_show("got", got);
}

static void
test_samples(void)
{
	struct grammar *grammar = grammar_open("ingest/reason/", NULL);
	unsigned count;
	const struct sample *samples = grammar_samples(grammar, &count);
	for (unsigned i = 0; i < count; i++)
		test_sample(grammar, &samples[i]);
	grammar_close(grammar);
}

/* Of which class a code is, and what a reply code alone says. */
static void
test_classes(void)
{
	is_str(reason_status(reasons, STR("the mailbox is full"), BOUNCE_DELAYED, arena), "4.2.2", "of a delay");
	is_str(reason_status(reasons, STR("452 the mailbox is full"), BOUNCE_FAILED, arena), "4.2.2", "of a failure for which a host did not want to try again");
	is_str(reason_status(reasons, STR("552 the mailbox is full"), BOUNCE_DELAYED, arena), "4.2.2", "a delay, whatever the code");
	is_str(reason_status(reasons, STR("connection refused"), BOUNCE_FAILED, arena), "4.4.1", "what never is for good");
	is_str(reason_status(reasons, STR("554 connection refused"), BOUNCE_FAILED, arena), "5.4.1", "but by the code");
	is_str(reason_status(reasons, STR("550 hm"), BOUNCE_FAILED, arena), "5.0.0", "a reply code alone");
	is_str(reason_status(reasons, STR("the host said: 451 hm"), BOUNCE_FAILED, arena), "4.0.0", "of those who may try again");
	is_str(reason_status(reasons, STR("this is of mailbox.full@remote.example, <unknown-user@remote.example>"), BOUNCE_FAILED, arena), NULL, "names of mailboxes are no words");
	is_str(reason_status(reasons, STR("<unknown@remote.example>: the mailbox is full"), BOUNCE_FAILED, arena), "5.2.2", "what is said of them is");
	is_str(reason_status(reasons, STR("see port 465 and room: 500 hours"), BOUNCE_FAILED, arena), NULL, "numbers that are none");
}

int
main(void)
{
	static char text[4096];
	arena = arena_open();
	reasons = reasons_open();
	test_samples();
	test_classes();
	is_str(reason_status(reasons, STR("hm, hm"), BOUNCE_FAILED, arena), NULL, "words of no meaning");
	is_str(reason_status(reasons, STR(""), BOUNCE_FAILED, arena), NULL, "nothing");
	is_str(reason_status(reasons, STR_NONE, BOUNCE_FAILED, arena), NULL, "not told");
	memset(text, ' ', sizeof text);
	memcpy(text + sizeof text - 12, "user unknown", 12);
	is_str(reason_status(reasons, (struct str){ text, sizeof text }, BOUNCE_FAILED, arena), NULL, "far behind the beginning");
	reasons_close(reasons);
	arena_close(arena);
	return done_testing();
}
