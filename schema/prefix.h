/*
 * prefix.h - networks of addresses, as in 192.0.2.0/24 and 2001:db8::/32 (RFC 4632, RFC 4291).
 * In: text. Out: the network, whether an address lies in it, and its one way to be written.
 */
#ifndef PREFIX_H
#define PREFIX_H

#include "base.h"

struct prefix {
	unsigned size;                  /* bytes of an address: 4 or 16 */
	unsigned bits;
	unsigned char bytes[16];        /* nothing is set behind the bits */
};

enum { PREFIX_TEXT = 64 };

/* ADDRESS or ADDRESS/BITS; bits of the address behind that are dropped. False: it is neither. */
bool prefix_read(struct str text, struct prefix *prefix);
/* Whether all of inner lies in outer. */
bool prefix_holds(const struct prefix *outer, const struct prefix *inner);
/* What lies around it: its first bits4 bits, of IPv6 its first bits6. */
void prefix_widen(struct prefix *prefix, unsigned bits4, unsigned bits6);
/* ADDRESS/BITS, in the form of inet_ntop. Returns the length. */
size_t prefix_write(const struct prefix *prefix, char out[PREFIX_TEXT]);

#endif
