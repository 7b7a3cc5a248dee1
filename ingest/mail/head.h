/*
 * head.h - the head of a mail or of a part: its field lines, one after the other, and the fields that they make.
 * In: text with LF. Out: lines that borrow from it, fields in the arena. RFC 5322 section 2.2, and the damage that is
 * done to it: no head at all, a "From " line of mbox in it, a fold that lost its indent, no empty line behind it.
 */
#ifndef HEAD_H
#define HEAD_H

#include "ingest/mail/message.h"

struct head_line {
	struct str name, value;         /* the value with its folds */
};

/* Begin with { text, false }. When the lines are through, rest is the body. */
struct head {
	struct str rest;
	bool begun;
};
bool head_next(struct head *head, struct head_line *line);

/* One line, its folds a blank each, cut at the longest that a value may be. Valid UTF-8. */
struct str head_unfold(struct str value, struct arena *arena, bool *cut);

/* What may still be spent on a message's fields. */
struct head_budget {
	size_t bytes;                   /* of values */
	size_t words;                   /* bytes of values that have encoded words: each of these may open a charset */
};
#define HEAD_BUDGET ((struct head_budget){ 1024 * 1024, 64 * 1024 })

/* The fields of a text and what comes behind them. Sets cut where a bound was met. */
unsigned head_fields(struct str text, struct arena *arena, struct head_budget *budget, const struct message_field **fields,
    struct str *body, bool *cut);

#endif
