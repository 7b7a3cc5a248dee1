/*
 * claim.c - SPF checks and the mails and rejections they belong to: a window over the last minutes of one stream.
 */
#include "ingest/claim.h"
#include "ingest/grammar.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <utlist.h>

enum {
	WINDOW_SECONDS = 600,   /* a sender is known only when his message has been received whole */
	WINDOW_MAX = 8192,      /* checks, and as many candidates */
	KEY_MAX = 400
};

enum check_text {
	CHECK_RESULT, CHECK_IDENTITY, CHECK_CLIENT_IP, CHECK_HELO, CHECK_SENDER, CHECK_RECIPIENT, CHECK_REASON, CHECK_ACTION, CHECK_QUEUE_ID,
	CHECK_TEXTS
};

static const enum field check_fields[CHECK_TEXTS] = {
	F_result, F_identity, F_client_ip, F_helo, F_sender, F_recipient, F_reason, F_action, F_qid,
};

static const struct rule check_rule = {
	.value_count = CHECK_TEXTS,
	.slot = {
		[F_result] = 1 + CHECK_RESULT, [F_identity] = 1 + CHECK_IDENTITY, [F_client_ip] = 1 + CHECK_CLIENT_IP,
		[F_helo] = 1 + CHECK_HELO, [F_sender] = 1 + CHECK_SENDER, [F_recipient] = 1 + CHECK_RECIPIENT,
		[F_reason] = 1 + CHECK_REASON, [F_action] = 1 + CHECK_ACTION, [F_qid] = 1 + CHECK_QUEUE_ID,
	},
};

struct check {
	struct check *prev, *next;              /* in the window, oldest first */
	struct check *same_prev, *same_next;    /* with the same key */
	struct bucket *bucket;
	struct str text[CHECK_TEXTS];           /* each its own memory */
	int64_t id, at, host, program, part, rejection;
	uint64_t position;
	bool stored, dirty, settled;
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

struct pending {
	UT_hash_handle hh;
	struct { int64_t host, program; uint32_t pid, zero; } key;
	struct check *check;
};

struct claims {
	struct rows *rows;
	int64_t source, clock;
	struct bucket *buckets;
	struct pending *pending;
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
	return claims;
}

static void
check_free(struct check *check)
{
	for (size_t i = 0; i < CHECK_TEXTS; i++)
		free((char *)(uintptr_t)check->text[i].p);
	free(check);
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
	for (size_t i = 0; i < name.n && n < KEY_MAX; i++)
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

/* By queue id, else by sender, else (a rejected HELO name) by HELO: absent where it can belong to nothing. */
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
	return text[CHECK_HELO].p == NULL ? 0 : key_print(key, 'H', check->host, text[CHECK_CLIENT_IP], text[CHECK_HELO]);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static void
check_store(struct claims *claims, struct check *check)
{
	const struct record record = { .rule = &check_rule, .values = check->text };
	const int64_t places[PLACE_COUNT] = {
		[PLACE_CHECK_ID] = check->id, [PLACE_AT] = check->at, [PLACE_HOST] = check->host, [PLACE_PROGRAM] = check->program,
		[PLACE_PART_ID] = check->part, [PLACE_REJECTION_ID] = check->rejection,
		[PLACE_SOURCE_ID] = claims->source, [PLACE_POSITION] = (int64_t)check->position,
	};
	if (!check->stored || check->dirty)
		rows_put(claims->rows, check->stored ? TABLE_CHECK_AGAIN : TABLE_CHECK, &record, places);
	check->stored = true;
	check->dirty = false;
}

static void
check_leave(struct claims *claims, struct check *check)
{
	struct bucket *bucket = check->bucket;
	check_store(claims, check);
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
	bool refused = str_is(check->text[CHECK_ACTION], "reject") || str_is(check->text[CHECK_ACTION], "defer");
	return *claim_of(check, kind) == NO_NUMBER && !(kind == CANDIDATE_MAIL && refused);
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
		if (str_is(check->text[CHECK_IDENTITY], "helo") == helo && may_claim(check, kind) && distance(check->at, at) <= CLAIM_SECONDS &&
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
	check->settled = true;
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

/* --- several lines, one check ---------------------------------------------------------------------------------- */

static struct check *
check_new(struct claims *claims, const struct record *record, int64_t host, int64_t program)
{
	struct check *check = mem_new(sizeof *check);
	check->at = record->at;
	check->host = host;
	check->program = program;
	check->position = record->position;
	check->part = check->rejection = NO_NUMBER;
	check->id = rows_next_check(claims->rows);
	return check;
}

static bool
differs(struct str a, struct str b)
{
	return a.p != NULL && b.p != NULL && !str_equal(a, b);
}

/* Whether a line goes on about the check that the lines before it told of. */
static bool
goes_on(const struct check *check, const struct record *record)
{
	static const enum check_text telling[] = { CHECK_IDENTITY, CHECK_CLIENT_IP, CHECK_SENDER, CHECK_HELO, CHECK_RESULT };
	for (size_t i = 0; i < LENGTH(telling); i++)
		if (differs(check->text[telling[i]], record_field(record, check_fields[telling[i]])))
			return false;
	return record->at - check->at <= CLAIM_SECONDS;
}

static void
merge(struct check *check, const struct record *record, int64_t part)
{
	for (size_t i = 0; i < CHECK_TEXTS; i++) {
		struct str value = record_field(record, check_fields[i]);
		if (check->text[i].p == NULL && value.p != NULL)
			check->text[i] = (struct str){ mem_string(value), value.n };
	}
	if (check->part == NO_NUMBER)
		check->part = part;
}

static void
finish(struct claims *claims, struct check *check)
{
	char key[KEY_MAX];
	size_t n = check_key(check, key);
	if (check->text[CHECK_RESULT].p == NULL) {
		check_free(check);
		return;
	}
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
finish_pending(struct claims *claims, struct pending *pending)
{
	finish(claims, pending->check);
	HASH_DEL(claims->pending, pending);
	free(pending);
}

static struct pending *
pending_make(struct claims *claims, const struct record *record, int64_t host, int64_t program)
{
	struct pending *pending = mem_new(sizeof *pending);
	pending->key.host = host;
	pending->key.program = program;
	pending->key.pid = record->pid;
	pending->check = check_new(claims, record, host, program);
	HASH_ADD(hh, claims->pending, key, sizeof pending->key, pending);
	return pending;
}

void
claims_check(struct claims *claims, const struct record *record, int64_t host, int64_t program, int64_t part)
{
	struct pending *pending, wanted = { .key = { host, program, record->pid, 0 } };
	struct str step = record_field(record, F_step);
	HASH_FIND(hh, claims->pending, &wanted.key, sizeof wanted.key, pending);
	if (pending != NULL && (step.p == NULL || !goes_on(pending->check, record))) {
		/* HELO passed, and the daemon went on to MAIL FROM. */
		if (step.p != NULL && pending->check->text[CHECK_ACTION].p == NULL && record->at - pending->check->at <= CLAIM_SECONDS)
			pending->check->text[CHECK_ACTION] = (struct str){ mem_string(STR("accept")), sizeof "accept" - 1 };
		finish_pending(claims, pending);
		pending = NULL;
	}
	if (pending == NULL)
		pending = pending_make(claims, record, host, program);
	merge(pending->check, record, part);
	if (!str_is(step, "part"))
		finish_pending(claims, pending);
}

/* --- time ------------------------------------------------------------------------------------------------------ */

void
claims_clock(struct claims *claims, int64_t at)
{
	struct pending *pending, *next;
	if (at <= claims->clock)
		return;
	claims->clock = at;
	HASH_ITER(hh, claims->pending, pending, next)
		if (at - pending->check->at > CLAIM_SECONDS)
			finish_pending(claims, pending);
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
	return claims->pending != NULL;
}

void
claims_store(struct claims *claims)
{
	struct check *check;
	DL_FOREACH(claims->checks, check)
		check_store(claims, check);
}

void
claims_end(struct claims *claims)
{
	struct pending *pending, *next;
	HASH_ITER(hh, claims->pending, pending, next)
		finish_pending(claims, pending);
	for (; claims->unsettled != NULL; claims->unsettled = claims->unsettled->next)
		settle(claims, claims->unsettled);
}

void
claims_close(struct claims *claims)
{
	struct pending *pending, *next;
	if (claims == NULL)
		return;
	HASH_ITER(hh, claims->pending, pending, next) {
		check_free(pending->check);
		HASH_DEL(claims->pending, pending);
		free(pending);
	}
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
