/*
 * keep.c - what is kept of people, and for how long: pruning, erasing, holds. The statements are analyze/keep/.
 */
#include "analyze/analyze.h"

#include <stdio.h>

/* Returns how many rows they are in all. */
static int64_t
tell(struct store *store, void (*each)(const char *what, int64_t n))
{
	struct stmt *stmt = store_stmt(store, "analyze/keep/counts.sql");
	int64_t rows = 0;
	for (; stmt_step(stmt); rows += stmt_int(stmt, 1))
		each(stmt_str(stmt, 0).p, stmt_int(stmt, 1));
	stmt_reset(stmt);
	return rows;
}

int64_t
analyze_prune(struct store *store, int64_t bounces_before, int64_t log_before, bool dry, void (*each)(const char *what, int64_t n))
{
	store_run(store, "analyze/keep/begin.sql");
	store_begin(store);
	struct stmt *stmt = store_stmt(store, "analyze/keep/limits.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "bounces_before"), bounces_before);
	stmt_bind_int(stmt, stmt_param(stmt, "log_before"), log_before);
	stmt_do(stmt);
	store_run(store, "analyze/keep/doomed.sql");
	int64_t rows = tell(store, each);
	if (dry) {
		store_rollback(store);
	} else {
		store_run(store, "analyze/keep/prune.sql");
		store_commit(store);
		store_run(store, "analyze/keep/truncate.sql");
	}
	store_run(store, "analyze/keep/end.sql");
	return rows;
}

int64_t
analyze_erase(struct store *store, struct str address, bool dry, void (*each)(const char *what, int64_t n))
{
	store_run(store, "analyze/keep/begin.sql");
	store_begin(store);
	struct stmt *stmt = store_stmt(store, "analyze/keep/name.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "address"), address);
	stmt_do(stmt);
	store_run(store, "analyze/keep/erase.sql");
	int64_t rows = tell(store, each);
	if (dry || rows == 0)
		store_rollback(store);
	else
		store_commit(store);
	store_run(store, "analyze/keep/end.sql");
	if (!dry && rows > 0)
		store_vacuum(store);
	return rows;
}

bool
analyze_hold(struct store *store, const char *incident, bool hold, int64_t now)
{
	struct stmt *known = store_stmt(store, "analyze/keep/known.sql");
	stmt_bind_str(known, stmt_param(known, "incident"), str_of(incident));
	bool found = stmt_step(known);
	struct stmt *stmt = store_stmt(store, hold ? "analyze/keep/hold.sql" : "analyze/keep/release.sql");
	if (found) {
		stmt_bind_str(stmt, stmt_param(stmt, "incident"), stmt_str(known, 0));
		stmt_bind_int(stmt, stmt_param(stmt, "now"), now);
		stmt_do(stmt);
	}
	stmt_reset(known);
	return found;
}
