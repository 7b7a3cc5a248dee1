/*
 * record.c - an SPF record: its terms, and what they make of it (RFC 7208, sections 4.5, 4.6, 6).
 */
#include "analyze/spf/record.h"

#include <strings.h>

enum { VERSION_BYTES = 6 };

/* What the record keeps of a term: the first of its kind, the first error. */
static void
add_term(struct spf_record *record, struct spf_term *term)
{
	const struct spf_term **first = term->kind == SPF_TERM_ALL ? &record->all : term->kind == SPF_TERM_REDIRECT ? &record->redirect :
	    term->kind == SPF_TERM_EXP ? &record->exp : NULL;
	if (first != NULL && *first != NULL && term->kind != SPF_TERM_ALL)
		spf_term_wrong(term, SPF_ERROR_REPEATED, term->text);    /* section 6 */
	if (first != NULL && *first == NULL && term->error == SPF_ERROR_NONE)
		*first = term;
	if (record->error == SPF_ERROR_NONE) {
		record->error = term->error;
		record->place = term->place;
	}
}

bool
spf_is_record(struct str text)
{
	return text.n >= VERSION_BYTES && strncasecmp(text.p, "v=spf1", VERSION_BYTES) == 0 &&
	    (text.n == VERSION_BYTES || text.p[VERSION_BYTES] == ' ');
}

void
spf_record_read(struct str text, struct arena *arena, struct spf_record *record)
{
	*record = (struct spf_record){ .text = text, .is_record = spf_is_record(text) };
	if (!record->is_record)
		return;
	if (text.n > SPF_RECORD_MAX) {
		record->error = SPF_ERROR_SIZE;
		record->place = (struct str){ text.p + SPF_RECORD_MAX, text.n - SPF_RECORD_MAX };
		return;
	}
	struct str rest = { text.p + VERSION_BYTES, text.n - VERSION_BYTES };
	size_t most = 0;
	for (size_t i = 0; i < rest.n; i++)
		most += rest.p[i] == ' ';
	record->terms = arena_take(arena, most * sizeof *record->terms);
	while (rest.p != NULL) {
		struct str word = str_cut(&rest, ' ');
		if (word.n == 0)
			continue;
		struct spf_term *term = &record->terms[record->count++];
		spf_term_read(word, arena, term);
		add_term(record, term);
	}
}

enum spf_policy
spf_record_policy(const struct spf_record *record)
{
	if (!record->is_record)
		return SPF_POLICY_NONE;
	if (record->error != SPF_ERROR_NONE)
		return SPF_POLICY_PERMERROR;
	if (record->all == NULL)
		return record->redirect != NULL ? SPF_POLICY_REDIRECT : SPF_POLICY_NO_ALL;
	switch (record->all->qualifier) {
	case '-':
		return SPF_POLICY_FAIL;
	case '~':
		return SPF_POLICY_SOFTFAIL;
	case '?':
		return SPF_POLICY_NEUTRAL;
	default:
		return SPF_POLICY_PASS;
	}
}

bool
spf_record_bare(const struct spf_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->terms[i].kind != SPF_TERM_ALL && record->terms[i].kind != SPF_TERM_EXP)
			return false;
	return record->all != NULL && record->error == SPF_ERROR_NONE;
}

const char *
spf_policy_name(enum spf_policy policy)
{
	static const char *const names[] = {
		[SPF_POLICY_FAIL] = "-all",
		[SPF_POLICY_SOFTFAIL] = "~all",
		[SPF_POLICY_NEUTRAL] = "?all",
		[SPF_POLICY_PASS] = "+all",
		[SPF_POLICY_NO_ALL] = "no-all",
		[SPF_POLICY_REDIRECT] = "redirect",
		[SPF_POLICY_NONE] = "none",
		[SPF_POLICY_PERMERROR] = "permerror",
		[SPF_POLICY_TEMPERROR] = "temperror",
	};
	return names[policy];
}
