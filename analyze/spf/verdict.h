/*
 * verdict.h - what is asked of an evaluation, and what comes out: the result, and everything that it rests on.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "analyze/spf/answers.h"
#include "analyze/spf/limits.h"

enum {
	SPF_REQUEST_MAX = 1024,            /* bytes of a sender or HELO name; longer ones are not evaluated */
	SPF_EXPLANATION_MAX = 1024,     /* bytes of an explanation; the rest is cut off */
	SPF_PATH_MAX = SPF_LOOKUPS_MAX + 1
};

enum spf_result {
	SPF_NONE, SPF_NEUTRAL, SPF_PASS, SPF_FAIL, SPF_SOFTFAIL, SPF_TEMPERROR, SPF_PERMERROR,
	SPF_UNEVALUABLE,                /* the evaluator died of it, or the request is none: .reason says which */
	SPF_NO_EVIDENCE                 /* an answer is not known: .missing_name and .missing_type */
};

enum { SPF_RESULTS = SPF_NO_EVIDENCE + 1 };
/* "none" ... "permerror" "unevaluable" "no-evidence". */
const char *spf_result_name(enum spf_result result);

struct spf_request {
	struct str ip;                  /* in text; ::ffff:192.0.2.1 is IPv4 */
	struct str helo;                /* absent: unknown */
	struct str sender;              /* empty or absent: postmaster@helo */
	struct str receiver;            /* the %{r} of explanations; absent: unknown */
	struct str local;               /* stands for the local part (%{l}, %{s}) in every name that is looked up; absent: the real one */
	int64_t at;                     /* %{t} */
};

enum spf_how { SPF_HOW_ROOT, SPF_HOW_REDIRECT, SPF_HOW_INCLUDE };

/* One record on the way to the term that decided, with the term in it that led on: the last step has the one that decided. */
struct spf_step {
	enum spf_how how;
	struct str domain;              /* where the record stands */
	struct str record;
	struct str term;                /* borrowed from record, so that it tells its place; absent: no term matched */
};

/* A question that was asked, in order. */
struct spf_lookup {
	struct str name;
	enum answer_type type;
	enum answer_status status;
	struct str domain, term;        /* of which record and term; absent for the record of the sender's domain */
};

enum spf_note {
	SPF_USES_LOCAL = 1,             /* %{l} or %{s} was in a name looked up: with a placeholder the result may be another */
	SPF_USES_TIME = 2,              /* %{t} is in the explanation (nowhere else may it stand): it cannot be replayed */
	SPF_USES_RECEIVER = 4           /* so is %{r}: it is another elsewhere */
};

/* Everything is in the arena that was given. */
struct spf_verdict {
	enum spf_result result;
	struct str domain;              /* whose policy it is: of the sender, or HELO */
	struct spf_step path[SPF_PATH_MAX];
	unsigned steps;
	struct str explanation;         /* of a fail, from exp=; absent where there is none. Any printable ASCII that a stranger chose */
	struct str reason;              /* of an error: what is wrong; else absent */
	struct str missing_name;        /* of an answer that is not known; with another result than SPF_NO_EVIDENCE only the explanation lacks it */
	enum answer_type missing_type;
	unsigned count;                 /* terms that asked DNS */
	unsigned voids;
	unsigned notes;                 /* enum spf_note */
	struct spf_lookup *lookups;
	unsigned lookups_count;
};

/* The term that decided; of an error the one that it came of; absent: none did. */
struct str spf_verdict_term(const struct spf_verdict *verdict);

/* The domain of the first include on the way to the match that is not in the same hands as the domain of the verdict; absent where
   there is none. same tells whether two names are in the same hands (one organisational domain); NULL: where one ends in the other. */
typedef bool spf_same_hands(void *context, struct str a, struct str b);
struct str spf_verdict_shared(const struct spf_verdict *verdict, spf_same_hands *same, void *context);

#endif
