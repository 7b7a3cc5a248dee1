/*
 * mail.h - the messages that are on their way in one stream, by host, instance and queue id.
 * In: what the fold learns of them. Out: rows of mail, each when its message fell silent or at a commit, in the order in which the messages began.
 */
#ifndef MAIL_H
#define MAIL_H

#include "ingest/rows.h"
#include "ingest/table.h"

enum { QUEUE_ID_MAX = 40 };     /* Postfix needs 17 */

enum mail_text {
	MAIL_QUEUE_ID, MAIL_CLIENT_NAME, MAIL_CLIENT_IP, MAIL_SASL_USER, MAIL_MESSAGE_ID, MAIL_SENDER,
	MAIL_ORIGIN_QUEUE_ID, MAIL_ORIGIN_NAME, MAIL_ORIGIN_IP, MAIL_TEXTS
};

struct mail_key {
	int32_t host, instance;
	char queue_id[QUEUE_ID_MAX];    /* padded with NUL */
};

struct mail {
	UT_hash_handle hh;
	struct mail_key key;
	int64_t part_id;
	int64_t first_at, last_at;
	uint64_t position;
	int64_t birth;                  /* a word, NO_NUMBER: it began before this stream */
	int64_t size, nrcpt;
	int sent, bounced, deferred, remote;
	bool ended, hop, expired, rejected;
	bool offered;                   /* to the SPF checks that wait for their mail */
	bool dirty, stored;
	struct str text[MAIL_TEXTS];    /* in the arena of struct mails */
};

struct mails;
struct mails *mails_open(struct rows *rows, int64_t source);
void mails_close(struct mails *mails);

/* The message that has this queue id now; NULL where there is none, or a queue id that nobody can have. Borrowed until mails_store. */
struct mail *mails_find(struct mails *mails, int64_t host, int64_t instance, struct str queue_id);
/* A new message begins under this queue id; one that had it before is left as it is. NULL for a queue id that nobody can have. */
struct mail *mails_begin(struct mails *mails, int64_t host, int64_t instance, struct str queue_id, int64_t at, uint64_t position);
/* The message turns out to be another instance's. */
void mails_move(struct mails *mails, struct mail *mail, int64_t instance);
/* Sets a text, unless value is absent or one is set already. */
void mails_set(struct mails *mails, struct mail *mail, enum mail_text which, struct str value);
/* Between commits, at the time of the last line: those that nothing was heard of for a while become rows, up to the first of which there was, so that
   few are left for the commit, for which the reading thread has to wait. */
void mails_settle(struct mails *mails, int64_t now);
/* Before a commit: all messages are rows; those that have ended, and the longest silent beyond MAILS_MAX, are forgotten. */
void mails_store(struct mails *mails);

#endif
