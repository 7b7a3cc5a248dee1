/*
 * resolver.h - DNS over the network, many questions at a time, each with a deadline.
 * In: names and types. Out: answers with their time, fit for the store. Nothing is asked that was not told to be asked.
 */
#ifndef RESOLVER_H
#define RESOLVER_H

#include "analyze/spf/answers.h"

enum {
	RESOLVER_DEADLINE = 5000,       /* milliseconds for one question */
	RESOLVER_DOWN_AFTER = 50        /* questions without a sound answer, and none since they were asked: where a probe has none either, only one probe a
					   second is sent from then on, and whatever is asked is not */
};

struct resolver_counts {
	uint64_t asked, answered, failed, timed_out;
	uint64_t unsent;                /* not asked, since nobody answers any more; they count as timed out too */
};

struct resolver;

/* server: "192.0.2.1", "192.0.2.1@5353", "::1@53" and so on, NULL for those of /etc/resolv.conf; false and *error where it is none. deadline in
   milliseconds. */
struct resolver *resolver_open(const char *server, int deadline, struct str *error);
void resolver_close(struct resolver *resolver);

/* Type is one of A AAAA MX PTR TXT SPF. An answer will come from resolver_next, whatever happens, with the context, which may be NULL. */
void resolver_ask(struct resolver *resolver, struct str name, enum answer_type type, void *context);
unsigned resolver_waiting(const struct resolver *resolver);     /* questions without an answer yet */
/* Waits at most so many milliseconds. The answer has the name that was asked, and is valid until the next call. context may be NULL. */
bool resolver_next(struct resolver *resolver, int milliseconds, struct answer *answer, void **context);

/* Milliseconds, of a clock that only goes on. */
int64_t resolver_clock(void);
struct resolver_counts resolver_counts(const struct resolver *resolver);
bool resolver_is_down(const struct resolver *resolver);

#endif
