/*
 * literal.h - what a text must hold for a pattern to be found in it: one at least of a few literals.
 * In: the text of a pattern that compiles. Out: of the sets of literals that it needs, the one whose shortest is longest; in lower case, since
 * a pattern may be caseless in places. What is not understood gives none: it is left out, and never guessed.
 */
#ifndef LITERAL_H
#define LITERAL_H

#include "base.h"

enum { LITERAL_MIN = 3, LITERAL_MAX = 64 };     /* bytes; a longer one is cut, a shorter one tells too little */

struct literal {
	struct str text;
	const struct literal *next;
};

struct literals {
	struct literal *first, *last;   /* NULL: nothing is known, and the pattern may be found anywhere */
	size_t shortest;                /* bytes */
};

/* All of them are in the arena. */
void literals_of(struct str pattern, struct arena *arena, struct literals *literals);

/* ASCII letters in lower case. */
static inline unsigned char
literal_fold(char c)
{
	return (unsigned char)(c | ((unsigned)(c - 'A') < 26) << 5);
}

#endif
