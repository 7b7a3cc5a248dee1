/*
 * address.h - what mail systems make of an envelope address on its way, taken back: BATV, SRS, VERP, subaddresses.
 * Nothing here is verified: who made the address may only be told by its domain.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "base.h"

/* The address that a bounce address was made of, lower case, in the arena:
   - BATV (draft-levine-smtp-batv): prvs=TAG=local@domain, and the older prvs=local/TAG@domain;
   - SRS (libsrs2, postsrsd): SRS0=HASH=TT=domain=local@forwarder gives local@domain; SRS1=HASH=first==HASH=TT=domain=local@second, too;
   - VERP (Postfix, qmail, Mailman): owner+local=domain@list gives owner@list, which is whose it is; address_verp tells for whom it was made.
   Any other address is its own. Absent where it is no address; "" stays "". */
struct str address_original(struct str address, struct arena *arena);

/* Whether it is an SRS0 or SRS1 address: somebody forwarded a mail. */
bool address_is_srs(struct str address);

/* Of owner+local=domain@list (or owner-local=domain@list): local@domain, lower case; else absent. */
struct str address_verp(struct str address, struct arena *arena);

/* Without its subaddress (RFC 5233: local+detail@domain), lower case. */
struct str address_base(struct str address, struct arena *arena);

#endif
