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

struct sources;
struct source;

/* The list of what to read. */
struct sources *sources_open(struct store *store);
void sources_close(struct sources *sources);
/* A file, a folder (its files, not hidden, one level and below), a glob that the shell left alone, or "-".
   False, with a warning printed, where it cannot be read; the others still are. */
bool sources_add(struct sources *sources, const char *name);
/* Puts them in order of their first time stamp, as told by first_at for the head of each content (INT64_MIN: unknown, keeps its place at the end). */
void sources_sort(struct sources *sources, int64_t (*first_at)(void *context, struct str head, const char *name, int64_t modified), void *context);
/* The next one, opened and positioned behind what was read of it before; NULL at the end. Borrowed, until the next call. */
struct source *sources_next(struct sources *sources);

enum source_state { SOURCE_NEW, SOURCE_GROWN, SOURCE_UNCHANGED };

enum source_state source_state(const struct source *source);    /* SOURCE_UNCHANGED: nothing to read */
int64_t source_id(const struct source *source);         /* its row; made at the first source_commit, but known before */
const char *source_name(const struct source *source);
int64_t source_modified(const struct source *source);   /* mtime, or now for standard input; UTC seconds */
int64_t source_size(const struct source *source);       /* bytes of the file on disk, -1 unknown: for the progress */
int64_t source_consumed(const struct source *source);   /* bytes of the file on disk that were read */
bool source_is_pipe(const struct source *source);

/* The next bytes of content, 0 at the end. An archive that breaks off gives what it has; source_error then says why. */
size_t source_read(struct source *source, char *buffer, size_t size);
const char *source_error(const struct source *source);  /* NULL: none so far */

/* Where the reader stands: position of content up to which whole lines were taken, with the hashes that prove it. */
struct source_mark {
	uint64_t position;
	uint64_t tail_hash;
	uint64_t blocks;        /* how many full MiB lie before position */
};
uint64_t source_position(const struct source *source);  /* where source_read goes on at first */
/* Tells that content up to here was taken, in order and without holes; fills the mark of that place. */
void source_take(struct source *source, struct str bytes, struct source_mark *mark);
/* Within a transaction: writes the row (position, hashes); at the end of the file also what it looks like on disk. */
void source_commit(struct source *source, const struct source_mark *mark, bool ended);

#endif
