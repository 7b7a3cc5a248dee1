/*
 * reason.c - words of hosts read by the rules of ingest/reason.
 */
#include "ingest/mail/reason.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/rule/grammar.h"
#include "ingest/scan.h"

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

static bool
is_of_name(char c)
{
	return scan_is_name(c) || (c != '\0' && strchr("!#$%&'*+/=?^`{|}~", c) != NULL);
}

/* A mailbox may be called "unknown" or "full": what stands before an "@" is no word of a host. */
static struct str
without_names(struct str text, struct arena *arena)
{
	if (text.n == 0 || memchr(text.p, '@', text.n) == NULL)
		return text;
	char *copy = arena_take(arena, text.n);
	memcpy(copy, text.p, text.n);
	for (size_t i = 0; i < text.n; i++)
		for (size_t j = i; text.p[i] == '@' && j > 0 && is_of_name(text.p[j - 1]); j--)
			copy[j - 1] = 'x';
	return (struct str){ copy, text.n };
}

struct str
reason_status(struct reasons *reasons, struct str text, enum bounce_kind kind, struct arena *arena)
{
	if (text.n > LOOKED_AT)
		text.n = LOOKED_AT;
	text = without_names(text, arena);
	struct str code = told_of(reasons, "code", text, F_code, arena);
	struct str status = told_of(reasons, "reply", text, F_dsn, arena);
	if (status.n == 0 && code.n == 0)
		return STR_NONE;
	char class = kind == BOUNCE_DELAYED ? '4' : code.n > 0 ? code.p[0] : status.p[0];
	if (status.n == 0)
		return arena_print(arena, "%c.0.0", class);
	return arena_print(arena, "%c%.*s", class, (int)status.n - 1, status.p + 1);
}
