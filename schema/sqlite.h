/*
 * sqlite.h - the door to SQLite: what a connection and a statement are to it.
 * The one header that includes a foreign library, for the leaves of this door alone: store.c (the connection), stmt.c
 * (statements and what they give), offer.c (the functions that SQL may call), intake.c (rows that SQL may take) and collect.c
 * (what it gathers). Everybody else has store.h and intake.h.
 */
#ifndef SQLITE_H
#define SQLITE_H

#include "schema/gather.h"
#include "schema/store.h"

#include <sqlite3.h>

struct store {
	sqlite3 *sqlite;
	char *path;
	enum store_mode mode;
	bool is_new;
	int lock;               /* descriptor of the lock file, -1: not held */
	struct stmt *stmts;     /* those of our files, the last used first; freed with the store */
	struct gather *gather;  /* what SQL has gathered */
	struct intake *intakes; /* tables whose rows SQL takes from memory, freed with the store */
	struct arena *arena;    /* for one call of a function */
};

struct stmt {
	sqlite3_stmt *sqlite;
	struct store *store;
	const char *name;
	struct stmt *next;
};

/* Ends the program with what SQLite says of its last failure, where (a path in the tree, or what was to be done) and what helps. */
_Noreturn void store_fail(struct store *store, const char *where);
/* Runs an embedded .sql file; each is called for every row, and may be NULL. */
void store_each(struct store *store, const char *path, int (*each)(void *context, int columns, char **values, char **names), void *context);
/* An embedded .sql file, which is there. */
const struct embedded *store_file(const char *path);

/* Frees them, when the connection is closed. */
void intakes_close(struct intake *first);

/* Offers to this connection all functions of function.h, and gather(). */
void offer_functions(struct store *store);

#endif
