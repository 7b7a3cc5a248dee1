/*
 * hop.c - Received lines read by the rules of ingest/header.
 */
#include "ingest/mail/hop.h"
#include "ingest/scan.h"

#include <stdlib.h>
#include <string.h>

struct hops {
	struct grammar *grammar;
};

struct hops *
hops_open(void)
{
	struct hops *hops = mem_new(sizeof *hops);
	hops->grammar = grammar_open("ingest/header/", NULL);
	return hops;
}

void
hops_close(struct hops *hops)
{
	if (hops == NULL)
		return;
	grammar_close(hops->grammar);
	free(hops);
}

struct str
hop_value(struct str value, struct arena *arena)
{
	value = str_trim(value);
	if (value.n > HOP_BYTES_MAX)
		value.n = HOP_BYTES_MAX;
	char *text = arena_take(arena, value.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < value.n; i++) {
		bool blank = value.p[i] == ' ' || (value.p[i] >= '\t' && value.p[i] <= '\r');
		if (!blank)
			text[n++] = value.p[i];
		else if (n > 0 && text[n - 1] != ' ')
			text[n++] = ' ';
	}
	return (struct str){ text, n };
}

bool
hop_ask(struct hops *hops, const char *program, struct str text, struct arena *arena, struct record *record)
{
	*record = (struct record){ .program = str_of(program), .text = text };
	grammar_match(hops->grammar, record, arena);
	return record->rule != NULL;
}

/* What the first rule has captured stands before what the rule of the rest has. */
static struct str
either(const struct record *head, const struct record *rest, enum field field)
{
	struct str value = record_field(head, field);
	return value.p != NULL ? value : record_field(rest, field);
}

/* A value whose first word is "from" in any case: the rules know it in lower case, as nearly all write it. */
static struct str
with_lower_from(struct str text, struct arena *arena)
{
	static const struct str from = { "from ", 5 };
	bool other = text.n > from.n && text.p[0] == 'F' && scan_alike((struct str){ text.p, from.n }, from);
	return other ? arena_join(arena, from, scan_from(text, from.n)) : text;
}

bool
hop_read(struct hops *hops, struct str value, struct arena *arena, struct hop *hop)
{
	struct record head, rest;
	struct str text = with_lower_from(hop_value(value, arena), arena);
	*hop = (struct hop){ .at = HOP_NO_TIME };
	/* what anybody may have written is asked last */
	if (!hop_ask(hops, "received", text, arena, &head) && !hop_ask(hops, "received-other", text, arena, &head))
		return false;
	if (!hop_ask(hops, "received-rest", str_trim(record_field(&head, F_rest)), arena, &rest))
		return false;
	hop->helo = record_field(&head, F_helo);
	hop->client_name = record_field(&head, F_client_name);
	hop->client_ip = record_field(&head, F_client_ip);
	hop->by = record_field(&head, F_hop_by);
	hop->by_ip = record_field(&head, F_hop_ip);
	hop->protocol = either(&head, &rest, F_protocol);
	hop->queue_id = either(&head, &rest, F_qid);
	hop->recipient = record_field(&rest, F_recipient);
	/* a HELO that is the confirmed name is written once by Exim */
	if (hop->helo.p == NULL && hop->client_ip.p != NULL)
		hop->helo = hop->client_name;
	struct str date = record_field(&rest, F_date);
	if (date.p != NULL && !message_date(date, &hop->at))
		hop->at = HOP_NO_TIME;
	return true;
}

unsigned
hop_chain(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena, struct hop chain[HOPS_MAX])
{
	unsigned n = 0;
	for (unsigned i = 0; i < count && n < HOPS_MAX; i++) {
		const struct message_field *field = &fields[i];
		if (scan_alike(field->name, STR("Received")))
			hop_read(hops, field->raw.p != NULL ? field->raw : field->value, arena, &chain[n++]);
	}
	return n;
}
