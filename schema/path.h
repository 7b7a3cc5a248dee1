/*
 * path.h - where a file lies: as people who stand here write it, and where a message of a Maildir lies now.
 */
#ifndef PATH_H
#define PATH_H

#include "base.h"

/* A path as it is seen from the current folder: without that, where it lies below it. Borrowed from path. */
struct str path_near(struct str path);

/* Clients move a message from new/ to cur/ and write flags behind its name: the path of a file of new/ or cur/ that bears the same name,
   but for what stands behind ":", in the arena. The path as it is where that file is there, where none is found, and of all other paths. */
struct str path_moved(struct str path, struct arena *arena);

#endif
