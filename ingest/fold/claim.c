/*
 * claim.c - SPF checks and the mails and rejections they belong to: a window over the last minutes of one stream.
 */
#include "ingest/fold/claim.h"
#include "ingest/fold/check.h"
#include "ingest/table.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

enum {
	WINDOW_SECONDS = 600,   /* a sender is known only when his message has been received whole */
	WINDOW_MAX = 8192,      /* checks, and as many candidates */
	KEY_MAX = 400
};

struct waiting {                                /* a candidate that no check has claimed yet */
	struct waiting *prev, *next, *same_prev, *same_next;
	struct bucket *bucket;
	enum candidate_kind kind;
	int64_t id, at;
};

struct bucket {
	UT_hash_handle hh;
	struct check *checks;
	struct waiting *waiting;
	size_t length;
	char key[];
};

struct claims {
	struct rows *rows;
	int64_t source, clock;
	struct bucket *buckets;
	struct checks *told;
	struct check *checks, *unsettled;       /* the window; the oldest in it that is not settled */
	struct waiting *waiting;
	size_t check_count, waiting_count;
};

struct claims *
claims_open(struct rows *rows, int64_t source)
{
	struct claims *claims = mem_new(sizeof *claims);
	claims->rows = rows;
	claims->source = source;
	claims->told = checks_open(rows);
	return claims;
}

/* --- keys ------------------------------------------------------------------------------------------------------ */

static size_t
key_print(char key[KEY_MAX], char kind, int64_t host, struct str ip, struct str name)
{
	size_t n = 0;
	key[n++] = kind;
	memcpy(key + n, &host, sizeof host);
	n += sizeof host;
	for (size_t i = 0; i < ip.n && n < 64; i++)
		key[n++] = ip.p[i];
	key[n++] = '\n';
	/* A policy daemon is told a sender without the quotes that Postfix logs. */
	for (size_t i = 0; i < name.n && n < KEY_MAX; i++)
		if (name.p[i] != '"' && name.p[i] != '\\')
			key[n++] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
	return n;
}

static struct bucket *
bucket_find(struct claims *claims, const char *key, size_t n)
{
	struct bucket *bucket;
	HASH_FIND(hh, claims->buckets, key, n, bucket);
	return bucket;
}

static struct bucket *
bucket_make(struct claims *claims, const char *key, size_t n)
{
	struct bucket *bucket = bucket_find(claims, key, n);
	if (bucket != NULL)
		return bucket;
	bucket = mem_new(sizeof *bucket + n);
	memcpy(bucket->key, key, n);
	bucket->length = n;
	HASH_ADD_KEYPTR(hh, claims->buckets, bucket->key, n, bucket);
	return bucket;
}

static void
bucket_drop_empty(struct claims *claims, struct bucket *bucket)
{
	if (bucket == NULL || bucket->checks != NULL || bucket->waiting != NULL)
		return;
	HASH_DEL(claims->buckets, bucket);
	free(bucket);
}

/* By queue id, else by sender, else (a refused HELO name) by HELO; 0: it can belong to nothing. */
static size_t
check_key(const struct check *check, char key[KEY_MAX])
{
	const struct str *text = check->text;
	if (text[CHECK_QUEUE_ID].p != NULL)
		return key_print(key, 'Q', check->host, STR_NONE, text[CHECK_QUEUE_ID]);
	if (text[CHECK_CLIENT_IP].p == NULL)
		return 0;
	if (text[CHECK_SENDER].p != NULL)
		return key_print(key, 'S', check->host, text[CHECK_CLIENT_IP], text[CHECK_SENDER]);
	return text[CHECK_HELO].p == NULL || !check_is_refused(check) ? 0 : key_print(key, 'H', check->host, text[CHECK_CLIENT_IP], text[CHECK_HELO]);
}

/* --- the window ------------------------------------------------------------------------------------------------ */

static void
check_leave(struct claims *claims, struct check *check)
{
	struct bucket *bucket = check->bucket;
	check_store(check, claims->rows, claims->source);
	if (bucket != NULL) {
		DL_DELETE2(bucket->checks, check, same_prev, same_next);
		bucket_drop_empty(claims, bucket);
	}
	if (claims->unsettled == check)
		claims->unsettled = check->next;
	DL_DELETE(claims->checks, check);
	claims->check_count--;
	check_free(check);
}

static void
waiting_leave(struct claims *claims, struct waiting *waiting)
{
	struct bucket *bucket = waiting->bucket;
	DL_DELETE2(bucket->waiting, waiting, same_prev, same_next);
	bucket_drop_empty(claims, bucket);
	DL_DELETE(claims->waiting, waiting);
	claims->waiting_count--;
	free(waiting);
}

/* --- joining --------------------------------------------------------------------------------------------------- */

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static int64_t *
claim_of(struct check *check, enum candidate_kind kind)
{
	return kind == CANDIDATE_MAIL ? &check->part : &check->rejection;
}

/* A check that refused a client let no mail of his in. */
static bool
may_claim(struct check *check, enum candidate_kind kind)
{
	return *claim_of(check, kind) == NO_NUMBER && !(kind == CANDIDATE_MAIL && check_is_refused(check));
}

static void
claim(struct check *check, enum candidate_kind kind, int64_t id)
{
	*claim_of(check, kind) = id;
	check->dirty = true;
}

/* The nearest check of this identity (helo, or the other) that has not claimed one of this kind; the older of two as near. */
static struct check *
nearest_check(struct bucket *bucket, enum candidate_kind kind, int64_t at, bool helo)
{
	struct check *best = NULL, *check = bucket->checks == NULL ? NULL : bucket->checks->same_prev;
	/* From the newest back: one client may have been checked very often. */
	for (; check != NULL && at - check->at <= CLAIM_SECONDS; check = check == bucket->checks ? NULL : check->same_prev)
		if (check_is_helo(check) == helo && may_claim(check, kind) && distance(check->at, at) <= CLAIM_SECONDS &&
		    (best == NULL || distance(check->at, at) <= distance(best->at, at)))
			best = check;
	return best;
}

/* One attempt of a client may have been checked by HELO and by MAIL FROM. */
static bool
offer(struct claims *claims, const struct candidate *candidate, const char *key, size_t n)
{
	struct bucket *bucket = bucket_find(claims, key, n);
	bool claimed = false;
	for (int helo = 0; bucket != NULL && helo <= 1; helo++) {
		struct check *check = nearest_check(bucket, candidate->kind, candidate->at, helo == 1);
		if (check != NULL)
			claim(check, candidate->kind, candidate->id);
		claimed = claimed || check != NULL;
	}
	return claimed;
}

static void
wait_for_check(struct claims *claims, const struct candidate *candidate, const char *key, size_t n)
{
	struct waiting *waiting = mem_new(sizeof *waiting);
	waiting->kind = candidate->kind;
	waiting->id = candidate->id;
	waiting->at = candidate->at;
	waiting->bucket = bucket_make(claims, key, n);
	DL_APPEND2(waiting->bucket->waiting, waiting, same_prev, same_next);
	DL_APPEND(claims->waiting, waiting);
	if (++claims->waiting_count > WINDOW_MAX)
		waiting_leave(claims, claims->waiting);
}

void
claims_candidate(struct claims *claims, const struct candidate *candidate)
{
	char key[KEY_MAX];
	size_t n;
	if (candidate->queue_id.p != NULL && offer(claims, candidate, key, key_print(key, 'Q', candidate->host, STR_NONE, candidate->queue_id)))
		return;
	if (candidate->client_ip.p == NULL)
		return;
	if (candidate->helo.p != NULL && offer(claims, candidate, key, key_print(key, 'H', candidate->host, candidate->client_ip, candidate->helo)))
		return;
	if (candidate->sender.p == NULL)
		return;
	n = key_print(key, 'S', candidate->host, candidate->client_ip, candidate->sender);
	if (!offer(claims, candidate, key, n) && distance(candidate->at, claims->clock) <= CLAIM_SECONDS)
		wait_for_check(claims, candidate, key, n);
}

/* Nothing that followed the check was its own: perhaps its mail or rejection was written before it. */
static void
settle(struct claims *claims, struct check *check)
{
	struct waiting *best = NULL, *waiting;
	if (check->bucket == NULL || check->part != NO_NUMBER || check->rejection != NO_NUMBER)
		return;
	DL_FOREACH2(check->bucket->waiting, waiting, same_next)
		if (may_claim(check, waiting->kind) && distance(check->at, waiting->at) <= CLAIM_SECONDS &&
		    (best == NULL || distance(check->at, waiting->at) < distance(check->at, best->at)))
			best = waiting;
	if (best == NULL)
		return;
	claim(check, best->kind, best->id);
	waiting_leave(claims, best);
}

static void
enter(struct claims *claims, struct check *check)
{
	char key[KEY_MAX];
	size_t n = check_key(check, key);
	if (n > 0) {
		check->bucket = bucket_make(claims, key, n);
		DL_APPEND2(check->bucket->checks, check, same_prev, same_next);
	}
	DL_APPEND(claims->checks, check);
	if (claims->unsettled == NULL)
		claims->unsettled = check;
	if (++claims->check_count > WINDOW_MAX)
		check_leave(claims, claims->checks);
}

static void
enter_told(struct claims *claims)
{
	struct check *check;
	while ((check = checks_next(claims->told)) != NULL)
		enter(claims, check);
}

void
claims_check(struct claims *claims, const struct record *record, int64_t host, int64_t program, int64_t part)
{
	checks_add(claims->told, record, host, program, part);
	enter_told(claims);
}

/* --- time ------------------------------------------------------------------------------------------------------ */

void
claims_clock(struct claims *claims, int64_t at)
{
	if (at <= claims->clock)
		return;
	claims->clock = at;
	checks_clock(claims->told, at);
	enter_told(claims);
	while (claims->unsettled != NULL && at - claims->unsettled->at > CLAIM_SECONDS) {
		settle(claims, claims->unsettled);
		claims->unsettled = claims->unsettled->next;
	}
	while (claims->checks != NULL && at - claims->checks->at > WINDOW_SECONDS)
		check_leave(claims, claims->checks);
	while (claims->waiting != NULL && at - claims->waiting->at > 2 * CLAIM_SECONDS)
		waiting_leave(claims, claims->waiting);
}

bool
claims_pending(const struct claims *claims)
{
	return checks_pending(claims->told);
}

void
claims_store(struct claims *claims)
{
	struct check *check;
	DL_FOREACH(claims->checks, check)
		check_store(check, claims->rows, claims->source);
}

void
claims_end(struct claims *claims)
{
	checks_end(claims->told);
	enter_told(claims);
	for (; claims->unsettled != NULL; claims->unsettled = claims->unsettled->next)
		settle(claims, claims->unsettled);
}

void
claims_close(struct claims *claims)
{
	if (claims == NULL)
		return;
	checks_close(claims->told);
	while (claims->waiting != NULL)
		waiting_leave(claims, claims->waiting);
	struct check *check, *other;
	DL_FOREACH_SAFE(claims->checks, check, other)
		check_free(check);
	struct bucket *bucket, *after;
	HASH_ITER(hh, claims->buckets, bucket, after) {
		HASH_DEL(claims->buckets, bucket);
		free(bucket);
	}
	free(claims);
}
