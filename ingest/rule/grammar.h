/*
 * grammar.h - the rule files: patterns with their samples, read, compiled and matched.
 * In: the embedded .gram files of ingest/log and a site's own --rules folder. Out: records.
 *
 * A rule file (unjoe.gram.5) is lines of "word value"; '#' begins a comment line:
 *   program PATTERN    which syslog programs the file reads; may stand several times, before the first rule
 *   define NAME PATTERN  what (?&NAME) stands for in patterns below; before the first rule
 *   rule NAME          begins a rule
 *   record KIND        one of record.h
 *   set FIELD VALUE    a field that every line of this rule has, although no text of it says so
 *   match PATTERN      PCRE2, whole line, group name = field; the last item but the samples
 *   line TEXT          a sample: a whole log line, header included
 *   want FIELD VALUE   what the sample before it has to give; no VALUE: empty; "lack FIELD": absent
 */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#include "ingest/rule/record.h"

struct grammar;

struct rule {
	const char *file, *name;
	enum record_kind kind;
	unsigned value_count;
	uint8_t slot[FIELD_COUNT];      /* 1 + where the field stands in a record's values; 0: not in this rule */
};

struct sample {                         /* a "line" of a rule file, for the test of the rules */
	const struct rule *rule;
	const char *file;
	unsigned line_number;
	struct str line;
	const struct want *wants;
	unsigned want_count;
};

struct want {
	enum field field;
	struct str value;               /* absent: the record must lack the field */
};

/* The embedded rules below folder ("ingest/log/"), and before them the files *.gram of site, a folder of the file system or NULL:
   a site's rules are tried first. Files are taken in order of their paths. A fault in one ends the program with "file:line: what". */
struct grammar *grammar_open(const char *folder, const char *site);
void grammar_close(struct grammar *grammar);

/* The same in single steps: none at first, then a file, or the files *.gram of a folder, behind the others. All are added before the
   first line is matched; path and text are borrowed. They answer the fault, lent until grammar_close, or absent. */
struct grammar *grammar_new(void);
struct str grammar_add(struct grammar *grammar, const char *path, struct str text);
struct str grammar_add_site(struct grammar *grammar, const char *folder);

/* Fills rule, kind and values of a record whose program and text are set: the first rule that fits, else rule = NULL.
   Values are in the arena. A pattern that hits its match limit does not fit. */
void grammar_match(struct grammar *grammar, struct record *record, struct arena *arena);
/* Whether any rule file reads this program: else the line is not mail and is passed over. */
bool grammar_knows(struct grammar *grammar, struct str program);
/* Which rules of all files fit a record, at most size of them: for the test that each sample is taken by its own rule and no other. */
unsigned grammar_count(struct grammar *grammar, const struct record *record, const struct rule **fits, unsigned size);

/* The samples of all files; lent until the next call or grammar_close. */
const struct sample *grammar_samples(struct grammar *grammar, unsigned *count);

#endif
