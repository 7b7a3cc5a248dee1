/*
 * handover.c - where the bouncing organisation took a message over, from the Received lines that it returned.
 * A forger writes lines below the first true one, chooses the HELO, and may name his address backwards as he likes: so a hop is
 * passed over only for what the host that stamped it has seen itself, and the line below must go on from there.
 */
#include "analyze/handover.h"
#include "schema/store.h"

#include <string.h>

struct walk {
	const struct leg *legs;
	unsigned count;
	struct str house[2];            /* organisations of the reporter and of the topmost line */
	struct str delivered_by_ip;
	bool reporter_ours;
	const struct ours *ours;
	struct arena *arena;
};

static bool
ours(const struct walk *walk, struct str name_or_ip)
{
	return name_or_ip.p != NULL && walk->ours->is_ours(walk->ours->context, name_or_ip);
}

static bool
client_ours(const struct walk *walk, const struct leg *hop)
{
	return ours(walk, hop->client_ip) || ours(walk, hop->client_name);
}

static bool
is_loopback(const struct walk *walk, const struct leg *hop)
{
	return hop->loops || network_is_loopback(hop->client_ip, STR_NONE, walk->ours->world_loops);
}

/* Whether the world lies there: in a world of private addresses, those of a block in which nobody else was found are as inward as ever. */
static bool
is_of_world(const struct ours *about, struct str ip)
{
	if (!network_is_private(ip))
		return true;
	for (size_t i = 0; i < about->world_network_count; i++)
		if (network_holds(about->world_networks[i], ip))
			return true;
	return about->private_world && about->world_network_count == 0;
}

static bool
is_public(const struct walk *walk, const struct leg *hop)
{
	return hop->client_ip.p != NULL && !is_loopback(walk, hop) && is_of_world(walk->ours, hop->client_ip);
}

static bool
is_unread(const struct leg *hop)
{
	return hop->by.p == NULL && hop->client_ip.p == NULL && hop->helo.p == NULL && !hop->dated;
}

static bool
is_smtp(const struct leg *hop)
{
	return hop->protocol.p != NULL && memmem(hop->protocol.p, hop->protocol.n, "smtp", 4) != NULL;
}

/* A user, no host. RFC 3848, 6531; asmtp is Exim's of old. */
static bool
is_login(const struct leg *hop)
{
	return is_smtp(hop) && (str_suffix(hop->protocol, "a") || str_is(hop->protocol, "asmtp"));
}

/* One label, or a domain of which everybody has one (RFC 6762 appendix G): tells nothing of whose it is. Where the world is private, it lies in those;
   what is left is this host itself. */
static bool
is_anybodys(struct str name, bool private_world)
{
	static const char *const domains[] = {
		".localdomain", ".local", ".lan", ".internal", ".intranet", ".private", ".corp", ".home", ".home.arpa"
	};
	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	for (unsigned i = 0; i < LENGTH(domains) && (i == 0 || !private_world); i++)
		if (str_suffix(name, domains[i]))
			return true;
	return memchr(name.p, '.', name.n) == NULL;
}

struct str
handover_organisation(struct str name, const struct ours *about, struct arena *arena)
{
	return name.p == NULL || is_anybodys(name, about->private_world) ? STR_NONE : organisation_in_world(name, arena);
}

static struct str
organisation(const struct walk *walk, struct str name)
{
	return handover_organisation(name, walk->ours, walk->arena);
}

static bool
same_organisation(const struct walk *walk, struct str a, struct str b)
{
	struct str left = organisation(walk, a);
	return left.p != NULL && str_equal(left, organisation(walk, b));
}

static bool
in_house(const struct walk *walk, const struct leg *hop, struct str name)
{
	struct str own = organisation(walk, name);
	return own.p != NULL && (str_equal(own, walk->house[0]) || str_equal(own, walk->house[1]) ||
	    str_equal(own, organisation(walk, hop->by)));
}

/* In a private world that may be anywhere in the block in which the world lies; but our own hosts we know. */
static bool
is_beside(const struct walk *walk, const struct leg *hop)
{
	for (size_t i = 0; i < walk->ours->world_network_count && !walk->reporter_ours; i++)
		if (network_holds(walk->ours->world_networks[i], hop->client_ip))
			return true;
	return network_shared(hop->client_ip, hop->by_ip, 24, 32) || network_shared(hop->client_ip, walk->delivered_by_ip, 24, 64);
}

/* Longer than a filter takes, or the next host of a house. */
static bool
is_late(const struct walk *walk, unsigned index)
{
	const struct leg *hop = &walk->legs[index], *below = hop + 1;
	return index + 1 < walk->count && hop->dated && below->dated && hop->at - below->at > 60;
}

/* Whether the message was in the house already when this line was written. */
static bool
is_inner(const struct walk *walk, unsigned index)
{
	const struct leg *hop = &walk->legs[index];
	if (hop->client_ip.p == NULL || (walk->ours->world_loops && is_loopback(walk, hop)))
		return hop->helo.p == NULL || !is_smtp(hop) || (!is_late(walk, index) && (str_prefix(hop->helo, "localhost") || in_house(walk, hop, hop->helo)));
	if (!is_public(walk, hop) || (walk->reporter_ours && client_ours(walk, hop)))
		return true;
	if (is_login(hop) || (!walk->reporter_ours && client_ours(walk, hop)))
		return false;
	if (hop->from_second_mx || in_house(walk, hop, hop->client_name) || str_equal(hop->client_ip, walk->delivered_by_ip))
		return true;
	/* (who calls himself by the name of a host of ours is no host of the bouncer's, wherever his address lies) */
	bool named = in_house(walk, hop, hop->helo) || (index + 1 < walk->count && hop->helo.n > 0 && !network_is_unrouted(hop->client_ip) &&
	    str_equal(hop->helo, walk->legs[index + 1].by) && !ours(walk, hop->helo));
	return named && is_beside(walk, hop);
}

/* Whether the next line can be the one that the client of this hop, a host of the house, had written. */
static bool
goes_on(const struct walk *walk, unsigned index)
{
	if (index + 1 >= walk->count || is_unread(&walk->legs[index + 1]))
		return false;
	const struct leg *hop = &walk->legs[index];
	struct str by = walk->legs[index + 1].by;
	if (ours(walk, by))
		return walk->reporter_ours;
	/* one host has many names (as outlook.com and office365.com), but writes the address under which the next one knows it */
	if (hop->client_ip.p != NULL && str_equal(hop->client_ip, walk->legs[index + 1].by_ip))
		return true;
	/* where a name tells nothing, neither can be held against the other */
	if (organisation(walk, by).p == NULL || organisation(walk, hop->by).p == NULL)
		return true;
	return in_house(walk, hop, by) || same_organisation(walk, by, hop->helo) || same_organisation(walk, by, hop->client_name);
}

static int
find_entry(const struct walk *walk)
{
	for (unsigned i = 0; i < walk->count && !is_unread(&walk->legs[i]); i++) {
		if (!is_inner(walk, i))
			return (int)i;
		if (!goes_on(walk, i))
			return (is_public(walk, &walk->legs[i]) || (walk->ours->world_loops && is_smtp(&walk->legs[i]))) && !client_ours(walk, &walk->legs[i]) ? (int)i : -1;
	}
	return -1;
}

/* A content filter's, between two lines of its host. */
static bool
is_of_filter(const struct leg *hop)
{
	return str_is(hop->by, "localhost") && network_is_loopback(hop->client_ip, STR_NONE, false);
}

/* A host of ours handed it over: from whom it was, our own lines below tell. */
static int
find_behind_ours(const struct walk *walk, int entry)
{
	for (unsigned i = (unsigned)entry + 1; i < walk->count; i++) {
		const struct leg *hop = &walk->legs[i];
		if (is_of_filter(hop))
			continue;
		if (is_unread(hop) || (hop->by.p != NULL && !ours(walk, hop->by)))
			break;
		if (!is_public(walk, hop) || client_ours(walk, hop))
			continue;
		return is_login(hop) ? entry : (int)i;
	}
	return entry;
}

/* Whether a client called itself by a name that tells whose it is; not by one of ours, or of who took the mail from it, which forgers like to do. */
static bool
has_name(const struct walk *walk, const struct leg *hop, struct str name)
{
	return organisation(walk, name).p != NULL && !same_organisation(walk, name, hop->by) && (!ours(walk, name) || client_ours(walk, hop));
}

/* Whether a line may be that of the client of the line above: a host calls itself in both by the same name, but some providers by two. One in our
   name is our client's, whatever it called itself. */
static bool
may_be_below(const struct walk *walk, int index)
{
	const struct leg *upper = &walk->legs[index - 1], *lower = &walk->legs[index];
	struct str name = upper->helo.p != NULL ? upper->helo : upper->client_name;
	if (!is_public(walk, upper) || lower->by.p == NULL)
		return true;
	if (ours(walk, lower->by))
		return client_ours(walk, upper);
	if (name.p == NULL || str_equal(name, lower->by) || str_equal(upper->client_ip, lower->by_ip))
		return true;
	return has_name(walk, upper, name) || same_organisation(walk, lower->by, upper->client_name);
}

static int
find_origin(const struct walk *walk, int handed)
{
	int origin = handed;
	for (int i = handed + 1; i < (int)walk->count && may_be_below(walk, i); i++)
		if (is_public(walk, &walk->legs[i]))
			origin = i;
	return origin;
}

/* Whether who handed it on made the sender: then it was sent anew, whoever it had come from. */
static bool
is_sent_anew(const struct bounced *bounced, struct arena *arena)
{
	return address_is_srs(bounced->sender) || address_verp(bounced->sender, arena).p != NULL;
}

struct handover
handover_find(const struct leg *legs, unsigned count, const struct bounced *bounced, const struct ours *about_ours, struct arena *arena)
{
	struct walk walk = { .legs = legs, .count = count, .delivered_by_ip = bounced->delivered_by_ip, .ours = about_ours, .arena = arena };
	struct handover handover = { -1, -1 };
	if (count == 0)
		return handover;
	bool stamped_by_ours = ours(&walk, legs[0].by);
	walk.reporter_ours = ours(&walk, bounced->reporter) || (stamped_by_ours && same_organisation(&walk, bounced->reporter, legs[0].by));
	if (stamped_by_ours && !walk.reporter_ours)
		return handover;
	walk.house[0] = organisation(&walk, bounced->reporter);
	walk.house[1] = organisation(&walk, legs[0].by);
	handover.handed = find_entry(&walk);
	if (handover.handed >= 0 && !walk.reporter_ours && client_ours(&walk, &legs[handover.handed]) && !is_sent_anew(bounced, arena))
		handover.handed = find_behind_ours(&walk, handover.handed);
	if (handover.handed >= 0)
		handover.origin = find_origin(&walk, handover.handed);
	return handover;
}

unsigned
handover_own(const struct leg *legs, unsigned count, const struct ours *about_ours, struct arena *arena)
{
	struct walk walk = { .legs = legs, .count = count, .ours = about_ours, .arena = arena };
	unsigned n = 0;
	while (n < count && !is_unread(&legs[n])) {
		const struct leg *leg = &legs[n];
		bool written = n == 0 || leg->by.p == NULL || is_anybodys(leg->by, false) || ours(&walk, leg->by) || same_organisation(&walk, leg->by, legs[0].by);
		if (!written)
			break;
		n++;
		if (leg->client_ip.p != NULL && is_public(&walk, leg) && !client_ours(&walk, leg) && !same_organisation(&walk, leg->client_name, legs[0].by))
			break;
	}
	return n;
}
