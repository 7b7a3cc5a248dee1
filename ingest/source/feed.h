/*
 * feed.h - the bytes of a file, a fifo or a pipe, as they stand on disk.
 * In: a file descriptor. Out: bytes, what the file looks like, and how far it was read.
 * Reading a pipe ends within a quarter of a second after the stop flag was set.
 */
#ifndef FEED_H
#define FEED_H

#include "base.h"

#include <signal.h>

enum { FEED_PEEK = 4096 };

/* What tells that a file is as it was, without opening it. All zero: nothing is known. */
struct look {
	int64_t device, inode, size, modified_ns;
};

struct look look_at(const char *path);                  /* - is standard input; of what is no regular file all zero */
struct look look_in(int folder, const char *name);      /* of a file in a folder; with errno 0 where it is no regular file */

struct feed;
/* Takes the descriptor over. A regular file that stands at its beginning is read as a file, anything else as a pipe. */
struct feed *feed_open(int descriptor, const volatile sig_atomic_t *stop);
void feed_close(struct feed *feed);

/* The first bytes, up to FEED_PEEK; they stay to be read. Of a pipe, what comes within two seconds of its first byte. */
struct str feed_peek(struct feed *feed);
/* The next bytes, 0 at the end; what a pipe has, without waiting for more. feed is a struct feed: the decoders take it as it is. */
size_t feed_read(void *feed, char *buffer, size_t size);
/* Whether there is something to read, the end included, and that of reading by the flag, within so many milliseconds. */
bool feed_ready(struct feed *feed, int milliseconds);
void feed_seek(struct feed *feed, uint64_t position);   /* not of a pipe */

bool feed_is_pipe(const struct feed *feed);             /* no regular file, or one that did not stand at its beginning */
bool feed_stopped(const struct feed *feed);             /* the flag is set: what it gives is not the end */
const char *feed_error(const struct feed *feed);        /* why reading failed, NULL if it did not */
uint64_t feed_consumed(const struct feed *feed);        /* bytes read; any thread may ask */
struct look feed_look(const struct feed *feed);         /* as it is now */

#endif
