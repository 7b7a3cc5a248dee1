/*
 * organisation.h - whose a host name is: the public suffix list. The only door to libpsl is its .c.
 */
#ifndef ORGANISATION_H
#define ORGANISATION_H

#include "base.h"

/* The organisational domain of a host name (RFC 7489 section 3.2), lower case, in the arena: by the public suffix list of libpsl, its
   ICANN and its private section. A name that is itself a public suffix ("co.uk", "github.io"), or has one label, is its own. Absent for
   an address and for what is no host name. */
struct str organisation_of(struct str name, struct arena *arena);

/* The same, but below one name of our own as if that were a public suffix, too: that one is lower case, and STR_NONE at first. It holds for
   the thread that set it. */
struct str organisation_in_world(struct str name, struct arena *arena);
void organisation_below(struct str suffix);

#endif
