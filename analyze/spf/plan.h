/*
 * plan.h - an SPF record, made ready for the matcher.
 * In: the text of a record. Out: its terms, and the pieces in which libspf2 gets them. Records are kept, since the same ones come again and again.
 */
#ifndef PLAN_H
#define PLAN_H

#include "analyze/spf/matcher.h"
#include "analyze/spf/record.h"

/* Terms first to last of the record (mechanisms among them). One whose addresses libspf2 compares is the last, so that it is known which one matched. */
struct plan_piece {
	struct spf_matcher_piece *compiled;
	unsigned first, last;
};

struct plan {
	struct spf_record record;
	struct plan_piece *pieces;      /* none where the record has an error */
	unsigned count;
};

struct plans;
struct plans *plans_open(struct spf_matcher *matcher);
void plans_close(struct plans *plans);
/* The plan of a record; valid until plans_trim. */
const struct plan *plans_find(struct plans *plans, struct str text);
/* Forgets all where they have grown too large. */
void plans_trim(struct plans *plans);

/* Whether libspf2 compares the addresses of an a or mx; if not, it is told whether the term matches. */
bool plan_compares(const struct spf_term *term);

#endif
