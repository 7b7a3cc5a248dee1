/*
 * prefix.c - networks of addresses.
 */
#include "schema/prefix.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

/* The bits of one byte that lie before the end of a prefix. */
static unsigned char
part(unsigned bits)
{
	return (unsigned char)(0xff << (8 - bits));
}

static void
cut(struct prefix *prefix, unsigned bits)
{
	unsigned whole = bits / 8;
	prefix->bits = bits;
	if (whole >= sizeof prefix->bytes)
		return;
	prefix->bytes[whole] &= part(bits % 8);
	memset(prefix->bytes + whole + 1, 0, sizeof prefix->bytes - whole - 1);
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
	unsigned whole = outer->bits / 8, rest = outer->bits % 8;
	return outer->size == inner->size && outer->bits <= inner->bits && memcmp(inner->bytes, outer->bytes, whole) == 0 &&
	    (rest == 0 || (inner->bytes[whole] & part(rest)) == outer->bytes[whole]);
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
