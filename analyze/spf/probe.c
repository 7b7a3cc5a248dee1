/*
 * probe.c - whether a resolver answers at all.
 */
#include "analyze/spf/resolver.h"
#include "analyze/spf/spf.h"

#include <stdio.h>

enum { WAIT_MS = 5000 };

bool
spf_resolver_answers(const char *server, const char **error)
{
	static char why[200];
	struct str fault;
	struct answer answer;
	*error = why;
	struct resolver *resolver = resolver_open(server, WAIT_MS, &fault);
	if (resolver == NULL) {
		snprintf(why, sizeof why, "%.*s", (int)fault.n, fault.p);
		return false;
	}
	resolver_ask(resolver, STR("example.com"), ANSWER_A, NULL);
	bool came = resolver_next(resolver, WAIT_MS, &answer, NULL) && resolver_counts(resolver).timed_out == 0;
	snprintf(why, sizeof why, "no answer in %d seconds", WAIT_MS / 1000);
	resolver_close(resolver);
	return came;
}
