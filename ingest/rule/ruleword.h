/*
 * ruleword.h - the words of a .gram file: which there are, in which order they come, and who reads each.
 * In: the text of the file. Out: each word given to its reader, or the first fault.
 */
#ifndef RULEWORD_H
#define RULEWORD_H

#include "ingest/rule/ruletext.h"

struct reading;                         /* what a reader of files keeps meanwhile: its own */

struct ruleword {
	const char *name;
	bool (*read)(struct reading *reading, struct str value);        /* false: it has told a fault */
	unsigned from, to;              /* which words may stand before it in its rule: from the first to the last of them */
	const char *missing;            /* from a rule that ends with it; NULL: none */
};

struct rulewords {
	const char *what;               /* "rule file" */
	const struct ruleword *words;   /* in the order of their places */
	unsigned count;
	unsigned rule;                  /* the word that begins a rule; those before it stand above all rules */
};

/* How often each word stands in the file, so that room can be taken for all of it; counts has one more place, for what is no word. */
void rulewords_count(const struct rulewords *words, struct ruletext text, size_t *counts);
/* Reads to the end. Whoever reads a rule takes its name by ruletext_rule. False: text->fault tells what is wrong. */
bool rulewords_read(const struct rulewords *words, struct ruletext *text, struct reading *reading);

#endif
