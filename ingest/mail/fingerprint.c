/*
 * fingerprint.c - what tells one mail from another, and the copies of one mail from each other.
 */
#include "ingest/mail/fingerprint.h"
#include "ingest/scan.h"

#include <string.h>

/* By what its author wrote: a delivery adds others, and may put these in another order. */
static const struct str shared[] = {
	STR("From"), STR("To"), STR("Subject"), STR("Date"), STR("Message-ID"), STR("In-Reply-To"), STR("References"),
	STR("MIME-Version"), STR("Content-Type"), STR("Content-Transfer-Encoding"), STR("Auto-Submitted"), STR("X-Failed-Recipients"),
};

/* What a mailbox or its reader writes into a mail that lies there. */
static const struct str kept[] = {
	STR("Status"), STR("X-Status"), STR("X-UID"), STR("X-UIDL"), STR("X-IMAP"), STR("X-IMAPbase"), STR("X-Keywords"),
	STR("X-Mozilla-Status"), STR("X-Mozilla-Status2"), STR("X-Mozilla-Keys"), STR("Content-Length"), STR("Lines"),
};

static bool
is_kept(const struct message_field *field)
{
	for (size_t i = 0; i < LENGTH(kept); i++)
		if (scan_alike(field->name, kept[i]))
			return true;
	return false;
}

/* Text of any length, and where it ends. */
static void
feed(struct hash *hash, struct str text)
{
	uint64_t n = text.n;
	hash_feed(hash, (struct str){ (const char *)&n, sizeof n });
	hash_feed(hash, text);
}

/* A body without the ">" that stand before a "From " at the start of a line, and without its empty lines at the end. */
static void
feed_body(struct hash *hash, struct str body)
{
	static const struct str mark = STR("From ");
	const char *from = body.p, *at = from, *end = body.p + body.n, *found;
	while (end > from && end[-1] == '\n')
		end--;
	while (from != end && (found = memmem(at, (size_t)(end - at), mark.p, mark.n)) != NULL) {
		const char *line = found;
		while (line > from && line[-1] == '>')
			line--;
		at = found + mark.n;
		if (line > body.p && line[-1] != '\n')
			continue;
		hash_feed(hash, (struct str){ from, (size_t)(line - from) });
		from = found;
	}
	hash_feed(hash, (struct str){ from, (size_t)(end - from) });
}

uint64_t
fingerprint_of(struct hash *hash, const struct message *message, const struct bounce *bounce)
{
	hash_reset(hash);
	feed(hash, str_of(bounce_kind_name(bounce->kind)));
	feed(hash, bounce->dialect);
	for (size_t i = 0; i < LENGTH(shared); i++) {
		for (unsigned j = 0; j < message->field_count; j++)
			if (scan_alike(message->fields[j].name, shared[i]))
				feed(hash, message->fields[j].raw);
		feed(hash, STR(""));
	}
	feed_body(hash, message->body);
	return hash_value(hash);
}

uint64_t
fingerprint_whole(struct hash *hash, const struct message *message)
{
	hash_reset(hash);
	for (unsigned i = 0; i < message->field_count; i++) {
		if (is_kept(&message->fields[i]))
			continue;
		feed(hash, message->fields[i].name);
		feed(hash, message->fields[i].raw);
	}
	feed_body(hash, message->body);
	return hash_value(hash);
}
