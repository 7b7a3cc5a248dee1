/*
 * reason.c - words of hosts read by the rules of ingest/reason.
 */
#include "ingest/mail/reason.h"

#include <stdlib.h>

#include "ingest/rule/grammar.h"

enum { LOOKED_AT = 1024 };              /* of a text */

struct reasons {
	struct grammar *grammar;
};

struct reasons *
reasons_open(void)
{
	struct reasons *reasons = mem_new(sizeof *reasons);
	reasons->grammar = grammar_open("ingest/reason/", NULL);
	return reasons;
}

void
reasons_close(struct reasons *reasons)
{
	if (reasons == NULL)
		return;
	grammar_close(reasons->grammar);
	free(reasons);
}

struct str
reason_status(struct reasons *reasons, struct str text, char class, struct arena *arena)
{
	struct record record = { .program = STR("reply"), .text = text };
	if (text.n > LOOKED_AT)
		record.text.n = LOOKED_AT;
	grammar_match(reasons->grammar, &record, arena);
	struct str status = record.rule == NULL ? STR_NONE : record_field(&record, F_dsn);
	return status.n == 0 ? STR_NONE : arena_print(arena, "%c%.*s", class, (int)status.n - 1, status.p + 1);
}
