/*
 * network.h - which addresses lie together, and which are nobody's on the internet.
 * In: IP addresses and networks ("198.51.100.0/24") as text. What is no address lies nowhere.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "base.h"

/* Whether both are in one network: the first bits4 bits of two IPv4, the first bits6 of two IPv6 addresses. */
bool network_shared(struct str a, struct str b, unsigned bits4, unsigned bits6);
/* The network of bits4 or bits6 bits that an address lies in, canonical: "198.51.100.0/24". Absent where it is no address. */
struct str network_of(struct str ip, unsigned bits4, unsigned bits6, struct arena *arena);
/* ADDRESS or ADDRESS/BITS as ADDRESS/BITS, in its one form, in the arena; *single: it is one address. Absent where it is neither. */
struct str network_written(struct str text, struct arena *arena, bool *single);
/* Whether an address, or all of a network, lies in a network, which may be a single address without a length. */
bool network_holds(struct str network, struct str ip);
/* Loopback, private (RFC 1918, 4193), link-local, shared; documentation is NOT private here (tests use it). */
bool network_is_private(struct str ip);
/* No address of the internet: private, or documentation (RFC 5737, RFC 3849). Where several organisations have such ones (a laboratory, an intranet), they
   mostly share a network, and which are neighbours says nothing. */
bool network_is_unrouted(struct str ip);
/* Whether an address is this host itself: in 127.0.0.0/8, or ::1. Where the world lies there, too (a laboratory on one machine), only 127.0.0.1 and ::1
   are, and only by no name (absent, "localhost", an address) but this host's. */
bool network_is_loopback(struct str ip, struct str name, bool world_loops);

#endif
