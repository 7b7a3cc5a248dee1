/*
 * mend.h - a record on its way to be corrected: findings, the edits that belong to them, and the text that the edits make.
 * Only lint and its parts (head, slip, sense, target, domain) see this. They look at the text in passes: in each they tell what they
 * find and how it is mended; then the edits are made, all that do not touch each other, and the next pass looks again.
 */
#ifndef SPF_MEND_H
#define SPF_MEND_H

#include "analyze/spf/lint.h"
#include "analyze/spf/network.h"

#include <string.h>

struct edit;

struct mend {
	struct arena *arena;
	struct spf_lint *lint;
	struct str domain;              /* whose record it is; absent where nobody knows */
	struct str text;                /* as it is now */
	uint32_t *origin;               /* of each of its bytes: where that came from in the given text */
	struct edit *edits;             /* of this pass */
	size_t count, size;
	size_t group;                   /* of the last finding: its edits are made together or not at all */
	bool softened;                  /* the ~all in it is ours */
	struct spf_finding *finding;    /* the last one; NULL where it was told before, or is one too many */
};

/* Nothing is mended yet; findings go to lint. text and lint are borrowed, all else is in the arena. */
void mend_begin(struct mend *mend, struct str text, struct arena *arena, struct spf_lint *lint);

/* Tells a finding, once only; place lies in mend->text, or is absent. */
void mend_find(struct mend *mend, enum spf_finding_kind kind, struct str place, struct str detail);
/* What mends the last finding: text in place of the bytes there. If it is borrowed from mend->text, it has moved. */
void mend_edit(struct mend *mend, struct str place, struct str text);
/* The same: a term, and the blanks before it, goes away. */
void mend_drop(struct mend *mend, struct str term);

/* Ends the pass. Whether the text has changed. */
bool mend_apply(struct mend *mend);

/* The bytes from a's first to b's last, both in the same text. */
static inline struct str
mend_span(struct str a, struct str b)
{
	return (struct str){ a.p, (size_t)(b.p + b.n - a.p) };
}

/* The first n bytes of text; what is behind them. */
static inline struct str
mend_head(struct str text, size_t n)
{
	return (struct str){ text.p, n };
}

static inline struct str
mend_tail(struct str text, size_t n)
{
	return (struct str){ text.p + n, text.n - n };
}

/* The bytes of text before c; all where there is none. */
static inline struct str
before(struct str text, char c)
{
	const char *at = text.n == 0 ? NULL : memchr(text.p, c, text.n);
	return at == NULL ? text : mend_head(text, (size_t)(at - text.p));
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_sign(char c)
{
	return c == '+' || c == '-' || c == '~' || c == '?';
}

/* What lookalike.def knows of the bytes with which text begins: how many they are, 0 for none. */
size_t lookalike_at(struct str text, struct str *plain, enum spf_finding_kind *kind);

/* "#", "//", "(": what follows is for people. */
bool begins_comment(struct str text);
/* Case aside. */
bool same_word(struct str text, const char *word);
/* "-all" for "none" and "-any", "~all" for "softfail": the all that a word for people stands for; absent where it is none. */
struct str all_of_word(const struct mend *mend, struct str sign, struct str word);
/* The term that name is, or nearly is, among those from first to before end; NULL where it is like none. */
const char *nearly_named(struct str name, enum spf_term_kind first, enum spf_term_kind end);
/* How many letters must be changed, added, taken away or swapped with their neighbour, to make a name of at most 16 letters the word. */
unsigned letters_apart(struct str name, const char *word);
/* Whether name and value make a term without an error: sound_term(mend, "a:", value). */
bool sound_term(const struct mend *mend, const char *name, struct str value);
/* What stands behind the ":" or "=" of a term, prefix lengths and all; absent where there is none. */
struct str raw_value(const struct spf_term *term);

/* The passes. Each looks at mend->text and tells; head_look says whether it is a record now, or may become one. */
bool head_look(struct mend *mend);
void slip_look(struct mend *mend, const struct spf_record *record);
void sense_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);
/* What DNS says of the names in it; the subject has a domain, and somebody to ask. */
void target_look(struct mend *mend, const struct spf_subject *subject);

void useless_look(struct mend *mend, const struct spf_record *record);  /* a part of sense_look */

bool is_network(const struct spf_term *term);           /* ip4, ip6 */
bool takes_name(enum spf_term_kind kind);               /* its value is one of DNS */
struct spf_network spf_term_network(const struct spf_term *term);
int text_order(struct str a, struct str b);             /* case aside */

/* At the end: the size of the record; what DNS says of the domain itself, whose record is NULL where there is none. */
void sense_size(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);
void domain_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);

/* The slips, by what they are about. Each tells at most one finding, and answers how many terms it is about: 0 where there is none. */
typedef unsigned slip(struct mend *mend, const struct spf_record *record, const struct spf_term *term);
slip slip_bytes, slip_script, slip_quotes, slip_version, slip_separator, slip_missing_blank, slip_blank_inside, slip_sign, slip_stray;
slip slip_comment, slip_prose, slip_range, slip_word, slip_slash;
slip slip_equals, slip_bare, slip_name, slip_twice, slip_modifier;
slip slip_url, slip_address, slip_length, slip_missing, slip_macro, slip_short, slip_domain;

#endif
