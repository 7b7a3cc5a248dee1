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

#endif
