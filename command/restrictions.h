/*
 * restrictions.h - what one list of smtpd's restrictions comes to (postconf(5), smtpd_recipient_restrictions and its like).
 */
#ifndef RESTRICTIONS_H
#define RESTRICTIONS_H

#include "command/postconf.h"

enum guard {
	GUARD_NONE,             /* nothing in it refuses mail for domains of others */
	GUARD_TIGHT,            /* something does, before anything that strangers might pass by */
	GUARD_LOOSE             /* opener stands before that: what it permits is relayed */
};

struct restrictions {
	enum guard guard;
	struct str opener;      /* the first restriction that may permit a stranger, before the guard; absent: none */
	bool opener_is_table;   /* a table of ours, of names that a stranger may choose */
	bool policy;            /* a policy service is asked at all */
	bool policy_before_own; /* before those who may send have been let in */
	bool verifies;          /* reject_unverified_recipient */
	bool unlisted;          /* reject_unlisted_recipient */
	bool callouts;          /* reject_unverified_sender */
	struct str services[16];        /* the policy services, as they are written */
	size_t service_count;
};

/* The list of that name as the service sees it; classes are looked into. In the arena of postconf. */
void restrictions_read(const struct postconf *postconf, const struct service *service, const char *name, struct restrictions *list);

#endif
