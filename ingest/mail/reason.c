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

/* The field of the first rule of a program that fits a text; absent where none does. */
static struct str
told_of(struct reasons *reasons, const char *program, struct str text, enum field field, struct arena *arena)
{
	struct record record = { .program = str_of(program), .text = text };
	grammar_match(reasons->grammar, &record, arena);
	return record.rule == NULL ? STR_NONE : record_field(&record, field);
}

struct str
reason_status(struct reasons *reasons, struct str text, enum bounce_kind kind, struct arena *arena)
{
	if (text.n > LOOKED_AT)
		text.n = LOOKED_AT;
	struct str code = told_of(reasons, "code", text, F_code, arena);
	struct str status = told_of(reasons, "reply", text, F_dsn, arena);
	if (status.n == 0 && code.n == 0)
		return STR_NONE;
	char class = kind == BOUNCE_DELAYED ? '4' : code.n > 0 ? code.p[0] : status.p[0];
	if (status.n == 0)
		return arena_print(arena, "%c.0.0", class);
	return arena_print(arena, "%c%.*s", class, (int)status.n - 1, status.p + 1);
}
