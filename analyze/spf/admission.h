/*
 * admission.h - whom each term of a record lets in, of those who are known to send.
 * In: a record, the senders. Out: a table of terms and senders; by which term each passes, where some terms are taken away.
 */
#ifndef ADMISSION_H
#define ADMISSION_H

#include "analyze/spf/network.h"
#include "analyze/spf/record.h"
#include "analyze/spf/world.h"

enum { ADMISSION_TERMS_MAX = 512, ADMISSION_SENDERS_MAX = 1024 };

struct sender {
	struct spf_network network;     /* his address */
	struct str ip, helo, mail;
};

struct admission {
	struct arena *arena;
	struct spf_record record;
	size_t terms;                   /* of it that are looked at */
	struct sender senders[ADMISSION_SENDERS_MAX];
	size_t count;
	bool passes[ADMISSION_TERMS_MAX][ADMISSION_SENDERS_MAX];        /* by that term alone, behind what forbids before it */
	bool unknown[ADMISSION_TERMS_MAX];      /* what it says is not known, for lack of answers */
	bool replaced[ADMISSION_TERMS_MAX];     /* taken away by the caller */
};

/* Fills the table, which is zeroed and has its arena: with the record at the domain (absent: none), and the senders of spf_source_row. */
void admission_look(struct admission *admission, struct spf_world *world, struct str domain, struct str record, struct store *rows);

bool admission_lets_in(const struct spf_term *term);
/* What passes neither by it nor by anything behind it. */
bool admission_forbids(const struct spf_term *term);
/* Appends a term as it stands in a record with an all of its own, where a redirect would not be followed. */
struct str admission_append(struct arena *arena, struct str text, const struct spf_term *term);

/* The first term that is not replaced and lets a sender in; ADMISSION_TERMS_MAX: none. */
size_t admission_term_of(const struct admission *admission, size_t sender);
/* How many have this for their first term; how many it lets in at all. */
unsigned admission_needed(const struct admission *admission, size_t term);
unsigned admission_senders(const struct admission *admission, size_t term);

#endif
