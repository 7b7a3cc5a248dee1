/*
 * reading.h - one source is read to its end: reader, fold, tally and overlap work together here.
 * In: an opened source. Out: committed rows, a line on standard error about what was read, and what was wrong with it.
 */
#ifndef READING_H
#define READING_H

#include <signal.h>

#include "ingest/fold/reader.h"
#include "ingest/rows.h"
#include "ingest/settler.h"

struct reading_options {
	struct store *store;
	struct rows *rows;
	struct grammar *grammar;
	const struct syslog_options *syslog;
	bool follow, progress;
	struct settler *settler;
	const volatile sig_atomic_t *stop;
};

struct reading_outcome {
	bool failed;            /* not a log, not read to its end, or broken; it has been said */
	uint64_t lines, unread;
};

/* Reads from where the last commit of this stream left off, and commits now and then. Not within a transaction; the source stays the caller's. */
struct reading_outcome reading_run(const struct reading_options *with, struct source *source);

#endif
