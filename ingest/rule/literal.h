/*
 * literal.h - what a text must hold for a pattern to be found in it, read from the text of the pattern.
 * In: the text of a pattern that compiles. Out: the literals that it needs. What is not understood gives none: it is left out, and never guessed.
 */
#ifndef LITERAL_H
#define LITERAL_H

#include "ingest/rule/need.h"

/* In the arena; NULL where nothing is known, and the pattern may be found anywhere. */
const struct need *literals_of(struct str pattern, struct arena *arena);

/* ASCII letters in lower case. */
static inline unsigned char
literal_fold(char c)
{
	return (unsigned char)(c | ((unsigned)(c - 'A') < 26) << 5);
}

#endif
