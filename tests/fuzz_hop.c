/*
 * fuzz_hop.c - Received lines, one to a line of input, as a chain: the first input line names the reporter. What is read lies within
 * bounds and is canonical, and the handover is a hop of the chain that tells of somebody.
 */
#include "schema/network.h"
#include "schema/organisation.h"
#include "tests/fuzz.h"
#include "tests/legs.h"

#include <string.h>

static bool
is_ours(void *context, struct str name_or_ip)
{
	(void)context;
	return str_suffix(name_or_ip, "ours.test") || str_prefix(name_or_ip, "198.51.100.");
}

static void
check_hop(struct hops *hops, struct str value, bool read, const struct hop *hop, struct arena *arena)
{
	const struct str texts[] = { hop->helo, hop->client_name, hop->client_ip, hop->by, hop->by_ip, hop->protocol, hop->queue_id, hop->recipient };
	struct hop again;
	for (unsigned i = 0; i < LENGTH(texts); i++)
		if (texts[i].n > HOP_BYTES_MAX || (!read && texts[i].p != NULL))
			bug("a text of %zu bytes", texts[i].n);
	if (hop_read(hops, value, arena, &again) != read || !str_equal(again.client_ip, hop->client_ip) || again.at != hop->at)
		bug("read twice, told two things");
	if (hop->client_ip.p != NULL && memchr(hop->client_ip.p, '[', hop->client_ip.n) != NULL)
		bug("an address in brackets");
	struct str own = organisation_of(hop->by, arena);
	if (own.p != NULL && !str_equal(organisation_of(own, arena), own))
		bug("an organisation of another organisation");
}

static void
fuzz(struct str text, struct arena *arena)
{
	static struct hops *hops;
	static struct hop chain[HOPS_MAX];
	static struct leg legs[HOPS_MAX];
	unsigned count = 0;
	if (hops == NULL)
		hops = hops_open();
	struct str reporter = str_cut(&text, '\n');
	for (; text.p != NULL && count < HOPS_MAX; count++) {
		struct str value = str_cut(&text, '\n');
		bool read = hop_read(hops, value, arena, &chain[count]);
		check_hop(hops, value, read, &chain[count], arena);
	}
	static const struct ours ours = { is_ours, NULL, false };
	legs_of(chain, count, legs);
	const struct bounced bounced = { reporter, reporter, reporter };
	struct handover told = handover_find(legs, count, &bounced, &ours, arena);
	if (handover_own(legs, count, &ours, arena) > count)
		bug("more hops than there are");
	if (told.handed < -1 || told.handed >= (int)count || told.origin < told.handed || told.origin >= (int)count)
		bug("hops %d and %d of %u", told.handed, told.origin, count);
	if (told.handed < 0 ? told.origin >= 0 : network_is_private(chain[told.handed].client_ip) || network_is_private(chain[told.origin].client_ip))
		bug("hop %d tells of nobody", told.handed);
}
