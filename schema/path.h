/*
 * path.h - where a file lies, as people who stand here write it.
 */
#ifndef PATH_H
#define PATH_H

#include "base.h"

/* A path as it is seen from the current folder: without that, where it lies below it. Borrowed from path. */
struct str path_near(struct str path);

#endif
