/*
 * arrival.c - one mail as it came to us.
 * It is taken apart in an arena of its own, of which little is kept: what waits to be written does not grow with the mail.
 */
#include "ingest/mail/arrival.h"
#include "ingest/mail/addressee.h"
#include "ingest/mail/fingerprint.h"

#include <stdlib.h>
#include <string.h>

struct arrivals {
	struct bounces *bounces;
	struct hash *hash;
	struct arena *scratch;
};

struct arrivals *
arrivals_open(struct bounces *bounces)
{
	struct arrivals *arrivals = mem_new(sizeof *arrivals);
	arrivals->bounces = bounces;
	arrivals->hash = hash_open();
	arrivals->scratch = arena_open();
	return arrivals;
}

void
arrivals_close(struct arrivals *arrivals)
{
	if (arrivals == NULL)
		return;
	hash_close(arrivals->hash);
	arena_close(arrivals->scratch);
	free(arrivals);
}

/* A copy in the arena, cut where a character of UTF-8 begins. */
static void
keep(struct arena *arena, struct str *value)
{
	if (value->n > ARRIVAL_TEXT_MAX) {
		value->n = ARRIVAL_TEXT_MAX;
		while (value->n > 0 && (value->p[value->n] & 0xc0) == 0x80)
			value->n--;
	}
	*value = arena_copy(arena, *value);
}

static const struct hop *
keep_hops(struct arena *arena, const struct hop *chain, unsigned count)
{
	struct hop *kept = arena_take(arena, count * sizeof *kept);
	for (unsigned i = 0; i < count; i++) {
		kept[i] = chain[i];
		struct str *values[] = {
			&kept[i].helo, &kept[i].client_name, &kept[i].client_ip, &kept[i].by, &kept[i].by_ip, &kept[i].protocol,
			&kept[i].queue_id, &kept[i].recipient,
		};
		for (size_t j = 0; j < LENGTH(values); j++)
			keep(arena, values[j]);
	}
	return kept;
}

static const struct bounce_recipient *
keep_recipients(struct arena *arena, const struct bounce_recipient *recipients, unsigned count)
{
	struct bounce_recipient *kept = arena_take(arena, count * sizeof *kept);
	for (unsigned i = 0; i < count; i++) {
		kept[i] = recipients[i];
		struct str *values[] = {
			&kept[i].final, &kept[i].original, &kept[i].action, &kept[i].status, &kept[i].remote_mta, &kept[i].diagnostic,
		};
		for (size_t j = 0; j < LENGTH(values); j++)
			keep(arena, values[j]);
	}
	return kept;
}

static const struct authres *
keep_stamps(struct arena *arena, const struct authres *stamps, unsigned count)
{
	struct authres *kept = arena_take(arena, count * sizeof *kept);
	for (unsigned i = 0; i < count; i++) {
		kept[i] = stamps[i];
		struct str *values[] = { &kept[i].stamped_by, &kept[i].method, &kept[i].result, &kept[i].domain, &kept[i].client_ip };
		for (size_t j = 0; j < LENGTH(values); j++)
			keep(arena, values[j]);
	}
	return kept;
}

static void
keep_bounce(struct arena *arena, struct bounce *bounce)
{
	struct str *values[] = {
		&bounce->dialect, &bounce->reporting_mta, &bounce->in_reply_to, &bounce->quoted_message_id, &bounce->quoted_sender,
		&bounce->quoted_from, &bounce->quoted_subject, &bounce->quoted_queue_id,
	};
	for (size_t i = 0; i < LENGTH(values); i++)
		keep(arena, values[i]);
	bounce->recipients = keep_recipients(arena, bounce->recipients, bounce->recipient_count);
	bounce->chain = keep_hops(arena, bounce->chain, bounce->hop_count);
	bounce->quoted_fields = NULL;
	bounce->quoted_field_count = 0;
}

/* A time that can stand in a row: nothing that we read is older than 1970. */
static int64_t
time_of(int64_t at)
{
	return at < 0 ? HOP_NO_TIME : at;
}

static int64_t
came_at(const struct arrival *arrival, int64_t otherwise)
{
	for (unsigned i = 0; i < arrival->way_count; i++)
		if (time_of(arrival->way[i].at) != HOP_NO_TIME)
			return arrival->way[i].at;
	return arrival->dated_at != HOP_NO_TIME ? arrival->dated_at : otherwise;
}

/* What it says of itself, whatever it is. */
static void
read_head(struct arrivals *arrivals, const struct message *message, int64_t at, struct arrival *arrival)
{
	const struct message_field *fields = message->fields;
	unsigned count = message->field_count;
	struct hop *way = arena_take(arrivals->scratch, HOPS_MAX * sizeof *way);
	arrival->way_count = hop_chain(bounces_hops(arrivals->bounces), fields, count, arrivals->scratch, way);
	arrival->way = way;
	if (!message_date(message_field(fields, count, "Date"), &arrival->dated_at))
		arrival->dated_at = HOP_NO_TIME;
	arrival->dated_at = time_of(arrival->dated_at);
	arrival->arrived_at = came_at(arrival, at);
	arrival->sender = message_address(message_field(fields, count, "From"), arrivals->scratch);
	arrival->message_id = message_id_of(message_field(fields, count, "Message-ID"), arrivals->scratch);
	arrival->return_path = message_address(message_field(fields, count, "Return-Path"), arrivals->scratch);
	arrival->returned_to = addressee_of(message, way, arrival->way_count, arrivals->scratch);
	arrival->whole = fingerprint_whole(arrivals->hash, message);
	arrival->fingerprint = fingerprint_of(arrivals->hash, message, &arrival->bounce);
}

/* What stands in the header that came back, besides what bounce_read takes of it. */
static void
read_returned(struct arrivals *arrivals, struct arrival *arrival)
{
	const struct bounce *bounce = &arrival->bounce;
	struct hops *hops = bounces_hops(arrivals->bounces);
	if (bounce->quoted_field_count == 0)
		return;
	struct authres *stamps = arena_take(arrivals->scratch, AUTHRES_MAX * sizeof *stamps);
	arrival->stamp_count = authres_read(hops, bounce->quoted_fields, bounce->quoted_field_count, arrivals->scratch, stamps);
	arrival->stamps = stamps;
	arrival->quoted_signed = authres_signers(hops, bounce->quoted_fields, bounce->quoted_field_count, arrivals->scratch);
}

void
arrival_read(struct arrivals *arrivals, struct str text, int64_t at, struct arena *arena, struct arrival *arrival)
{
	struct message message;
	struct bounce *bounce = &arrival->bounce;
	*arrival = (struct arrival){ .quoted_signed = STR_NONE };
	message_read(text, arrivals->scratch, &message);
	bounce_read(arrivals->bounces, &message, arrivals->scratch, bounce);
	read_head(arrivals, &message, at, arrival);
	if (bounce->kind == BOUNCE_OTHER) {
		*bounce = (struct bounce){ .kind = BOUNCE_OTHER, .quoted_at = HOP_NO_TIME };
		arrival->way_count = 0;
	}
	read_returned(arrivals, arrival);
	bounce->quoted_at = time_of(bounce->quoted_at);
	keep_bounce(arena, bounce);
	arrival->stamps = keep_stamps(arena, arrival->stamps, arrival->stamp_count);
	arrival->way = keep_hops(arena, arrival->way, arrival->way_count);
	struct str *values[] = { &arrival->sender, &arrival->message_id, &arrival->return_path, &arrival->returned_to, &arrival->quoted_signed };
	for (size_t i = 0; i < LENGTH(values); i++)
		keep(arena, values[i]);
	arena_reset(arrivals->scratch);
}
