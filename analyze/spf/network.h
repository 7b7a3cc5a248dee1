/*
 * network.h - networks of IPv4 and IPv6 addresses: read, written, compared, counted.
 * In: text, or an address and a length. Out: which lie in which; how many addresses they are.
 */
#ifndef SPF_NETWORK_H
#define SPF_NETWORK_H

#include "base.h"

/* IPv4 stands in the first four bytes. The bits behind the prefix may be set. */
struct spf_network {
	bool ip6;
	unsigned prefix;
	unsigned char address[16];
};

/* The address without a length, prefix all its bits. False where text is no address. */
bool spf_network_read(struct str text, struct spf_network *network);
/* "192.0.2.0/24"; without the length where it is all bits. */
struct str spf_network_write(const struct spf_network *network, struct arena *arena);

/* Whether bits behind the prefix are set; clearing them. */
bool spf_network_has_host_bits(const struct spf_network *network);
void spf_network_clear(struct spf_network *network);
/* Whether inner is outer or lies in it. */
bool spf_network_holds(const struct spf_network *outer, const struct spf_network *inner);
/* Private, loopback or link-local: no mail comes from there by way of the Internet (RFC 1918, 3927, 4193, 6598). */
bool spf_network_is_private(const struct spf_network *network);
bool spf_network_is_loopback(const struct spf_network *network);

/* The fewest networks that hold the addresses from first to last and no other, in order: how many, 0 where the two are of different families or last is the
   lower one. Not more than size are written. */
size_t spf_networks_of_range(const struct spf_network *first, const struct spf_network *last, struct spf_network *networks, size_t size);

/* By family, address (host bits aside) and prefix, the larger network first, so that what lies in a network follows it: for qsort, of structs that begin
   with a network. */
int spf_network_compare(const void *left, const void *right);
/* Two halves of a network become that network, what lies in another goes: so many fewer hold the same addresses, and no other. Sorts; answers how many
   are left. */
size_t spf_networks_join(struct spf_network *networks, size_t count);
/* How many addresses there are in all, each counted once; sorts. IPv6 is rounded as a double is. */
void spf_networks_count(struct spf_network *networks, size_t count, uint64_t *ip4, double *ip6);

#endif
