/*
 * names.h - what a user names, as paths of files: folders opened, globs matched.
 * In: a file, a folder, a glob, "-". Out: paths of files and of folders that can be read, in order; warnings of what cannot.
 */
#ifndef NAMES_H
#define NAMES_H

#include "base.h"

struct names {
	char **paths;
	size_t count, room;
	size_t named;           /* the first of them; those behind were found in folders */
	char **folders;         /* the folders named, and those in them; a Maildir is one */
	size_t folder_count, folder_room;
	bool quiet;             /* no warnings */
	unsigned failed;        /* warned of */
};

/* False, with a warning printed, where nothing, or not all, can be read. Names of files that are named twice are there twice. */
bool names_add(struct names *names, const char *name);
void names_clear(struct names *names);
/* One file, found in a folder, when all is named. */
bool names_add_file(struct names *names, const char *path);
/* Those came as they lie there: sorts them. */
void names_sort_found(struct names *names);
/* The regular files of a folder, sorted. */
bool names_add_files(struct names *names, const char *folder);
/* Says what, where, why and what to do of a file that cannot be read, and counts it. */
void names_fail(struct names *names, const char *path, int error);
void names_warn(struct names *names, const char *path, const char *why);        /* the same of what is in it */

#endif
