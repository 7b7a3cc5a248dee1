/*
 * pattern.h - one pattern over one whole line, or searched for in a text of many, bounded in time and memory.
 * In: the text of a pattern, then lines or texts. Out: whether it fits, and what its named groups captured. The only door to pcre2.
 *
 * Patterns are PCRE2 over bytes, anchored at both ends; "." is any byte, "$" only the very end, and plain parentheses
 * only group: (?<name>...) alone captures. Of the hundreds that are built in a run needs few: these are compiled when they are first tried.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include "base.h"

enum {
	PATTERN_GROUPS = 63,            /* at most so many named groups */
	PATTERN_LENGTH = 16 * 1024,     /* at most so many bytes of pattern */
	PATTERN_TEXT = 16 * 1024        /* a longer text does not fit */
};

struct need;
struct pattern;
struct matcher;                         /* the scratch room of matching: one for each thread */

struct pattern_fault {
	char message[128];
	size_t offset;                  /* into the text of the pattern */
};

/* NULL where the text, which is borrowed as long as the pattern lives, is none; fault then says why. Where fault is NULL, the text is known to be one. */
struct pattern *pattern_open(struct str text, struct pattern_fault *fault);
/* The same to be searched for: "^" and "$" are the ends of lines, "." is any byte but LF. */
struct pattern *pattern_open_search(struct str text, struct pattern_fault *fault);
/* The same once more: it is compiled once, and lives until it was closed as often as it was opened and shared. */
struct pattern *pattern_share(struct pattern *pattern);
void pattern_close(struct pattern *pattern);
struct str pattern_text(const struct pattern *pattern);
unsigned pattern_groups(const struct pattern *pattern);
struct str pattern_group(const struct pattern *pattern, unsigned group);        /* name of a group, the first being 0 */
/* See literal.h. What is not known yet is read from its text, and lies in the arena, which lives as long as the pattern is used. */
const struct need *pattern_need(struct pattern *pattern, struct arena *arena);
/* False where no text that begins with this byte can fit; nothing is known of a pattern that was not compiled yet. */
bool pattern_begins(const struct pattern *pattern, unsigned char first);
bool pattern_is_compiled(const struct pattern *pattern);

struct matcher *matcher_open(void);
void matcher_close(struct matcher *matcher);
/* Whether the whole text, which is not absent, fits; a pattern that meets its limits does not. The machine code is made behind the first few calls. */
bool pattern_fits(struct pattern *pattern, struct matcher *matcher, struct str text);
/* Whether such a pattern is found in a text of any length. */
bool pattern_found(struct pattern *pattern, struct matcher *matcher, struct str text);
/* Whether it is found at or behind *at, and is not empty there; *at is then where that ends. */
bool pattern_search(struct pattern *pattern, struct matcher *matcher, struct str text, size_t *at);
/* Whether pattern_fits would have its answer within so many steps of backtracking: for the test that no line makes a rule slow. */
bool pattern_is_quick(struct pattern *pattern, struct str text, uint32_t steps);
/* After pattern_fits or pattern_search: fills as many groups as the pattern has, borrowed from text; a group that took no part is absent. */
void pattern_take(const struct pattern *pattern, const struct matcher *matcher, struct str text, struct str *groups);

#endif
