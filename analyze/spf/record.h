/*
 * record.h - an SPF record taken apart, strictly by RFC 7208 (sections 4.5, 4.6, 5, 6, 12).
 * In: the text of one TXT record, its strings joined. Out: whether it is a record, its terms, what is wrong with them.
 *
 * Every part is borrowed from the text, so that it tells its place: part.p - record.text.p.
 */
#ifndef SPF_RECORD_H
#define SPF_RECORD_H

#include "analyze/spf/macro.h"

enum {
	SPF_RECORD_MAX = 65535          /* bytes of a record: what a DNS answer can hold. The only limit */
};

enum spf_term_kind {
	SPF_TERM_ALL,
	SPF_TERM_INCLUDE,
	SPF_TERM_A,
	SPF_TERM_MX,
	SPF_TERM_PTR,
	SPF_TERM_IP4,
	SPF_TERM_IP6,
	SPF_TERM_EXISTS,
	SPF_TERM_REDIRECT,
	SPF_TERM_EXP,
	SPF_TERM_OTHER,                 /* a modifier that RFC 7208 does not define: to be ignored */
	SPF_TERM_NOTHING                /* what is none of these; has an error */
};

struct spf_term {
	enum spf_term_kind kind;
	char qualifier;                 /* + - ~ ?, and '+' where none is written; '\0' in a modifier */
	unsigned prefix4, prefix6;      /* what is meant: 32 and 128 where none is written */
	unsigned char address[16];      /* of ip4 (four bytes) and ip6, as written: host bits are not cleared */
	struct str text;                /* all of it */
	struct str sign;                /* the qualifier; absent where none is written */
	struct str name;                /* as written, in whatever case */
	struct str value;               /* behind ":" or "=", without prefix lengths: domain-spec, address, macro-string; absent without ":" and "=" */
	struct str length4, length6;    /* the digits behind "/" and "//" (of ip6: "/"); absent where none are written */
	struct spf_macros macros;       /* of the value; none in ip4 and ip6 */
	enum spf_error error;           /* the first one in this term */
	struct str place;               /* of the error; absent where there is none */
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

static inline bool
spf_is_mechanism(enum spf_term_kind kind)
{
	return kind <= SPF_TERM_EXISTS;
}

/* "include", "redirect"; NULL for SPF_TERM_OTHER and SPF_TERM_NOTHING. */
const char *spf_term_name(enum spf_term_kind kind);

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
