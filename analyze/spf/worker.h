/*
 * worker.h - the guard in a process of its own, which can do nothing but compute.
 * In: requests, and the store that they are evaluated from. Out: a verdict each, whatever happens to the process.
 *
 * Records are written by strangers and libspf2 has had overflows. So a crash, a hang or a system call that is not allowed ends that
 * process and one verdict, SPF_UNEVALUABLE with the domain whose record was on hand; the other requests go on in a new process.
 */
#ifndef WORKER_H
#define WORKER_H

#include "analyze/spf/verdict.h"

enum {
	WORKER_BATCH = 256,             /* requests on their way together */
	WORKER_DEADLINE = 5000          /* milliseconds that one request may take */
};

struct worker;

/* For tests: called in the process before each request, behind the sandbox. NULL: nothing. */
typedef void worker_hook(const struct spf_request *request);
/* deadline: milliseconds for one request. */
struct worker *worker_open(int deadline, worker_hook *hook);
void worker_close(struct worker *worker);

/* Verdicts are in the arena. What the store does not know ends in SPF_NO_EVIDENCE, as in guard_check. */
void worker_check(struct worker *worker, const struct spf_request *requests, size_t count, struct answers *answers,
    struct answers_when when, struct arena *arena, struct spf_verdict *verdicts);
/* The process keeps the answers that it was given. Call this where they are not to hold any longer: another store, another time, or one
   answer of the store replaced. An answer that was not known and now is needs no call. */
void worker_forget(struct worker *worker);

unsigned worker_deaths(const struct worker *worker);    /* of processes so far, but for worker_close */

#endif
