/*
 * term.h - one term of an SPF record taken apart, strictly by RFC 7208 (sections 4.6.1, 5, 6, 12).
 * In: the text between two blanks. Out: what it is, its parts, the first thing that is wrong with it.
 *
 * Every part is borrowed from the text, so that it tells its place in the record.
 */
#ifndef SPF_TERM_H
#define SPF_TERM_H

#include "analyze/spf/macro.h"

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

/* text is not empty. Macros are in the arena. */
void spf_term_read(struct str text, struct arena *arena, struct spf_term *term);
/* Notes what is wrong with a term, and where; the first fault stays. */
void spf_term_wrong(struct spf_term *term, enum spf_error error, struct str place);

static inline bool
spf_is_mechanism(enum spf_term_kind kind)
{
	return kind <= SPF_TERM_EXISTS;
}

/* "include", "redirect"; NULL for SPF_TERM_OTHER and SPF_TERM_NOTHING. */
const char *spf_term_name(enum spf_term_kind kind);

#endif
