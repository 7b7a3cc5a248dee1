/*
 * policy.c - what the record of a sender domain, and its DMARC record, say.
 */
#include "analyze/spf/policy.h"

#include "analyze/spf/dmarc.h"
#include "schema/store.h"

static void
note_time(struct policy *policy, const struct answer *answer)
{
	if (answer->at > policy->from)
		policy->from = answer->at;
	if (answer->seen > policy->seen)
		policy->seen = answer->seen;
}

/* What the record at name says; follows redirects. */
static void
look_record(struct spf_ask *ask, struct str name, struct policy *policy)
{
	for (unsigned hop = 0; hop <= POLICY_REDIRECTS_MAX; hop++) {
		const struct answer *answer = spf_ask(ask, name, ANSWER_TXT);
		struct spf_record record;
		struct str text;
		policy->told = answer != NULL;
		if (answer == NULL)
			return;
		note_time(policy, answer);
		policy->says = SPF_POLICY_TEMPERROR;
		if (answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT)
			return;
		unsigned count = answer_spf_record(answer, &text);
		policy->says = count == 0 && hop == 0 ? SPF_POLICY_NONE : SPF_POLICY_PERMERROR;
		policy->several = count > 1 && hop == 0;
		if (count == 1 && hop == 0)
			policy->record = text;
		if (count != 1)
			return;
		spf_record_read(text, ask->arena, &record);
		policy->says = spf_record_policy(&record);
		policy->bare = hop == 0 && spf_record_bare(&record);
		for (size_t i = 0; hop == 0 && i < record.count; i++)
			policy->lookups += record.terms[i].kind <= SPF_TERM_PTR ? record.terms[i].kind != SPF_TERM_ALL :
			    record.terms[i].kind == SPF_TERM_EXISTS || record.terms[i].kind == SPF_TERM_REDIRECT;
		if (policy->says != SPF_POLICY_REDIRECT)
			return;
		name = policy->through = record.redirect->value;
	}
	policy->says = SPF_POLICY_PERMERROR;
}

/* The DMARC policy of a domain, else of its organisation. */
static void
look_dmarc(struct spf_ask *ask, struct policy *policy)
{
	struct str names[2] = { policy->domain, organisation_of(policy->domain, ask->arena) };
	for (unsigned i = 0; i < LENGTH(names); i++) {
		policy->dmarc_told = i > 0;
		if (names[i].p == NULL || (i == 1 && str_equal(names[0], names[1])))
			return;
		struct str name = arena_print(ask->arena, "_dmarc.%.*s", (int)names[i].n, names[i].p);
		const struct answer *answer = spf_ask(ask, name, ANSWER_TXT);
		policy->dmarc_told = false;
		if (answer == NULL || answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT)
			return;
		for (unsigned k = 0; k < answer->count; k++)
			if (str_prefix(answer->values[k], "v=DMARC1")) {
				policy->dmarc = str_of(dmarc_policy_name(dmarc_read(answer->values[k], i == 1)));
				policy->dmarc_told = true;
				return;
			}
		policy->dmarc_told = true;
	}
}

bool
policy_look(struct spf_ask *ask, struct str domain, struct policy *policy)
{
	*policy = (struct policy){ .domain = domain };
	look_record(ask, domain, policy);
	look_dmarc(ask, policy);
	return ask->missing_count == 0;
}
