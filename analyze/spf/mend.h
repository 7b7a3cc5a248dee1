/*
 * mend.h - a record on its way to be corrected: findings, the edits that belong to them, and the text that the edits make.
 * Only lint and its passes (pass.h) see this. In each pass they tell what they find and how it is mended; then the edits are made, all
 * that do not touch each other, and the next pass looks again.
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

#endif
