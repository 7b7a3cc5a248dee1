/*
 * guard.h - check_host() of RFC 7208: libspf2 finds the term that matches, and everything that it gets wrong is done here.
 * In: a request and the store of answers; nothing is asked of DNS. Out: a verdict with its path, its lookups and its explanation.
 *
 * Records are read by record.h, limits hold for all records of a check together, includes and redirects are followed here. An answer
 * that is not known ends the check with SPF_NO_EVIDENCE; whoever can get it, adds it to the store and checks again from the start.
 */
#ifndef GUARD_H
#define GUARD_H

#include "analyze/spf/verdict.h"

struct guard;
struct guard *guard_open(void);
void guard_close(struct guard *guard);
/* From now on the domain whose record is on hand is written there, at most ANSWER_NAME_MAX bytes and a NUL: for whoever finds out what it died of. */
void guard_watch(struct guard *guard, char *domain);

/* The verdict's texts are in the arena, or borrowed from the request and the store. */
void guard_check(struct guard *guard, const struct spf_request *request, struct answers *answers, struct answers_when when,
    struct arena *arena, struct spf_verdict *verdict);

#endif
