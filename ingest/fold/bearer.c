/*
 * bearer.c - which message bears a queue id. Ids are used again, and are one instance's only.
 */
#include "ingest/fold/bearer.h"

enum {
	LATE_SECONDS = 60,              /* a message that has ended takes lines that were logged out of order */
	QUEUE_SECONDS = 7 * 86400       /* nothing stays longer in a queue without a line */
};

struct mail *
bearer_begin(const struct bearers *bearers, const struct line *line, struct str queue_id, int64_t birth)
{
	struct mail *mail = mails_begin(bearers->mails, line->host, line->program->instance, queue_id, line->record->at, line->record->position);
	if (mail != NULL)
		mail->birth = birth;
	return mail;
}

bool
bearer_is_over(const struct mail *mail, int64_t at)
{
	return (mail->ended && at - mail->last_at > LATE_SECONDS) || at - mail->last_at > QUEUE_SECONDS;
}

void
bearer_touch(struct mail *mail, int64_t at)
{
	if (at > mail->last_at)
		mail->last_at = at;
	mail->dirty = true;
}

bool
bearer_is_bare(const struct mail *mail)
{
	return (!mail->ended || mail->rejected) && mail->text[MAIL_MESSAGE_ID].p == NULL && mail->size == NO_NUMBER;
}

/* A service may log under a name of its own (postfix-warn/smtpd): a message of which only that was heard so far is the instance's whose cleanup and
   qmgr go on with it. */
struct mail *
bearer_find(const struct bearers *bearers, const struct line *line)
{
	struct mail *mail = mails_find(bearers->mails, line->host, line->program->instance, line->queue_id);
	for (size_t i = 0; (mail == NULL || mail->ended) && i < programs_instances(bearers->programs); i++) {
		struct mail *other = mails_find(bearers->mails, line->host, programs_instance(bearers->programs, i), line->queue_id);
		if (other != NULL && other != mail && bearer_is_bare(other) && !bearer_is_over(other, line->record->at))
			mails_move(bearers->mails, mail = other, line->program->instance);
	}
	return mail;
}

struct mail *
bearer_current(const struct bearers *bearers, const struct line *line)
{
	struct mail *mail = bearer_find(bearers, line);
	if (mail == NULL || bearer_is_over(mail, line->record->at))
		mail = bearer_begin(bearers, line, line->queue_id, NO_NUMBER);
	if (mail != NULL)
		bearer_touch(mail, line->record->at);
	return mail;
}

struct mail *
bearer_known(const struct bearers *bearers, const struct line *line, struct str queue_id)
{
	struct mail *mail = mails_find(bearers->mails, line->host, line->program->instance, queue_id);
	for (size_t i = 0; mail == NULL && i < programs_instances(bearers->programs); i++)
		mail = mails_find(bearers->mails, line->host, programs_instance(bearers->programs, i), queue_id);
	return mail == NULL || bearer_is_over(mail, line->record->at) ? NULL : mail;
}
