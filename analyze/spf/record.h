/*
 * record.h - an SPF record taken apart, strictly by RFC 7208 (sections 4.5, 4.6, 5, 6, 12).
 * In: the text of one TXT record, its strings joined. Out: whether it is a record, its terms, what is wrong with them.
 *
 * Every part is borrowed from the text, so that it tells its place: part.p - record.text.p.
 */
#ifndef SPF_RECORD_H
#define SPF_RECORD_H

#include "analyze/spf/term.h"

enum {
	SPF_RECORD_MAX = 65535          /* bytes of a record: what a DNS answer can hold. The only limit */
};

struct spf_record {
	struct str text;
	bool is_record;                 /* begins with "v=spf1" and a blank, or is nothing else; if not, nothing below is set */
	struct spf_term *terms;         /* in the order written */
	size_t count;
	const struct spf_term *all;     /* the first one that has no error, else NULL; so the others */
	const struct spf_term *redirect;
	const struct spf_term *exp;
	enum spf_error error;           /* the first one of all terms: the record is a permanent error */
	struct str place;               /* absent where there is none */
};

/* Section 4.5: whether text counts as a record, sound or not. */
bool spf_is_record(struct str text);
/* Takes a record apart; the terms are in the arena. After an error the other terms are read nevertheless. */
void spf_record_read(struct str text, struct arena *arena, struct spf_record *record);

/* What a record says of all other clients. */
enum spf_policy {
	SPF_POLICY_FAIL,                /* -all */
	SPF_POLICY_SOFTFAIL,            /* ~all */
	SPF_POLICY_NEUTRAL,             /* ?all */
	SPF_POLICY_PASS,                /* +all */
	SPF_POLICY_NO_ALL,
	SPF_POLICY_REDIRECT,            /* no all, and a redirect: what the record there says */
	SPF_POLICY_NONE,                /* no record */
	SPF_POLICY_PERMERROR,
	SPF_POLICY_TEMPERROR            /* never said of a text: the answer could not be had */
};

enum spf_policy spf_record_policy(const struct spf_record *record);
/* Nothing but an all, and perhaps an explanation. */
bool spf_record_bare(const struct spf_record *record);
/* "-all" "~all" "?all" "+all" "no-all" "redirect" "none" "permerror" "temperror". */
const char *spf_policy_name(enum spf_policy policy);

#endif
