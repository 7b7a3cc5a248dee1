/*
 * terms.h - what a user asks for, in words as notmuch has them.
 * In: class:forged and (domain:*.example.com or "over quota") -kind:autoreply. Out: a condition.
 *
 * Terms are NAME:VALUE; words without a name are looked for in the texts of a row. Terms that stand side by side must all hold; "or" binds less
 * than that, "not" and "-" more; parentheses group. A value with blanks or parentheses stands in "double quotes", in which "" is a quote.
 */
#ifndef TERMS_H
#define TERMS_H

#include "report/term.h"

/* False: condition->error says what is wrong. No words: a condition that always holds. */
bool terms_read(struct condition *condition, char *const *words, int count);

#endif
