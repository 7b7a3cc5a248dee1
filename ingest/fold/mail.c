/*
 * mail.c - the messages on their way: a table by queue id, and their rows.
 */
#include "ingest/fold/mail.h"
#include "ingest/rule/grammar.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAILS_MAX = 16 * 1024,          /* remembered over a commit */
	MAILS_LATE = 60,                /* seconds for which one that has ended still takes late lines */
	MAILS_SILENT = 120              /* seconds without a line after which one becomes a row before the commit */
};

/* The texts of a mail as a record, so that rows.h can bind them. */
static const struct rule mail_rule = {
	.value_count = MAIL_TEXTS,
	.slot = {
		[F_qid] = 1 + MAIL_QUEUE_ID, [F_client_name] = 1 + MAIL_CLIENT_NAME, [F_client_ip] = 1 + MAIL_CLIENT_IP,
		[F_sasl_user] = 1 + MAIL_SASL_USER, [F_message_id] = 1 + MAIL_MESSAGE_ID, [F_sender] = 1 + MAIL_SENDER,
		[F_origin_qid] = 1 + MAIL_ORIGIN_QUEUE_ID, [F_origin_name] = 1 + MAIL_ORIGIN_NAME, [F_origin_ip] = 1 + MAIL_ORIGIN_IP,
	},
};

struct mails {
	struct rows *rows;
	int64_t source, clock;
	struct mail *table;             /* by key: the latest of each */
	struct mail **list;             /* all since the last store, in order of part_id */
	size_t count, size, settled;    /* settled: so many of them are rows */
	struct arena *texts, *spare;
	struct mail *unused;            /* forgotten ones, to be used again; linked by hh.next */
};

struct mails *
mails_open(struct rows *rows, int64_t source)
{
	struct mails *mails = mem_new(sizeof *mails);
	mails->rows = rows;
	mails->source = source;
	mails->texts = arena_open();
	mails->spare = arena_open();
	return mails;
}

void
mails_close(struct mails *mails)
{
	if (mails == NULL)
		return;
	HASH_CLEAR(hh, mails->table);
	for (size_t i = 0; i < mails->count; i++)
		free(mails->list[i]);
	free(mails->list);
	for (struct mail *mail = mails->unused, *next; mail != NULL; mail = next) {
		next = mail->hh.next;
		free(mail);
	}
	arena_close(mails->texts);
	arena_close(mails->spare);
	free(mails);
}

static struct mail *
take(struct mails *mails)
{
	struct mail *mail = mails->unused;
	if (mail == NULL)
		return mem_new(sizeof *mail);
	mails->unused = mail->hh.next;
	memset(mail, 0, sizeof *mail);
	return mail;
}

static void
give_back(struct mails *mails, struct mail *mail)
{
	mail->hh.next = mails->unused;
	mails->unused = mail;
}

static bool
key_of(struct mail_key *key, int64_t host, int64_t instance, struct str queue_id)
{
	if (queue_id.p == NULL || queue_id.n == 0 || queue_id.n > QUEUE_ID_MAX)
		return false;
	memset(key, 0, sizeof *key);
	key->host = (int32_t)host;
	key->instance = instance == NO_NUMBER ? 0 : (int32_t)instance;
	memcpy(key->queue_id, queue_id.p, queue_id.n);
	return true;
}

struct mail *
mails_find(struct mails *mails, int64_t host, int64_t instance, struct str queue_id)
{
	struct mail_key key;
	struct mail *mail = NULL;
	if (key_of(&key, host, instance, queue_id))
		HASH_FIND(hh, mails->table, &key, sizeof key, mail);
	return mail;
}

struct mail *
mails_begin(struct mails *mails, int64_t host, int64_t instance, struct str queue_id, int64_t at, uint64_t position)
{
	struct mail *mail = take(mails), *before;
	if (!key_of(&mail->key, host, instance, queue_id)) {
		give_back(mails, mail);
		return NULL;
	}
	HASH_REPLACE(hh, mails->table, key, sizeof mail->key, mail, before);
	mail->part_id = rows_next_part(mails->rows);
	mail->first_at = mail->last_at = at;
	mail->position = position;
	mail->birth = mail->size = mail->nrcpt = NO_NUMBER;
	mail->dirty = true;
	mails_set(mails, mail, MAIL_QUEUE_ID, queue_id);
	if (mails->count == mails->size) {
		mails->size = mails->size == 0 ? 1024 : 2 * mails->size;
		mails->list = mem_resize(mails->list, mails->size * sizeof *mails->list);
	}
	mails->list[mails->count++] = mail;
	return mail;
}

void
mails_move(struct mails *mails, struct mail *mail, int64_t instance)
{
	struct mail *before;
	HASH_DEL(mails->table, mail);
	mail->key.instance = (int32_t)instance;
	mail->dirty = true;
	HASH_REPLACE(hh, mails->table, key, sizeof mail->key, mail, before);
}

void
mails_set(struct mails *mails, struct mail *mail, enum mail_text which, struct str value)
{
	if (value.p == NULL || mail->text[which].p != NULL)
		return;
	mail->text[which] = arena_copy(mails->texts, value);
	mail->dirty = true;
}

static void
store_one(struct mails *mails, struct mail *mail)
{
	const struct record record = { .rule = &mail_rule, .values = mail->text };
	const int64_t places[PLACE_COUNT] = {
		[PLACE_PART_ID] = mail->part_id, [PLACE_HOST] = mail->key.host,
		[PLACE_INSTANCE] = mail->key.instance == 0 ? NO_NUMBER : mail->key.instance,
		[PLACE_FIRST_AT] = mail->first_at, [PLACE_LAST_AT] = mail->last_at, [PLACE_BIRTH] = mail->birth,
		[PLACE_ENDED] = mail->ended, [PLACE_HOP] = mail->hop ? 1 : NO_NUMBER, [PLACE_SIZE] = mail->size, [PLACE_NRCPT] = mail->nrcpt,
		[PLACE_SENT] = mail->sent, [PLACE_BOUNCED] = mail->bounced, [PLACE_DEFERRED] = mail->deferred,
		[PLACE_REMOTE] = mail->remote, [PLACE_EXPIRED] = mail->expired, [PLACE_REJECTED] = mail->rejected,
		[PLACE_SOURCE_ID] = mails->source, [PLACE_POSITION] = (int64_t)mail->position,
	};
	rows_put(mails->rows, mail->stored ? TABLE_MAIL_AGAIN : TABLE_MAIL, &record, places);
	mail->stored = true;
	mail->dirty = false;
}

/* Whether lines may still come for it: it has its queue id still, and has not ended long ago. */
static bool
keep(struct mails *mails, const struct mail *mail)
{
	struct mail *now;
	HASH_FIND(hh, mails->table, &mail->key, sizeof mail->key, now);
	return now == mail && (!mail->ended || mails->clock - mail->last_at <= MAILS_LATE);
}

static void
forget(struct mails *mails, struct mail *mail)
{
	struct mail *now;
	HASH_FIND(hh, mails->table, &mail->key, sizeof mail->key, now);
	if (now == mail)
		HASH_DEL(mails->table, mail);
	give_back(mails, mail);
}

void
mails_settle(struct mails *mails, int64_t now)
{
	for (; mails->settled < mails->count && now - mails->list[mails->settled]->last_at > MAILS_SILENT; mails->settled++)
		if (mails->list[mails->settled]->dirty)
			store_one(mails, mails->list[mails->settled]);
}

void
mails_store(struct mails *mails)
{
	size_t kept = 0, over;
	for (size_t i = 0; i < mails->count; i++) {
		if (mails->list[i]->dirty)
			store_one(mails, mails->list[i]);
		if (mails->list[i]->last_at > mails->clock)
			mails->clock = mails->list[i]->last_at;
	}
	for (size_t i = 0; i < mails->count; i++) {
		if (keep(mails, mails->list[i]))
			mails->list[kept++] = mails->list[i];
		else
			forget(mails, mails->list[i]);
	}
	/* The oldest go first. What comes for them later is a part of its own. */
	over = kept > MAILS_MAX ? kept - MAILS_MAX : 0;
	for (size_t i = 0; i < over; i++)
		forget(mails, mails->list[i]);
	if (kept > over)
		memmove(mails->list, mails->list + over, (kept - over) * sizeof *mails->list);
	mails->count = kept - over;
	mails->settled = 0;
	for (size_t i = 0; i < mails->count; i++)
		for (size_t t = 0; t < MAIL_TEXTS; t++)
			mails->list[i]->text[t] = arena_copy(mails->spare, mails->list[i]->text[t]);
	struct arena *old = mails->texts;
	mails->texts = mails->spare;
	mails->spare = old;
	arena_reset(old);
}
