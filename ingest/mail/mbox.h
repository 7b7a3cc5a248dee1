/*
 * mbox.h - the messages in a stream of content: an mbox, or one message alone.
 * In: a source. Out: one message after another, and the mark behind it. RFC 4155, and what mboxo, mboxrd and mboxcl make of it.
 *
 * Where a message ends: before the next line that begins one (mailform.h); or, where its Content-Length leads exactly to such a
 * line or to the end, there. Quoted lines (">From ", ">>From ") stay as they are, see mbox_unquote. A stream that does not begin
 * with "From " is one message.
 */
#ifndef MBOX_H
#define MBOX_H

#include "ingest/source/source.h"

struct mbox_message {
	struct str text;        /* with its "From " line, without the empty line that ends it; borrowed until the next mbox_next, which may
	                           write to it. Of more than MESSAGE_BYTES_MAX bytes the first so many */
	uint64_t position;      /* of its first byte in the content */
	bool quoted;            /* it is of an mbox: mbox_unquote */
};

struct mbox;
/* Begins where source_position is. The source must outlive it. */
struct mbox *mbox_open(struct source *source);
void mbox_close(struct mbox *mbox);
/* False: no more now. A last message of a stream of which source_is_whole does not hold is left for the next time. */
bool mbox_next(struct mbox *mbox, struct mbox_message *message);
/* Whether it was, when mbox_next last said so: a moment later the stream may be whole. */
bool mbox_left(const struct mbox *mbox);
/* The place behind the last message handed out: a commit there loses and doubles nothing. */
void mbox_mark(const struct mbox *mbox, struct source_mark *mark);

/* Takes one ">" off each line that quoting gave one. Works in place, and returns what is left of text. */
struct str mbox_unquote(char *text, size_t n);

#endif
