/*
 * authorised.c - the terms of our own records, and how many were seen to send by each: those without any have no log, or should not be there.
 * In: the domains that are ours, what DNS says. Out: rows of authorised.
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
