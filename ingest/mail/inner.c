/*
 * inner.c - a mail that a gateway on its way has packed into another.
 */
#include "ingest/mail/inner.h"

static bool
is_same(const struct message *message, const struct message_part *part, const char *name)
{
	struct str value = message_field(message->fields, message->field_count, name);
	return value.n > 0 && str_equal(value, message_field(part->fields, part->field_count, name));
}

bool
inner_message(const struct message *message, struct arena *arena, struct message *inner)
{
	for (unsigned i = 0; i < message->part_count; i++) {
		const struct message_part *part = &message->parts[i];
		if (part->kind != PART_RETURNED || !is_same(message, part, "Message-ID") || !is_same(message, part, "From"))
			continue;
		message_read(part->text, arena, inner);
		return true;
	}
	return false;
}
