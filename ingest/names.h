/*
 * names.h - what a user names, as paths of files: folders opened, globs matched.
 * In: a file, a folder, a glob, "-". Out: paths of what can be read, in order; warnings of what cannot.
 */
#ifndef NAMES_H
#define NAMES_H

#include "base.h"

struct names {
	char **paths;
	size_t count, room;
	bool quiet;             /* no warnings */
	unsigned failed;        /* warned of */
};

/* False, with a warning printed, where nothing, or not all, can be read. Names of files that are named twice are there twice. */
bool names_add(struct names *names, const char *name);
void names_clear(struct names *names);
/* The regular files of a folder, sorted, with those of its folders where deep is set. */
bool names_add_folder(struct names *names, const char *folder, bool deep);
/* Says what, where, why and what to do of a file that cannot be read, and counts it. */
void names_fail(struct names *names, const char *path, int error);

#endif
