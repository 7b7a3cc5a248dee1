/*
 * index.c - indexes, made late.
 */
#include "ingest/index.h"

void
index_make(struct store *store)
{
	struct stmt *stmt = store_stmt(store, "ingest/indexed.sql");
	bool indexed = stmt_step(stmt) && stmt_int(stmt, 0) != 0;
	stmt_reset(stmt);
	if (!indexed)
		store_run(store, "ingest/index.sql");
}
