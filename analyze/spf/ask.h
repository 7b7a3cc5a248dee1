/*
 * ask.h - asking the answer store, and remembering what it did not know.
 * In: names and types. Out: answers; the questions without one, so that whoever has a resolver can fetch them and begin again.
 */
#ifndef SPF_ASK_H
#define SPF_ASK_H

#include "analyze/spf/answers.h"

enum {
	SPF_QUESTIONS_MAX = 64          /* that are remembered at a time; the others come up again the next time */
};

struct spf_question {
	struct str name;                /* in the arena */
	enum answer_type type;
};

/* Set answers, when and arena; the rest is 0. */
struct spf_ask {
	struct answers *answers;
	struct answers_when when;
	struct arena *arena;
	struct spf_question missing[SPF_QUESTIONS_MAX];
	size_t missing_count;
};

/* NULL: not known; the question is now among the missing. */
const struct answer *spf_ask(struct spf_ask *ask, struct str name, enum answer_type type);
/* Of an answer or NULL: whether it says that there is nothing (NODATA, NXDOMAIN: a void lookup). */
bool spf_is_void(const struct answer *answer);

#endif
