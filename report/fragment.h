/*
 * fragment.h - one statement put together from whole .sql files; values are bound, never written into it.
 */
#ifndef FRAGMENT_H
#define FRAGMENT_H

#include "schema/store.h"

/* The files follow one another as they stand. The last argument is NULL. The caller closes the statement. */
struct stmt *fragment_compile(struct store *store, const char *path, ...) __attribute__((sentinel));

#endif
