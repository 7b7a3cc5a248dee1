/*
 * content.h - what a file holds once it is unpacked: one stream of content, or those of an archive one after another.
 * In: a file descriptor. Out: bytes. What a file is, its first bytes tell, never its name.
 */
#ifndef CONTENT_H
#define CONTENT_H

#include "ingest/source/feed.h"

struct content;
/* Takes the descriptor over. */
struct content *content_open(int descriptor, const volatile sig_atomic_t *stop);
void content_close(struct content *content);

/* Goes to the next stream, at first to the first; false: no more, or content_error. */
bool content_next(struct content *content);
/* Asked at the end of a stream: whether none follows, and none before it was spoilt. */
bool content_last(struct content *content);
void content_spoil(struct content *content);            /* the stream was not taken to its end: the file has to be read again */
/* The stream's first bytes, up to FEED_PEEK; they stay to be read. */
struct str content_head(struct content *content);
/* What such a head belongs to is compressed or an archive in its turn. That is not followed. */
bool content_is_nested(const struct content *content, struct str head);
size_t content_read(struct content *content, char *buffer, size_t size);        /* 0 at the end */
const char *content_error(const struct content *content);       /* why it broke off; NULL: it did not */
bool content_ended(const struct content *content);      /* the last read met the end of what is whole */

bool content_is_plain(const struct content *content);   /* a file that is neither packed nor a pipe: content_seek and content_look go */
const char *content_member(const struct content *content);      /* the stream's name in an archive; NULL: it is none */
bool content_is_pipe(const struct content *content);
bool content_ready(struct content *content, int milliseconds);
void content_seek(struct content *content, uint64_t position);
struct look content_look(const struct content *content);        /* of the file, all zero of a pipe */
char *content_name(const struct content *content, const char *path);    /* path, or path:file of an archive; the caller frees it */
int64_t content_modified(const struct content *content);        /* UTC seconds; 0: not known */
uint64_t content_consumed(const struct content *content);       /* bytes of the file read; any thread may ask */

#endif
