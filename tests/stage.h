/*
 * stage.h - for tests of one stage of analyze/: a database in which those before have found nothing, and rows put into it.
 */
#ifndef STAGE_H
#define STAGE_H

#include "schema/store.h"

#include <stdarg.h>
#include <stdio.h>

static inline struct stmt *
stage_compile(struct store *store, const char *sql)
{
	struct str error;
	struct stmt *stmt = store_compile(store, str_of(sql), "the test", &error);
	if (stmt == NULL)
		bug("%s: %.*s", sql, (int)error.n, error.p);
	return stmt;
}

static inline void stage_put(struct store *store, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void
stage_put(struct store *store, const char *format, ...)
{
	char sql[2048];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof sql, format, arguments);
	va_end(arguments);
	struct stmt *stmt = stage_compile(store, sql);
	stmt_do(stmt);
	stmt_close(stmt);
}

/* The first value of the first row, in the arena; absent: there is none. */
static inline struct str
stage_get(struct store *store, struct arena *arena, const char *sql)
{
	struct stmt *stmt = stage_compile(store, sql);
	struct str found = stmt_step(stmt) ? arena_copy(arena, stmt_str(stmt, 0)) : STR_NONE;
	stmt_close(stmt);
	return found;
}

static inline struct store *
stage_open(void)
{
	struct store *store = store_open(":memory:", STORE_WRITE);
	store_run(store, "analyze/begin.sql");
	return store;
}

#endif
