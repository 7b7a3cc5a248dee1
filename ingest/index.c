/*
 * index.c - indexes, made late.
 */
#include "ingest/index.h"

bool
index_made(struct store *store)
{
	struct stmt *stmt = store_stmt(store, "ingest/indexed.sql");
	bool made = stmt_step(stmt) && stmt_int(stmt, 0) != 0;
	stmt_reset(stmt);
	return made;
}

void
index_make(struct store *store, struct settler *settler)
{
	if (index_made(store))
		return;
	store_run(store, "ingest/index_begin.sql");
	for (const struct embedded *e = NULL; (e = embedded_next(e, "ingest/index/", ".sql")) != NULL;) {
		store_run(store, e->path);
		if (settler != NULL)
			settler_wake(settler);
	}
	store_run(store, "ingest/index_end.sql");
}
