/*
 * mailreader.h - a thread of its own reads mail ahead: messages found, taken apart, understood.
 * In: a stream of content, or a folder. Out: batches of arrivals, in order.
 */
#ifndef MAILREADER_H
#define MAILREADER_H

#include "ingest/mail/arrival.h"
#include "ingest/source/folder.h"
#include "ingest/source/source.h"

enum { MAILBATCH_MAX = 256, MAILBATCH_FILES = 256 };

/* A file of a folder that is not one message. */
struct mailbatch_file {
	struct str name;
	int error;              /* errno; ENOENT: gone, or being written to; 0: it can be read, and is something else */
};

struct mailbatch {
	struct arena *arena;
	struct arrival arrivals[MAILBATCH_MAX];
	struct mailbatch_file files[MAILBATCH_FILES];
	size_t count, file_count;
	uint64_t known;                 /* files of a folder that were read before, and not opened */
	struct source_mark mark;        /* of a stream, behind the last of them */
	bool last;                      /* nothing more, or not now */
	bool left;                      /* mbox_left */
};

struct mailreader;
/* Starts the thread. bounces, which is not safe for two, is its until mailreader_close. */
struct mailreader *mailreader_open_stream(struct source *source, struct bounces *bounces);
/* The messages of a folder, one a file; takes the folder over. What the database at store_path knows as read is passed over. */
struct mailreader *mailreader_open_folder(struct folder *folder, const char *store_path, struct bounces *bounces, const volatile sig_atomic_t *stop);
/* Ends it, wherever it is. */
void mailreader_close(struct mailreader *reader);
/* The next batch, borrowed until the next call; called again behind the last, it looks whether a stream has more by now. */
struct mailbatch *mailreader_next(struct mailreader *reader);

#endif
