/*
 * rulefolder.h - the .gram files of a folder of the file system: a site's own.
 * In: the folder. Out: their texts, in order of their names.
 */
#ifndef RULEFOLDER_H
#define RULEFOLDER_H

#include "base.h"

/* Hands each file to add, with path and text in the arena, until it answers a fault. Answers that, or what could not be read; else absent. */
struct str rulefolder_read(const char *folder, struct arena *arena,
    struct str (*add)(void *owner, const char *path, struct str text), void *owner);

#endif
