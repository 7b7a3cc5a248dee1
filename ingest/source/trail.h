/*
 * trail.h - what is kept of content that was taken: a hash of each full MiB, and of the rest up to where it ends.
 * In: bytes in order. Out: the proof by which the same content is known again.
 * The reader feeds it while the writer copies blocks of a place that was passed already: each block is written once.
 */
#ifndef TRAIL_H
#define TRAIL_H

#include "base.h"

enum { TRAIL_BLOCK = 1 << 20 };

struct trail;
struct trail *trail_open(void);
void trail_close(struct trail *trail);

void trail_feed(struct trail *trail, struct str bytes); /* the next ones */
uint64_t trail_position(const struct trail *trail);     /* bytes fed */
uint64_t trail_tail(const struct trail *trail);         /* hash of those behind the last full block */

/* Goes back to a place: count blocks of those that it has, then tail, which is less than a block. */
void trail_rewind(struct trail *trail, uint64_t count, struct str tail);
/* Adds blocks whose hashes are known from elsewhere; the trail must end with a full block. */
void trail_append(struct trail *trail, const uint64_t *blocks, uint64_t count);

/* The first count blocks, eight bytes each, the lowest first; the caller frees p. May be called while another thread feeds. */
struct str trail_blocks(struct trail *trail, uint64_t count);

#endif
