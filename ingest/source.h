/*
 * source.h - streams of content: files, archives, folders, globs and standard input; what of them is new.
 * In: names and the source table. Out: bytes from where the last commit left off. The only room that includes libarchive.
 *
 * A stream is known by its content: the hash of its head (up to 4 KiB) and of what was read (each MiB, and the rest up to
 * the position), under whatever name, compressed or piped. A file whose device, inode, size and mtime are as they were
 * when it was read to its end is not opened at all.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "schema/store.h"

#include <signal.h>

struct sources;
struct source;

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
/* The whole stream of a row from its first byte, wherever it lies now: under its name, or found again by its head among the files beside it.
   NULL: it is gone. Borrowed as above, only to be read; the store may be read-only. */
struct source *sources_recall(struct sources *sources, int64_t id);

/* SOURCE_UNCHANGED: nothing to read. It is known to its end, or a part of what is known, or empty (its id is then 0). */
enum source_state { SOURCE_NEW, SOURCE_GROWN, SOURCE_UNCHANGED };

enum source_state source_state(const struct source *source);
int64_t source_id(const struct source *source);         /* its row; made at the first source_commit, but known before */
const char *source_name(const struct source *source);   /* of a file in an archive "mail.tar.gz:mail.log" */
int64_t source_modified(const struct source *source);   /* mtime, or now for standard input; UTC seconds */
int64_t source_size(const struct source *source);       /* bytes of the file on disk, -1 unknown: for the progress */
int64_t source_consumed(const struct source *source);   /* bytes of the file on disk that were read; any thread may ask */
double source_share(const struct source *source);       /* of them, that were read: 1 is all, -1 unknown; any thread may ask */
bool source_is_pipe(const struct source *source);
struct str source_head(const struct source *source);    /* the first bytes of the content, up to 4 KiB, wherever reading began */

/* A stream of one message has no row of its own, since the message is known by itself: its row is that of what holds it (an archive, a
   compressed file, standard input), where no position is kept. NULL for other streams. */
const char *source_container(const struct source *source);
const char *source_member(const struct source *source); /* its name in an archive; NULL: it is no archive */

/* The next bytes of content, 0 at the end. An archive that breaks off gives what it has; source_error then says why. */
size_t source_read(struct source *source, char *buffer, size_t size);
/* "mail.log.2.gz: truncated gzip data after 1234 bytes of content"; NULL: none so far. An unchanged source may have one at once. */
const char *source_error(const struct source *source);
/* False where a pipe has nothing for so many milliseconds; what is packed always says true. */
bool source_ready(struct source *source, int milliseconds);
/* At the end: whether a last line without newline is all that there will be of it. Not so of a file that was written to within the
   last two seconds, or of what broke off. */
bool source_is_whole(const struct source *source);

/* Where the reader stands: position of content up to which whole lines were taken, with the hashes that prove it. */
struct source_mark {
	uint64_t position;
	uint64_t tail_hash;
	uint64_t blocks;        /* how many full MiB lie before position */
};
uint64_t source_position(const struct source *source);  /* where source_read goes on at first */
/* Tells that content up to here was taken, in order and without holes; fills the mark of that place. */
void source_take(struct source *source, struct str bytes, struct source_mark *mark);
/* Within a transaction: writes the row (position, hashes); ended, when reading met the end, also what it looks like on disk.
   May be called while another thread reads and takes, but not with ended. Of what is unchanged it writes nothing. */
void source_commit(struct source *source, const struct source_mark *mark, bool ended);

#endif
