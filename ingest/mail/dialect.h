/*
 * dialect.h - the dialect rules: what MTAs write to people where they do not keep to RFC 3464.
 * In: the files of ingest/dialect and a site's own; header fields, and the body: what stands before the returned message, as text.
 * Out: which rule a message fits, what that finds, and where the returned message begins.
 *
 * A dialect (unjoe.gram.5) is a file, ingest/dialect/NAME.gram, of lines "word value"; '#' begins a comment line. Above all rules,
 * "define NAME PATTERN" says what (?&NAME) stands for in patterns. Its rules, in this order:
 *   rule NAME               begins a rule
 *   kind KIND               what such a message is: failed delayed delivered relayed expanded challenge autoreply disposition
 *                           feedback other; or notice: not what it is, but that it comes from one who sends bounces
 *   detect WHERE PATTERN    to be found, each of them; WHERE is body, or the name of a header field, any of which may have it;
 *                           a field that is not there is an empty one
 *   set FIELD VALUE         of each recipient, although no text says so
 *   find WHERE PATTERN      each match is a recipient, its groups are fields; a match without a recipient is of all that lack its fields
 *   original PATTERN        the returned message begins behind it
 *   file PATH               a sample; "want FIELD VALUE" and "lack FIELD" behind it: of the recipient wanted last, or of the message
 * Patterns are searched for, see pattern.h. A file zz-NAME.gram is a last resort: tried behind the others of its group,
 * and it may fit what they fit. Its finds stand in order of their worth: the first that names a recipient names them all. Where it has
 * such finds, one has to name somebody but whom the mail is for, or a mail has to be returned.
 *
 * Who takes a message: other before all, then the kinds of bounces, then those of answers; then by name of file, then by order.
 * A bounce that no standard marks needs evidence of its sender: a rule of kind notice fits it too, or its own rule detects a header
 * field that other people's mail does not have: any but Subject, Content-Type and Return-Path. A last resort without such a
 * field gives way to answers.
 */
#ifndef DIALECT_H
#define DIALECT_H

#include "ingest/mail/bounce.h"
#include "ingest/rule/pattern.h"

enum {
	DIALECT_NOTICE = BOUNCE_OTHER + 1,      /* what a rule may be besides the kinds of bounces */
	DIALECT_DETECT_TEXT = 16 * 1024,        /* so much of a body or field is looked at, to detect and to find */
	DIALECT_FIND_TEXT = 128 * 1024,
	DIALECT_FINDS_MAX = 2 * BOUNCE_RECIPIENTS_MAX   /* matches taken of one message */
};

enum dialect_group { DIALECT_LOOKALIKES, DIALECT_BOUNCES, DIALECT_ANSWERS, DIALECT_NOTICES, DIALECT_GROUPS };

struct dialect_rule {
	const char *dialect, *file, *name;
	unsigned kind;                          /* enum bounce_kind, DIALECT_NOTICE */
	bool last;                              /* of a zz- file */
	bool marked;                            /* is evidence by itself */
	bool names;                             /* has a find of recipients */
};

struct dialect_want {
	enum field field;
	struct str value;                       /* absent: it must be absent */
};

struct dialect_sample {
	const struct dialect_rule *rule;
	struct str path;
	unsigned line_number;
	const struct dialect_want *wants;
	unsigned want_count;
};

/* What a rule is held against. */
struct dialect_subject {
	const struct message_field *fields;
	unsigned field_count;
	struct str body;
	const uint64_t *may;                    /* by dialects_sift; NULL: everything is tried */
};

struct dialects;
struct dialect;                                 /* one file, read and compiled; dialectfile.h */

/* The files of site, a folder that need not be there or NULL, then those that are built in. A fault in one ends the program with "file:line: what". */
struct dialects *dialects_open(const char *site);
void dialects_close(struct dialects *dialects);
/* In single steps, for tests: none, then a file. path and text are borrowed. Answers the fault, lent until dialects_close, or absent. */
struct dialects *dialects_new(void);
struct str dialects_add(struct dialects *dialects, const char *path, struct str text);

/* Finds out, in one pass over the fields and the body, what need not be tried on them; all rules have been added. *subject is good as long as the arena
   is, and its texts stay the same. */
void dialects_sift(struct dialects *dialects, struct dialect_subject *subject, struct arena *arena);
/* The rule of the group that takes a message, NULL where none does; without evidence only such as are marked. */
const struct dialect_rule *dialects_take(struct dialects *dialects, enum dialect_group group, bool evidence, const struct dialect_subject *subject);
/* All that detect it, at most size of them: for the test that no other does. */
unsigned dialects_count(struct dialects *dialects, enum dialect_group group, const struct dialect_subject *subject,
    const struct dialect_rule **fits, unsigned size);
enum dialect_group dialect_group_of(unsigned kind);

/* Cuts the returned message off a body, at the rule's original; absent where it has none or that is not found. */
struct str dialect_cut(struct dialects *dialects, const struct dialect_rule *rule, struct str *body);
/* What the rule finds, a match at a time: begin with an empty search. Values by field, of the match and then of the rule's sets. */
struct dialect_search {
	unsigned find, taken;
	unsigned field;                         /* of the header */
	size_t at;
};
bool dialect_next(struct dialects *dialects, const struct dialect_rule *rule, const struct dialect_subject *subject,
    struct arena *arena, struct dialect_search *search, struct str values[FIELD_COUNT]);
/* The values that the rule sets. */
void dialect_sets(const struct dialect_rule *rule, struct str values[FIELD_COUNT]);

const struct dialect_sample *dialects_samples(struct dialects *dialects, unsigned *count);      /* lent until the next call */

#endif
