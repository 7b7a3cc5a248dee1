/*
 * index.c - indexes, made late.
 */
#include "ingest/index.h"

void
index_make(struct store *store, struct settler *settler)
{
	struct stmt *stmt = store_stmt(store, "ingest/indexed.sql");
	bool indexed = stmt_step(stmt) && stmt_int(stmt, 0) != 0;
	stmt_reset(stmt);
	if (indexed)
		return;
	store_run(store, "ingest/index_begin.sql");
	for (const struct embedded *e = NULL; (e = embedded_next(e, "ingest/index/", ".sql")) != NULL;) {
		store_run(store, e->path);
		if (settler != NULL)
			settler_wake(settler);
	}
	store_run(store, "ingest/index_end.sql");
}
