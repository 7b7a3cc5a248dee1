/*
 * frame.h - one record of a check: which term of it matches the client, the inner side of guard.h.
 * In: a plan, and libspf2's opinion of each piece of it. Out: a term of ours. Everything that libspf2 decides by itself is reckoned
 * again, so that a fault of it cannot become a verdict.
 */
#ifndef FRAME_H
#define FRAME_H

#include "analyze/spf/check.h"
#include "analyze/spf/plan.h"

/* The caller sets what stands above next. */
struct frame {
	struct guard *guard;
	struct spf_matcher *matcher;
	struct check *check;
	/* What an include of a domain's record means (section 5.2): 1 a match, 0 none, -1 the check has ended. */
	int (*include)(struct frame *frame, struct str domain);
	const struct plan *plan;
	struct str domain;
	unsigned depth;                 /* of its step in verdict->path */
	unsigned next;                  /* the term behind the last one that was asked about */
	bool matched;                   /* that one matches, as libspf2 was told */
	const struct answer *mx;        /* whose hosts are compared now */
};

/* The term that matches in a piece, or NULL; check->ended where the check ended in it. */
const struct spf_term *frame_match(struct frame *frame, const struct plan_piece *piece);

#endif
