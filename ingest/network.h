/*
 * network.h - which addresses lie together.
 * In: addresses in canonical form. Out: whether they share a prefix. What is no address lies nowhere.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "base.h"

/* Whether both are in one network: the first bits4 bits of two IPv4, the first bits6 of two IPv6 addresses. */
bool network_shared(struct str a, struct str b, unsigned bits4, unsigned bits6);

#endif
