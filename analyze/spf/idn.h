/*
 * idn.h - domain names of other scripts, as DNS carries them (RFC 8616 section 4, RFC 5891).
 */
#ifndef IDN_H
#define IDN_H

#include "base.h"

/* A name of ASCII alone stays as it is; one in UTF-8 becomes its A-labels, in the arena; one that has none becomes absent. */
struct str idn_ascii(struct str name, struct arena *arena);
/* The same, but one that has none stays as it is. */
struct str idn_name(struct str name, struct arena *arena);

#endif
