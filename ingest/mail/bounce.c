/*
 * bounce.c - what a mail says of another mail.
 * The standard's parts first; then the dialects: they complete what a part lacks, and speak alone where there is none.
 */
#include "ingest/mail/bounce.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/mail/complete.h"
#include "ingest/mail/inner.h"
#include "ingest/mail/mailbox.h"
#include "ingest/mail/mime.h"
#include "ingest/mail/phrase.h"
#include "ingest/mail/returned.h"
#include "ingest/rule/value.h"

struct bounces *
bounces_open(const char *site)
{
	struct bounces *bounces = mem_new(sizeof *bounces);
	bounces->dialects = dialects_open(site);
	bounces->reasons = reasons_open();
	bounces->hops = hops_open();
	return bounces;
}

void
bounces_close(struct bounces *bounces)
{
	if (bounces == NULL)
		return;
	dialects_close(bounces->dialects);
	reasons_close(bounces->reasons);
	hops_close(bounces->hops);
	free(bounces);
}

struct hops *
bounces_hops(struct bounces *bounces)
{
	return bounces->hops;
}

/* Each recipient gets what was told of all, and has an action. */
static void
settle(struct reading *reading, enum bounce_kind kind)
{
	struct recipients *recipients = &reading->survey.recipients;
	struct completion completion = {
		reading->bounces->reasons, reading->arena, reading->message, reading->bounce, reading->subject.body
	};
	complete_recipients(&completion, recipients);
	if (recipients->count == 0)
		phrase_take_last(reading);
	for (unsigned i = 0; i < recipients->count; i++) {
		recipient_complete(&recipients->items[i], &reading->common);
		recipient_complete(&recipients->items[i], &reading->survey.dsn.nameless);
		if (recipients->items[i].action.p == NULL)
			recipients->items[i].action = str_of(bounce_kind_name(kind));
	}
	complete_statuses(&completion, recipients);
	reading->bounce->recipients = recipients->items;
	reading->bounce->recipient_count = recipients->count;
}

/* What is not cut off by a rule, or not well, is sought. */
static void
take_returned_text(struct reading *reading)
{
	struct str original = reading->survey.original;
	if (original.p != NULL)
		returned_from_text(original, reading->arena, reading->bounce);
	if (reading->bounce->returned)
		return;
	struct str header = returned_find(original.p != NULL ? original : reading->subject.body, reading->arena);
	if (header.p != NULL)
		returned_from_text(header, reading->arena, reading->bounce);
}

static void
take_returned(struct reading *reading, struct hops *hops)
{
	if (reading->survey.returned != NULL)
		returned_from_part(reading->survey.returned, reading->arena, reading->bounce);
	else
		take_returned_text(reading);
	returned_read(hops, reading->arena, reading->bounce);
}

/* Names such as those of local or X.400 mailboxes make room for addresses, where the text has them. */
static void
set_names_aside(struct reading *reading)
{
	struct recipients *recipients = &reading->survey.recipients;
	for (unsigned i = 0; i < recipients->count; i++)
		if (mailbox_is_address(recipients->items[i].final))
			return;
	reading->names = *recipients;
	recipients_begin(recipients, reading->arena);
}

static void
take_names_back(struct reading *reading)
{
	if (reading->survey.recipients.count == 0)
		reading->survey.recipients = reading->names;
	else if (reading->names.count == 1)
		reading->survey.dsn.nameless = reading->names.items[0];
}

/* A bounce by its DSN fields, by a dialect, or by both. */
static void
take_bounce(struct reading *reading, struct hops *hops, const struct dialect_rule *rule)
{
	struct bounce *bounce = reading->bounce;
	enum bounce_kind kind = recipient_kind(reading->survey.dsn.nameless.action);
	if (kind == BOUNCE_OTHER)
		kind = rule == NULL ? BOUNCE_FAILED : (enum bounce_kind)rule->kind;
	bounce->dialect = rule == NULL ? STR("dsn") : str_of(rule->dialect);
	bounce->reporting_mta = value_of(F_reporter, reading->survey.dsn.reporting_mta, reading->arena);
	bounce->quoted_queue_id = reading->survey.dsn.queue_id;
	if (reading->survey.dsn.dated)
		bounce->taken_at = reading->survey.dsn.taken_at;
	bounce->quoted_sender = reading->survey.dsn.sender;
	bounce->quoted_message_id = reading->survey.dsn.message_id;
	if (rule != NULL) {
		set_names_aside(reading);
		phrase_take(reading, rule);
		take_names_back(reading);
	}
	take_returned(reading, hops);
	settle(reading, kind);
	bounce->kind = reading->survey.recipients.count > 0 ? recipients_kind(&reading->survey.recipients) : kind;
}

/* Fields of a DSN in a text, from a sender of bounces. */
static bool
reads_status_text(struct reading *reading, const struct dialect_rule *rule)
{
	struct str body = reading->subject.body;
	struct dsn dsn = { .found = false };
	if (rule != NULL)
		dialect_cut(reading->bounces->dialects, rule, &body);
	if (memmem(body.p, body.n, "\nFinal-Recipient:", 17) == NULL && memmem(body.p, body.n, "\nOriginal-Recipient:", 20) == NULL)
		return false;
	dsn_read(body, reading->arena, &dsn, &reading->survey.recipients);
	if (reading->survey.recipients.count == 0)
		return false;
	reading->survey.dsn = dsn;
	return true;
}

/* A last resort that rests on words alone is wrong where the mail is an answer. */
static bool
gives_way(const struct reading *reading, const struct dialect_rule *rule)
{
	return !rule->marked && dialects_take(reading->bounces->dialects, DIALECT_ANSWERS, true, &reading->subject) != NULL;
}

/* Whether the DSN part is the mail's own: one within another multipart may have been forwarded, by somebody who has a return path. */
static bool
is_report(const struct reading *reading, bool notice)
{
	const struct message *message = reading->message;
	if (!reading->survey.status || (!reading->survey.dsn.found && reading->survey.recipients.count == 0))
		return false;
	return notice || str_is(message->type, "multipart/report") ||
	    message_field(message->fields, message->field_count, "Return-Path").p == NULL;
}

/* A challenge that bears the name of its system is one in the form of a report, too. */
static bool
is_challenge(const struct reading *reading)
{
	const struct dialect_rule *rule = dialects_take(reading->bounces->dialects, DIALECT_ANSWERS, false, &reading->subject);
	return rule != NULL && rule->kind == BOUNCE_CHALLENGE;
}

/* By the standard's structure, or by a dialect with evidence of its sender. False: no bounce. */
static bool
reads_bounce(struct reading *reading, struct hops *hops)
{
	struct dialect_subject *subject = &reading->subject;
	bool notice = dialects_take(reading->bounces->dialects, DIALECT_NOTICES, true, subject) != NULL;
	bool report = is_report(reading, notice);
	if (report && is_challenge(reading))
		return false;
	const struct dialect_rule *rule = dialects_take(reading->bounces->dialects, DIALECT_BOUNCES, notice || report || reading->survey.disposition, subject);
	bool told = report && reading->survey.recipients.count > 0;
	if (rule != NULL && rule->last && (told || reading->survey.disposition || gives_way(reading, rule)))
		rule = NULL;
	if (rule != NULL && rule->last && rule->names && !report && !phrase_finds(reading, rule))
		rule = NULL;
	if (reading->survey.feedback && !report)
		return false;
	if (reading->survey.disposition && !report && (rule == NULL || str_is(reading->survey.dsn.disposition, "displayed")))
		return false;
	if (!report && !reading->survey.disposition && notice)
		report = reads_status_text(reading, rule) || str_is(reading->message->report_type, "delivery-status");
	if (!report && rule == NULL)
		return false;
	take_bounce(reading, hops, rule);
	return true;
}

static struct str
in_reply_to(const struct message *message, struct arena *arena)
{
	struct str id = message_id_of(message_field(message->fields, message->field_count, "In-Reply-To"), arena);
	if (id.n > 0)
		return id;
	struct str references = str_trim(message_field(message->fields, message->field_count, "References"));
	const char *last = references.n == 0 ? NULL : memrchr(references.p, '<', references.n);
	return last == NULL ? STR_NONE : message_id_of((struct str){ last, (size_t)(references.p + references.n - last) }, arena);
}

/* An answer: a receipt, a report, a reply that nobody wrote. */
static bool
reads_answer(struct reading *reading, struct hops *hops)
{
	struct bounce *bounce = reading->bounce;
	const struct dialect_rule *rule = NULL;
	if (!reading->survey.disposition && !reading->survey.feedback)
		rule = dialects_take(reading->bounces->dialects, DIALECT_ANSWERS, true, &reading->subject);
	if (!reading->survey.disposition && !reading->survey.feedback && rule == NULL)
		return false;
	bounce->kind = reading->survey.disposition ? BOUNCE_DISPOSITION : reading->survey.feedback ? BOUNCE_FEEDBACK : (enum bounce_kind)rule->kind;
	bounce->dialect = rule == NULL ? STR("dsn") : str_of(rule->dialect);
	bounce->quoted_message_id = reading->survey.dsn.message_id;
	take_returned(reading, hops);
	return true;
}

static void
begin(struct reading *reading, const struct message *message)
{
	reading->message = message;
	survey_read(message, reading->arena, &reading->survey);
	reading->subject = (struct dialect_subject){ message->fields, message->field_count, reading->survey.body, NULL };
	dialects_sift(reading->bounces->dialects, &reading->subject, reading->arena);
}

/* A sender of bounces who says nothing himself and encloses a report: it is that report which speaks. */
static bool
encloses_report(const struct reading *reading)
{
	const struct message_part *returned = reading->survey.returned;
	if (returned == NULL || reading->survey.status || str_trim(reading->survey.body).n > 0)
		return false;
	struct mime_type type;
	mime_type(message_field(returned->fields, returned->field_count, "Content-Type"), reading->arena, &type);
	return str_is(type.report_type, "delivery-status") && dialects_take(reading->bounces->dialects, DIALECT_NOTICES, true, &reading->subject) != NULL;
}

void
bounce_read(struct bounces *bounces, const struct message *message, struct arena *arena, struct bounce *bounce)
{
	struct message inner;
	struct reading reading = { .bounces = bounces, .arena = arena, .bounce = bounce };
	*bounce = (struct bounce){ .kind = BOUNCE_OTHER, .taken_at = HOP_NO_TIME, .quoted_at = HOP_NO_TIME };
	begin(&reading, inner_message(message, arena, &inner) ? &inner : message);
	bounce->in_reply_to = in_reply_to(reading.message, arena);
	if (encloses_report(&reading)) {
		message_read(reading.survey.returned->text, arena, &inner);
		begin(&reading, &inner);
	}
	if (!reading.survey.status && dialects_take(bounces->dialects, DIALECT_LOOKALIKES, true, &reading.subject) != NULL)
		return;
	if (!reads_bounce(&reading, bounces->hops))
		reads_answer(&reading, bounces->hops);
}
