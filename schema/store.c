/*
 * store.c - the database: its connection, transactions, and files of statements that are run as a whole.
 * How a database is made and brought up to date is in migrate.c.
 */
#include "schema/intake.h"
#include "schema/lock.h"
#include "schema/migrate.h"
#include "schema/sqlite.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 10 * 1000 };

static struct store *interruptible;     /* by SIGINT; NULL: none */

void
store_fail(struct store *store, const char *where)
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
	die("%s: %s (%s)%s", store->path, store->sqlite == NULL ? "out of memory" : sqlite3_errmsg(store->sqlite), where, help);
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
		store_fail(store, "open");
	sqlite3_busy_timeout(store->sqlite, BUSY_MS);
	if (mode == STORE_READ && !readable(store) && !open_immutable(store))
		store_fail(store, "open");
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(store->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	offer_functions(store);
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

struct store *
store_open_settler(const char *path)
{
	struct store *store = open_sqlite(path, STORE_WRITE);
	store_run(store, "schema/version.sql");         /* else SQLite does not know of the log yet */
	return store;
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
	intakes_close(store->intakes);
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

bool
store_lock(struct store *store, int64_t *pid)
{
	if (store->lock < 0)
		store->lock = lock_take(store->path, pid);
	return store->lock >= 0;
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

/* Not by PRAGMA, for which SQLite reads the schema. */
void
store_checkpoint(struct store *store)
{
	int code = sqlite3_wal_checkpoint_v2(store->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
		store_fail(store, "checkpoint");
}

const struct embedded *
store_file(const char *path)
{
	const struct embedded *file = embedded_find(path);
	if (file == NULL)
		bug("%s is not built in", path);
	return file;
}

void
store_each(struct store *store, const char *path, int (*each)(void *context, int columns, char **values, char **names), void *context)
{
	if (sqlite3_exec(store->sqlite, store_file(path)->text.p, each, context, NULL) != SQLITE_OK)
		store_fail(store, path);
}

void
store_run(struct store *store, const char *path)
{
	store_each(store, path, NULL, NULL);
}

void
store_vacuum(struct store *store)
{
	/* SQLite attaches the new file while it writes it. */
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 1);
	store_run(store, "schema/vacuum.sql");
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
}
