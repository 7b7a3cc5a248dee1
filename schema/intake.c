/*
 * intake.c - a virtual table whose rows are those of the statement that runs.
 */
#include "schema/intake.h"
#include "schema/function.h"
#include "schema/sqlite.h"

#include <stdlib.h>
#include <string.h>

struct bulk {
	struct intake *intake;
	struct bulk *next;
	struct stmt *stmt;              /* the store's */
	size_t width, count;            /* values of a row; whole rows */
	size_t *columns;                /* of the intake, in rising order */
	size_t *place;                  /* of each column of the intake in a row, width: it is not in it */
	struct value *values;           /* BULK_ROWS rows of width */
	struct arena *texts;
};

struct intake {
	struct intake *next;            /* of the store */
	struct store *store;
	const char *name;
	struct arena *arena;            /* of these */
	const char **columns;
	size_t count;
	bool *wanted;                   /* columns, by the statement that is compiled */
	struct bulk *bulks, *running;
};

struct table {
	sqlite3_vtab base;
	struct intake *intake;
};

struct cursor {
	sqlite3_vtab_cursor base;
	const struct bulk *bulk;
	size_t row;
};

/* --- the table, as SQLite sees it ------------------------------------------------------------------------------ */

static int
table_connect(sqlite3 *sqlite, void *data, int n, const char *const *words, sqlite3_vtab **made, char **error)
{
	(void)n;
	(void)words;
	(void)error;
	struct intake *intake = data;
	sqlite3_str *text = sqlite3_str_new(sqlite);
	sqlite3_str_appendall(text, store_file("schema/intake.sql")->text.p);
	for (size_t i = 0; i < intake->count; i++)
		sqlite3_str_appendf(text, "%c\"%w\"", i == 0 ? '(' : ',', intake->columns[i]);
	sqlite3_str_appendchar(text, 1, ')');
	char *declaration = sqlite3_str_finish(text);
	int code = sqlite3_declare_vtab(sqlite, declaration);
	sqlite3_free(declaration);
	if (code != SQLITE_OK)
		return code;
	struct table *table = mem_new(sizeof *table);
	table->intake = intake;
	*made = &table->base;
	return SQLITE_OK;
}

static int
table_disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int
table_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
	(void)table;
	plan->estimatedRows = plan->estimatedCost = BULK_ROWS;
	return SQLITE_OK;
}

static int
cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **made)
{
	(void)table;
	struct cursor *cursor = mem_new(sizeof *cursor);
	*made = &cursor->base;
	return SQLITE_OK;
}

static int
cursor_close(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int
cursor_first(sqlite3_vtab_cursor *base, int plan, const char *text, int n, sqlite3_value **values)
{
	(void)plan;
	(void)text;
	(void)n;
	(void)values;
	struct cursor *cursor = (struct cursor *)base;
	cursor->bulk = ((struct table *)base->pVtab)->intake->running;
	cursor->row = 0;
	return SQLITE_OK;
}

static int
cursor_next(sqlite3_vtab_cursor *base)
{
	((struct cursor *)base)->row++;
	return SQLITE_OK;
}

static int
cursor_ended(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (struct cursor *)base;
	return cursor->bulk == NULL || cursor->row >= cursor->bulk->count;
}

static int
cursor_value(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct cursor *cursor = (struct cursor *)base;
	const struct bulk *bulk = cursor->bulk;
	const struct value *value = &bulk->values[cursor->row * bulk->width + bulk->place[column]];
	if (value->is_number)
		sqlite3_result_int64(context, value->number);
	else if (value->text.p != NULL)
		sqlite3_result_text(context, value->text.p, (int)value->text.n, SQLITE_STATIC);
	return SQLITE_OK;
}

static int
cursor_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((struct cursor *)base)->row;
	return SQLITE_OK;
}

static const sqlite3_module module = {
	.xConnect = table_connect, .xDisconnect = table_disconnect, .xBestIndex = table_plan, .xOpen = cursor_open, .xClose = cursor_close,
	.xFilter = cursor_first, .xNext = cursor_next, .xEof = cursor_ended, .xColumn = cursor_value, .xRowid = cursor_rowid,
};

static struct intake *
intake_make(struct store *store, const char *name, const char *const columns[], size_t count)
{
	struct intake *intake = mem_new(sizeof *intake);
	struct arena *arena = arena_open();
	*intake = (struct intake){ .next = store->intakes, .store = store, .name = name, .arena = arena, .count = count };
	intake->wanted = arena_take(arena, count * sizeof *intake->wanted);
	intake->columns = arena_take(arena, count * sizeof *intake->columns);
	for (size_t i = 0; i < count; i++)
		intake->columns[i] = arena_copy(arena, str_of(columns[i])).p;
	if (sqlite3_create_module(store->sqlite, name, &module, intake) != SQLITE_OK)
		store_fail(store, name);
	return store->intakes = intake;
}

struct intake *
intake_of(struct store *store, const char *name, const char *const columns[], size_t count)
{
	for (struct intake *intake = store->intakes; intake != NULL; intake = intake->next)
		if (strcmp(intake->name, name) == 0)
			return intake;
	return intake_make(store, name, columns, count);
}

static void
bulks_close(struct bulk *first)
{
	for (struct bulk *bulk = first, *next; bulk != NULL; bulk = next) {
		next = bulk->next;
		arena_close(bulk->texts);
		free(bulk->columns);
		free(bulk->place);
		free(bulk->values);
		free(bulk);
	}
}

void
intakes_close(struct intake *first)
{
	for (struct intake *intake = first, *next; intake != NULL; intake = next) {
		next = intake->next;
		bulks_close(intake->bulks);
		arena_close(intake->arena);
		free(intake);
	}
}

/* --- the rows of a statement ----------------------------------------------------------------------------------- */

/* SQLite asks for leave to read each column. */
static int
note_column(void *data, int action, const char *table, const char *column, const char *database, const char *trigger)
{
	struct intake *intake = data;
	(void)database;
	(void)trigger;
	for (size_t i = 0; action == SQLITE_READ && strcmp(table, intake->name) == 0 && i < intake->count; i++)
		intake->wanted[i] |= strcmp(column, intake->columns[i]) == 0;
	return SQLITE_OK;
}

static struct bulk *
bulk_make(struct intake *intake, const char *path)
{
	struct bulk *bulk = mem_new(sizeof *bulk);
	memset(intake->wanted, 0, intake->count * sizeof *intake->wanted);
	sqlite3_set_authorizer(intake->store->sqlite, note_column, intake);
	bulk->stmt = store_stmt(intake->store, path);
	sqlite3_set_authorizer(intake->store->sqlite, NULL, NULL);
	bulk->intake = intake;
	bulk->texts = arena_open();
	bulk->columns = mem_new(intake->count * sizeof *bulk->columns);
	bulk->place = mem_new(intake->count * sizeof *bulk->place);
	for (size_t i = 0; i < intake->count; i++) {
		bulk->place[i] = bulk->width;
		if (intake->wanted[i])
			bulk->columns[bulk->width++] = i;
	}
	bulk->values = mem_new(BULK_ROWS * bulk->width * sizeof *bulk->values);
	bulk->next = intake->bulks;
	return intake->bulks = bulk;
}

struct bulk *
bulk_open(struct intake *intake, const char *path)
{
	for (struct bulk *bulk = intake->bulks; bulk != NULL; bulk = bulk->next)
		if (strcmp(bulk->stmt->name, path) == 0)
			return bulk;
	return bulk_make(intake, path);
}

size_t
bulk_width(const struct bulk *bulk)
{
	return bulk->width;
}

size_t
bulk_column(const struct bulk *bulk, size_t i)
{
	return bulk->columns[i];
}

static struct value *
value_of(struct bulk *bulk, size_t i)
{
	return &bulk->values[bulk->count * bulk->width + i];
}

void
bulk_set_null(struct bulk *bulk, size_t i)
{
	*value_of(bulk, i) = (struct value){ .text = STR_NONE };
}

void
bulk_set_int(struct bulk *bulk, size_t i, int64_t value)
{
	*value_of(bulk, i) = (struct value){ .is_number = true, .number = value, .text = STR_NONE };
}

void
bulk_set_str(struct bulk *bulk, size_t i, struct str value)
{
	*value_of(bulk, i) = (struct value){ .text = arena_copy(bulk->texts, value) };
}

void
bulk_next(struct bulk *bulk)
{
	if (++bulk->count == BULK_ROWS)
		bulk_run(bulk);
}

void
bulk_run(struct bulk *bulk)
{
	if (bulk->count == 0)
		return;
	bulk->intake->running = bulk;
	stmt_do(bulk->stmt);
	bulk->intake->running = NULL;
	bulk_drop(bulk);
}

void
bulk_drop(struct bulk *bulk)
{
	bulk->count = 0;
	arena_reset(bulk->texts);
}
