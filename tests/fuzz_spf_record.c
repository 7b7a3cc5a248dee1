/*
 * fuzz_spf_record.c - a text as a record: every part lies in it, macros expand within their limits, lint's places are places.
 */
#include "analyze/spf/lint.h"
#include "tests/fuzz.h"

#include <string.h>

static void
check_part(struct str whole, struct str part)
{
	if (part.p != NULL && (part.p < whole.p || part.p + part.n > whole.p + whole.n))
		bug("a part that lies outside");
}

static void
check_term(const struct spf_record *record, const struct spf_term *term, struct arena *arena)
{
	struct spf_facts facts = { .local = STR("joe.doe-x"), .sender_domain = STR("a.example"), .domain = STR("b.c.example"), .helo = STR("h") };
	check_part(record->text, term->text);
	check_part(term->text, term->sign);
	check_part(term->text, term->name);
	check_part(term->text, term->value);
	check_part(term->text, term->length4);
	check_part(term->text, term->length6);
	check_part(term->text, term->place);
	if (term->prefix4 > 32 || term->prefix6 > 128 || term->text.n == 0)
		bug("a prefix length that is none");
	for (size_t i = 0, at = 0; i < term->macros.count; i++) {
		const struct spf_macro *macro = &term->macros.items[i];
		if (macro->text.p != term->value.p + at)
			bug("a piece that does not follow the one before");
		at += macro->text.n;
	}
	if (spf_expand_name(&term->macros, &facts, arena).n > SPF_NAME_MAX || spf_expand(&term->macros, &facts, arena).n > SPF_TEXT_MAX)
		bug("an expansion that is too long");
}

static void
check_lint(struct str text, struct arena *arena)
{
	static struct spf_lint lint;
	struct spf_subject subject = { .text = text };
	struct spf_record record;
	spf_lint(&subject, arena, &lint);
	for (size_t i = 0; i < lint.count; i++)
		if (lint.findings[i].kind >= SPF_FINDING_KINDS || lint.findings[i].at > text.n || lint.findings[i].n > text.n - lint.findings[i].at)
			bug("a finding without a place");
	spf_record_read(lint.proposed.p == NULL ? text : lint.proposed, arena, &record);
	if (lint.sound != (record.is_record && record.error == SPF_ERROR_NONE))
		bug("sound, and not");
	if (!lint.sound && lint.count == 0)
		bug("an error that is not told");
}

static void
fuzz(struct str text, struct arena *arena)
{
	struct spf_record record;
	spf_record_read(text, arena, &record);
	for (size_t i = 0; i < record.count; i++)
		check_term(&record, &record.terms[i], arena);
	check_part(text, record.place);
	check_lint(text, arena);
}
