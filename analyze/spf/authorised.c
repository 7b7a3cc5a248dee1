/*
 * authorised.c - the terms of our own records, and how many were seen to send by each: those without any have no log, or should not be there.
 * In: the domains that are ours, what DNS says. Out: rows of authorised; and what DNS says of their exchangers is known.
 */
#include "analyze/spf/put.h"
#include "analyze/spf/sources.h"

#include <stdlib.h>

static void
copy_terms(struct store *rows, struct spf_world *world, struct str domain)
{
	struct stmt *from = store_stmt(rows, "analyze/spf/rows/terms.sql"), *to = store_stmt(world->store, "analyze/spf/study/add_authorised.sql");
	while (stmt_step(from)) {
		put_str(to, "domain", domain);
		put_int(to, "n", stmt_int(from, 0));
		put_str(to, "term", stmt_str(from, 1));
		put_int(to, "seen", stmt_int(from, 2));
		put_int(to, "at", world->at);
		stmt_do(to);
	}
	stmt_reset(from);
}

/* Its exchangers, and their addresses, are asked for, so that they are kept: a change of them is an event (view dns_changes). */
static void
look_exchangers(struct spf_world *world, struct str domain, struct arena *arena)
{
	struct spf_ask ask;

	do {
		ask = (struct spf_ask){ .answers = world->answers, .when = world->when, .arena = arena };
		const struct answer *answer = spf_ask(&ask, domain, ANSWER_MX);
		for (unsigned i = 0; answer != NULL && answer->status == ANSWER_OK && i < answer->count && i < SPF_HOSTS_MAX; i++)
			spf_ask(&ask, answer_mx_host(answer->values[i]), ANSWER_A);
	} while (spf_world_fetch(world, &ask));
}

void
spf_authorised(struct spf_world *world)
{
	struct stmt *names = store_stmt(world->store, "analyze/spf/study/own_domains.sql"), *forget = store_stmt(world->store, "analyze/spf/study/forget_authorised.sql");
	struct arena *arena = arena_open();
	struct str *domains = NULL;
	size_t count = 0;

	for (; stmt_step(names); count++) {
		domains = mem_resize(domains, (count + 1) * sizeof *domains);
		domains[count] = arena_copy(arena, stmt_str(names, 0));
	}
	stmt_reset(names);
	for (size_t i = 0; i < count; i++) {
		struct store *rows = store_open_rows();
		look_exchangers(world, domains[i], arena);
		spf_suggest_rows(world, domains[i], rows);
		store_begin(world->store);
		put_str(forget, "domain", domains[i]);
		/* Where nothing is known of DNS now, what was known stays. */
		if (sources_record(world, domains[i], false, arena).p != NULL)
			stmt_do(forget);
		copy_terms(rows, world, domains[i]);
		store_commit(world->store);
		store_close(rows);
	}
	free(domains);
	arena_close(arena);
}
