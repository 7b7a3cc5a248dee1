/*
 * unit_reason.c - words for a status: each sample of ingest/reason is taken by its own rule, gives the code that is wanted, and no text makes
 * a rule slow.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/mail/reason.h"
#include "ingest/rule/rulefile.h"

enum { PUMPED = 1024, STEPS = 200 * PUMPED };

static struct arena *arena;
static struct reasons *reasons;

/* The first that fits: the rules stand in order of what they say. */
static bool
is_taken(struct grammar *grammar, const struct sample *sample)
{
	struct record record = { .program = STR("reply"), .text = sample->line };
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
	const struct pattern *pattern = ((const struct line_rule *)sample->rule)->pattern;
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

static void
test_samples(void)
{
	struct grammar *grammar = grammar_open("ingest/reason/", NULL);
	unsigned count;
	const struct sample *samples = grammar_samples(grammar, &count);
	for (unsigned i = 0; i < count; i++) {
		char name[256];
		struct str wanted = samples[i].want_count == 1 ? samples[i].wants[0].value : STR_NONE;
		struct str got = reason_status(reasons, samples[i].line, '5', arena);
		snprintf(name, sizeof name, "%s:%u: %s", samples[i].file, samples[i].line_number, samples[i].rule->name);
		bool taken = is_taken(grammar, &samples[i]), quick = is_quick(&samples[i]);
		if (!ok(taken && quick && str_equal(got, wanted), name))
			tap_show("got", got);
	}
	grammar_close(grammar);
}

int
main(void)
{
	static char text[4096];
	arena = arena_open();
	reasons = reasons_open();
	test_samples();
	is_str(reason_status(reasons, STR("the mailbox is full"), '4', arena), "4.2.2", "of a delay");
	is_str(reason_status(reasons, STR("550 5.9.9 hm"), '5', arena), NULL, "words of no meaning");
	is_str(reason_status(reasons, STR(""), '5', arena), NULL, "nothing");
	is_str(reason_status(reasons, STR_NONE, '5', arena), NULL, "not told");
	memset(text, ' ', sizeof text);
	memcpy(text + sizeof text - 12, "user unknown", 12);
	is_str(reason_status(reasons, (struct str){ text, sizeof text }, '5', arena), NULL, "far behind the beginning");
	reasons_close(reasons);
	arena_close(arena);
	return done_testing();
}
