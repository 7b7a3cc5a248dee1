/*
 * network.c - which addresses lie together, and which are nobody's on the internet.
 */
#include "schema/network.h"
#include "schema/prefix.h"

static bool
read_address(struct str ip, struct prefix *address)
{
	return prefix_read(ip, address) && address->bits == 8 * address->size;
}

bool
network_shared(struct str a, struct str b, unsigned bits4, unsigned bits6)
{
	struct prefix left, right;
	if (!read_address(a, &left) || !read_address(b, &right))
		return false;
	prefix_widen(&left, bits4, bits6);
	return prefix_holds(&left, &right);
}

struct str
network_of(struct str ip, unsigned bits4, unsigned bits6, struct arena *arena)
{
	struct prefix prefix;
	char *text = arena_take(arena, PREFIX_TEXT);
	if (!prefix_read(ip, &prefix))
		return STR_NONE;
	prefix_widen(&prefix, bits4, bits6);
	return (struct str){ text, prefix_write(&prefix, text) };
}

struct str
network_written(struct str text, struct arena *arena, bool *single)
{
	struct prefix prefix;
	char *written = arena_take(arena, PREFIX_TEXT);
	if (!prefix_read(text, &prefix))
		return STR_NONE;
	*single = prefix.bits == 8 * prefix.size;
	return (struct str){ written, prefix_write(&prefix, written) };
}

bool
network_holds(struct str network, struct str ip)
{
	struct prefix outer, inner;
	return prefix_read(network, &outer) && prefix_read(ip, &inner) && prefix_holds(&outer, &inner);
}

bool
network_is_loopback(struct str ip, struct str name, bool world_loops)
{
	struct prefix any;
	if (!world_loops)
		return str_prefix(ip, "127.") || str_is(ip, "::1");
	return (str_is(ip, "127.0.0.1") || str_is(ip, "::1")) && (name.n == 0 || str_prefix(name, "localhost") || prefix_read(name, &any));
}

static bool
lies_in(struct str ip, const struct prefix *networks, unsigned count)
{
	struct prefix address;
	if (!read_address(ip, &address))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (prefix_holds(&networks[i], &address))
			return true;
	return false;
}

bool
network_is_private(struct str ip)
{
	static const struct prefix networks[] = {
		{ 4, 8, { 0 } },                /* RFC 1122: this host */
		{ 4, 8, { 127 } },
		{ 4, 8, { 10 } },               /* RFC 1918 */
		{ 4, 12, { 172, 16 } },
		{ 4, 16, { 192, 168 } },
		{ 4, 10, { 100, 64 } },         /* RFC 6598: shared */
		{ 4, 16, { 169, 254 } },        /* RFC 3927: link-local */
		{ 16, 127, { 0 } },             /* RFC 4291: unspecified and loopback */
		{ 16, 7, { 0xfc } },            /* RFC 4193 */
		{ 16, 10, { 0xfe, 0x80 } },     /* RFC 4291: link-local */
		{ 16, 10, { 0xfe, 0xc0 } },     /* RFC 3879: site-local */
	};
	return lies_in(ip, networks, LENGTH(networks));
}

bool
network_is_unrouted(struct str ip)
{
	static const struct prefix networks[] = {
		{ 4, 24, { 192, 0, 2 } },
		{ 4, 24, { 198, 51, 100 } },
		{ 4, 24, { 203, 0, 113 } },
		{ 16, 32, { 0x20, 0x01, 0x0d, 0xb8 } },
	};
	return network_is_private(ip) || lies_in(ip, networks, LENGTH(networks));
}
