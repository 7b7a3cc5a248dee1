/*
 * check.h - one check on its way: what is known of the mail, what was asked and counted, how it ended.
 * In: names and types. Out: answers, or the end of the check. The inner side of guard.h.
 */
#ifndef CHECK_H
#define CHECK_H

#include "analyze/spf/matcher.h"
#include "analyze/spf/record.h"
#include "analyze/spf/verdict.h"

struct check {
	struct answers *answers;
	struct answers_when when;
	struct arena *arena;
	struct spf_verdict *verdict;
	struct spf_client client;
	struct spf_facts facts;         /* for names; the local part may be a placeholder */
	struct str local;               /* the real one, for the explanation */
	const struct spf_step *step;    /* whose term asks now; NULL: nobody's, the first record */
	unsigned capacity;              /* of verdict->lookups */
	bool counting;                  /* limits hold: not for the explanation */
	bool named;                     /* the client's names were looked up for a %{p} */
	bool ended;                     /* and with this result */
	enum spf_result result;
};

/* Who sends, and whose record is asked, all that the check is to know of the request. False: it has ended already. */
bool check_begin(struct check *check, const struct spf_request *request);
/* Ends the check; the format takes one name as %.*s. Answers result. The first end holds. */
enum spf_result check_end(struct check *check, enum spf_result result, const char *format, struct str name);
/* As a permanent error of a record: with the term that is wrong. */
enum spf_result check_record_error(struct check *check, const struct spf_record *record, struct str domain, struct spf_step *step);

/* One more term asks DNS: false past the limit, and the check has ended. */
bool check_count(struct check *check);
/* The name that a term of the record at this domain is about, without a value the domain; false: the check has ended. */
bool check_name(struct check *check, const struct spf_term *term, struct str domain, struct str *name);

/* What is known; NULL: nothing, and the check has ended. */
const struct answer *check_ask(struct check *check, struct str name, enum answer_type type);
/* The same for a term: also ends for a failure, and past the limit of voids. */
const struct answer *check_ask_term(struct check *check, struct str name, enum answer_type type);
const struct answer *check_addresses(struct check *check, struct str host);     /* of the client's kind */
const struct answer *check_mx(struct check *check, struct str name);            /* also ends for too many hosts */
/* Whether a validated name of the client is this domain or below it (section 5.5): 1, 0, or -1 where the check has ended. */
int check_ptr(struct check *check, struct str domain);
/* A failure ends the check as a temporary error, and is false. */
bool check_is_sound(struct check *check, const struct answer *answer, struct str name, enum answer_type type);

/* Sets verdict->explanation from the text at name, if it is good for one. */
void check_explanation(struct check *check, struct str domain, struct str name);

#endif
