/*
 * matcher.h - which term of a sound SPF record matches a client: libspf2, behind this one door.
 * In: terms rewritten so that no text of a stranger is left in them, a client, answers. Out: the qualifier of the term that matches.
 *
 * libspf2 cuts long records, restarts its limits in each include, and has overflows in its macros. So it is given one record at a time in
 * pieces that it can hold, names that are numbers ("t7" is what term 7 names, "h2" the third host of an MX answer), and no macros.
 */
#ifndef MATCHER_H
#define MATCHER_H

#include "analyze/spf/answers.h"

enum {
	MATCHER_PIECE_MAX = 480,        /* bytes of a compiled piece: libspf2 cuts what is over 511 without a word */
	MATCHER_TERM_MAX = 64           /* bytes that one term takes at most, compiled or as text */
};

struct spf_client {
	bool ip6;
	unsigned char ip[16];           /* four bytes, or sixteen; never an IPv4 address mapped to IPv6 */
};

/* An address in text; false where it is none. ::ffff:192.0.2.1 is IPv4 (RFC 7208 section 5). */
bool spf_client_read(struct str text, struct spf_client *client);
/* Whether the first bits of two addresses of one kind are the same. */
bool spf_same_network(const unsigned char *a, const unsigned char *b, unsigned bits);

struct spf_matcher;
struct spf_matcher_piece;

struct spf_matcher *spf_matcher_open(void);
void spf_matcher_close(struct spf_matcher *matcher);

/* Terms, without "v=spf1", one blank between them; count of them. Never fails for what guard.c writes: anything else is a bug. */
struct spf_matcher_piece *spf_matcher_compile(struct spf_matcher *matcher, const char *terms, unsigned count);
void spf_matcher_free(struct spf_matcher_piece *piece);

/* What is known of the name of a term (host < 0), or of a host of its MX answer. NULL ends the match. For "exists" any value is a match. */
typedef const struct answer *spf_matcher_lookup(void *context, unsigned term, int host, enum answer_type type);

/* The qualifier (+ - ~ ?) of the term that matches; '\0': none does; '!': lookup ended it. */
char spf_matcher_run(struct spf_matcher *matcher, const struct spf_matcher_piece *piece, const struct spf_client *client, spf_matcher_lookup *lookup, void *context);

#endif
