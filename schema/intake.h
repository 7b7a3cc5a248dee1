/*
 * intake.h - rows in memory that a statement takes many at once, as from a table: INSERT OR FAIL INTO t (...) SELECT a, b FROM intake.
 * In: the columns of such a table, then values. Out: what the statement makes of them. (A statement that is run for each
 * row opens its tables and closes them each time, which is more than a third of what a row costs.)
 * OR FAIL spares SQLite a copy of each page, kept to undo the statement: what fails ends the program, and the transaction with it.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "schema/store.h"

struct intake;
struct bulk;

enum { BULK_ROWS = 256 };      /* of a statement: so many wait at most */

/* The table of that name, with these columns: made once for a store, freed with it. The name is borrowed. */
struct intake *intake_of(struct store *store, const char *name, const char *const columns[], size_t count);

/* Rows for the statement of an embedded .sql file that reads the table: they hold the columns alone that it
   asks for. Made once, kept by the intake. */
struct bulk *bulk_open(struct intake *intake, const char *path);
size_t bulk_width(const struct bulk *bulk);                     /* how many those are */
size_t bulk_column(const struct bulk *bulk, size_t i);          /* which of the intake's i is */

/* The next row's values, each of which is to be set. A text is copied. */
void bulk_set_null(struct bulk *bulk, size_t i);
void bulk_set_int(struct bulk *bulk, size_t i, int64_t value);
void bulk_set_str(struct bulk *bulk, size_t i, struct str value);      /* absent is NULL */
/* Ends the row. When there are many, the statement is run. */
void bulk_next(struct bulk *bulk);
/* Runs the statement for the rows that were not yet taken, if there are any. */
void bulk_run(struct bulk *bulk);
/* Forgets them. */
void bulk_drop(struct bulk *bulk);

#endif
