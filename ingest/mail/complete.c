/*
 * complete.c - what a bounce leaves to be understood.
 */
#include "ingest/mail/complete.h"

#include <string.h>
#include <strings.h>

#include "ingest/mail/dsn.h"
#include "ingest/mail/mailbox.h"
#include "ingest/mail/passage.h"
#include "ingest/mail/status.h"
#include "ingest/scan.h"

enum {
	BODY_MAX = 2 * 1024,                    /* of the text, for its words */
	PASSAGES_MAX = 64                       /* of it that are read for one recipient each */
};

/* The address of the list that sent the returned mail to its members (RFC 2369 section 3.4); absent where none did. */
static struct str
list_of(const struct bounce *bounce)
{
	struct str list = mailbox_clean(message_field(bounce->quoted_fields, bounce->quoted_field_count, "List-Post"));
	if (mailbox_is_address(list))
		return list;
	list = mailbox_clean(message_field(bounce->quoted_fields, bounce->quoted_field_count, "X-BeenThere"));
	return mailbox_is_address(list) ? list : STR_NONE;
}

/* For whom a host took the mail that wrote one of the returned Received lines, the topmost that tells it. Else the address in the returned To,
   if it is the only one. But not a list, whose members are meant, nor to whom of them somebody has answered. */
static struct str
addressee(const struct completion *completion)
{
	const struct bounce *bounce = completion->bounce;
	struct str list = list_of(bounce);
	for (unsigned i = 0; i < bounce->hop_count; i++)
		if (mailbox_is_address(bounce->chain[i].recipient))
			return mailbox_equal(bounce->chain[i].recipient, list) ? STR_NONE : bounce->chain[i].recipient;
	struct str to = message_field(bounce->quoted_fields, bounce->quoted_field_count, "To");
	const char *at = to.n == 0 || list.p != NULL ? NULL : memchr(to.p, '@', to.n);
	if (at == NULL || memchr(at + 1, '@', to.n - (size_t)(at + 1 - to.p)) != NULL)
		return STR_NONE;
	return message_address(to, completion->arena);
}

static bool
is_word(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!scan_is_name(name.p[i]) && name.p[i] != '+')
			return false;
	return name.n > 0;
}

/* Absent where the address is none. */
static struct str
domain_of(struct str address)
{
	const char *at = mailbox_is_address(address) ? memrchr(address.p, '@', address.n) : NULL;
	return at == NULL ? STR_NONE : (struct str){ at + 1, (size_t)(address.p + address.n - at) - 1 };
}

/* The name of a mailbox that stands alone, or with a domain that nobody outside can write to, as Cyrus's "ann@internal"; else absent. */
static struct str
name_of(struct str address)
{
	struct str domain = domain_of(address);
	struct str name = domain.p == NULL ? address : (struct str){ address.p, address.n - domain.n - 1 };
	bool within = domain.p == NULL || memchr(domain.p, '.', domain.n) == NULL;
	return within && is_word(name) ? name : STR_NONE;
}

static bool
begins_with(struct str address, struct str name)
{
	return mailbox_is_address(address) && address.n > name.n && address.p[name.n] == '@' &&
	    strncasecmp(address.p, name.p, name.n) == 0;
}

void
complete_recipients(const struct completion *completion, struct recipients *recipients)
{
	const struct message *message = completion->message;
	struct str to = addressee(completion);
	struct str from = message_address(message_field(message->fields, message->field_count, "From"), completion->arena);
	struct str domain = domain_of(from);
	if (recipients->count == 0 && to.n > 0)
		recipients_add(recipients, (struct bounce_recipient){ .final = to });
	for (unsigned i = 0; i < recipients->count; i++) {
		struct str *final = &recipients->items[i].final, name = name_of(*final);
		if (name.p == NULL)
			continue;
		if (begins_with(to, name))
			*final = to;
		else if (domain.n > 0 && name.n == final->n)
			*final = arena_print(completion->arena, "%.*s@%.*s", (int)name.n, name.p, (int)domain.n, domain.p);
	}
}

static struct str
status_by_words(const struct completion *completion, struct str text, const struct bounce_recipient *recipient)
{
	return reason_status(completion->reasons, dsn_unfold(text, completion->arena), recipient_kind(recipient->action), completion->arena);
}

/* Whether a text speaks of one recipient alone, or of all: what stands behind the last of a list may be told of each. */
static bool
speaks_of_all(const struct recipients *recipients)
{
	for (unsigned i = 0; i + 1 < recipients->count; i++)
		if (recipients->items[i].diagnostic.p != NULL)
			return false;
	return true;
}

/* By what was told of a recipient; where that says nothing, or nothing was told, by the text, if it speaks of him. */
static struct str
status_by_text(const struct completion *completion, const struct bounce_recipient *recipient, bool speaks)
{
	struct str body = { completion->body.p, completion->body.n < BODY_MAX ? completion->body.n : BODY_MAX };
	struct str status = recipient->diagnostic.p == NULL ? STR_NONE : status_by_words(completion, recipient->diagnostic, recipient);
	if (status.p != NULL || !speaks)
		return status;
	status = status_told(body);
	return status.p != NULL ? status : status_by_words(completion, body, recipient);
}

static bool
lacks_status(const struct bounce_recipient *recipient)
{
	return recipient->status.p == NULL && recipient_kind(recipient->action) <= BOUNCE_DELAYED;
}

/* By the lines that speak of one recipient alone, else by the heading above them: those of several are told apart so where none has words of its own. */
static void
complete_by_passages(const struct completion *completion, struct recipients *recipients, bool headings)
{
	struct passages passages;
	struct passage passage;
	passages_begin(&passages, completion->body, recipients);
	for (unsigned i = 0; i < PASSAGES_MAX && passages_next(&passages, &passage); i++) {
		struct bounce_recipient *recipient = passage.recipient;
		struct str text = headings ? passage.heading : passage.text;
		if (!lacks_status(recipient) || recipient->diagnostic.p != NULL || text.n == 0)
			continue;
		recipient->status = status_told(text);
		if (recipient->status.p == NULL)
			recipient->status = status_by_words(completion, text, recipient);
	}
}

static bool
need_passages(const struct recipients *recipients)
{
	bool need = false;
	for (unsigned i = 0; i < recipients->count && !need; i++)
		need = lacks_status(&recipients->items[i]) && recipients->items[i].diagnostic.p == NULL;
	return need && recipients->count > 1;
}

/* What is told of several recipients is often the same text. */
void
complete_statuses(const struct completion *completion, struct recipients *recipients)
{
	for (int headings = 0; headings < 2 && need_passages(recipients); headings++)
		complete_by_passages(completion, recipients, headings == 1);
	const struct bounce_recipient *last = NULL;
	struct str status = STR_NONE;
	bool speaks = speaks_of_all(recipients);
	for (unsigned i = 0; i < recipients->count; i++) {
		struct bounce_recipient *recipient = &recipients->items[i];
		if (!lacks_status(recipient))
			continue;
		if (last == NULL || last->diagnostic.p != recipient->diagnostic.p || recipient_kind(last->action) != recipient_kind(recipient->action))
			status = status_by_text(completion, recipient, speaks);
		recipient->status = status;
		last = recipient;
	}
}
