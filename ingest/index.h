/*
 * index.h - the indexes of the evidence, which an empty database gets when its first load is done.
 */
#ifndef INDEX_H
#define INDEX_H

#include "schema/store.h"

/* Within a transaction: makes them, unless they are there. */
void index_make(struct store *store);

#endif
