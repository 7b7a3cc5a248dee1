/*
 * network.c - which addresses lie together, and which are nobody's on the internet.
 */
#include "schema/network.h"

#include <arpa/inet.h>
#include <string.h>

struct address {
	unsigned size;                  /* 4 or 16 bytes; 0: it is none */
	unsigned char bytes[16];
};

static struct address
address_of(struct str ip)
{
	struct address address = { .size = 0 };
	char copy[INET6_ADDRSTRLEN + 1];
	if (ip.n == 0 || ip.n >= sizeof copy || memchr(ip.p, '\0', ip.n) != NULL)
		return address;
	memcpy(copy, ip.p, ip.n);
	copy[ip.n] = '\0';
	if (inet_pton(AF_INET, copy, address.bytes) == 1)
		address.size = 4;
	else if (inet_pton(AF_INET6, copy, address.bytes) == 1)
		address.size = 16;
	return address;
}

static bool
same_bits(const unsigned char *a, const unsigned char *b, unsigned bits)
{
	unsigned rest = bits % 8, last = bits / 8;
	return memcmp(a, b, last) == 0 && (rest == 0 || (a[last] ^ b[last]) >> (8 - rest) == 0);
}

bool
network_shared(struct str a, struct str b, unsigned bits4, unsigned bits6)
{
	struct address left = address_of(a), right = address_of(b);
	return left.size != 0 && left.size == right.size && same_bits(left.bytes, right.bytes, left.size == 4 ? bits4 : bits6);
}

struct str
network_of(struct str ip, unsigned bits4, unsigned bits6, struct arena *arena)
{
	struct address address = address_of(ip);
	unsigned bits = address.size == 4 ? bits4 : bits6;
	char text[INET6_ADDRSTRLEN];
	if (address.size == 0)
		return STR_NONE;
	for (unsigned i = 0; i < address.size; i++)
		address.bytes[i] &= (unsigned char)(bits >= 8 * (i + 1) ? 0xff : bits <= 8 * i ? 0 : 0xff << (8 - bits % 8));
	inet_ntop(address.size == 4 ? AF_INET : AF_INET6, address.bytes, text, sizeof text);
	return arena_print(arena, "%s/%u", text, bits);
}

bool
network_holds(struct str network, struct str ip)
{
	int64_t bits = 128;
	struct str rest = network, first = str_cut(&rest, '/');
	if (rest.p != NULL && (!str_number(rest, &bits) || bits < 0))
		return false;
	return network_shared(first, ip, bits > 32 ? 32 : (unsigned)bits, bits > 128 ? 128 : (unsigned)bits);
}

bool
network_is_private(struct str ip)
{
	static const struct {
		unsigned size, bits;
		unsigned char bytes[16];
	} networks[] = {
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
	struct address address = address_of(ip);
	for (unsigned i = 0; i < LENGTH(networks); i++)
		if (address.size == networks[i].size && same_bits(address.bytes, networks[i].bytes, networks[i].bits))
			return true;
	return false;
}
