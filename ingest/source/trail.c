/*
 * trail.c - what is kept of content that was taken: a hash of each full MiB, and of the rest up to where it ends.
 */
#include "ingest/source/trail.h"

#include "ingest/hash.h"

#include <pthread.h>
#include <stdlib.h>

struct trail {
	struct hash *hash;      /* of the block that is not full */
	size_t filled;          /* bytes of it */
	pthread_mutex_t lock;   /* of what follows: it moves as it grows */
	uint64_t *blocks;
	uint64_t count, room;
};

struct trail *
trail_open(void)
{
	struct trail *trail = mem_new(sizeof *trail);
	trail->hash = hash_open();
	pthread_mutex_init(&trail->lock, NULL);
	return trail;
}

void
trail_close(struct trail *trail)
{
	if (trail == NULL)
		return;
	hash_close(trail->hash);
	pthread_mutex_destroy(&trail->lock);
	free(trail->blocks);
	free(trail);
}

void
trail_append(struct trail *trail, const uint64_t *blocks, uint64_t count)
{
	if (trail->filled != 0)
		bug("a trail goes on behind a block that is not full");
	pthread_mutex_lock(&trail->lock);
	for (uint64_t i = 0; i < count; i++) {
		if (trail->count == trail->room) {
			trail->room = trail->room * 2 + 16;
			trail->blocks = mem_resize(trail->blocks, trail->room * sizeof *trail->blocks);
		}
		trail->blocks[trail->count++] = blocks[i];
	}
	pthread_mutex_unlock(&trail->lock);
}

void
trail_feed(struct trail *trail, struct str bytes)
{
	while (bytes.n > 0) {
		size_t room = TRAIL_BLOCK - trail->filled, n = bytes.n < room ? bytes.n : room;
		hash_feed(trail->hash, (struct str){ bytes.p, n });
		bytes.p += n;
		bytes.n -= n;
		trail->filled += n;
		if (trail->filled == TRAIL_BLOCK) {
			uint64_t value = hash_value(trail->hash);
			trail->filled = 0;
			trail_append(trail, &value, 1);
			hash_reset(trail->hash);
		}
	}
}

uint64_t
trail_position(const struct trail *trail)
{
	return trail->count * TRAIL_BLOCK + trail->filled;
}

uint64_t
trail_tail(const struct trail *trail)
{
	return hash_value(trail->hash);
}

void
trail_rewind(struct trail *trail, uint64_t count, struct str tail)
{
	if (count > trail->count)
		bug("a trail is put forward, not back");
	trail->count = count;
	trail->filled = 0;
	hash_reset(trail->hash);
	trail_feed(trail, tail);
}

struct str
trail_blocks(struct trail *trail, uint64_t count)
{
	unsigned char *bytes = mem_new(count * 8);
	pthread_mutex_lock(&trail->lock);
	if (count > trail->count)
		bug("a place is marked that the trail has not reached");
	for (uint64_t i = 0; i < count; i++)
		for (unsigned byte = 0; byte < 8; byte++)
			bytes[i * 8 + byte] = (unsigned char)(trail->blocks[i] >> (8 * byte));
	pthread_mutex_unlock(&trail->lock);
	return (struct str){ (char *)bytes, count * 8 };
}
