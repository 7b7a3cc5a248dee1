/*
 * moved.h - where a message of a Maildir lies now: clients move it from new/ to cur/ and write flags behind its name.
 */
#ifndef MOVED_H
#define MOVED_H

#include "base.h"

/* The path itself where that file is there; else of a file of new/ or cur/ that bears the same name, but for what stands behind ":".
   Absent: it is gone. */
struct str moved_path(struct str path, struct arena *arena);

#endif
