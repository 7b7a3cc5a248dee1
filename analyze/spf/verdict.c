/*
 * verdict.c - names of results, and whose record decided.
 */
#include "analyze/spf/verdict.h"

#include <strings.h>

static const char *const names[] = {
	"none", "neutral", "pass", "fail", "softfail", "temperror", "permerror", "unevaluable", "no-evidence"
};

const char *
spf_result_name(enum spf_result result)
{
	return (size_t)result < LENGTH(names) ? names[result] : "?";
}

struct str
spf_verdict_term(const struct spf_verdict *verdict)
{
	unsigned n = verdict->steps;
	bool error = verdict->result >= SPF_TEMPERROR;

	while (error && n > 1 && verdict->path[n - 1].term.p == NULL)
		n--;
	return n == 0 ? STR_NONE : verdict->path[n - 1].term;
}

static bool
ends_in(struct str name, struct str end)
{
	return end.n > 0 && name.n >= end.n && strncasecmp(name.p + name.n - end.n, end.p, end.n) == 0 &&
	    (name.n == end.n || name.p[name.n - end.n - 1] == '.');
}

static bool
one_ends_in_the_other(void *context, struct str a, struct str b)
{
	(void)context;
	return ends_in(a, b) || ends_in(b, a);
}

struct str
spf_verdict_shared(const struct spf_verdict *verdict, spf_same_hands *same, void *context)
{
	bool included = false;

	if (same == NULL)
		same = one_ends_in_the_other;
	for (unsigned i = 0; i < verdict->steps; i++) {
		const struct spf_step *step = &verdict->path[i];
		included |= step->how == SPF_HOW_INCLUDE;
		if (included && !same(context, verdict->domain, step->domain))
			return step->domain;
	}
	return STR_NONE;
}
