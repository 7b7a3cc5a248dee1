/*
 * domain.c - what DNS says of the domain whose record is looked at: its mail exchangers, its hosts' names, records of other types.
 */
#include "analyze/spf/pass.h"

#include <string.h>
#include <strings.h>

static bool
is_sound(const struct answer *answer)
{
	return answer != NULL && answer->status != ANSWER_FAILED && answer->status != ANSWER_TIMEOUT;
}

static bool
is_null_mx(const struct answer *answer)
{
	struct str host = answer->count == 1 ? answer_mx_host(answer->values[0]) : STR("-");
	return host.n == 0 || str_is(host, ".");
}

/* Whether one of the addresses of a name is the asker's own machine. */
static bool
is_loopback(struct spf_ask *ask, struct str name)
{
	static const enum answer_type types[] = { ANSWER_A, ANSWER_AAAA };
	if (name.n == 9 && strncasecmp(name.p, "localhost", 9) == 0)
		return true;
	for (unsigned t = 0; t < LENGTH(types); t++) {
		const struct answer *answer = spf_ask(ask, name, types[t]);
		for (unsigned i = 0; answer != NULL && i < answer->count; i++) {
			struct spf_network network = { .ip6 = types[t] == ANSWER_AAAA, .prefix = types[t] == ANSWER_AAAA ? 128 : 32 };
			if (answer->values[i].n != network.prefix / 8)
				continue;
			memcpy(network.address, answer->values[i].p, answer->values[i].n);
			if (spf_network_is_loopback(&network))
				return true;
		}
	}
	return false;
}

/* Tells of exchangers that are nobody's. Whether the domain takes no mail at all. */
static bool
look_mx(struct mend *mend, const struct spf_subject *subject)
{
	const struct answer *mx = spf_ask(subject->ask, subject->domain, ANSWER_MX);
	if (!is_sound(mx))
		return false;
	if (mx->count == 0) {
		const struct answer *a = spf_ask(subject->ask, subject->domain, ANSWER_A);
		const struct answer *aaaa = spf_ask(subject->ask, subject->domain, ANSWER_AAAA);
		return is_sound(a) && is_sound(aaaa) && a->count == 0 && aaaa->count == 0;
	}
	if (is_null_mx(mx))
		return true;
	unsigned loopback = 0;
	for (unsigned i = 0; i < mx->count; i++) {
		struct str host = answer_mx_host(mx->values[i]);
		if (!is_loopback(subject->ask, host))
			continue;
		loopback++;
		mend_find(mend, SPF_FINDING_MX_LOOPBACK, STR_NONE, arena_copy(mend->arena, host));
	}
	return loopback == mx->count;
}

static void
look_type_99(struct mend *mend, const struct spf_subject *subject)
{
	struct str text;
	const struct answer *answer = spf_ask(subject->ask, subject->domain, ANSWER_SPF);
	if (!is_sound(answer) || answer_spf_record(answer, &text) == 0)
		return;
	struct str published = subject->text.p != NULL ? subject->text : mend->lint->text;
	const char *what = published.p == NULL ? "it must be published as TXT: " : "another one: ";
	mend_find(mend, SPF_FINDING_TYPE_99, STR_NONE, str_equal(text, published) ? STR("the same as the TXT record") :
	    arena_print(mend->arena, "%s%.*s", what, (int)text.n, text.p));
	if (published.p == NULL && mend->lint->proposed.p == NULL)
		mend->lint->proposed = text;
}

static void
look_helos(struct mend *mend, const struct spf_subject *subject)
{
	struct str text;
	for (size_t i = 0; i < subject->helo_count; i++) {
		struct str helo = subject->helos[i];
		const struct answer *answer = spf_ask(subject->ask, helo, ANSWER_TXT);
		if (is_sound(answer) && answer_spf_record(answer, &text) == 0)
			mend_find(mend, SPF_FINDING_HELO_NO_RECORD, STR_NONE, arena_print(mend->arena, "%.*s: v=spf1 a -all", (int)helo.n, helo.p));
	}
}

/* A domain that sends nothing, as far as its record tells, and has not said so plainly. */
static void
look_parked(struct mend *mend, const struct spf_record *record)
{
	struct spf_record published;
	spf_record_read(mend->lint->text, mend->arena, &published);
	bool plain = spf_record_bare(&published) && published.all->qualifier == '-';
	if (plain || (record != NULL && !spf_record_bare(record)))
		return;
	mend_find(mend, SPF_FINDING_PARKED, STR_NONE, STR_NONE);
	if (mend->finding != NULL)
		mend->finding->corrected = STR("v=spf1 -all");
	if (record == NULL)
		mend->lint->proposed = STR("v=spf1 -all");
	else
		mend_edit(mend, record->all->text, STR("-all"));
}

void
domain_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject)
{
	if (look_mx(mend, subject))
		look_parked(mend, record);
	look_type_99(mend, subject);
	look_helos(mend, subject);
}
