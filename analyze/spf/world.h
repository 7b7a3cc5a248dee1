/*
 * world.h - what is known of DNS, and who can be asked: the inside of a world (spf.h), for those who evaluate and lint.
 */
#ifndef WORLD_H
#define WORLD_H

#include "analyze/spf/ask.h"
#include "analyze/spf/evaluator.h"
#include "analyze/spf/spf.h"

struct spf_world {
	struct answers *answers;        /* to ask: all there is. A what-if is a store over this one */
	struct answers *given;          /* the record that was given; NULL: none */
	struct answers *zones, *files;  /* what zone files say, over what files of answers say; NULL: there are none */
	struct answers *kept;           /* the lowest: of the database, and what DNS says */
	struct answers_when when;
	struct resolver *resolver;      /* NULL: nothing is asked */
	struct worker *worker;          /* as soon as there is an evaluator */
	struct store *store;            /* where kept is loaded from and saved to; NULL: there is none */
	bool save;                      /* it can be saved to */
	bool hide_local;                /* names are looked up with a placeholder for the local part: so they are in the database */
	int64_t begun;                  /* of this run, by the real clock */
	int64_t at;                     /* the time of an evaluation: as_of, or now */
};

/* An evaluator in the sandbox, that asks of these answers (NULL: the world's); the world outlives it. */
struct evaluator *spf_world_evaluator(struct spf_world *world, struct answers *answers);

/* Asks DNS for what a spf_ask missed, and waits for it. False: nothing more is known than before, so that nobody needs to look again. If it is true,
   no question is missing any more. */
bool spf_world_fetch(struct spf_world *world, struct spf_ask *ask);

/* DNS is asked, and nobody answers: what looks like an error of a domain's is none. */
bool spf_world_is_deaf(const struct spf_world *world);

/* For those who go on and on: whether kept has grown large. Then it is saved, in a transaction of its own, and emptied; nobody may hold an answer
   of it meanwhile. What nobody answered stays, so that this run does not ask for it again. Checks that are on their way find again what was answered. */
bool spf_world_is_full(const struct spf_world *world);
void spf_world_trim(struct spf_world *world);

/* A spf_same_hands (verdict.h), whose context is an arena. */
bool spf_same_organisation(void *arena, struct str a, struct str b);

#endif
