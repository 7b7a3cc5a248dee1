/*
 * ask.c - asking the answer store, and remembering what it did not know.
 */
#include "analyze/spf/ask.h"

const struct answer *
spf_ask(struct spf_ask *ask, struct str name, enum answer_type type)
{
	const struct answer *answer = answers_find(ask->answers, ask->when, name, type);
	if (answer != NULL)
		return answer;
	for (size_t i = 0; i < ask->missing_count; i++)
		if (ask->missing[i].type == type && str_equal(ask->missing[i].name, name))
			return NULL;
	if (ask->missing_count < SPF_QUESTIONS_MAX)
		ask->missing[ask->missing_count++] = (struct spf_question){ arena_copy(ask->arena, name), type };
	return NULL;
}

bool
spf_is_void(const struct answer *answer)
{
	return answer != NULL && (answer->status == ANSWER_NODATA || answer->status == ANSWER_NXDOMAIN);
}
