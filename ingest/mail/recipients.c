/*
 * recipients.c - the recipients of one bounce, each of them once.
 */
#include "ingest/mail/recipients.h"

#include <string.h>

#include "ingest/mail/mailbox.h"
#include "ingest/mail/status.h"

enum { ROOM_FIRST = 4 };

void
recipients_begin(struct recipients *recipients, struct arena *arena)
{
	*recipients = (struct recipients){ .arena = arena };
}

/* Where an address is in the table, or the empty place for it. Half of the table is empty at least. */
static uint32_t *
place_of(const struct recipients *recipients, struct str address)
{
	unsigned mask = recipients->table_size - 1;
	unsigned at = (unsigned)mailbox_hash(address) & mask;
	for (;; at = (at + 1) & mask) {
		uint32_t *place = &recipients->table[at];
		if (*place == 0)
			return place;
		const struct bounce_recipient *item = &recipients->items[*place - 1];
		if (mailbox_equal(item->final, address) || mailbox_equal(item->original, address))
			return place;
	}
}

static void
enter(struct recipients *recipients, unsigned i)
{
	struct str addresses[] = { recipients->items[i].final, recipients->items[i].original };
	for (unsigned j = 0; j < LENGTH(addresses); j++) {
		uint32_t *place = addresses[j].p == NULL ? NULL : place_of(recipients, addresses[j]);
		if (place != NULL && *place == 0)
			*place = i + 1;
	}
}

static void
grow(struct recipients *recipients)
{
	unsigned room = recipients->room == 0 ? ROOM_FIRST : 4 * recipients->room;
	struct bounce_recipient *items = arena_take(recipients->arena, room * sizeof *items);
	if (recipients->count > 0)
		memcpy(items, recipients->items, recipients->count * sizeof *items);
	recipients->items = items;
	recipients->room = room;
	recipients->table_size = 4 * room;
	recipients->table = arena_take(recipients->arena, recipients->table_size * sizeof *recipients->table);
	memset(recipients->table, 0, recipients->table_size * sizeof *recipients->table);
	for (unsigned i = 0; i < recipients->count; i++)
		enter(recipients, i);
}

struct bounce_recipient *
recipients_find(const struct recipients *recipients, struct str address)
{
	uint32_t at = recipients->count == 0 || address.p == NULL ? 0 : *place_of(recipients, address);
	return at == 0 ? NULL : &recipients->items[at - 1];
}

static void
fill(struct str *value, struct str other)
{
	if (value->p == NULL)
		*value = other;
}

void
recipient_complete(struct bounce_recipient *recipient, const struct bounce_recipient *other)
{
	fill(&recipient->original, other->original);
	fill(&recipient->action, other->action);
	fill(&recipient->status, other->status);
	fill(&recipient->remote_mta, other->remote_mta);
	fill(&recipient->diagnostic, other->diagnostic);
	recipient->status = status_of(recipient->status, recipient->diagnostic);
}

void
recipients_add(struct recipients *recipients, struct bounce_recipient recipient)
{
	struct bounce_recipient *known = recipients_find(recipients, recipient.final);
	if (known != NULL && mailbox_equal(known->final, recipient.final)) {
		if (recipient_kind(recipient.action) < recipient_kind(known->action))
			known->action = recipient.action;
		recipient_complete(known, &recipient);
		return;
	}
	if (recipients->count == BOUNCE_RECIPIENTS_MAX)
		return;
	if (recipients->count == recipients->room)
		grow(recipients);
	recipients->items[recipients->count] = recipient;
	enter(recipients, recipients->count++);
}

enum bounce_kind
recipient_kind(struct str action)
{
	enum bounce_kind kind;
	return bounce_kind_find(action, &kind) && kind <= BOUNCE_EXPANDED ? kind : BOUNCE_OTHER;
}

enum bounce_kind
recipients_kind(const struct recipients *recipients)
{
	enum bounce_kind worst = BOUNCE_OTHER;
	for (unsigned i = 0; i < recipients->count; i++) {
		enum bounce_kind kind = recipient_kind(recipients->items[i].action);
		if (kind < worst)
			worst = kind;
	}
	return worst;
}
