/*
 * sense.c - what a record says, where its terms are sound: whom it lets in, what of it is never looked at, what is useless.
 */
#include "analyze/spf/dmarc.h"
#include "analyze/spf/guess.h"
#include "analyze/spf/pass.h"
#include "analyze/spf/tree.h"

#include <string.h>

enum {
	LARGE_PREFIX4 = 15,             /* as many addresses as two of the old class B, or more */
	LARGE_PREFIX6 = 31,             /* more than what a provider has */
	STRING_MAX = 255,
	ANSWER_MAX = 512
};

/* "::ffff:192.0.2.1" */
static bool
is_mapped(const struct spf_network *network)
{
	static const struct spf_network mapped = { true, 96, { [10] = 0xff, [11] = 0xff } };
	return spf_network_holds(&mapped, network);
}

static void
unmap(struct mend *mend, const struct spf_term *term, struct spf_network network)
{
	network.ip6 = false;
	network.prefix -= 96;
	memmove(network.address, network.address + 12, 4);
	mend_find(mend, SPF_FINDING_MAPPED_ADDRESS, term->text, STR_NONE);
	struct str text = spf_network_write(&network, mend->arena);
	mend_edit(mend, mend_tail(term->text, term->sign.n), arena_print(mend->arena, "ip4:%.*s", (int)text.n, text.p));
}

/* Of what passes: addresses that are many more than any one sender has. */
static bool
is_large(const struct spf_term *term)
{
	bool ip4 = term->kind == SPF_TERM_IP4, ip6 = term->kind == SPF_TERM_IP6, both = term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX;
	return term->qualifier == '+' && (((ip4 || both) && term->prefix4 <= LARGE_PREFIX4) || ((ip6 || both) && term->prefix6 <= LARGE_PREFIX6));
}

static void
look_network(struct mend *mend, const struct spf_term *term)
{
	struct spf_network network = spf_term_network(term);
	if (network.ip6 && is_mapped(&network)) {
		unmap(mend, term, network);
	} else if (spf_network_has_host_bits(&network)) {
		spf_network_clear(&network);
		mend_find(mend, SPF_FINDING_HOST_BITS, term->text, STR_NONE);
		mend_edit(mend, raw_value(term), spf_network_write(&network, mend->arena));
	}
}

/* Whether a record lets in somebody by name or address, but for the ptr in it. */
static bool
has_senders(const struct spf_record *record)
{
	const struct spf_term *term = record->terms, *end = term + record->count;
	while (term < end && (term->error != SPF_ERROR_NONE || !spf_is_mechanism(term->kind) || term->qualifier != '+' ||
	    term->kind == SPF_TERM_PTR || term->kind == SPF_TERM_ALL))
		term++;
	return term < end;
}

static struct str
who_sends(const struct mend *mend, struct str domain)
{
	return arena_print(mend->arena, "\"unjoe spf suggest %.*s\" proposes a record of the hosts that were seen to send.", (int)(domain.n > 0 ? domain.n : 6),
	    domain.n > 0 ? domain.p : "DOMAIN");
}

static void
look_term(struct mend *mend, const struct spf_term *term, bool senders, struct str domain)
{
	struct spf_network network = spf_term_network(term);
	if (is_network(term) && spf_network_is_private(&network)) {
		mend_find(mend, SPF_FINDING_PRIVATE_ADDRESS, term->text, STR_NONE);
		mend_drop(mend, term->text);
		return;
	}
	if (is_network(term))
		look_network(mend, term);
	bool all = (term->kind != SPF_TERM_IP6 && term->prefix4 == 0) || (term->kind != SPF_TERM_IP4 && term->prefix6 == 0);
	if (is_large(term))
		mend_find(mend, all ? SPF_FINDING_PASS_ALL : SPF_FINDING_LARGE_NETWORK, term->text, STR_NONE);
	if (term->kind == SPF_TERM_PTR) {
		/* Without others somebody has to say first who sends. */
		bool needed = !senders && term->qualifier == '+';
		mend_find(mend, SPF_FINDING_PTR, term->text, needed ? who_sends(mend, domain) : STR_NONE);
		if (!needed)
			mend_drop(mend, term->text);
	} else if (spf_macros_use(&term->macros, "p")) {
		mend_find(mend, SPF_FINDING_MACRO_P, term->text, STR_NONE);
	}
}

/* Of several alls the first one counts; where that lets in everybody, a later one that does not is what was meant. */
static const struct spf_term *
meant_all(const struct spf_record *record)
{
	const struct spf_term *all = record->all;
	for (size_t i = 0; i < record->count && all->qualifier == '+'; i++)
		if (record->terms[i].kind == SPF_TERM_ALL && record->terms[i].error == SPF_ERROR_NONE)
			all = &record->terms[i];
	return all;
}

/* What stands behind the all comes before it, and there is one all. Whether it has to be moved. */
static bool
look_behind(struct mend *mend, const struct spf_record *record)
{
	const struct spf_term *all = record->all, *first = NULL, *last = NULL;
	bool only_alls = true;
	for (const struct spf_term *term = all + 1; term < record->terms + record->count; term++) {
		if (!spf_is_mechanism(term->kind))
			continue;
		first = first == NULL ? term : first;
		last = term;
		only_alls = only_alls && term->kind == SPF_TERM_ALL;
	}
	if (last == NULL)
		return false;
	const struct spf_term *kept = meant_all(record);
	mend_find(mend, SPF_FINDING_BEHIND_ALL, mend_span(first->text, last->text), STR_NONE);
	for (const struct spf_term *term = all; term <= last; term++)
		if (term->kind == SPF_TERM_ALL && (!only_alls || term != kept))
			mend_drop(mend, term->text);
	if (!only_alls)
		mend_edit(mend, (struct str){ last->text.p + last->text.n, 0 }, (struct str){ kept->text.p - 1, kept->text.n + 1 });
	return true;
}

/* An include has the same effect, and leaves strangers to the all. */
static void
look_redirect(struct mend *mend, const struct spf_record *record)
{
	const struct spf_term *redirect = record->redirect, *all = record->all;
	struct str include = arena_print(mend->arena, "include:%.*s ", (int)redirect->value.n, redirect->value.p);
	mend_find(mend, SPF_FINDING_REDIRECT_BESIDE_ALL, redirect->text, STR_NONE);
	for (size_t i = 0; i < record->count; i++) {
		if (record->terms[i].kind == SPF_TERM_INCLUDE && text_order(record->terms[i].value, redirect->value) == 0) {
			mend_drop(mend, redirect->text);
			return;
		}
	}
	if (redirect < all) {
		mend_edit(mend, redirect->text, mend_head(include, include.n - 1));
	} else {
		mend_edit(mend, mend_head(all->text, 0), include);
		mend_drop(mend, redirect->text);
	}
}

static enum dmarc_policy
dmarc_of(struct mend *mend, const struct spf_subject *subject)
{
	if (subject->dmarc.p != NULL)
		return dmarc_read(subject->dmarc, subject->dmarc_inherited);
	if (subject->ask == NULL || subject->domain.n == 0)
		return DMARC_NO_RECORD;
	struct str name = arena_print(mend->arena, "_dmarc.%.*s", (int)subject->domain.n, subject->domain.p);
	const struct answer *answer = spf_ask(subject->ask, name, ANSWER_TXT);
	enum dmarc_policy policy = DMARC_NO_RECORD;
	for (unsigned i = 0; answer != NULL && i < answer->count && policy == DMARC_NO_RECORD; i++)
		policy = dmarc_read(answer->values[i], false);
	return policy;
}

/* Who may send nothing may say so plainly; ~all is as far as anybody should go who has not yet looked at what -all would stop. */
static void
look_all(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject, bool moved)
{
	const struct spf_term *all = record->all;
	bool bare = spf_record_bare(record);
	if (all->qualifier == '-' || mend->softened)
		return;
	enum dmarc_policy dmarc = all->qualifier == '~' ? dmarc_of(mend, subject) : DMARC_NO_RECORD;
	bool enforced = dmarc >= DMARC_QUARANTINE;
	mend_find(mend, all->qualifier == '+' ? SPF_FINDING_PASS_ALL : all->qualifier == '?' ? SPF_FINDING_NEUTRAL_ALL :
	    enforced ? SPF_FINDING_SOFTFAIL_DMARC : SPF_FINDING_SOFTFAIL_ALL, all->text,
	    enforced ? arena_print(mend->arena, "p=%s", dmarc_policy_name(dmarc)) : STR_NONE);
	if (moved)
		return;         /* the next pass finds it where it is to be */
	if (bare && !enforced) {
		mend_edit(mend, all->text, STR("-all"));
	} else if (all->qualifier != '~') {
		mend_edit(mend, all->text, STR("~all"));
		mend->softened = true;
	}
}

static void
look_no_all(struct mend *mend, const struct spf_record *record)
{
	bool senders = false;
	struct str last = mend_head(record->text, 6);
	for (size_t i = 0; i < record->count; i++) {
		senders = senders || spf_is_mechanism(record->terms[i].kind);
		last = record->terms[i].text;
	}
	mend_find(mend, SPF_FINDING_NO_ALL, STR_NONE, STR_NONE);
	mend_edit(mend, (struct str){ last.p + last.n, 0 }, senders ? STR(" ~all") : STR(" -all"));
	mend->softened = senders;
}

/* A DNS answer: head, question, and each record with a compressed name (RFC 1035 section 4.1); the texts of others, where they are known. */
void
sense_size(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject)
{
	size_t n = record->text.n, bytes = 12 + (subject->domain.n > 0 ? subject->domain.n : 16) + 2 + 4 + 12 + n + (n + STRING_MAX - 1) / STRING_MAX;
	const struct answer *answer = subject->ask == NULL || subject->domain.n == 0 ? NULL : spf_ask(subject->ask, subject->domain, ANSWER_TXT);
	for (unsigned i = 0; answer != NULL && i < answer->count; i++)
		if (!spf_is_record(answer->values[i]))
			bytes += 12 + answer->values[i].n + (answer->values[i].n + STRING_MAX - 1) / STRING_MAX;
	if (n > STRING_MAX)
		mend_find(mend, SPF_FINDING_LONG_STRING, STR_NONE, arena_print(mend->arena, "%zu bytes", n));
	if (bytes > ANSWER_MAX)
		mend_find(mend, SPF_FINDING_LONG_ANSWER, STR_NONE, arena_print(mend->arena, "%zu bytes", bytes));
}

/* Where nobody can be asked: the terms of this record alone. */
static void
look_lookups(struct mend *mend, const struct spf_record *record)
{
	unsigned lookups = record->redirect != NULL && record->all == NULL;
	for (size_t i = 0; i < record->count; i++) {
		const struct spf_term *term = &record->terms[i];
		lookups += spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && !is_network(term) && (record->all == NULL || term < record->all);
	}
	if (lookups > SPF_LOOKUPS_MAX)
		mend_find(mend, SPF_FINDING_TOO_MANY_LOOKUPS, STR_NONE, arena_print(mend->arena, "%u lookups", lookups));
}

void
sense_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject)
{
	bool senders = has_senders(record);
	for (size_t i = 0; i < record->count; i++)
		if (record->terms[i].error == SPF_ERROR_NONE)
			look_term(mend, &record->terms[i], senders, subject->domain);
	useless_look(mend, record);
	if (record->all != NULL && record->redirect != NULL)
		look_redirect(mend, record);
	if (record->all != NULL)
		look_all(mend, record, subject, look_behind(mend, record));
	else if (record->redirect == NULL && record->error == SPF_ERROR_NONE)
		look_no_all(mend, record);
	if (subject->ask == NULL || subject->domain.n == 0)
		look_lookups(mend, record);
}
