/*
 * sources.h - the list of what to read: files, archives, folders, globs and standard input, in order.
 * In: names and the source table. Out: the streams in them (source.h) one after another, and for --follow again and again.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include "ingest/source/source.h"
#include "schema/store.h"

#include <signal.h>

struct sources;

/* Whether there may be a log in what these names give: in all that is no Maildir. Nothing is read. */
bool sources_may_hold_log(char *const names[], int count);
/* The list of what to read. now, in UTC seconds, stands in read_at and is the time of standard input; 0: the clock. */
struct sources *sources_open(struct store *store, int64_t now);
/* Outside a transaction: names of files that changed while their content did not are written in one of its own. */
void sources_close(struct sources *sources);
/* A flag that a signal handler may set: reading then ends, as at the end but without taking it for one. */
void sources_stop(struct sources *sources, const volatile sig_atomic_t *stop);
/* A file, a folder, a glob that the shell left alone, or "-". False, with a warning printed, where it cannot be read; the others still are. */
bool sources_add(struct sources *sources, const char *name);
/* The folders that were added, one after another, with those in them that are not hidden (a Maildir stands for all that is in it); NULL at
   the end. Their files are nothing to sources_next, until one is added here. Asked for before sources_sort. */
const char *sources_folder(struct sources *sources);
bool sources_add_file(struct sources *sources, const char *path);
/* The number of a folder's row in source, which is made with sources_folder_commit. It holds messages of which each is known by itself. */
int64_t sources_folder_id(struct sources *sources, const char *path);
void sources_folder_commit(struct sources *sources, int64_t id, const char *path);
/* Says what, why and what to do of a file that cannot be read, and counts it. */
void sources_fail(struct sources *sources, const char *path, int error);
/* Behind sources_sort: those of the files that were named which are one message each, those of one folder together. The folder, and the names
   in it, borrowed until the next call; NULL: no more. They are nothing to sources_next. */
const char *sources_messages(struct sources *sources, char ***names, size_t *count);
/* Puts them in order of their first time stamp, as told by first_at for the head of each content (INT64_MIN: unknown, keeps its place at the end).
   An archive stands where its first file does, and its files are read as they lie in it. What is unchanged is not asked for. */
void sources_sort(struct sources *sources, int64_t (*first_at)(void *context, struct str head, const char *name, int64_t modified), void *context);
/* The next one, opened and positioned behind what was read of it before; NULL at the end. Borrowed, until the next call.
   What cannot be opened is warned of and passed over. */
struct source *sources_next(struct sources *sources);
/* What was warned of: names, files and archives that could not be read. Faults that source_error tells are not counted. */
unsigned sources_failed(const struct sources *sources);

/* For --follow, when sources_next has given all: waits until a file of the list that is neither packed nor a pipe has more, and gives it
   as sources_next would. A file that gave its name to another is read to its end before the other; one that was emptied begins anew.
   A fifo goes on with its next writer. NULL: a Maildir of the list has changed, whose path is then given (else NULL, and borrowed), or the
   stop flag is set, or there is nothing to wait for. */
struct source *sources_follow(struct sources *sources, const char **maildir);

#endif
