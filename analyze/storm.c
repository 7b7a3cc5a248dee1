/*
 * storm.c - judges hour after hour: an hour of a storm does not tell what is usual for those behind it, so one statement cannot judge them all.
 */
#include "analyze/storm.h"

void
storm_flag(struct store *store, const char *stage)
{
	store_run(store, "analyze/storm/begin.sql");
	struct stmt *hours = store_stmt(store, stage), *flag = store_stmt(store, "analyze/storm/flag.sql");
	int target = stmt_param(flag, "target"), hour = stmt_param(flag, "hour");
	while (stmt_step(hours)) {
		stmt_bind_str(flag, target, stmt_str(hours, 0));
		stmt_bind_int(flag, hour, stmt_int(hours, 1));
		stmt_do(flag);
	}
	stmt_reset(hours);
}

void
storm_load(struct store *store, const char *stage)
{
	store_run(store, stage);
	store_run(store, "analyze/storm/load.sql");
}
