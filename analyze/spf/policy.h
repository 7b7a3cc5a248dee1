/*
 * policy.h - what the record of a sender domain, and its DMARC record, say.
 * In: a domain, what DNS says. Out: its policy behind redirects; or what must be asked first.
 */
#ifndef SPF_POLICY_H
#define SPF_POLICY_H

#include "analyze/spf/ask.h"
#include "analyze/spf/record.h"

enum { POLICY_REDIRECTS_MAX = 10 };

struct policy {
	struct str domain, record, through, dmarc;      /* absent: there is none; record and dmarc belong to the answers of ask */
	enum spf_policy says;
	bool bare;                      /* nothing but the all */
	bool several;                   /* records at the name, where there may be one */
	bool told, dmarc_told;          /* the answers are known, failures too; for DMARC, failures not */
	unsigned lookups;               /* terms of the record itself that need DNS */
	int64_t from, seen;             /* when the newest of the answers was received first, and last */
};

/* All of it anew; texts are in the arena of ask, or in its answers. False: something is missing. */
bool policy_look(struct spf_ask *ask, struct str domain, struct policy *policy);

#endif
