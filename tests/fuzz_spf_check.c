/*
 * fuzz_spf_check.c - a check of what strangers published: the first line is IP, HELO and sender, then come answers as text. The guard, and libspf2
 * in this process, come to a verdict that keeps its promises, and to the same again.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/guard.h"
#include "tests/fuzz.h"

static void
check_verdict(const struct spf_verdict *verdict)
{
	struct str term = spf_verdict_term(verdict);
	if ((int)verdict->result >= SPF_RESULTS || verdict->steps > SPF_PATH_MAX || verdict->explanation.n > SPF_EXPLANATION_MAX)
		bug("a verdict breaks its promise");
	if ((verdict->result == SPF_PERMERROR || verdict->result == SPF_TEMPERROR || verdict->result == SPF_UNEVALUABLE) && verdict->reason.n == 0)
		bug("%s without a reason", spf_result_name(verdict->result));
	if (verdict->result == SPF_NO_EVIDENCE && (verdict->missing_name.n == 0 || verdict->missing_type == 0))
		bug("nothing is missing");
	if (verdict->count > SPF_LOOKUPS_MAX + 1 || term.n > 65536)
		bug("%u terms asked DNS", verdict->count);
}

static void
fuzz(struct str input, struct arena *arena)
{
	static struct guard *guard;
	static struct spf_verdict verdict, again;
	struct answers *answers = answers_open(NULL);
	struct answerfile file;
	struct str first = str_cut(&input, '\n');
	struct spf_request request = { .ip = str_cut(&first, ' '), .helo = str_cut(&first, ' '), .sender = first };
	if (guard == NULL)
		guard = guard_open();
	if (input.p != NULL)
		answerfile_read(input, answers, &file);
	answers_complete(answers, STR(""));
	guard_check(guard, &request, answers, ANSWERS_NEWEST, arena, &verdict);
	check_verdict(&verdict);
	guard_check(guard, &request, answers, ANSWERS_NEWEST, arena, &again);
	if (again.result != verdict.result || !str_equal(spf_verdict_term(&again), spf_verdict_term(&verdict)) || again.lookups_count != verdict.lookups_count)
		bug("checked again, the verdict is another");
	answers_close(answers);
}
