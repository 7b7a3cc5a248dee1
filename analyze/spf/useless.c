/*
 * useless.c - terms that have no effect beside others: the same twice, a network in a network.
 */
#include "analyze/spf/pass.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool
is_network(const struct spf_term *term)
{
	return term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6;
}

struct spf_network
spf_term_network(const struct spf_term *term)
{
	struct spf_network network = { .ip6 = term->kind == SPF_TERM_IP6 };
	network.prefix = network.ip6 ? term->prefix6 : term->prefix4;
	memcpy(network.address, term->address, sizeof network.address);
	return network;
}

/* A network and its term, sorted so that what lies in a network follows it; begins as spf_network_compare wants it. */
struct place {
	struct spf_network network;
	const struct spf_term *term;
};

static int
by_network(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order = spf_network_compare(&a->network, &b->network);
	return order != 0 ? order : (a->term > b->term) - (a->term < b->term);
}

/* Whether inner may go, since outer has the same effect: outer comes first, or nothing between them decides otherwise. */
static bool
is_useless(const struct spf_term *outer, const struct spf_term *inner)
{
	if (outer < inner)
		return true;
	for (const struct spf_term *term = inner; term <= outer; term++)
		if (spf_is_mechanism(term->kind) && term->qualifier != inner->qualifier)
			return false;
	return true;
}

static void
look_overlaps(struct mend *mend, const struct spf_record *record)
{
	struct place *places = arena_take(mend->arena, (record->count + 1) * sizeof *places);
	struct place **outer = arena_take(mend->arena, (record->count + 1) * sizeof *outer);
	size_t count = 0, depth = 0;
	for (size_t i = 0; i < record->count; i++)
		if (is_network(&record->terms[i]) && record->terms[i].error == SPF_ERROR_NONE)
			places[count++] = (struct place){ spf_term_network(&record->terms[i]), &record->terms[i] };
	if (count > 1)
		qsort(places, count, sizeof *places, by_network);
	for (size_t i = 0; i < count; i++) {
		struct place *inner = &places[i];
		while (depth > 0 && !spf_network_holds(&outer[depth - 1]->network, &inner->network))
			depth--;
		const struct place *around = depth > 0 ? outer[depth - 1] : NULL;
		if (around != NULL && is_useless(around->term, inner->term)) {
			bool equal = around->network.prefix == inner->network.prefix;
			mend_find(mend, equal ? SPF_FINDING_DUPLICATE : SPF_FINDING_OVERLAP, inner->term->text, arena_copy(mend->arena, around->term->text));
			mend_drop(mend, inner->term->text);
		} else {
			outer[depth++] = inner;
		}
	}
}

int
text_order(struct str a, struct str b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return a.n == 0 ? 0 : strncasecmp(a.p, b.p, a.n);
}

static int
by_meaning(const void *left, const void *right)
{
	const struct spf_term *a = *(const struct spf_term *const *)left, *b = *(const struct spf_term *const *)right;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	int order = text_order(a->value, b->value);
	if (order != 0)
		return order;
	if (a->prefix4 != b->prefix4 || a->prefix6 != b->prefix6)
		return a->prefix4 < b->prefix4 || (a->prefix4 == b->prefix4 && a->prefix6 < b->prefix6) ? -1 : 1;
	return 0;
}

static int
by_meaning_and_place(const void *left, const void *right)
{
	const struct spf_term *a = *(const struct spf_term *const *)left, *b = *(const struct spf_term *const *)right;
	int order = by_meaning(left, right);
	return order != 0 ? order : (a > b) - (a < b);
}

/* The same lookup twice; an all is another matter. */
static void
look_duplicates(struct mend *mend, const struct spf_record *record)
{
	const struct spf_term **terms = arena_take(mend->arena, (record->count + 1) * sizeof *terms);
	size_t count = 0;
	for (size_t i = 0; i < record->count; i++) {
		const struct spf_term *term = &record->terms[i];
		if (spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && !is_network(term) && term->error == SPF_ERROR_NONE)
			terms[count++] = term;
	}
	if (count > 1)
		qsort(terms, count, sizeof *terms, by_meaning_and_place);
	for (size_t i = 1; i < count; i++) {
		if (by_meaning(&terms[i - 1], &terms[i]) != 0)
			continue;
		mend_find(mend, SPF_FINDING_DUPLICATE, terms[i]->text, STR_NONE);
		mend_drop(mend, terms[i]->text);
	}
}

void
useless_look(struct mend *mend, const struct spf_record *record)
{
	look_overlaps(mend, record);
	look_duplicates(mend, record);
}
