/*
 * migrate.h - a database is made, or brought from an older unjoe to this one: schema/NNN_*.sql in order, one transaction
 * each, then the views when their text has changed.
 */
#ifndef MIGRATE_H
#define MIGRATE_H

#include "schema/store.h"

/* True: the file was empty, and is a database now. Ends the program where it is another program's database or a newer unjoe's,
   and, if it may not write, where the database is older than this program. */
bool migrate(struct store *store, bool may_write);

#endif
