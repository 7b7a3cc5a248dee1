/*
 * store.h - the database: one SQLite file, opened, migrated, and spoken to in statements that are files.
 * In: paths of .sql files and values. Out: rows. The only room that includes sqlite3.
 * Every failure of the database ends the program with the file's name and what to do; only waiting for
 * another writer is done for the caller (up to ten seconds).
 */
#ifndef STORE_H
#define STORE_H

#include "base.h"
/* What SQL may ask of addresses, names and paths (see the functions below), C may, too. */
#include "schema/address.h"
#include "schema/network.h"
#include "schema/organisation.h"
#include "schema/path.h"

struct store;
struct stmt;

enum store_mode {
	STORE_READ,             /* must exist; nothing is ever written, not even by user SQL */
	STORE_WRITE             /* made and migrated when needed */
};

/* Opens the database, for one thread. Refuses a file that is no database, one that another program made, and one of a newer unjoe. */
struct store *store_open(const char *path, enum store_mode mode);
/* One in memory, with nothing in it: for rows that C computes and reports print. */
struct store *store_open_rows(void);
/* One that only checkpoints, beside another that was opened: it never looks at what is in the database. */
struct store *store_open_settler(const char *path);
void store_close(struct store *store);
const char *store_path(const struct store *store);
bool store_can_write(const struct store *store);        /* opened to write; not NULL */
/* From now on the first SIGINT ends the statement that runs, and the program with it, which says so; a second one as ever. */
void store_interruptible(struct store *store);
bool store_is_new(const struct store *store);           /* made by this store_open */

/* One transaction at a time; what is not committed is gone. store_begin waits its turn behind another writer; of a store that was opened to
   read it keeps what is seen as it is. */
void store_begin(struct store *store);
void store_commit(struct store *store);
void store_rollback(struct store *store);
/* Moves what was committed from the write-ahead log to its place, as far as nobody reads or moves it. */
void store_checkpoint(struct store *store);
/* Only one ingest at a time; false where another process (its pid in *pid, 0 if unknown) holds the lock. Freed by store_close. */
bool store_lock(struct store *store, int64_t *pid);

/* Runs an embedded .sql file of any number of statements without parameters. */
void store_run(struct store *store, const char *path);
/* Compiles SQL of one statement that does not come from our files: a user's --sql, a query put together from fragments. name stands in
   errors, and is borrowed. NULL: it is none, or would write where the store only reads; *error says why, borrowed until the next statement. */
struct stmt *store_compile(struct store *store, struct str sql, const char *name, struct str *error);
/* The statement of an embedded .sql file: compiled once, kept by the store, freed with it. */
struct stmt *store_stmt(struct store *store, const char *path);
/* Whether one without parameters has a row. */
bool store_any(struct store *store, const char *path);

/* A parameter's number, 0 if the statement has none of that name (given without its colon). */
int stmt_param(struct stmt *stmt, const char *name);
/* Parameter 0 is passed over, so that a statement takes the fields that it wants. Text is borrowed until the next stmt_reset. */
void stmt_bind_int(struct stmt *stmt, int param, int64_t value);
void stmt_bind_real(struct stmt *stmt, int param, double value);
void stmt_bind_str(struct stmt *stmt, int param, struct str value);     /* absent is NULL */
void stmt_bind_blob(struct stmt *stmt, int param, struct str value);
void stmt_bind_null(struct stmt *stmt, int param);
void stmt_unbind(struct stmt *stmt);                    /* all parameters NULL */

bool stmt_step(struct stmt *stmt);                      /* true: a row is there; false: done */
void stmt_reset(struct stmt *stmt);                     /* ready for the next run; bindings stay */
void stmt_do(struct stmt *stmt);                        /* step to the end and reset */
void stmt_close(struct stmt *stmt);                     /* only for what store_compile gave */

enum stmt_type { STMT_NULL, STMT_INT, STMT_REAL, STMT_TEXT, STMT_BLOB };

/* Of the row that stmt_step gave; columns are counted from 0. A number of what is none is what SQL casts it to, 0 for NULL. */
int stmt_columns(struct stmt *stmt);
const char *stmt_name(struct stmt *stmt, int column);   /* what AS says; the statement's */
enum stmt_type stmt_type(struct stmt *stmt, int column);
int64_t stmt_int(struct stmt *stmt, int column);
double stmt_real(struct stmt *stmt, int column);
struct str stmt_str(struct stmt *stmt, int column);     /* borrowed until the next step; absent for NULL */

/*
 * Runs an embedded .sql file of any number of statements of which one calls gather() below, and the statement "into", which reads the keys that
 * it was called with, in order, from the table gathered: text, the numbers a to e, and how often, n. It is run for some of them at a time, and
 * where they are very many they are taken out several times, so that memory stays small: "into" must add up.
 */
void store_gather(struct store *store, const char *path, const char *into);

/* The parts of it, for what several files gather, or a store of another thread. The keys are kept; when they are too many, full() is called, which takes them. */
void store_collect(struct store *store, const char *path, void (*full)(void *data), void *data);
struct gather *store_take(struct store *store);         /* what was gathered, sorted, for store_spill; it begins anew */
/* Closes it. totals: a statement for the sums of keys that differ in their text alone, or NULL. */
void store_spill(struct store *store, struct gather *gather, const char *into, const char *totals);

/* Writes the database anew, without what was deleted in it, and empties its write-ahead log. Not within a transaction. */
void store_vacuum(struct store *store);

int64_t store_last_id(struct store *store);             /* the rowid of the last insert */

/*
 * Functions of ours that SQL may call:
 *   base_address(ADDRESS)  without its subaddress (local+detail@domain), lower case
 *   domain(ADDRESS)    the part behind the last @, lower case, NULL where there is none
 *   gather(TEXT, N, N, N, N, N)  counts how often it was called so, for store_gather: a GROUP BY that does not sort its rows
 *   hour_key(AT, TEXT) a number that rows of one hour share whose texts are alike but for case, or whose numbers: look for
 *                      hour_key(at, x) = hour_key(hour * 3600, y) AND x = y in each hour of the view hour, and an index serves
 *   in_network(IP, NETWORK)  1 where the address, or all of a network, lies in the network (or is that address), else 0
 *   is_loopback(IP, NAME, LOOPS)  1: this host itself; where LOOPS, the world lies in 127.0.0.0/8, too (network_is_loopback), else 0
 *   is_private(IP)     1: nobody's on the internet (loopback, RFC 1918, 4193, 6598, link-local), or 0
 *   is_srs(ADDRESS)    1: SRS0 or SRS1, made by a forwarder, or 0
 *   is_unrouted(IP)    1: private or documentation (network_is_unrouted), or 0
 *   local_day(AT)      the date of a time in the zone of the program, YYYY-MM-DD
 *   local_day_number(AT)  the same as a number of days since 1970-01-01
 *   local_time(AT)     YYYY-MM-DD HH:MM:SS in that zone
 *   mentions(ADDRESS, TEXT...)  1: one of up to eleven texts speaks of the address, in whatever form mail systems give it, or 0
 *   near(IP, IP)       1: both lie in one /28 or /64, or 0
 *   near_path(PATH)    a path as it is seen from the current folder
 *   network(IP)        the /24 or /64 that an address lies in, as "198.51.100.0/24"
 *   organisation(NAME) the organisational domain of a host name by the public suffix list, and by what the world tells (analyze/04_suffix.sql);
 *                      NULL for what is no host name
 *   original_address(ADDRESS)  what a BATV, SRS0, SRS1 or VERP address was made of, lower case; any other: itself
 *   renamed(TEXT, 'ADDRESS NAME')  the text with NAME in the place of each local part of the address
 *   shape(TEXT)        the text with numbers, addresses, quoted and bracketed parts replaced, so that alike lines become one
 *   verp_recipient(ADDRESS)  for whom a VERP address was made (owner+user=dom.example@...: user@dom.example), else NULL
 */

#endif
