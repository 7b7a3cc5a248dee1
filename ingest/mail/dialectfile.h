/*
 * dialectfile.h - one dialect file: read, checked and compiled.
 * In: the text of a .gram file (the language is in dialect.h). Out: its rules and samples, or its first fault.
 */
#ifndef DIALECTFILE_H
#define DIALECTFILE_H

#include "ingest/mail/dialect.h"

struct dialect_item {                           /* of a detect or find */
	struct str where;                       /* name of a header field; absent: the body */
	struct pattern *pattern;
	unsigned number;                        /* of a detect, among those of all files */
	uint8_t fields[PATTERN_GROUPS];         /* by group */
};

struct dialect_set {
	enum field field;
	struct str value;
};

struct dialect_form {
	struct dialect_rule rule;
	unsigned detect_count, find_count, set_count, sample_count;
	struct dialect_item *detects, *finds;
	struct dialect_set *sets;
	struct pattern *original;               /* NULL: none */
};

struct dialect {
	const char *path;
	struct dialect_form *forms;
	struct dialect_sample *samples;
	struct dialect_item *items;             /* those of all forms */
	unsigned form_count, sample_count, item_count;
};

/* Path and text are borrowed, all else is in the arena; all must outlive it. proven: see ruletext.h. NULL where there is a fault: *why then says
   "path:line: what". */
struct dialect *dialectfile_open(const char *path, struct str text, bool proven, struct arena *arena, struct str *why);
void dialectfile_close(struct dialect *dialect);

#endif
