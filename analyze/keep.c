/*
 * keep.c - what is kept of people, and for how long: pruning, erasing, holds. The statements are analyze/keep/.
 */
#include "analyze/analyze.h"

#include <stdio.h>
#include <time.h>

#define LONG_AGO INT64_MIN
enum { STEP_ROWS = 20000 };     /* of a table, that one transaction takes: a second or so */
static const struct timespec pause_between = { .tv_nsec = 120 * 1000 * 1000 };  /* who waits to write looks ten times a second whether he may */

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

/* Finds what is to go. */
static void
doom(struct store *store, int64_t bounces_before, int64_t log_from, int64_t log_before)
{
	struct stmt *stmt = store_stmt(store, "analyze/keep/limits.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "bounces_before"), bounces_before);
	stmt_bind_int(stmt, stmt_param(stmt, "log_from"), log_from);
	stmt_bind_int(stmt, stmt_param(stmt, "log_before"), log_before);
	stmt_do(stmt);
	store_run(store, "analyze/keep/doomed.sql");
}

/* One transaction, of a time that holds not more than some rows: others wait for their turn for seconds only, and the write-ahead log stays small. Behind
   it, one of them gets it. */
static void
prune_step(struct store *store, int64_t bounces_before, int64_t log_from, int64_t log_before, struct progress *progress, double share)
{
	store_begin(store);
	store_run(store, "analyze/keep/step.sql");
	doom(store, bounces_before, log_from, log_before);
	store_run(store, "analyze/keep/prune.sql");
	store_commit(store);
	struct stmt *stmt = store_stmt(store, "analyze/keep/counted.sql");
	if (stmt_step(stmt))
		progress_show(progress, (uint64_t)stmt_int(stmt, 0), share);
	stmt_reset(stmt);
	nanosleep(&pause_between, NULL);
}

/* Where the step from a time on ends. */
static int64_t
next_limit(struct store *store, const char *path, int64_t from, int64_t before)
{
	struct stmt *stmt = store_stmt(store, path);
	stmt_bind_int(stmt, stmt_param(stmt, "from"), from);
	stmt_bind_int(stmt, stmt_param(stmt, "before"), before);
	stmt_bind_int(stmt, stmt_param(stmt, "rows"), STEP_ROWS);
	int64_t next = stmt_step(stmt) && stmt_type(stmt, 0) != STMT_NULL ? stmt_int(stmt, 0) : before;
	stmt_reset(stmt);
	return next;
}

/* How much of the time from the first step's end up to before is done. */
static double
share_of(int64_t first, int64_t now, int64_t before)
{
	return before > first ? (double)(now - first) / (double)(before - first) : 1;
}

/* The bounces first, that no verdict is frozen which goes itself. */
static void
prune(struct store *store, int64_t bounces_before, int64_t log_before)
{
	struct progress progress;
	progress_begin(&progress, "rows");
	int64_t next, first = next_limit(store, "analyze/keep/next_bounces.sql", LONG_AGO, bounces_before);
	for (int64_t from = LONG_AGO; from < bounces_before; from = next) {
		next = next_limit(store, "analyze/keep/next_bounces.sql", from, bounces_before);
		prune_step(store, next, LONG_AGO, LONG_AGO, &progress, share_of(first, next, bounces_before) / 10);
	}
	first = next_limit(store, "analyze/keep/next_log.sql", LONG_AGO, log_before);
	for (int64_t from = LONG_AGO; from < log_before; from = next) {
		next = next_limit(store, "analyze/keep/next_log.sql", from, log_before);
		prune_step(store, LONG_AGO, from, next, &progress, 0.1 + 0.9 * share_of(first, next, log_before));
	}
	progress_end(&progress);
	struct stmt *due = store_stmt(store, "analyze/keep/words_due.sql");
	bool words = stmt_step(due);
	stmt_reset(due);
	if (words)
		store_run(store, "analyze/keep/words.sql");
	store_run(store, "analyze/keep/truncate.sql");
}

int64_t
analyze_prune(struct store *store, int64_t bounces_before, int64_t log_before, bool dry, void (*each)(const char *what, int64_t n))
{
	store_run(store, "analyze/keep/begin.sql");
	if (dry)
		doom(store, bounces_before, LONG_AGO, log_before);
	else
		prune(store, bounces_before, log_before);
	int64_t rows = tell(store, each);
	store_run(store, "analyze/keep/end.sql");
	return rows;
}

int64_t
analyze_erase(struct store *store, struct str address, bool dry, void (*each)(const char *what, int64_t n))
{
	store_run(store, "analyze/keep/begin.sql");
	struct stmt *stmt = store_stmt(store, "analyze/keep/name.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "address"), address);
	stmt_do(stmt);
	store_run(store, "analyze/keep/mentioning.sql");
	store_begin(store);
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
