/*
 * choice.h - the values that a term may have, where they are known: to tell who misspelt one, and to complete it.
 */
#ifndef CHOICE_H
#define CHOICE_H

#include "report/noun.h"
#include "schema/store.h"

enum { CHOICES_MOST = 64 };

/* Those that the term's help lists, or its "values" select (report/noun.h); for the latter a store is needed, NULL: none. In the arena, or the
   noun's. Returns how many: 0 where it may have any. */
size_t choice_list(const struct noun *noun, const struct piece *term, struct store *store, struct arena *arena, struct str choices[CHOICES_MOST]);

#endif
