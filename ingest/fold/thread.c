/*
 * thread.c - the fold: what a record says of the message that it speaks of.
 */
#include "ingest/fold/thread.h"
#include "ingest/fold/bearer.h"
#include "ingest/fold/claim.h"
#include "schema/store.h"

#include <stdlib.h>
#include <string.h>

enum {
	TWIN_SECONDS = 60,              /* two lines that tell of the same birth */
	HEAD_SECONDS = 3600             /* from a client to the head of his message, which cleanup tells */
};

struct thread {
	struct rows *rows;
	int64_t source;
	struct bearers queue;
	struct claims *claims;
	int64_t client, login, notice, internal;        /* words of births */
	int64_t now;                                    /* of the last line */
};

struct thread *
thread_open(struct rows *rows, int64_t source)
{
	struct thread *thread = mem_new(sizeof *thread);
	thread->rows = rows;
	thread->source = source;
	thread->queue.mails = mails_open(rows, source);
	thread->claims = claims_open(rows, source);
	thread->queue.programs = programs_open(rows);
	thread->client = rows_word(rows, STR("client"));
	thread->login = rows_word(rows, STR("login"));
	thread->notice = rows_word(rows, STR("notice"));
	thread->internal = rows_word(rows, STR("internal"));
	return thread;
}

void
thread_close(struct thread *thread)
{
	if (thread == NULL)
		return;
	mails_close(thread->queue.mails);
	claims_close(thread->claims);
	programs_close(thread->queue.programs);
	free(thread);
}

bool
thread_settled(const struct thread *thread)
{
	return !claims_pending(thread->claims);
}

void
thread_settle(struct thread *thread)
{
	mails_settle(thread->queue.mails, thread->now);
}

void
thread_store(struct thread *thread)
{
	claims_store(thread->claims);
	mails_store(thread->queue.mails);
}

void
thread_end(struct thread *thread)
{
	claims_end(thread->claims);
	thread_store(thread);
}

static void
put(struct thread *thread, enum table table, const struct line *line, int64_t part, int64_t rejection)
{
	const struct record *record = line->record;
	const int64_t places[PLACE_COUNT] = {
		[PLACE_AT] = record->at, [PLACE_HOST] = line->host, [PLACE_PROGRAM] = line->program->word, [PLACE_INSTANCE] = line->program->instance,
		[PLACE_SOURCE_ID] = thread->source, [PLACE_POSITION] = (int64_t)record->position,
		[PLACE_PART_ID] = part, [PLACE_REJECTION_ID] = rejection,
	};
	rows_put(thread->rows, table, record, places);
}

static void
offer_mail(struct thread *thread, const struct line *line, struct mail *mail)
{
	/* A proxy before the queue names the client that it speaks for. */
	bool proxied = mail->text[MAIL_ORIGIN_IP].p != NULL && mail->text[MAIL_ORIGIN_QUEUE_ID].p == NULL;
	if (mail->offered)
		return;
	mail->offered = true;
	const struct candidate candidate = {
		.kind = CANDIDATE_MAIL, .id = mail->part_id, .at = mail->first_at, .host = line->host,
		.queue_id = mail->text[MAIL_QUEUE_ID], .client_ip = mail->text[proxied ? MAIL_ORIGIN_IP : MAIL_CLIENT_IP],
		.sender = mail->text[MAIL_SENDER],
	};
	claims_candidate(thread->claims, &candidate);
}

/* What Postfix tells in several lines, and others in one: its Message-ID, its size, what SPF says. */
static void
add_whole(struct thread *thread, const struct line *line, struct mail *mail)
{
	const struct record *record = line->record;
	mails_set(thread->queue.mails, mail, MAIL_MESSAGE_ID, record_field(record, F_message_id));
	if (record_field(record, F_size).p != NULL) {
		mail->size = record_number(record, F_size, 0);
		offer_mail(thread, line, mail);
	}
	if (record_field(record, F_result).p != NULL)
		claims_check(thread->claims, record, line->host, line->program->word, mail->part_id);
}

static void
add_mail(struct thread *thread, const struct line *line)
{
	const struct record *record = line->record;
	struct str user = record_field(record, F_sasl_user), birth = record_field(record, F_birth);
	int64_t word = birth.p != NULL ? rows_word(thread->rows, birth) : user.p != NULL ? thread->login : thread->client;
	struct mail *mail = mails_find(thread->queue.mails, line->host, line->program->instance, line->queue_id);
	/* cleanup's line may overtake smtpd's. */
	if (mail != NULL && mail->birth == thread->internal && mail->size == NO_NUMBER && record->at - mail->first_at <= 2)
		mail->birth = word;
	else
		mail = bearer_begin(&thread->queue, line, line->queue_id, word);
	if (mail == NULL)
		return;
	bearer_touch(mail, record->at);
	mails_set(thread->queue.mails, mail, MAIL_CLIENT_NAME, record_field(record, F_client_name));
	mails_set(thread->queue.mails, mail, MAIL_CLIENT_IP, record_field(record, F_client_ip));
	mails_set(thread->queue.mails, mail, MAIL_SASL_USER, user);
	mails_set(thread->queue.mails, mail, MAIL_SENDER, record_field(record, F_sender));
	mails_set(thread->queue.mails, mail, MAIL_ORIGIN_QUEUE_ID, record_field(record, F_origin_qid));
	mails_set(thread->queue.mails, mail, MAIL_ORIGIN_NAME, record_field(record, F_origin_name));
	mails_set(thread->queue.mails, mail, MAIL_ORIGIN_IP, record_field(record, F_origin_ip));
	if (user.p != NULL)
		put(thread, TABLE_LOGIN, line, mail->part_id, NO_NUMBER);
	add_whole(thread, line, mail);
}

/* cleanup(8) is the first to speak of a message that the mail system itself makes: a notice, a forward. */
static void
add_message_id(struct thread *thread, const struct line *line)
{
	struct mail *mail = bearer_find(&thread->queue, line);
	if (mail == NULL || !bearer_is_bare(mail) || bearer_is_over(mail, line->record->at) || line->record->at - mail->first_at > HEAD_SECONDS)
		mail = bearer_begin(&thread->queue, line, line->queue_id, thread->internal);
	if (mail == NULL)
		return;
	bearer_touch(mail, line->record->at);
	mails_set(thread->queue.mails, mail, MAIL_MESSAGE_ID, record_field(line->record, F_message_id));
}

static void
add_queued(struct thread *thread, const struct line *line)
{
	const struct record *record = line->record;
	struct mail *mail = bearer_find(&thread->queue, line);
	mail = mail != NULL && mail->ended ? bearer_begin(&thread->queue, line, line->queue_id, NO_NUMBER) : bearer_current(&thread->queue, line);
	if (mail == NULL)
		return;
	bearer_touch(mail, record->at);
	if (mail->size != NO_NUMBER)
		return;
	mail->size = record_number(record, F_size, 0);
	mail->nrcpt = record_number(record, F_nrcpt, NO_NUMBER);
	mail->text[MAIL_SENDER] = STR_NONE;     /* pickup's is not rewritten yet */
	mails_set(thread->queue.mails, mail, MAIL_SENDER, record_field(record, F_sender));
	offer_mail(thread, line, mail);
}

static void
add_delivery(struct thread *thread, const struct line *line)
{
	const struct record *record = line->record;
	struct str status = record_field(record, F_status), relay = record_field(record, F_relay_ip);
	struct mail *mail = bearer_current(&thread->queue, line);
	if (mail == NULL)
		return;
	put(thread, TABLE_DELIVERY, line, mail->part_id, NO_NUMBER);
	/* A content filter is no other host, whatever name or address of this machine it has, and what it threw away was sent nowhere. */
	bool here = network_is_loopback(relay, STR_NONE, false), discarded = here && record_field(record, F_action).p != NULL;
	mail->sent += str_is(status, "sent") && !discarded;
	mail->bounced += str_is(status, "bounced");
	mail->deferred += str_is(status, "deferred");
	/* It gave it back: what it became is the same message, one hop on. */
	struct mail *child = here ? bearer_known(&thread->queue, line, record_field(record, F_remote_qid)) : NULL;
	bool elsewhere = relay.p != NULL && !discarded && !network_is_loopback(relay, record_field(record, F_relay_host), true);
	mail->remote += elsewhere && child == NULL && !line->program->local;
	if (child != NULL && child != mail) {
		child->hop = true;
		child->dirty = true;
	}
}

static void
add_link(struct thread *thread, const struct line *line)
{
	const struct record *record = line->record;
	struct str child_id = record_field(record, F_child_qid);
	bool filter = str_is(record_field(record, F_kind), "filter");
	struct mail *parent = filter ? bearer_known(&thread->queue, line, line->queue_id) : bearer_current(&thread->queue, line);
	struct mail *child = bearer_known(&thread->queue, line, child_id);
	put(thread, TABLE_LINK, line, parent == NULL ? NO_NUMBER : parent->part_id, NO_NUMBER);
	bool young = child != NULL && !child->ended && record->at - child->first_at <= TWIN_SECONDS;
	if (filter) {
		if (child != NULL) {
			child->hop = true;
			child->dirty = true;
		}
	} else if (young && (child->birth == thread->internal || child->birth == thread->notice || child->birth == NO_NUMBER)) {
		child->birth = thread->notice;
		child->dirty = true;
	} else if ((child = bearer_begin(&thread->queue, line, child_id, thread->notice)) != NULL) {
		mails_set(thread->queue.mails, child, MAIL_SENDER, record_field(record, F_sender));
		add_whole(thread, line, child);
	}
}

static void
add_end(struct thread *thread, const struct line *line)
{
	struct mail *mail = bearer_current(&thread->queue, line);
	if (mail == NULL)
		return;
	mail->ended = mail->ended || line->record->kind == RECORD_REMOVED;
	mail->expired = mail->expired || line->record->kind == RECORD_EXPIRED;
}

/* Whether a refusal at this stage is of the whole message, whose queue file then goes. */
static bool
is_final(struct str stage)
{
	static const char *const stages[] = { "end-of-message", "data", "bdat", "header", "mime-header", "nested-header", "body" };
	for (size_t i = 0; i < LENGTH(stages); i++)
		if (str_is(stage, stages[i]))
			return true;
	return false;
}

static void
add_reject(struct thread *thread, const struct line *line)
{
	const struct record *record = line->record;
	struct str action = record_field(record, F_action);
	struct mail *mail = line->queue_id.p == NULL ? NULL : bearer_known(&thread->queue, line, line->queue_id);
	if (mail == NULL && line->queue_id.p != NULL)
		mail = bearer_current(&thread->queue, line);   /* the rest of one that began before this stream */
	int64_t id = rows_next_rejection(thread->rows);
	bool refused = str_is(action, "reject");
	put(thread, TABLE_REJECTION, line, mail == NULL ? NO_NUMBER : mail->part_id, id);
	if (mail != NULL) {
		bearer_touch(mail, record->at);
		/* What cleanup discards or holds may never come to the queue manager. */
		if (!refused && record_field(record, F_sender).p != NULL) {
			mails_set(thread->queue.mails, mail, MAIL_SENDER, record_field(record, F_sender));
			offer_mail(thread, line, mail);
		}
		if ((refused || str_is(action, "discard")) && is_final(record_field(record, F_stage)))
			mail->rejected = mail->ended = true;
	}
	if (!refused)
		return;
	if (record_field(record, F_result).p != NULL)
		claims_check(thread->claims, record, line->host, line->program->word, NO_NUMBER);
	const struct candidate candidate = {
		.kind = CANDIDATE_REJECTION, .id = id, .at = record->at, .host = line->host, .queue_id = line->queue_id,
		.client_ip = record_field(record, F_client_ip), .sender = record_field(record, F_sender), .helo = record_field(record, F_helo),
		.reason = record_field(record, F_reason),
	};
	claims_candidate(thread->claims, &candidate);
}

static void
add_check(struct thread *thread, const struct line *line)
{
	struct mail *mail = line->queue_id.p == NULL ? NULL : bearer_known(&thread->queue, line, line->queue_id);
	claims_check(thread->claims, line->record, line->host, line->program->word, mail == NULL ? NO_NUMBER : mail->part_id);
}

void
thread_add(struct thread *thread, const struct record *record)
{
	const struct line line = {
		.record = record, .program = programs_part(thread->queue.programs, record->program, record_field(record, F_daemon)), .host = rows_word(thread->rows, record->host),
		.queue_id = record_field(record, F_qid),
	};
	thread->now = record->at;
	claims_clock(thread->claims, record->at);
	switch (record->kind) {
	case RECORD_MAIL: add_mail(thread, &line); break;
	case RECORD_MESSAGE_ID: add_message_id(thread, &line); break;
	case RECORD_QUEUED: add_queued(thread, &line); break;
	case RECORD_DELIVERY: add_delivery(thread, &line); break;
	case RECORD_EXPIRED:
	case RECORD_REMOVED: add_end(thread, &line); break;
	case RECORD_LINK: add_link(thread, &line); break;
	case RECORD_REJECT: add_reject(thread, &line); break;
	case RECORD_CHECK: add_check(thread, &line); break;
	case RECORD_LOGIN: put(thread, TABLE_LOGIN, &line, NO_NUMBER, NO_NUMBER); break;
	case RECORD_LOSS: put(thread, TABLE_LOSS, &line, NO_NUMBER, NO_NUMBER); break;
	case RECORD_NOTHING:
	case RECORD_HOP:
	case RECORD_STAMP:
	case RECORD_REASON:
	case RECORD_KINDS: break;
	}
}
