/*
 * macro.h - macro-strings (RFC 7208 section 7): taken apart, and expanded.
 * In: a domain-spec, the value of a modifier, the text of an explanation. Out: its pieces; the text that they make.
 */
#ifndef SPF_MACRO_H
#define SPF_MACRO_H

#include "analyze/spf/error.h"
#include "base.h"

enum {
	SPF_NAME_MAX = 253,             /* bytes of a domain name that is asked for, without a dot at its end (section 7.3) */
	SPF_TEXT_MAX = 8192             /* bytes of a text that was expanded */
};

/* One piece, text as it is written. Where it is a macro, letter is one of "slodipvhcrt" in lower case; for "%%", "%_" and "%-" it is
   the second byte; for what stands for itself it is '\0'. */
struct spf_macro {
	struct str text;
	char letter;
	bool escape;                    /* a letter in upper case: the value is escaped for a URL */
	bool reverse;
	unsigned digits;                /* how many parts are kept, counted from the right; 0 is all */
	struct str delimiters;          /* at which the value is split; empty is "." */
};

struct spf_macros {
	const struct spf_macro *items;
	size_t count;
	enum spf_error error;           /* the first one; the items end before it */
	struct str place;               /* where it is, within the text */
};

/* Takes text apart; the items are in the arena. Blanks, and the letters c, r and t, are errors but in an explanation. */
void spf_macros_read(struct str text, bool explanation, struct arena *arena, struct spf_macros *macros);

/* Whether one of these letters (lower case) is expanded. */
bool spf_macros_use(const struct spf_macros *macros, const char *letters);

/* What a check knows of a mail. Absent: "postmaster" for local, "unknown" for validated and receiver. Whoever does not want to tell strangers'
   servers who writes to whom, gives a placeholder as local. */
struct spf_facts {
	struct str local;               /* l: left of the last "@" of the sender */
	struct str sender_domain;       /* o: right of it */
	struct str domain;              /* d: whose record is evaluated now */
	struct str helo;                /* h */
	struct str validated;           /* p: the validated name of the address */
	struct str receiver;            /* r */
	int64_t at;                     /* t: UTC seconds */
	bool ip6;
	unsigned char ip[16];           /* i, c, v: four bytes, or sixteen */
};

/* The text that the pieces make, cut at SPF_TEXT_MAX; in the arena, or borrowed. */
struct str spf_expand(const struct spf_macros *macros, const struct spf_facts *facts, struct arena *arena);
/* The same for a name that is asked for: without a dot at its end, and cut from the left at labels to SPF_NAME_MAX bytes. */
struct str spf_expand_name(const struct spf_macros *macros, const struct spf_facts *facts, struct arena *arena);

#endif
