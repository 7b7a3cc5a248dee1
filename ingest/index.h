/*
 * index.h - the indexes of the evidence, which an empty database gets when its first load is done, and then keeps.
 * Each stands in a file of ingest/index/, named for its table, beside the query that it is for. What strangers choose is
 * indexed by its hour_key() (schema/store.h): new lines then touch the pages of their own hours only, and not all of an
 * index. Who looks for a text goes through the hours that there are (the view hour), or those that can have it.
 */
#ifndef INDEX_H
#define INDEX_H

#include "ingest/settler.h"

bool index_made(struct store *store);                   /* all of them are there */
/* Makes them, unless that was done. Outside of a transaction each table's are committed, and the settler woken, before the next are made. */
void index_make(struct store *store, struct settler *settler);

#endif
