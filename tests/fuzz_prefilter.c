/*
 * fuzz_prefilter.c - a pattern, LF, and a text: what the pattern finds in it, the prefilter lets by, and it holds all that is needed.
 */
#include "ingest/rule/need.h"
#include "ingest/rule/pattern.h"
#include "ingest/rule/prefilter.h"
#include "tests/fuzz.h"

static void
fuzz(struct str input, struct arena *arena)
{
	static struct matcher *matcher;
	struct str text = str_cut(&input, '\n');
	struct pattern_fault fault;
	uint64_t set[1];
	struct grams grams;
	struct pattern *pattern = pattern_open_search(text, &fault);
	if (matcher == NULL)
		matcher = matcher_open();
	if (pattern == NULL)
		return;
	struct prefilter *prefilter = prefilter_new(arena, 1);
	struct str subject = input.p == NULL ? STR("") : input;
	prefilter_add(prefilter, 0, 0, pattern);
	prefilter_settle(prefilter);
	prefilter_begin(prefilter, set);
	prefilter_look(prefilter, 0, subject, set);
	grams_of(subject, &grams);
	const struct need *need = pattern_need(pattern, arena);
	bool may = prefilter_has(set, 0) && (need == NULL || grams_may_meet(&grams, need));
	if (pattern_found(pattern, matcher, subject) && !may)
		bug("\"%.*s\" is found, and was sorted out", (int)text.n, text.p);
	pattern_close(pattern);
}
