/*
 * hash.c - XXH3, 64 bits, of bytes at once or as they come.
 */
#include "ingest/hash.h"

#include <stdlib.h>
#include <xxhash.h>

struct hash {
	XXH3_state_t *state;    /* of the library's making, which aligns it */
};

struct hash *
hash_open(void)
{
	struct hash *hash = mem_new(sizeof *hash);
	hash->state = XXH3_createState();
	if (hash->state == NULL)
		die("out of memory (the state of a hash)");
	hash_reset(hash);
	return hash;
}

void
hash_close(struct hash *hash)
{
	if (hash == NULL)
		return;
	XXH3_freeState(hash->state);
	free(hash);
}

void
hash_reset(struct hash *hash)
{
	XXH3_64bits_reset(hash->state);
}

void
hash_feed(struct hash *hash, struct str bytes)
{
	if (bytes.n > 0)
		XXH3_64bits_update(hash->state, bytes.p, bytes.n);
}

uint64_t
hash_value(const struct hash *hash)
{
	return XXH3_64bits_digest(hash->state);
}

uint64_t
hash_of(struct str bytes)
{
	return XXH3_64bits(bytes.p, bytes.n);
}
