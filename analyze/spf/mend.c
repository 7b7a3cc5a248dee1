/*
 * mend.c - a record on its way to be corrected: findings, edits, and the text that they make.
 */
#include "analyze/spf/mend.h"

#include <stdlib.h>
#include <string.h>

struct edit {
	struct str place, text;
	size_t group;
	struct spf_finding *finding;
};

void
mend_begin(struct mend *mend, struct str text, struct arena *arena, struct spf_lint *lint)
{
	*mend = (struct mend){ .arena = arena, .lint = lint, .text = text };
	mend->origin = arena_take(arena, (text.n + 1) * sizeof *mend->origin);
	for (size_t i = 0; i < text.n; i++)
		mend->origin[i] = (uint32_t)i;
}

static bool
told_before(const struct spf_lint *lint, const struct spf_finding *finding)
{
	for (size_t i = 0; i < lint->count; i++) {
		const struct spf_finding *told = &lint->findings[i];
		if (told->kind == finding->kind && told->at == finding->at && told->n == finding->n && str_equal(told->detail, finding->detail))
			return true;
	}
	return false;
}

void
mend_find(struct mend *mend, enum spf_finding_kind kind, struct str place, struct str detail)
{
	struct spf_finding finding = { .kind = kind, .detail = detail };
	mend->group++;
	mend->finding = NULL;
	if (place.n > 0) {
		size_t first = (size_t)(place.p - mend->text.p);
		finding.at = mend->origin[first];
		for (size_t i = first; i < first + place.n; i++) {
			size_t end = mend->origin[i] + (size_t)1;
			finding.n = end > finding.at + finding.n ? end - finding.at : finding.n;
		}
	}
	if (told_before(mend->lint, &finding))
		return;
	if (mend->lint->count == SPF_FINDINGS_MAX) {
		mend->lint->left_out++;
		return;
	}
	mend->finding = &mend->lint->findings[mend->lint->count++];
	*mend->finding = finding;
}

void
mend_edit(struct mend *mend, struct str place, struct str text)
{
	if (mend->count == mend->size) {
		size_t size = mend->size == 0 ? 16 : mend->size * 2;
		struct edit *edits = arena_take(mend->arena, size * sizeof *edits);
		if (mend->count > 0)
			memcpy(edits, mend->edits, mend->count * sizeof *edits);
		mend->edits = edits;
		mend->size = size;
	}
	mend->edits[mend->count++] = (struct edit){ place, text, mend->group, mend->finding };
}

void
mend_drop(struct mend *mend, struct str term)
{
	while (term.p > mend->text.p && term.p[-1] == ' ') {
		term.p--;
		term.n++;
	}
	mend_edit(mend, term, STR(""));
}

static int
by_place(const void *left, const void *right)
{
	const struct edit *a = left, *b = right;
	if (a->place.p != b->place.p)
		return a->place.p < b->place.p ? -1 : 1;
	return (a->place.n > b->place.n) - (a->place.n < b->place.n);
}

/* Where a byte of an edit's text comes from: from where it was moved, else from what it stands for. */
static uint32_t
origin_of(const struct mend *mend, const struct edit *edit, size_t k)
{
	size_t at = (size_t)(edit->place.p - mend->text.p), last = at + edit->place.n - (edit->place.n > 0);
	if (mend->text.n == 0)
		return 0;
	if (edit->text.p >= mend->text.p && edit->text.p < mend->text.p + mend->text.n)
		return mend->origin[edit->text.p - mend->text.p + k];
	size_t old = k + 1 == edit->text.n || at + k > last ? last : at + k;
	return mend->origin[old < mend->text.n ? old : mend->text.n - 1];
}

/* The text after some edits, which must be sorted; and the origins, unless NULL. */
static struct str
edited(const struct mend *mend, const struct edit *edits, size_t count, uint32_t *origin)
{
	size_t n = mend->text.n, from = 0, to = 0;
	for (size_t i = 0; i < count; i++)
		n += edits[i].text.n;
	char *p = arena_take(mend->arena, n + 1);
	for (size_t i = 0; i <= count; i++) {
		size_t at = i < count ? (size_t)(edits[i].place.p - mend->text.p) : mend->text.n;
		memcpy(p + to, mend->text.p + from, at - from);
		if (origin != NULL && at > from)
			memcpy(origin + to, mend->origin + from, (at - from) * sizeof *origin);
		to += at - from;
		from = at;
		if (i == count)
			break;
		for (size_t k = 0; k < edits[i].text.n; k++, to++) {
			p[to] = edits[i].text.p[k];
			if (origin != NULL)
				origin[to] = origin_of(mend, &edits[i], k);
		}
		from = at + edits[i].place.n;
	}
	p[to] = '\0';
	return (struct str){ p, to };
}

/* An insertion takes the byte that it stands before. */
static bool
claim(char *taken, const struct mend *mend, const struct edit *edit, bool ask)
{
	size_t at = (size_t)(edit->place.p - mend->text.p), n = edit->place.n > 0 ? edit->place.n : 1;
	if (ask)
		return memchr(taken + at, 1, n) == NULL;
	memset(taken + at, 1, n);
	return true;
}

bool
mend_apply(struct mend *mend)
{
	size_t kept = 0;
	char *taken = arena_take(mend->arena, mend->text.n + 1);
	memset(taken, 0, mend->text.n + 1);
	for (size_t i = 0, end; i < mend->count; i = end) {
		bool free = true;
		for (end = i; end < mend->count && mend->edits[end].group == mend->edits[i].group; end++)
			free = free && claim(taken, mend, &mend->edits[end], true);
		struct edit *group = mend->edits + i;
		qsort(group, end - i, sizeof *group, by_place);
		if (group->finding != NULL)
			group->finding->corrected = edited(mend, group, end - i, NULL);
		for (size_t k = i; free && k < end; k++) {
			claim(taken, mend, &mend->edits[k], false);
			mend->edits[kept++] = mend->edits[k];
		}
	}
	if (kept == 0) {
		mend->count = 0;
		return false;
	}
	qsort(mend->edits, kept, sizeof *mend->edits, by_place);
	size_t n = mend->text.n;
	for (size_t i = 0; i < kept; i++)
		n += mend->edits[i].text.n;
	uint32_t *origin = arena_take(mend->arena, (n + 1) * sizeof *origin);
	mend->text = edited(mend, mend->edits, kept, origin);
	mend->origin = origin;
	mend->count = 0;
	return true;
}
