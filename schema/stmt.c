/*
 * stmt.c - statements: compiled, bound, run, and what they give.
 */
#include "schema/sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stmt *
store_compile(struct store *store, struct str sql, const char *name, struct str *error)
{
	struct stmt *stmt = mem_new(sizeof *stmt);
	const char *rest = NULL;
	*error = STR_NONE;
	if (sqlite3_prepare_v3(store->sqlite, sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, &stmt->sqlite, &rest) != SQLITE_OK)
		*error = str_of(sqlite3_errmsg(store->sqlite));
	else if (stmt->sqlite == NULL)
		*error = STR("there is no statement in it");
	else if (str_trim((struct str){ rest, (size_t)(sql.p + sql.n - rest) }).n > 0)
		*error = STR("one statement at a time");
	else if (store->mode == STORE_READ && !sqlite3_stmt_readonly(stmt->sqlite))
		*error = STR("only reading is possible here");
	if (error->p != NULL) {
		sqlite3_finalize(stmt->sqlite);
		free(stmt);
		return NULL;
	}
	stmt->store = store;
	stmt->name = name;
	return stmt;
}

struct stmt *
store_stmt(struct store *store, const char *path)
{
	struct str error;
	/* what was asked for last comes first: a stage asks for a few, again and again */
	for (struct stmt **place = &store->stmts; *place != NULL; place = &(*place)->next)
		if ((*place)->name == path || strcmp((*place)->name, path) == 0) {
			struct stmt *found = *place;
			*place = found->next;
			found->next = store->stmts;
			return store->stmts = found;
		}
	const struct embedded *file = store_file(path);
	struct stmt *stmt = store_compile(store, file->text, file->path, &error);
	if (stmt == NULL && (sqlite3_errcode(store->sqlite) & 0xff) != SQLITE_ERROR)
		store_fail(store, path);
	if (stmt == NULL)
		bug("%s: %.*s", path, (int)error.n, error.p);
	stmt->next = store->stmts;
	store->stmts = stmt;
	return stmt;
}

int
stmt_param(struct stmt *stmt, const char *name)
{
	char text[64];
	snprintf(text, sizeof text, ":%s", name);
	return sqlite3_bind_parameter_index(stmt->sqlite, text);
}

static void
bound(struct stmt *stmt, int code)
{
	if (code != SQLITE_OK)
		store_fail(stmt->store, stmt->name);
}

void
stmt_bind_int(struct stmt *stmt, int param, int64_t value)
{
	if (param > 0)
		bound(stmt, sqlite3_bind_int64(stmt->sqlite, param, value));
}

void
stmt_bind_real(struct stmt *stmt, int param, double value)
{
	if (param > 0)
		bound(stmt, sqlite3_bind_double(stmt->sqlite, param, value));
}

void
stmt_bind_str(struct stmt *stmt, int param, struct str value)
{
	if (param > 0)
		bound(stmt, sqlite3_bind_text(stmt->sqlite, param, value.p, (int)value.n, SQLITE_STATIC));
}

void
stmt_bind_blob(struct stmt *stmt, int param, struct str value)
{
	if (param > 0)
		bound(stmt, sqlite3_bind_blob(stmt->sqlite, param, value.p, (int)value.n, SQLITE_STATIC));
}

void
stmt_bind_null(struct stmt *stmt, int param)
{
	if (param > 0)
		bound(stmt, sqlite3_bind_null(stmt->sqlite, param));
}

void
stmt_unbind(struct stmt *stmt)
{
	sqlite3_clear_bindings(stmt->sqlite);
}

bool
stmt_step(struct stmt *stmt)
{
	int code = sqlite3_step(stmt->sqlite);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		store_fail(stmt->store, stmt->name);
	return code == SQLITE_ROW;
}

void
stmt_reset(struct stmt *stmt)
{
	sqlite3_reset(stmt->sqlite);
}

bool
store_any(struct store *store, const char *path)
{
	struct stmt *stmt = store_stmt(store, path);
	bool any = stmt_step(stmt);
	stmt_reset(stmt);
	return any;
}

void
stmt_do(struct stmt *stmt)
{
	while (stmt_step(stmt))
		continue;
	stmt_reset(stmt);
}

void
stmt_close(struct stmt *stmt)
{
	if (stmt == NULL)
		return;
	sqlite3_finalize(stmt->sqlite);
	free(stmt);
}

int
stmt_columns(struct stmt *stmt)
{
	return sqlite3_column_count(stmt->sqlite);
}

const char *
stmt_name(struct stmt *stmt, int column)
{
	return sqlite3_column_name(stmt->sqlite, column);
}

enum stmt_type
stmt_type(struct stmt *stmt, int column)
{
	switch (sqlite3_column_type(stmt->sqlite, column)) {
	case SQLITE_INTEGER: return STMT_INT;
	case SQLITE_FLOAT: return STMT_REAL;
	case SQLITE_TEXT: return STMT_TEXT;
	case SQLITE_BLOB: return STMT_BLOB;
	default: return STMT_NULL;
	}
}

int64_t
stmt_int(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->sqlite, column);
}

double
stmt_real(struct stmt *stmt, int column)
{
	return sqlite3_column_double(stmt->sqlite, column);
}

struct str
stmt_str(struct stmt *stmt, int column)
{
	bool blob = sqlite3_column_type(stmt->sqlite, column) == SQLITE_BLOB;
	const char *p = blob ? sqlite3_column_blob(stmt->sqlite, column) : (const char *)sqlite3_column_text(stmt->sqlite, column);
	return p == NULL ? STR_NONE : (struct str){ p, (size_t)sqlite3_column_bytes(stmt->sqlite, column) };
}

int64_t
store_last_id(struct store *store)
{
	return sqlite3_last_insert_rowid(store->sqlite);
}
