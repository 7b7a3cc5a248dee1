/*
 * store.c - the database: the connection, its statements, and what they give.
 * In: paths of embedded .sql files, values. Out: rows. How a database is made and brought up to date is in migrate.c.
 */
#include "schema/store.h"
#include "schema/function.h"
#include "schema/gather.h"
#include "schema/migrate.h"

#include <errno.h>
#include <signal.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 10 * 1000 };

struct stmt {
	sqlite3_stmt *sqlite;
	struct store *store;
	const char *name;
	struct stmt *next;
};

/* A function of function.c, as this store offers it. */
struct offer {
	const struct function *function;
	struct arena *arena;
};

struct store {
	sqlite3 *sqlite;
	char *path;
	enum store_mode mode;
	bool is_new;
	int lock;               /* descriptor of the lock file, -1: not held */
	struct stmt *stmts;     /* those of our files, freed with the store */
	struct gather *gather;  /* what SQL has gathered */
	struct arena *arena;    /* for one call of a function */
	struct offer offers[32];
	unsigned offer_count;
};

static struct store *interruptible;     /* by SIGINT; NULL: none */

static _Noreturn void
fail(struct store *store, const char *name)
{
	int code = store->sqlite == NULL ? SQLITE_NOMEM : sqlite3_extended_errcode(store->sqlite);
	const char *help = "";
	if (code == SQLITE_INTERRUPT)
		die("interrupted");
	switch (code & 0xff) {
	case SQLITE_FULL: help = "; the disk is full: make room and run it again, nothing that was committed is lost"; break;
	case SQLITE_BUSY: help = "; another program is writing to it: try again later"; break;
	case SQLITE_READONLY: help = "; no permission to write there: see --db"; break;
	case SQLITE_CANTOPEN: help = "; does it exist, and may you read it and its folder?"; break;
	case SQLITE_NOTADB: help = "; choose another file with --db"; break;
	case SQLITE_CORRUPT: help = "; restore a copy, or move it away and ingest again"; break;
	case SQLITE_IOERR: help = errno == ENOSPC ? "; the disk is full" : "; look at the disk"; break;
	}
	die("%s: %s (%s)%s", store->path, store->sqlite == NULL ? "out of memory" : sqlite3_errmsg(store->sqlite), name, help);
}

static struct str
argument(sqlite3_value *value)
{
	const char *p = (const char *)sqlite3_value_text(value);
	return p == NULL ? STR_NONE : (struct str){ p, (size_t)sqlite3_value_bytes(value) };
}

static void
sql_gather(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	int64_t numbers[GATHER_NUMBERS];
	for (int i = 1; i < n; i++)
		numbers[i - 1] = sqlite3_value_int64(values[i]);
	gather_add(store->gather, argument(values[0]), numbers);
}

/* Every function of function.c: its number and text are asked for by type, so that an integer need not become a text. */
static void
sql_function(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct offer *offer = sqlite3_user_data(context);
	struct value arguments[FUNCTION_ARGUMENTS_MAX], result = { .text = STR_NONE };
	for (int i = 0; i < n; i++) {
		bool number = sqlite3_value_type(values[i]) == SQLITE_INTEGER;
		arguments[i] = (struct value){ .is_number = number, .number = sqlite3_value_int64(values[i]), .text = number ? STR_NONE : argument(values[i]) };
	}
	offer->function->call(arguments, offer->arena, &result);
	if (result.is_number)
		sqlite3_result_int64(context, result.number);
	else if (result.text.p != NULL)
		sqlite3_result_text(context, result.text.p, (int)result.text.n, SQLITE_TRANSIENT);
	arena_reset(offer->arena);
}

static void
add_function(struct store *store, const char *name, int arguments, int flags, void *data, void (*call)(sqlite3_context *, int, sqlite3_value **))
{
	if (sqlite3_create_function(store->sqlite, name, arguments, SQLITE_UTF8 | flags, data, call, NULL, NULL) != SQLITE_OK)
		fail(store, name);
}

static void
add_functions(struct store *store)
{
	for (const struct function *function = NULL; (function = function_next(function)) != NULL; store->offer_count++) {
		struct offer *offer = &store->offers[store->offer_count];
		if (store->offer_count == LENGTH(store->offers))
			bug("%s is a function too many", function->name);
		*offer = (struct offer){ function, store->arena };
		add_function(store, function->name, function->arguments, SQLITE_DETERMINISTIC, offer, sql_function);
	}
	add_function(store, "gather", 1 + GATHER_NUMBERS, SQLITE_DIRECTONLY, store, sql_gather);
}

/* A reader of a folder that he may not write to cannot make the files beside a database that nobody has open: read it as it lies. */
static bool
open_immutable(struct store *store)
{
	struct stat wal;
	char *wal_path = sqlite3_mprintf("%s-wal", store->path), *uri;
	bool quiet = stat(wal_path, &wal) != 0 || wal.st_size == 0;
	sqlite3_free(wal_path);
	if (!quiet)
		return false;
	sqlite3_str *text = sqlite3_str_new(NULL);
	sqlite3_str_appendall(text, "file:");
	for (const char *c = store->path; *c != '\0'; c++)
		sqlite3_str_appendf(text, strchr("?#%", *c) != NULL ? "%%%02X" : "%c", *c);
	sqlite3_str_appendall(text, "?immutable=1");
	uri = sqlite3_str_finish(text);
	sqlite3_close(store->sqlite);
	bool opened = sqlite3_open_v2(uri, &store->sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK;
	sqlite3_free(uri);
	return opened;
}

static bool
readable(struct store *store)
{
	return sqlite3_table_column_metadata(store->sqlite, NULL, "word", NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK ||
	    (sqlite3_errcode(store->sqlite) & 0xff) == SQLITE_ERROR;
}

static struct store *
open_sqlite(const char *path, enum store_mode mode)
{
	struct store *store = mem_new(sizeof *store);
	/* Each store is one thread's: SQLite need not lock its connection, nor count its memory. */
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	int flags = mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	store->path = mem_string(str_of(path));
	store->mode = mode;
	store->lock = -1;
	store->gather = gather_open();
	store->arena = arena_open();
	/* Logs name people: only their owner and group may read what is made of them. */
	mode_t mask = umask(027);
	int code = sqlite3_open_v2(path, &store->sqlite, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
	umask(mask);
	if (code != SQLITE_OK)
		fail(store, "open");
	sqlite3_busy_timeout(store->sqlite, BUSY_MS);
	if (mode == STORE_READ && !readable(store) && !open_immutable(store))
		fail(store, "open");
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	add_functions(store);
	return store;
}

struct store *
store_open(const char *path, enum store_mode mode)
{
	struct store *store = open_sqlite(path, mode);
	store->is_new = migrate(store, mode == STORE_WRITE);
	return store;
}

struct store *
store_open_rows(void)
{
	return open_sqlite(":memory:", STORE_WRITE);
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	if (interruptible == store)
		signal(SIGINT, SIG_DFL);
	for (struct stmt *stmt = store->stmts, *next; stmt != NULL; stmt = next) {
		next = stmt->next;
		stmt_close(stmt);
	}
	sqlite3_close(store->sqlite);
	gather_close(store->gather);
	arena_close(store->arena);
	if (store->lock >= 0)
		close(store->lock);
	free(store->path);
	free(store);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

bool
store_can_write(const struct store *store)
{
	return store != NULL && store->mode == STORE_WRITE;
}

bool
store_is_new(const struct store *store)
{
	return store->is_new;
}

static void
interrupt(int number)
{
	(void)number;
	sqlite3_interrupt(interruptible->sqlite);
}

void
store_interruptible(struct store *store)
{
	struct sigaction action = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND };
	interruptible = store;
	sigaction(SIGINT, &action, NULL);
}

void
store_begin(struct store *store)
{
	store_run(store, "schema/begin.sql");
}

void
store_commit(struct store *store)
{
	store_run(store, "schema/commit.sql");
}

void
store_rollback(struct store *store)
{
	store_run(store, "schema/rollback.sql");
}

bool
store_lock(struct store *store, int64_t *pid)
{
	char text[32];
	if (store->lock >= 0)
		return true;
	char *path = sqlite3_mprintf("%s.lock", store->path);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	sqlite3_free(path);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		ssize_t n = pread(fd, text, sizeof text - 1, 0);
		text[n > 0 ? n : 0] = '\0';
		*pid = atoll(text);
		close(fd);
		return false;
	}
	int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n)
		warn("%s.lock: %s", store->path, strerror(errno));
	store->lock = fd;
	return true;
}

/* each is called for every row, and may be NULL. */
static void
run(struct store *store, const char *path, int (*each)(void *context, int columns, char **values, char **names), void *context)
{
	const struct embedded *file = embedded_find(path);
	if (file == NULL)
		bug("%s is not built in", path);
	if (sqlite3_exec(store->sqlite, file->text.p, each, context, NULL) != SQLITE_OK)
		fail(store, path);
}

void
store_run(struct store *store, const char *path)
{
	run(store, path, NULL, NULL);
}

void
store_vacuum(struct store *store)
{
	/* SQLite attaches the new file while it writes it. */
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 1);
	store_run(store, "schema/vacuum.sql");
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
}

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
	const struct embedded *file = embedded_find(path);
	if (file == NULL)
		bug("%s is not built in", path);
	struct stmt *stmt = store_compile(store, file->text, file->path, &error);
	if (stmt == NULL && (sqlite3_errcode(store->sqlite) & 0xff) != SQLITE_ERROR)
		fail(store, path);
	if (stmt == NULL)
		bug("%s: %.*s", path, (int)error.n, error.p);
	stmt->next = store->stmts;
	store->stmts = stmt;
	return stmt;
}

struct collecting {
	struct store *store;
	void (*full)(void *data, struct gather *gather);
	void *data;
};

static int
each_gathered(void *context, int columns, char **values, char **names)
{
	const struct collecting *collecting = context;
	(void)columns;
	(void)values;
	(void)names;
	if (gather_is_full(collecting->store->gather))
		collecting->full(collecting->data, collecting->store->gather);
	return 0;
}

struct gather *
store_collect(struct store *store, const char *path, void (*full)(void *data, struct gather *gather), void *data)
{
	struct collecting collecting = { store, full, data };
	run(store, path, each_gathered, &collecting);
	return store->gather;
}

void
store_spill(struct store *store, struct gather *gather, const char *into)
{
	struct gathered gathered;
	struct stmt *stmt = store_stmt(store, into);
	while (gather_next(gather, &gathered)) {
		stmt_bind_str(stmt, 1, gathered.text);
		for (int i = 0; i < GATHER_NUMBERS; i++)
			stmt_bind_int(stmt, i + 2, gathered.numbers[i]);
		stmt_bind_int(stmt, GATHER_NUMBERS + 2, gathered.n);
		stmt_do(stmt);
	}
}

struct gathering {
	struct store *store;
	const char *into;
};

static void
spill(void *data, struct gather *gather)
{
	const struct gathering *gathering = data;
	store_spill(gathering->store, gather, gathering->into);
}

void
store_gather(struct store *store, const char *path, const char *into)
{
	struct gathering gathering = { store, into };
	store_spill(store, store_collect(store, path, spill, &gathering), into);
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
		fail(stmt->store, stmt->name);
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
		fail(stmt->store, stmt->name);
	return code == SQLITE_ROW;
}

void
stmt_reset(struct stmt *stmt)
{
	sqlite3_reset(stmt->sqlite);
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
