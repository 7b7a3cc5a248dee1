/*
 * boundary.h - where the parts of a multipart begin and end.
 * In: its body, its boundary. Out: the parts, borrowed. RFC 2046 section 5.1, and bodies that have no final boundary,
 * another one than they say, or none.
 */
#ifndef BOUNDARY_H
#define BOUNDARY_H

#include "base.h"

struct boundary {
	struct str mark;        /* "--" and the boundary */
	struct str rest;        /* what is not yet looked at; absent: nothing more */
};

/* Stands before the first part, past the preamble. A boundary that never occurs is replaced by what the body itself shows for
   one; false where it shows none. */
bool boundary_begin(struct boundary *boundary, struct str body, struct str name, struct arena *arena);
/* The next part; open is set where no boundary ends it. False behind the last. */
bool boundary_next(struct boundary *boundary, struct str *part, bool *open);

#endif
