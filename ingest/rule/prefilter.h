/*
 * prefilter.h - which of many patterns may be found in a text, before any is tried: one pass over the text looks for the literals of all.
 * In: patterns, then texts. Out: a set of patterns without those whose literals are missing. It only saves time.
 */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "ingest/rule/pattern.h"

struct prefilter;

/* In the arena, for so many patterns, which are borrowed. A pattern is looked for in one place of many, such as a header field. */
struct prefilter *prefilter_new(struct arena *arena, unsigned patterns);
void prefilter_add(struct prefilter *prefilter, unsigned number, unsigned place, struct pattern *pattern);
/* All were added: from now on texts are looked at. */
void prefilter_settle(struct prefilter *prefilter);

/* 64-bit words that a set of its patterns needs: a bit for each number. */
unsigned prefilter_words(const struct prefilter *prefilter);
/* Begins a set: the patterns of all places that need no literal. */
void prefilter_begin(const struct prefilter *prefilter, uint64_t *set);
/* Adds those of the place whose literals stand in the text. */
void prefilter_look(const struct prefilter *prefilter, unsigned place, struct str text, uint64_t *set);

static inline bool
prefilter_has(const uint64_t *set, unsigned number)
{
	return set[number / 64] >> number % 64 & 1;
}

#endif
