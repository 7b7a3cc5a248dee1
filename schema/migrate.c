/*
 * migrate.c - makes a database, or brings an older one up to date.
 */
#include "schema/migrate.h"

#include <stdio.h>
#include <stdlib.h>

enum { APPLICATION_ID = 0x756e6a6f };

static int64_t
answer(struct store *store, const char *path)
{
	struct stmt *stmt = store_stmt(store, path);
	int64_t value = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return value;
}

/* schema/007_name.sql is step 7; 0 for a file that is no step. */
static int64_t
step_of(const char *path)
{
	return strtoll(path + sizeof "schema/" - 1, NULL, 10);
}

static int64_t
last_step(void)
{
	int64_t last = 0;
	for (const struct embedded *e = NULL; (e = embedded_next(e, "schema/", ".sql")) != NULL;)
		if (step_of(e->path) > last)
			last = step_of(e->path);
	return last;
}

static void
run_steps(struct store *store, int64_t from)
{
	for (const struct embedded *e = NULL; (e = embedded_next(e, "schema/", ".sql")) != NULL;) {
		if (step_of(e->path) <= from)
			continue;
		store_begin(store);
		/* Another process may have been quicker. */
		if (answer(store, "schema/version.sql") < step_of(e->path))
			store_run(store, e->path);
		store_commit(store);
	}
}

/* FNV-1a: only to see whether the text of the views is another than the one in the database. */
static void
views_tag(char tag[17])
{
	struct str text = embedded_find("schema/views.sql")->text;
	uint64_t hash = 0xcbf29ce484222325;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 0x100000001b3;
	snprintf(tag, 17, "%016llx", (unsigned long long)hash);
}

static bool
views_are(struct store *store, const char *tag)
{
	struct stmt *stmt = store_stmt(store, "schema/views_tag.sql");
	bool same = stmt_step(stmt) && str_is(stmt_str(stmt, 0), tag);
	stmt_reset(stmt);
	return same;
}

static void
require_views(struct store *store)
{
	char tag[17];
	views_tag(tag);
	if (!views_are(store, tag))
		die("%s: its views are those of another version of unjoe: run 'unjoe analyze' once to renew them", store_path(store));
}

static void
renew_views(struct store *store)
{
	char tag[17];
	views_tag(tag);
	if (views_are(store, tag))
		return;
	store_begin(store);
	struct stmt *old = store_stmt(store, "schema/old_views.sql");
	struct arena *arena = arena_open();
	struct str drops[64];
	size_t n = 0;
	while (n < LENGTH(drops) && stmt_step(old))
		drops[n++] = arena_copy(arena, stmt_str(old, 0));
	stmt_reset(old);
	for (size_t i = 0; i < n; i++) {
		struct str error;
		struct stmt *drop = store_compile(store, drops[i], "schema/old_views.sql", &error);
		if (drop == NULL)
			bug("schema/old_views.sql: %.*s", (int)error.n, error.p);
		stmt_do(drop);
		stmt_close(drop);
	}
	arena_close(arena);
	store_run(store, "schema/views.sql");
	struct stmt *stmt = store_stmt(store, "schema/tag_views.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "tag"), str_of(tag));
	stmt_do(stmt);
	store_commit(store);
}

bool
migrate(struct store *store, bool may_write)
{
	bool empty = answer(store, "schema/objects.sql") == 0;
	int64_t version = answer(store, "schema/version.sql"), newest = last_step();
	const char *path = store_path(store);
	if (empty && !may_write)
		die("%s: the database is empty; run: unjoe ingest FILE...", path);
	if (!empty && answer(store, "schema/application.sql") != APPLICATION_ID)
		die("%s: this is a database of another program; choose another file with --db", path);
	if (version > newest)
		die("%s: made by a newer unjoe (schema %lld, this one knows %lld): update unjoe", path, (long long)version, (long long)newest);
	if (version < newest && !may_write)
		die("%s: made by an older unjoe (schema %lld of %lld): run 'unjoe analyze' once to bring it up to date", path,
		    (long long)version, (long long)newest);
	if (!may_write) {
		require_views(store);
		return false;
	}
	if (empty)
		store_run(store, "schema/create.sql");
	store_run(store, "schema/open.sql");
	run_steps(store, version);
	renew_views(store);
	return empty;
}
