/*
 * phrase.c - what the words of a mail say by the rules of a dialect.
 */
#include "ingest/mail/phrase.h"
#include "ingest/mail/mailbox.h"
#include "ingest/mail/status.h"
#include "ingest/rule/value.h"

#include <string.h>

enum { DIALECT_FITS = 32 };             /* so many rules may fit one mail */

static void
fill(struct str *value, struct str other)
{
	if (value->p == NULL)
		*value = other;
}

/* What one match says: of a recipient, or of all, or of the message. */
static void
take_match(struct reading *reading, struct str values[FIELD_COUNT], bool known)
{
	struct bounce *bounce = reading->bounce;
	struct bounce_recipient found = { .final = mailbox_clean(values[F_recipient]), .original = mailbox_clean(values[F_orig_to]) };
	found.action = dsn_action(values[F_action]);
	found.remote_mta = values[F_relay_host];
	found.diagnostic = dsn_unfold(values[F_reply], reading->arena);
	fill(&found.diagnostic, values[F_code]);
	found.status = status_of(values[F_dsn], found.diagnostic);
	if (found.final.p != NULL) {
		struct bounce_recipient *recipient = recipients_find(&reading->survey.recipients, found.final);
		if (recipient != NULL)
			recipient_complete(recipient, &found);
		else if (!known)
			recipients_add(&reading->survey.recipients, found);
	} else
		recipient_complete(&reading->common, &found);
	fill(&bounce->reporting_mta, values[F_reporter]);
	fill(&bounce->quoted_message_id, message_id_of(values[F_message_id], reading->arena));
	fill(&bounce->quoted_sender, values[F_sender]);
	fill(&bounce->quoted_subject, values[F_subject]);
	fill(&bounce->quoted_queue_id, values[F_qid]);
}

/* A last resort reads addresses of which nobody knows what they are: not whom the bounce is for. Nor does it know of whom a text speaks. */
static bool
is_own(const struct reading *reading, struct str address)
{
	struct str to = message_address(message_field(reading->message->fields, reading->message->field_count, "To"), reading->arena);
	return mailbox_equal(to, mailbox_clean(address));
}

/* Of the finds of a last resort, which stand in order of their worth, the first that names a recipient names them all. */
void
phrase_take(struct reading *reading, const struct dialect_rule *rule)
{
	struct dialect_search search = { .find = 0 };
	struct str values[FIELD_COUNT];
	bool known = reading->survey.recipients.count > 0, named = false;
	unsigned by = 0;
	struct str original = dialect_cut(reading->bounces->dialects, rule, &reading->subject.body);
	if (reading->survey.returned == NULL && reading->survey.original.p == NULL)
		reading->survey.original = original;
	while (dialect_next(reading->bounces->dialects, rule, &reading->subject, reading->arena, &search, values)) {
		bool guess = rule->last && values[F_recipient].p != NULL;
		if (guess && is_own(reading, values[F_recipient]))
			continue;
		if (guess && !named) {
			named = true;
			by = search.find;
		}
		take_match(reading, values, known || (guess && search.find != by));
	}
	memset(values, 0, sizeof values);
	dialect_sets(rule, values);
	take_match(reading, values, true);
	if (rule->last && reading->survey.recipients.count > 1)
		reading->common = (struct bounce_recipient){ .final = STR_NONE };
}

void
phrase_take_last(struct reading *reading)
{
	const struct dialect_rule *fits[DIALECT_FITS];
	unsigned count = dialects_count(reading->bounces->dialects, DIALECT_BOUNCES, &reading->subject, fits, LENGTH(fits));
	for (unsigned i = 0; i < count; i++)
		if (fits[i]->last) {
			phrase_take(reading, fits[i]);
			return;
		}
}

bool
phrase_finds(const struct reading *reading, const struct dialect_rule *rule)
{
	struct dialect_search search = { .find = 0 };
	struct dialect_subject subject = reading->subject;
	struct str values[FIELD_COUNT];
	if (reading->survey.returned != NULL || dialect_cut(reading->bounces->dialects, rule, &subject.body).p != NULL)
		return true;
	while (dialect_next(reading->bounces->dialects, rule, &subject, reading->arena, &search, values))
		if (values[F_recipient].p != NULL && !is_own(reading, values[F_recipient]))
			return true;
	return false;
}
