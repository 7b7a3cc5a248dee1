/*
 * lint.c - what is wrong, unwise or useless in an SPF record: the passes over it, one after the other.
 */
#include "analyze/spf/lint.h"

#include "analyze/spf/pass.h"

#include <stdlib.h>
#include <string.h>

enum { PASSES_MAX = 16 };               /* of one kind: no honest record needs more than four */

static const struct {
	const char *name, *why;
	enum spf_severity severity;
} kinds[] = {
#define FINDING(kind, name, severity, why) [SPF_FINDING_##kind] = { name, why, SPF_SEVERITY_##severity },
#include "analyze/spf/finding.def"
#undef FINDING
};

/* The text becomes one that begins as a record; false where nothing makes it that. */
static bool
pass_head(struct mend *mend)
{
	escape_look(mend);
	mend_apply(mend);
	for (unsigned i = 0; i < PASSES_MAX && !spf_is_record(mend->text); i++)
		if (!head_look(mend) || !mend_apply(mend))
			break;
	return spf_is_record(mend->text);
}

static void
pass_terms(struct mend *mend, const struct spf_subject *subject)
{
	struct spf_record record;
	for (unsigned i = 0; i < PASSES_MAX; i++) {
		spf_record_read(mend->text, mend->arena, &record);
		slip_look(mend, &record);
		if (!mend_apply(mend))
			break;
	}
	for (unsigned i = 0; i < PASSES_MAX; i++) {
		spf_record_read(mend->text, mend->arena, &record);
		sense_look(mend, &record, subject);
		if (subject->ask != NULL && subject->domain.n > 0)
			target_look(mend, subject);
		if (!mend_apply(mend))
			break;
	}
	spf_record_read(mend->text, mend->arena, &record);
	if (record.error == SPF_ERROR_SIZE)
		mend_find(mend, SPF_FINDING_SYNTAX, STR_NONE, str_of(spf_error_text(record.error)));
	sense_size(mend, &record, subject);
	if (subject->ask != NULL && subject->domain.n > 0)
		domain_look(mend, &record, subject);
	mend_apply(mend);
	mend->lint->sound = record.error == SPF_ERROR_NONE;
}

/* Whether lint could make a record of it; nothing is told. */
static bool
is_nearly(struct str text, struct arena *scratch, struct spf_lint *lint)
{
	struct mend mend;
	arena_reset(scratch);
	lint->count = lint->left_out = 0;
	mend_begin(&mend, text, scratch, lint);
	bool nearly = pass_head(&mend);
	lint->count = lint->left_out = 0;
	return nearly;
}

/* The records of an answer with a blank between, or else the text that nearly is one. Answers how many records; an answer may have thousands. */
static unsigned
find_text(const struct answer *answer, struct arena *arena, struct spf_lint *lint)
{
	unsigned count = 0;
	size_t n = 0;
	for (unsigned i = 0; i < answer->count; i++)
		n += spf_is_record(answer->values[i]) ? answer->values[i].n + 1 : 0;
	char *p = arena_take(arena, n + 1);
	struct str joined = { p, n == 0 ? 0 : n - 1 };
	for (unsigned i = 0; i < answer->count; i++) {
		if (!spf_is_record(answer->values[i]))
			continue;
		memcpy(p, answer->values[i].p, answer->values[i].n);
		p += answer->values[i].n;
		*p++ = ' ';
		count++;
	}
	lint->text = count > 0 ? joined : STR_NONE;
	struct arena *scratch = arena_open();
	for (unsigned i = 0; i < answer->count && lint->text.p == NULL; i++)
		if (is_nearly(answer->values[i], scratch, lint))
			lint->text = answer->values[i];
	arena_close(scratch);
	return count;
}

/* Several records are looked at as one, in which the others' versions are too many. */
static void
join_records(struct mend *mend, unsigned count)
{
	struct spf_record record;
	spf_record_read(mend->text, mend->arena, &record);
	mend_find(mend, SPF_FINDING_SEVERAL_RECORDS, STR_NONE, arena_print(mend->arena, "%u records", count));
	for (size_t i = 0; i < record.count; i++)
		if (spf_is_record(record.terms[i].text))
			mend_drop(mend, record.terms[i].text);
	mend_apply(mend);
}

/* By place; what has none goes last. */
static int
by_place(const void *left, const void *right)
{
	const struct spf_finding *a = left, *b = right;
	if ((a->n == 0) != (b->n == 0))
		return a->n == 0 ? 1 : -1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

void
spf_lint(const struct spf_subject *subject, struct arena *arena, struct spf_lint *lint)
{
	struct mend mend;
	unsigned records = 0;
	bool ask = subject->ask != NULL && subject->domain.n > 0, failed = false;
	lint->count = lint->left_out = 0;
	lint->proposed = STR_NONE;
	lint->sound = false;
	lint->text = subject->text;
	if (lint->text.p == NULL && ask) {
		const struct answer *answer = spf_ask(subject->ask, subject->domain, ANSWER_TXT);
		if (answer == NULL)
			return;
		records = find_text(answer, arena, lint);
		failed = answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT;
	}
	mend_begin(&mend, lint->text, arena, lint);
	mend.domain = subject->domain;
	if (lint->text.p == NULL) {
		mend_find(&mend, failed ? SPF_FINDING_TARGET_FAILED : SPF_FINDING_NO_RECORD, STR_NONE, arena_copy(arena, subject->domain));
		if (ask && !failed)
			domain_look(&mend, NULL, subject);
		return;
	}
	if (records > 1)
		join_records(&mend, records);
	if (pass_head(&mend)) {
		pass_terms(&mend, subject);
	} else {
		lint->count = lint->left_out = 0;      /* quotes, perhaps, about something else */
		mend_begin(&mend, lint->text, arena, lint);
		mend_find(&mend, SPF_FINDING_NOT_A_RECORD, lint->text, STR_NONE);
	}
	if (!str_equal(mend.text, lint->text))
		lint->proposed = mend.text;
	qsort(lint->findings, lint->count, sizeof *lint->findings, by_place);
}

const char *
spf_finding_name(enum spf_finding_kind kind)
{
	return kinds[kind].name;
}

const char *
spf_finding_why(enum spf_finding_kind kind)
{
	return kinds[kind].why;
}

enum spf_severity
spf_finding_severity(enum spf_finding_kind kind)
{
	return kinds[kind].severity;
}

const char *
spf_severity_name(enum spf_severity severity)
{
	static const char *const names[] = { "error", "warning", "note" };
	return names[severity];
}
