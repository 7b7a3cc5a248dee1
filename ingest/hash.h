/*
 * hash.h - XXH3, 64 bits, of bytes at once or as they come. The only room that includes xxhash.
 * It tells streams of content apart. It is no proof against somebody who makes two logs collide: he would only
 * have his own log passed over.
 */
#ifndef HASH_H
#define HASH_H

#include "base.h"

struct hash;
struct hash *hash_open(void);
void hash_close(struct hash *hash);
void hash_reset(struct hash *hash);                     /* as if nothing was fed */
void hash_feed(struct hash *hash, struct str bytes);
uint64_t hash_value(const struct hash *hash);           /* of all that was fed since the reset; more may be fed then */
uint64_t hash_of(struct str bytes);                     /* the same value at once */

#endif
