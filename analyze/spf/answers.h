/*
 * answers.h - the answer store: what DNS said of a name and a type, and when.
 * In: answers of the resolver, text files, zone files. Out: the newest answer not after a time, or "not known".
 * Stores lie over one another: a what-if is a store of one answer over the store of all. Names are bytes with dots between
 * labels; case and a dot at the end make no difference. Nothing here asks DNS or reads a database.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "base.h"

/* The numbers of DNS (RFC 1035, 3596, 4408). ANY is every type of which nothing else is stored. */
enum answer_type {
	ANSWER_A = 1,
	ANSWER_CNAME = 5,
	ANSWER_PTR = 12,
	ANSWER_MX = 15,
	ANSWER_TXT = 16,
	ANSWER_AAAA = 28,
	ANSWER_SPF = 99,
	ANSWER_ANY = 255
};

enum answer_status {
	ANSWER_OK,                      /* there are values */
	ANSWER_NODATA,                  /* the name exists, without this type */
	ANSWER_NXDOMAIN,
	ANSWER_FAILED,                  /* SERVFAIL, REFUSED, a loop of CNAMEs: an error that was answered */
	ANSWER_TIMEOUT                  /* nobody answered */
};

enum {
	ANSWER_NAME_MAX = 253,          /* bytes of a name */
	ANSWER_VALUES_MAX = 16384,      /* of one answer; a DNS message cannot hold more */
	ANSWER_CNAMES_MAX = 16          /* CNAMEs followed; more is an answer that failed */
};

/*
 * One answer. Values: A and AAAA the 4 or 16 bytes of the address, PTR and CNAME the name, MX two bytes of preference
 * (network order) and the name, TXT and SPF the strings put together, any bytes. The same answer received again only moves seen.
 */
struct answer {
	struct str name;                /* lower case, no dot at the end; the last one where CNAMEs were followed */
	enum answer_type type;
	enum answer_status status;
	int64_t at, seen;               /* UTC seconds: first and last time that it was received; 0: given, true at all times */
	uint32_t ttl;                   /* seconds, as of seen */
	unsigned count;
	const struct str *values;       /* sorted, so that the order of a server's reply changes nothing */
};

/* Which of several answers: the newest that was there at as_of, and, where fresh is not 0, only one that had not run out at fresh
   (the start of a run) or was received since. A failure hides no answer that is old enough, except from a run that received it itself. */
struct answers_when {
	int64_t as_of;
	int64_t fresh;
};
#define ANSWERS_NEWEST ((struct answers_when){ INT64_MAX, 0 })

/* below (or NULL) is asked for what the new store does not know; it must outlive it. */
struct answers;
struct answers *answers_open(struct answers *below);
void answers_close(struct answers *answers);
/* Empties it: what was found in it is gone. What it is loaded from, and what lies below, stays. */
void answers_forget(struct answers *answers);
/* Bytes that it takes, about. */
size_t answers_size(const struct answers *answers);

/* Copies the answer in; seen before at counts as at. Values beyond ANSWER_VALUES_MAX are dropped, and what DNS cannot carry (a name or
   value too long) is not taken: NULL. Answers what is stored now, which stays where it is until answers_close. */
const struct answer *answers_add(struct answers *answers, const struct answer *answer);
/* One more value of the answer that was received at this time, for files that tell them one by one. */
bool answers_add_value(struct answers *answers, const struct answer *answer, struct str value);
/* Shorthand for records that are given: one TXT, true at all times. This over a store is a what-if. */
void answers_add_txt(struct answers *answers, struct str name, struct str text);
/* From now on, what the store does not know at or below this domain does not exist (NXDOMAIN; NODATA where the name has other types), and
   names that begin with "*" are wildcards (RFC 4592). STR("") is all of DNS. */
void answers_complete(struct answers *answers, struct str domain);
/* But not at or below this one: it is delegated. */
void answers_delegated(struct answers *answers, struct str domain);

/* NULL: not known (an evaluation ends there, the answer is fetched, and the evaluation is done again from its start). CNAMEs are
   followed; a name that DNS cannot carry (over 253 bytes, a label empty or over 63) is NXDOMAIN. Valid until answers_close. */
const struct answer *answers_find(struct answers *answers, struct answers_when when, struct str name, enum answer_type type);

/* In order of adding, of this store alone: begin with previous == NULL; may go on from an old one to see what came since. */
const struct answer *answers_next(struct answers *answers, const struct answer *previous);

/* Called once for each name that is looked up and was not loaded: it may answers_add what a database knows of the name. */
typedef void answers_load(void *context, struct answers *answers, struct str name);
void answers_set_load(struct answers *answers, answers_load *load, void *context);

/* Whether DNS can carry a name: at most 253 bytes, labels of 1 to 63. */
bool answer_name_is_sound(struct str name);
struct str answer_mx_host(struct str value);
unsigned answer_mx_preference(struct str value);
/* Names for people and files; TXT and so on. answer_type_of: 0 where it is none of ours. */
const char *answer_type_name(enum answer_type type);
enum answer_type answer_type_of(struct str name);
const char *answer_status_name(enum answer_status status);

/* The records at a name that begin as an SPF record (RFC 7208 4.5: v=spf1 in any case, then a blank or the end). Answers how many, the first in *record. */
unsigned answer_spf_record(const struct answer *answer, struct str *record);

#endif
