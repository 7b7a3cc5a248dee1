/*
 * source.h - one stream of content, of a file, an archive or standard input, and what of it is new.
 * In: content and the source table. Out: bytes from where the last commit left off. sources.h gives them one after another.
 *
 * A stream is known by its content: the hash of its head (up to 4 KiB) and of what was read (each MiB, and the rest up to
 * the position), under whatever name, compressed or piped. A file whose device, inode, size and mtime are as they were
 * when it was read to its end is not opened at all.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "base.h"

struct source;

/* SOURCE_UNCHANGED: nothing to read. It is known to its end, or a part of what is known, or empty (its id is then 0). */
enum source_state { SOURCE_NEW, SOURCE_GROWN, SOURCE_UNCHANGED };

enum source_state source_state(const struct source *source);
int64_t source_id(const struct source *source);         /* its row; made at the first source_commit, but known before */
const char *source_name(const struct source *source);   /* of a file in an archive "mail.tar.gz:mail.log" */
int64_t source_modified(const struct source *source);   /* mtime, or now for standard input; UTC seconds */
double source_share(const struct source *source);       /* of the file on disk, that was read: 1 is all, -1 unknown; any thread may ask */
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
