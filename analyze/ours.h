/*
 * ours.h - what is ours, held in memory for the walks along Received lines: domains, hosts, networks, outgoing addresses.
 * In: rows of own_fact and pin. Out: the answer whether a name or an address is ours.
 */
#ifndef OURS_H
#define OURS_H

#include "analyze/handover.h"
#include "schema/store.h"

struct ours_list;
struct ours_list *ours_open(struct store *store);
void ours_close(struct ours_list *list);

/* A name is ours that is a known host of ours, or is or lies in a domain of ours; an address that is an outgoing one or lies in a network
   of ours. Borrowed from the list. */
const struct ours *ours_of(struct ours_list *list);

#endif
