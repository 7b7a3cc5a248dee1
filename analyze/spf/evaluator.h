/*
 * evaluator.h - many checks at once: from the store, and where it is allowed, from DNS.
 * In: requests. Out: their verdicts, as they are done. Whoever waits for an answer is checked again from the start when it is there.
 */
#ifndef EVALUATOR_H
#define EVALUATOR_H

#include "analyze/spf/resolver.h"
#include "analyze/spf/verdict.h"

enum {
	EVALUATOR_FLIGHT = 1024,        /* checks on their way together */
	EVALUATOR_DEADLINE = 20000      /* milliseconds for one check (RFC 7208 section 4.6.4); then it is a temperror */
};

struct guard;
struct worker;
struct evaluator;

/* With a worker that, else with a guard in this process; resolver NULL: nothing is asked. New answers go into the store, those of the network
   that failed too (they hide no older ones). when.fresh should be the start of the run where there is a resolver. */
struct evaluator_options {
	struct answers *answers;
	struct answers_when when;
	struct worker *worker;
	struct guard *guard;
	struct resolver *resolver;
	struct answers *received;       /* where new answers go, if it is another store: one below answers */
	int deadline;                   /* milliseconds for one check */
	bool hide_local;                /* also without a resolver, "unjoe" stands for the local part: for a store that was filled that way */
};

struct evaluator *evaluator_open(const struct evaluator_options *options);
void evaluator_close(struct evaluator *evaluator);

/* Whether one more can be added; if not, evaluator_next has something. */
bool evaluator_has_room(const struct evaluator *evaluator);
/* The request is copied. With a resolver and no request->local, "unjoe" stands for the local part in names, since strangers' servers would
   learn who writes to whom. */
void evaluator_add(struct evaluator *evaluator, const struct spf_request *request, void *context);
/* Waits for the next one that is done, in any order; false: none is left. Valid until the next call. */
bool evaluator_next(struct evaluator *evaluator, const struct spf_request **request, const struct spf_verdict **verdict, void **context);

#endif
