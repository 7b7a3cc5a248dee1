/*
 * folder.h - the files of one folder, or of a Maildir, one after another, without a list of them in memory.
 * In: the path of a folder. Out: open files. A Maildir is a folder with cur/ and new/ in it: then the files of these are given, and
 * those of the folders in it (Maildir++: .Name/), and no others.
 * new/ comes first: a file that is moved to cur/ meanwhile is then met once more, and not missed.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "ingest/source/feed.h"

struct folder_file {
	const char *name;       /* in the folder, "cur/1700000000.M1P2.mx:2,S"; borrowed until the next folder_next */
	struct look look;
	int error;              /* errno of what cannot be looked at; 0: it can */
};

bool folder_holds_maildir(const char *path);            /* whether such a folder is one */
bool folder_wants(const char *name);                    /* whether a file or folder of that name is looked at: not what is hidden or left over */

struct folder;
/* NULL, with errno, where the folder cannot be read. */
struct folder *folder_open(const char *path);
/* Only these files of it, which are borrowed. */
struct folder *folder_open_files(const char *path, char **names, size_t count);
void folder_close(struct folder *folder);
bool folder_is_maildir(const struct folder *folder);
/* The next regular file that is not hidden; a folder in the Maildir that cannot be read is given as a file that cannot. */
bool folder_next(struct folder *folder, struct folder_file *file);
/* Opens it for reading; the caller closes it. -1, with errno, where that fails. */
int folder_file_open(const struct folder *folder, const struct folder_file *file);

#endif
