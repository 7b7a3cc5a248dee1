/*
 * need.h - what a text must hold for a pattern to be found in it, and whether it may: cheaper than to compile the pattern.
 * In: literals, as literal.h reads them from a pattern, then texts. Out: false where what is needed is not there. It only saves time.
 */
#ifndef NEED_H
#define NEED_H

#include "base.h"

enum { LITERAL_MIN = 3, LITERAL_MAX = 64 };     /* bytes; a longer one is cut, a shorter one tells too little */

struct literal {
	struct str text;                /* in lower case, since a pattern may be caseless in places */
	struct literal *next;
};

/* One of the literals, or what one of the ways needs. */
struct need {
	struct literal *literals, *last_literal;
	struct way *ways, *last_way;
	size_t shortest;                /* bytes of a literal: of each way, of the best that it needs */
	struct need *next;              /* of the same way */
};

/* Each of the needs. The best comes first: that whose shortest literal is longest. */
struct way {
	struct need *needs;             /* NULL: nothing is known, and any text will do */
	struct way *next;
};

/* All that is added is in the arena. A need of which nothing is known adds nothing to a way; to a need, only a way that needs something is added. */
void need_add_literal(struct need *need, struct str text, struct arena *arena);
void need_add_way(struct need *need, const struct way *way, struct arena *arena);
void way_add_need(struct way *way, const struct need *need, struct arena *arena);

enum { GRAM_BITS = 15 };

/* The runs of three bytes of a text: a bit for each hash that there is. */
struct grams {
	uint64_t bits[(1 << GRAM_BITS) / 64];
};

void grams_of(struct str text, struct grams *grams);
bool grams_may_meet(const struct grams *grams, const struct need *need);

#endif
