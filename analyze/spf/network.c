/*
 * network.c - networks of IPv4 and IPv6 addresses: read, written, compared, counted.
 */
#include "analyze/spf/network.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static unsigned
bits(const struct spf_network *network)
{
	return network->ip6 ? 128 : 32;
}

bool
spf_network_read(struct str text, struct spf_network *network)
{
	char z[INET6_ADDRSTRLEN];
	if (text.n == 0 || text.n >= sizeof z || memchr(text.p, '\0', text.n) != NULL)
		return false;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	*network = (struct spf_network){ .ip6 = memchr(text.p, ':', text.n) != NULL };
	network->prefix = bits(network);
	return inet_pton(network->ip6 ? AF_INET6 : AF_INET, z, network->address) == 1;
}

struct str
spf_network_write(const struct spf_network *network, struct arena *arena)
{
	char z[INET6_ADDRSTRLEN];
	if (inet_ntop(network->ip6 ? AF_INET6 : AF_INET, network->address, z, sizeof z) == NULL)
		bug("an address that cannot be written");
	if (network->prefix == bits(network))
		return arena_copy(arena, str_of(z));
	return arena_print(arena, "%s/%u", z, network->prefix);
}

/* The bits of byte i that belong to the prefix. */
static unsigned char
mask(unsigned prefix, unsigned i)
{
	unsigned behind = prefix > i * 8 ? prefix - i * 8 : 0;
	return behind >= 8 ? 0xff : (unsigned char)(0xff00 >> behind);
}

void
spf_network_clear(struct spf_network *network)
{
	for (unsigned i = 0; i < bits(network) / 8; i++)
		network->address[i] &= mask(network->prefix, i);
}

bool
spf_network_has_host_bits(const struct spf_network *network)
{
	for (unsigned i = 0; i < bits(network) / 8; i++)
		if ((network->address[i] & ~mask(network->prefix, i)) != 0)
			return true;
	return false;
}

bool
spf_network_holds(const struct spf_network *outer, const struct spf_network *inner)
{
	if (outer->ip6 != inner->ip6 || outer->prefix > inner->prefix)
		return false;
	for (unsigned i = 0; i * 8 < outer->prefix; i++)
		if (((outer->address[i] ^ inner->address[i]) & mask(outer->prefix, i)) != 0)
			return false;
	return true;
}

static bool
in_one_of(const struct spf_network *network, const struct spf_network *outer, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (spf_network_holds(&outer[i], network))
			return true;
	return false;
}

bool
spf_network_is_loopback(const struct spf_network *network)
{
	static const struct spf_network loopback[] = {
		{ false, 8, { 127 } },
		{ true, 128, { [15] = 1 } },
	};
	return in_one_of(network, loopback, LENGTH(loopback));
}

bool
spf_network_is_private(const struct spf_network *network)
{
	static const struct spf_network private[] = {
		{ false, 8, { 10 } },
		{ false, 12, { 172, 16 } },
		{ false, 16, { 192, 168 } },
		{ false, 16, { 169, 254 } },
		{ false, 10, { 100, 64 } },
		{ true, 7, { 0xfc } },
		{ true, 10, { 0xfe, 0x80 } },
	};
	return spf_network_is_loopback(network) || in_one_of(network, private, LENGTH(private));
}

/* The last address of a network. */
static void
find_end(const struct spf_network *network, unsigned char *end)
{
	for (unsigned i = 0; i < bits(network) / 8; i++)
		end[i] = network->address[i] | (unsigned char)~mask(network->prefix, i);
}

/* To the address behind this one; false: it was the last of all. */
static bool
step(unsigned char *address, size_t n)
{
	while (n > 0 && ++address[n - 1] == 0)
		n--;
	return n > 0;
}

size_t
spf_networks_of_range(const struct spf_network *first, const struct spf_network *last, struct spf_network *networks, size_t size)
{
	struct spf_network next = *first;
	size_t n = bits(first) / 8, count = 0;
	unsigned char end[16];
	bool more = first->ip6 == last->ip6;

	while (more && memcmp(next.address, last->address, n) <= 0) {
		struct spf_network network = next;
		for (network.prefix = bits(first); network.prefix > 0; network.prefix--) {
			struct spf_network wide = network;
			wide.prefix--;
			find_end(&wide, end);
			if (spf_network_has_host_bits(&wide) || memcmp(end, last->address, n) > 0)
				break;
		}
		if (count < size)
			networks[count] = network;
		count++;
		find_end(&network, next.address);
		more = step(next.address, n);
	}
	return count;
}

int
spf_network_compare(const void *left, const void *right)
{
	const struct spf_network *a = left, *b = right;
	if (a->ip6 != b->ip6)
		return a->ip6 ? 1 : -1;
	for (unsigned i = 0; i < bits(a) / 8; i++) {
		int byte = (a->address[i] & mask(a->prefix, i)) - (b->address[i] & mask(b->prefix, i));
		if (byte != 0)
			return byte;
	}
	return (a->prefix > b->prefix) - (a->prefix < b->prefix);
}

static void
sort(struct spf_network *networks, size_t count)
{
	if (count > 1)
		qsort(networks, count, sizeof *networks, spf_network_compare);
}

/* Of two halves the network, in place of the first. */
static bool
join_halves(struct spf_network *first, const struct spf_network *second)
{
	struct spf_network wide = *second;
	if (second->prefix == 0 || first->ip6 != second->ip6 || first->prefix != second->prefix)
		return false;
	wide.prefix--;
	if (!spf_network_holds(&wide, first))
		return false;
	spf_network_clear(&wide);
	*first = wide;
	return true;
}

size_t
spf_networks_join(struct spf_network *networks, size_t count)
{
	sort(networks, count);
	for (size_t before = count + 1; count < before;) {
		size_t kept = 0;
		before = count;
		for (size_t i = 0; i < count; i++)
			if (kept == 0 || (!spf_network_holds(&networks[kept - 1], &networks[i]) && !join_halves(&networks[kept - 1], &networks[i])))
				networks[kept++] = networks[i];
		count = kept;
	}
	return count;
}

void
spf_networks_count(struct spf_network *networks, size_t count, uint64_t *ip4, double *ip6)
{
	*ip4 = 0;
	*ip6 = 0;
	sort(networks, count);
	const struct spf_network *last = NULL;  /* what lies in it has been counted */
	for (size_t i = 0; i < count; i++) {
		if (last != NULL && spf_network_holds(last, &networks[i]))
			continue;
		last = &networks[i];
		if (!last->ip6) {
			*ip4 += UINT64_C(1) << (32 - last->prefix);
			continue;
		}
		double addresses = 1;
		for (unsigned bit = last->prefix; bit < 128; bit++)
			addresses *= 2;
		*ip6 += addresses;
	}
}
