/*
 * policy.c - what the records of sender domains say: hundreds of domains at a time, so that DNS is never waited for one by one.
 * In: the sender domains of the log, what DNS says. Out: rows of policy, a new one where a domain says something else than before.
 */
#include "analyze/spf/dmarc.h"
#include "analyze/spf/lint.h"
#include "analyze/spf/put.h"
#include "analyze/spf/world.h"

#include <stdlib.h>

enum {
	BLOCK = 1024,                   /* domains that are looked at together */
	REDIRECTS_MAX = 10,
	ROUNDS_MAX = REDIRECTS_MAX + 3  /* of asking DNS */
};

struct policy {
	struct str domain, record, through, dmarc;
	enum spf_policy says;
	bool bare, known;               /* known: nothing is missing any more */
	bool told, dmarc_told;
	unsigned lookups;
	int64_t from, seen;
};

struct study {
	struct spf_world *world;
	struct arena *arena;            /* of the block */
	struct policy block[BLOCK];
	size_t count;
};

static void
note_time(struct policy *policy, const struct answer *answer)
{
	if (answer->at > policy->from)
		policy->from = answer->at;
	if (answer->seen > policy->seen)
		policy->seen = answer->seen;
}

/* What the record at name says; follows redirects. */
static void
look_record(struct spf_ask *ask, struct str name, struct policy *policy)
{
	for (unsigned hop = 0; hop <= REDIRECTS_MAX; hop++) {
		const struct answer *answer = spf_ask(ask, name, ANSWER_TXT);
		struct spf_record record;
		struct str text;
		policy->told = answer != NULL;
		if (answer == NULL)
			return;
		note_time(policy, answer);
		policy->says = SPF_POLICY_TEMPERROR;
		if (answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT)
			return;
		unsigned count = answer_spf_record(answer, &text);
		policy->says = count == 0 && hop == 0 ? SPF_POLICY_NONE : SPF_POLICY_PERMERROR;
		if (count == 1 && hop == 0)
			policy->record = text;
		if (count != 1)
			return;
		spf_record_read(text, ask->arena, &record);
		policy->says = spf_record_policy(&record);
		policy->bare = hop == 0 && spf_record_bare(&record);
		for (size_t i = 0; hop == 0 && i < record.count; i++)
			policy->lookups += record.terms[i].kind <= SPF_TERM_PTR ? record.terms[i].kind != SPF_TERM_ALL :
			    record.terms[i].kind == SPF_TERM_EXISTS || record.terms[i].kind == SPF_TERM_REDIRECT;
		if (policy->says != SPF_POLICY_REDIRECT)
			return;
		name = policy->through = record.redirect->value;
	}
	policy->says = SPF_POLICY_PERMERROR;
}

/* The DMARC policy of a domain, else of its organisation. */
static void
look_dmarc(struct spf_ask *ask, struct policy *policy)
{
	struct str names[2] = { policy->domain, organisation_of(policy->domain, ask->arena) };
	for (unsigned i = 0; i < LENGTH(names); i++) {
		policy->dmarc_told = i > 0;
		if (names[i].p == NULL || (i == 1 && str_equal(names[0], names[1])))
			return;
		struct str name = arena_print(ask->arena, "_dmarc.%.*s", (int)names[i].n, names[i].p);
		const struct answer *answer = spf_ask(ask, name, ANSWER_TXT);
		policy->dmarc_told = false;
		if (answer == NULL || answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT)
			return;
		for (unsigned k = 0; k < answer->count; k++)
			if (str_prefix(answer->values[k], "v=DMARC1")) {
				policy->dmarc = str_of(dmarc_policy_name(dmarc_read(answer->values[k], i == 1)));
				policy->dmarc_told = true;
				return;
			}
		policy->dmarc_told = true;
	}
}

/* All that DNS must say of the block, in a few rounds. */
static void
look_block(struct study *study)
{
	struct spf_world *world = study->world;
	struct answer answer;

	for (unsigned round = 0; round < ROUNDS_MAX; round++) {
		for (size_t i = 0; i < study->count; i++) {
			struct policy *policy = &study->block[i];
			struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = study->arena };
			if (policy->known)
				continue;
			*policy = (struct policy){ .domain = policy->domain };
			look_record(&ask, policy->domain, policy);
			look_dmarc(&ask, policy);
			policy->known = ask.missing_count == 0;
			for (size_t k = 0; world->resolver != NULL && k < ask.missing_count; k++)
				resolver_ask(world->resolver, ask.missing[k].name, ask.missing[k].type);
		}
		if (world->resolver == NULL || resolver_waiting(world->resolver) == 0)
			return;
		while (resolver_waiting(world->resolver) > 0)
			if (resolver_next(world->resolver, RESOLVER_DEADLINE, &answer))
				answers_add(world->kept, &answer);
	}
}

static void
put_findings(struct stmt *stmt, const struct policy *policy, struct arena *arena)
{
	struct spf_lint lint = { .count = 0 };
	struct str names = STR("");
	bool told = false;

	if (policy->record.p != NULL)
		spf_lint(&(struct spf_subject){ .text = policy->record }, arena, &lint);
	for (size_t i = 0; i < lint.count; i++) {
		const struct spf_finding *finding = &lint.findings[i];
		names = arena_print(arena, "%.*s%s\"%s\"", (int)names.n, names.p, names.n > 0 ? "," : "", spf_finding_name(finding->kind));
		if (told || spf_finding_severity(finding->kind) != SPF_SEVERITY_ERROR)
			continue;
		told = true;
		put_str(stmt, "slip", str_of(spf_finding_name(finding->kind)));
		if (finding->n > 0) {
			put_str(stmt, "slip_term", (struct str){ lint.text.p + finding->at, finding->n });
			put_int(stmt, "slip_place", (int64_t)finding->at);
		}
	}
	put_str(stmt, "findings", arena_print(arena, "[%.*s]", (int)names.n, names.p));
	put_str(stmt, "corrected", told ? lint.proposed : STR_NONE);
}

/* Whether it says what it said; then it was only seen again. A failure hides nothing that was known. */
static bool
is_known(struct study *study, const struct policy *policy)
{
	struct store *store = study->world->store;
	struct stmt *last = store_stmt(store, "analyze/spf/study/last_policy.sql"), *seen = store_stmt(store, "analyze/spf/study/seen_policy.sql");

	put_str(last, "domain", policy->domain);
	bool any = stmt_step(last), newer = any && stmt_int(last, 0) > policy->from && policy->from > 0;
	bool same = any && str_is(stmt_str(last, 1), spf_policy_name(policy->says)) && str_equal(stmt_str(last, 2), policy->record) &&
	    (!policy->dmarc_told || str_equal(stmt_str(last, 3), policy->dmarc)) && str_equal(stmt_str(last, 4), policy->through);
	int64_t from = any ? stmt_int(last, 0) : 0;
	stmt_reset(last);
	if (same) {
		put_str(seen, "domain", policy->domain);
		put_int(seen, "from_at", from);
		put_int(seen, "seen_at", policy->seen);
		stmt_do(seen);
	}
	return same || newer || (any && policy->says == SPF_POLICY_TEMPERROR);
}

static void
write_block(struct study *study)
{
	struct stmt *stmt = store_stmt(study->world->store, "analyze/spf/study/add_policy.sql");
	bool deaf = spf_world_is_deaf(study->world);

	store_begin(study->world->store);
	for (size_t i = 0; i < study->count; i++) {
		struct policy *policy = &study->block[i];
		if (!policy->told || (deaf && policy->says == SPF_POLICY_TEMPERROR) || is_known(study, policy))
			continue;
		stmt_unbind(stmt);
		put_str(stmt, "domain", policy->domain);
		put_int(stmt, "from_at", policy->from);
		put_int(stmt, "seen_at", policy->seen);
		put_str(stmt, "policy", str_of(spf_policy_name(policy->says)));
		put_int(stmt, "bare", policy->bare);
		put_str(stmt, "record", policy->record);
		put_str(stmt, "through", policy->through);
		put_int(stmt, "lookups", policy->lookups);
		put_str(stmt, "dmarc", policy->dmarc);
		put_findings(stmt, policy, study->arena);
		stmt_do(stmt);
	}
	store_commit(study->world->store);
}

void
spf_policies(struct spf_world *world)
{
	struct study *study = mem_new(sizeof *study);
	struct stmt *stmt = store_stmt(world->store, "analyze/spf/study/domains.sql");
	struct arena *names = arena_open();
	struct str *domains = NULL;
	size_t count = 0, size = 0;

	for (; stmt_step(stmt); count++) {
		if (count == size)
			domains = mem_resize(domains, (size = size * 2 + 256) * sizeof *domains);
		domains[count] = arena_copy(names, stmt_str(stmt, 0));
	}
	stmt_reset(stmt);
	*study = (struct study){ .world = world, .arena = arena_open() };
	for (size_t done = 0; done < count; done += study->count) {
		study->count = count - done < BLOCK ? count - done : BLOCK;
		for (size_t i = 0; i < study->count; i++)
			study->block[i] = (struct policy){ .domain = domains[done + i] };
		look_block(study);
		write_block(study);
		arena_reset(study->arena);
		if (spf_world_is_full(world))
			spf_world_trim(world);
	}
	store_begin(world->store);
	store_run(world->store, "analyze/spf/study/weeks.sql");
	store_commit(world->store);
	free(domains);
	arena_close(names);
	arena_close(study->arena);
	free(study);
}
