/*
 * table.h - hash tables of structs: uthash, with the hash function that reads content, too.
 */
#ifndef TABLE_H
#define TABLE_H

#include "ingest/hash.h"

#define HASH_FUNCTION(key, length, value) \
	((value) = (unsigned)hash_of((struct str){ (const char *)(key), (length) }))
#include <uthash.h>

#endif
