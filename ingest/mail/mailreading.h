/*
 * mailreading.h - one source of mail is read to its end: reader and rows work together here.
 * In: an mbox, a folder, or single messages out of one container. Out: committed rows, a line on standard error about what came, and what
 * was wrong with it.
 */
#ifndef MAILREADING_H
#define MAILREADING_H

#include <signal.h>

#include "ingest/mail/bounce.h"
#include "ingest/mail/mailrows.h"
#include "ingest/settler.h"
#include "ingest/source/sources.h"

struct mailreading_options {
	struct store *store;
	struct mailrows *rows;
	struct sources *sources;
	struct bounces *bounces;
	struct settler *settler;
	bool progress;
	const volatile sig_atomic_t *stop;
};

struct mailreading_outcome {
	bool failed;            /* something could not be read; it has been said */
	uint64_t messages;      /* that were not known yet */
};

/* A stream that holds a mailbox. */
struct mailreading_outcome mailreading_stream(const struct mailreading_options *with, struct source *source);
/* The messages of a folder, or, where names is not NULL, those of so many of its files. Files that are no message are added to the
   sources, but not those of a Maildir. */
struct mailreading_outcome mailreading_folder(const struct mailreading_options *with, const char *path, char **names, size_t count);

/* Streams of one message each that come one after another, as the files of an archive do, or one alone. */
struct mailreading;
struct mailreading *mailreading_open(const struct mailreading_options *with, const struct source *source);
/* False: it is of another container. */
bool mailreading_add(struct mailreading *reading, struct source *source);
struct mailreading_outcome mailreading_close(struct mailreading *reading);

#endif
