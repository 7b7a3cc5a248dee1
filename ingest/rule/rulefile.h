/*
 * rulefile.h - one rule file: read, checked and compiled.
 * In: the text of a .gram file (the language is in grammar.h). Out: its program patterns, rules and samples, or its first fault.
 */
#ifndef RULEFILE_H
#define RULEFILE_H

#include "ingest/rule/grammar.h"
#include "ingest/rule/pattern.h"

/* A record's values are those that were set, then those of the pattern's groups. */
struct line_rule {
	struct rule rule;
	struct pattern *pattern;
	unsigned set_count, sample_count;
	struct str *sets;
	uint8_t fields[FIELD_COUNT];    /* by value */
};

struct rulefile {
	const char *path;
	struct pattern **programs;
	struct line_rule *rules;
	struct sample *samples;
	unsigned program_count, rule_count, sample_count;
};

/* Path and text are borrowed, all else is in the arena; all must outlive it. proven: see ruletext.h. NULL where there is a fault: *why then says
   "path:line: what". */
struct rulefile *rulefile_open(const char *path, struct str text, bool proven, struct arena *arena, struct str *why);
void rulefile_close(struct rulefile *file);

#endif
