/*
 * recent.c - the SPF checks of the last minutes, and the candidates that wait for one.
 */
#include "ingest/fold/recent.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

enum { IP_MAX = 64, NAME_END = 400 };           /* of a key, in bytes */

void
recent_key(struct recent_key *key, enum recent_name kind, int64_t host, struct str ip, struct str name)
{
	size_t n = 0;
	key->text[n++] = (char)kind;
	memcpy(key->text + n, &host, sizeof host);
	n += sizeof host;
	for (size_t i = 0; i < ip.n && n < IP_MAX; i++)
		key->text[n++] = ip.p[i];
	key->text[n++] = '\n';
	for (size_t i = 0; i < name.n && n < NAME_END; i++)
		if (name.p[i] != '"' && name.p[i] != '\\')
			key->text[n++] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
	key->n = n;
}

struct bucket *
recent_find(struct recent *recent, const struct recent_key *key)
{
	struct bucket *bucket;
	HASH_FIND(hh, recent->buckets, key->text, key->n, bucket);
	return bucket;
}

static struct bucket *
make(struct recent *recent, const struct recent_key *key)
{
	struct bucket *bucket = recent_find(recent, key);
	if (bucket != NULL)
		return bucket;
	bucket = mem_new(sizeof *bucket + key->n);
	memcpy(bucket->key, key->text, key->n);
	bucket->length = key->n;
	HASH_ADD_KEYPTR(hh, recent->buckets, bucket->key, bucket->length, bucket);
	return bucket;
}

static void
drop_empty(struct recent *recent, struct bucket *bucket)
{
	if (bucket->checks != NULL || bucket->waiting != NULL)
		return;
	HASH_DEL(recent->buckets, bucket);
	free(bucket);
}

void
recent_enter(struct recent *recent, struct check *check, const struct recent_key *key)
{
	if (key != NULL) {
		check->bucket = make(recent, key);
		DL_APPEND2(check->bucket->checks, check, same_prev, same_next);
	}
	DL_APPEND(recent->checks, check);
	recent->check_count++;
	if (recent->unsettled == NULL)
		recent->unsettled = check;
}

void
recent_leave(struct recent *recent, struct check *check)
{
	if (check->bucket != NULL) {
		DL_DELETE2(check->bucket->checks, check, same_prev, same_next);
		drop_empty(recent, check->bucket);
	}
	if (recent->unsettled == check)
		recent->unsettled = check->next;
	DL_DELETE(recent->checks, check);
	recent->check_count--;
	check_free(check);
}

void
recent_wait(struct recent *recent, const struct candidate *candidate, const struct recent_key *key)
{
	struct waiting *waiting = mem_new(sizeof *waiting);
	waiting->kind = candidate->kind;
	waiting->id = candidate->id;
	waiting->at = candidate->at;
	waiting->bucket = make(recent, key);
	DL_APPEND2(waiting->bucket->waiting, waiting, same_prev, same_next);
	DL_APPEND(recent->waiting, waiting);
	recent->waiting_count++;
}

void
recent_give_up(struct recent *recent, struct waiting *waiting)
{
	DL_DELETE2(waiting->bucket->waiting, waiting, same_prev, same_next);
	drop_empty(recent, waiting->bucket);
	DL_DELETE(recent->waiting, waiting);
	recent->waiting_count--;
	free(waiting);
}

void
recent_close(struct recent *recent)
{
	while (recent->waiting != NULL)
		recent_give_up(recent, recent->waiting);
	while (recent->checks != NULL)
		recent_leave(recent, recent->checks);
}
