/*
 * legs.h - hops as they were read, as analyze/ has them from their rows.
 */
#ifndef LEGS_H
#define LEGS_H

#include "analyze/handover.h"
#include "ingest/mail/hop.h"

static void
legs_of(const struct hop *chain, unsigned count, struct leg *legs)
{
	for (unsigned i = 0; i < count; i++)
		legs[i] = (struct leg){
			.helo = chain[i].helo, .client_name = chain[i].client_name, .client_ip = chain[i].client_ip, .by = chain[i].by, .by_ip = chain[i].by_ip,
			.protocol = chain[i].protocol, .queue_id = chain[i].queue_id, .dated = chain[i].at != HOP_NO_TIME, .at = chain[i].at,
		};
}

#endif
