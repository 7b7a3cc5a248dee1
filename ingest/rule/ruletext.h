/*
 * ruletext.h - the lines of a .gram file, whatever its rules are for: "word value", '#' begins a comment line; and what is wrong in one.
 * In: the text of the file. Out: words, values, names, fields, patterns; or its first fault.
 */
#ifndef RULETEXT_H
#define RULETEXT_H

#include "ingest/rule/pattern.h"
#include "ingest/rule/record.h"

struct ruletext_define;
struct ruletext_opened;

struct ruletext_rule {
	const char *name;
	unsigned line_number;           /* where it begins */
	const struct ruletext_rule *before;
};

struct ruletext {
	const char *path;
	struct arena *arena;
	bool proven;                    /* built in, so that tests hold that its patterns are some: they are compiled when they are tried */
	struct ruletext_define *defines;        /* the last one first */
	const struct ruletext_rule *rules;      /* likewise */
	struct ruletext_opened *opened; /* patterns, likewise */
	struct str rest;                /* what is not yet read */
	unsigned line_number;           /* of what was read last, from 1 */
	struct str fault;               /* "path:line: what"; absent: none so far */
};

/* So much of a text is repeated in a fault: "%.*s". */
enum { RULETEXT_QUOTED = 60 };
#define QUOTE(text) (int)((text).n < RULETEXT_QUOTED ? (text).n : RULETEXT_QUOTED), (text).p

/* The next line with a word, which may be indented, and ends in LF or CR LF. False at the end. */
bool ruletext_next(struct ruletext *text, struct str *word, struct str *value);
/* Takes the word that rest begins with, and the blanks behind it. */
struct str ruletext_word(struct str *rest);

/* "define NAME PATTERN", above all rules: a piece of patterns that several of the file have. value: what stands behind the word. */
bool ruletext_define(struct ruletext *text, struct str value);

/* What is wrong in the line. Answers false, so that a reader can return it. */
bool ruletext_fault(struct ruletext *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* These tell the fault themselves: the name of the rule that begins here, which no other has, NULL; the field, FIELD_NONE; the pattern, NULL. */
const char *ruletext_rule(struct ruletext *text, struct str name);
enum field ruletext_field(struct ruletext *text, struct str name);
/* Where a name that was defined stands in a pattern as (?&name), the pattern that it was given stands for it. What the file has twice, as a find
   of several rules, is shared. */
struct pattern *ruletext_pattern(struct ruletext *text, struct str value, struct pattern *(*open)(struct str text, struct pattern_fault *fault));

#endif
