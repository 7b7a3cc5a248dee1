/*
 * groupname.h - the names of a pattern's groups, read from its text, so that it need not be compiled for them.
 * In: the text of a pattern. Out: names. What is no pattern gives some, too: whether they are true, pattern.c asks PCRE2 in the end.
 */
#ifndef GROUPNAME_H
#define GROUPNAME_H

#include "base.h"

/* How many there are, at most size of them; in names, borrowed from the text, in the order of the groups. */
unsigned groupnames_of(struct str pattern, struct str *names, unsigned size);

#endif
