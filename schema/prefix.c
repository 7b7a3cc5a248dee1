/*
 * prefix.c - networks of addresses.
 */
#include "schema/prefix.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static void
cut(struct prefix *prefix, unsigned bits)
{
	prefix->bits = bits;
	for (unsigned i = 0; i < sizeof prefix->bytes; i++)
		if (8 * i >= bits)
			prefix->bytes[i] = 0;
		else if (bits - 8 * i < 8)
			prefix->bytes[i] &= (unsigned char)(0xff << (8 - (bits - 8 * i)));
}

bool
prefix_read(struct str text, struct prefix *prefix)
{
	char copy[INET6_ADDRSTRLEN + 1];
	int64_t bits;
	struct str rest = text, address = str_cut(&rest, '/');
	if (address.n == 0 || address.n >= sizeof copy || memchr(address.p, '\0', address.n) != NULL)
		return false;
	memcpy(copy, address.p, address.n);
	copy[address.n] = '\0';
	*prefix = (struct prefix){ .size = 0 };
	if (inet_pton(AF_INET, copy, prefix->bytes) == 1)
		prefix->size = 4;
	else if (inet_pton(AF_INET6, copy, prefix->bytes) == 1)
		prefix->size = 16;
	else
		return false;
	if (rest.p == NULL)
		bits = 8 * prefix->size;
	else if (!str_number(rest, &bits) || bits < 0 || bits > 8 * prefix->size)
		return false;
	cut(prefix, (unsigned)bits);
	return true;
}

bool
prefix_holds(const struct prefix *outer, const struct prefix *inner)
{
	struct prefix around = *inner;
	if (outer->size != inner->size || outer->bits > inner->bits)
		return false;
	cut(&around, outer->bits);
	return memcmp(around.bytes, outer->bytes, outer->size) == 0;
}

void
prefix_widen(struct prefix *prefix, unsigned bits4, unsigned bits6)
{
	unsigned bits = prefix->size == 4 ? bits4 : bits6;
	if (bits < prefix->bits)
		cut(prefix, bits);
}

size_t
prefix_write(const struct prefix *prefix, char out[PREFIX_TEXT])
{
	char address[INET6_ADDRSTRLEN] = "";
	inet_ntop(prefix->size == 4 ? AF_INET : AF_INET6, prefix->bytes, address, sizeof address);
	return (size_t)snprintf(out, PREFIX_TEXT, "%s/%u", address, prefix->bits);
}
