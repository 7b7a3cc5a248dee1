/*
 * mailreading.h - one source of mail is read to its end: reader and rows work together here.
 * In: an opened stream, or a folder. Out: committed rows, a line on standard error about what came, and what was wrong with it.
 */
#ifndef MAILREADING_H
#define MAILREADING_H

#include <signal.h>

#include "ingest/bounce.h"
#include "ingest/rows.h"
#include "ingest/settler.h"
#include "ingest/source.h"

struct mailreading_options {
	struct store *store;
	struct rows *rows;
	struct bounces *bounces;
	struct settler *settler;
	bool follow, progress;
	const volatile sig_atomic_t *stop;
};

/* Each gives how many messages there were that were not known yet. False: something could not be read; it has been said. */
bool mailreading_stream(const struct mailreading_options *with, struct source *source, uint64_t *messages);
/* Files of a folder that are no message are added to sources, but not those of a Maildir. */
bool mailreading_folder(const struct mailreading_options *with, struct sources *sources, const char *path, uint64_t *messages);

#endif
