/*
 * policies.c - what the records of all sender domains say: hundreds of domains on their way, so that none waits for another.
 * In: the sender domains of the log, what DNS says. Out: rows of policy, a new one where a domain says something else than before.
 */
#include "analyze/spf/lint.h"
#include "analyze/spf/policy.h"
#include "analyze/spf/put.h"
#include "analyze/spf/world.h"

#include <stdlib.h>

enum {
	FLIGHT = 1024,                  /* domains on their way */
	PATIENCE = 20000,               /* milliseconds; after them nothing more is asked for a domain */
	COMMIT_EVERY = 512              /* domains: others want to write, too */
};

struct candidate {
	char *domain;                   /* NULL: none */
	unsigned waiting;               /* questions without an answer */
	int64_t begun;
};

struct study {
	struct spf_world *world;
	struct arena *arena;            /* of one look */
	int64_t last;                   /* the number of the domain that was taken last */
	struct candidate flight[FLIGHT], *unused[FLIGHT];
	size_t unused_count;
	struct progress progress;
	uint64_t done, all;
};

static void
put_findings(struct stmt *stmt, const struct policy *policy, struct arena *arena)
{
	struct spf_lint lint = { .count = 0 };
	struct str names = policy->several ? STR("\"several-records\"") : STR("");
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
	if (policy->several)
		put_str(stmt, "slip", STR("several-records"));
	put_str(stmt, "findings", arena_print(arena, "[%.*s]", (int)names.n, names.p));
	put_str(stmt, "corrected", told ? lint.proposed : STR_NONE);
}

/* Whether it says what it said; then it was only seen again. A failure hides nothing that was known. */
static bool
is_known(struct store *store, const struct policy *policy)
{
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

/* Nobody answers: that is no fault of the domain's. */
static void
write_policy(struct study *study, const struct policy *policy)
{
	struct store *store = study->world->store;
	struct stmt *stmt = store_stmt(store, "analyze/spf/study/add_policy.sql");

	if (!policy->told || (policy->says == SPF_POLICY_TEMPERROR && spf_world_is_deaf(study->world)) || is_known(store, policy))
		return;
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

/* What is known of a domain is written, or what is missing is asked for, and the look is done again when all of that is there. */
static void
look(struct study *study, struct candidate *candidate)
{
	struct spf_world *world = study->world;
	struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = study->arena };
	struct policy policy;

	arena_reset(study->arena);
	if (!policy_look(&ask, str_of(candidate->domain), &policy) && world->resolver != NULL && resolver_clock() - candidate->begun < PATIENCE) {
		candidate->waiting = (unsigned)ask.missing_count;
		for (size_t i = 0; i < ask.missing_count; i++)
			resolver_ask(world->resolver, ask.missing[i].name, ask.missing[i].type, candidate);
		return;
	}
	write_policy(study, &policy);
	free(candidate->domain);
	candidate->domain = NULL;
	study->unused[study->unused_count++] = candidate;
	study->done++;
	progress_show(&study->progress, study->done, (double)study->done / (double)study->all);
}

/* False: there is none. */
static bool
take_domain(struct study *study)
{
	struct stmt *next = store_stmt(study->world->store, "analyze/spf/study/next_domain.sql");

	put_int(next, "last", study->last);
	if (!stmt_step(next)) {
		stmt_reset(next);
		return false;
	}
	struct candidate *candidate = study->unused[--study->unused_count];
	study->last = stmt_int(next, 0);
	candidate->domain = mem_string(stmt_str(next, 1));
	candidate->begun = resolver_clock();
	stmt_reset(next);
	look(study, candidate);
	return true;
}

static void
take_answer(struct study *study)
{
	struct answer answer;
	void *context;

	if (!resolver_next(study->world->resolver, RESOLVER_DEADLINE, &answer, &context))
		return;
	answers_add(study->world->kept, &answer);
	struct candidate *candidate = context;
	/* Without one it was asked by somebody who is gone. */
	if (candidate != NULL && --candidate->waiting == 0)
		look(study, candidate);
}

/* Of those that were written before it was clear that the resolver is down. */
static void
forget_failures(struct spf_world *world)
{
	struct stmt *stmt = store_stmt(world->store, "analyze/spf/study/unset_policy.sql");
	put_int(stmt, "begun", world->begun);
	stmt_do(stmt);
}

static void
fly(struct study *study)
{
	struct spf_world *world = study->world;
	uint64_t committed = 0;
	bool more = true;

	store_begin(world->store);
	while (more || study->unused_count < FLIGHT) {
		if (more && study->unused_count > 0)
			more = take_domain(study);
		else
			take_answer(study);
		if (study->done - committed < COMMIT_EVERY)
			continue;
		committed = study->done;
		store_commit(world->store);
		if (spf_world_is_full(world))
			spf_world_trim(world);
		store_begin(world->store);
	}
	if (spf_world_is_deaf(world))
		forget_failures(world);
	store_run(world->store, "analyze/spf/study/weeks.sql");
	store_commit(world->store);
}

void
spf_policies(struct spf_world *world)
{
	struct study *study = mem_new(sizeof *study);

	store_run(world->store, "analyze/spf/study/domains.sql");
	struct stmt *count = store_stmt(world->store, "analyze/spf/study/count_domains.sql");
	*study = (struct study){ .world = world, .arena = arena_open() };
	study->all = stmt_step(count) ? (uint64_t)stmt_int(count, 0) : 0;
	stmt_reset(count);
	for (size_t i = 0; i < FLIGHT; i++)
		study->unused[study->unused_count++] = &study->flight[i];
	progress_begin(&study->progress, "domains");
	fly(study);
	progress_end(&study->progress);
	arena_close(study->arena);
	free(study);
}
