/*
 * reader.h - a thread of its own reads a stream ahead of the fold: lines, headers, rules.
 * In: an opened source. Out: batches of records, in order, each with the place behind it at which a commit loses and doubles nothing.
 */
#ifndef READER_H
#define READER_H

#include "ingest/fold/silence.h"
#include "ingest/rule/grammar.h"
#include "ingest/source/journals.h"
#include "ingest/source/source.h"
#include "ingest/syslog/syslog.h"

enum { BATCH_RECORDS = 1024, BATCH_HOSTS = 32 };

/* What a batch holds of one host's log, mail or not. */
struct batch_host {
	struct str name;
	int64_t first_at, last_at;
	uint64_t lines;
	struct silence silence;         /* between its lines */
};

struct batch {
	struct arena *arena;
	struct record records[BATCH_RECORDS];   /* rule NULL: unread; kind RECORD_NOTHING does not come here */
	struct batch_host hosts[BATCH_HOSTS];
	size_t count, host_count;
	uint64_t lines, understood, timeless, skipped;  /* skipped: journal entries that were read before */
	uint64_t passed;        /* empty lines, and what journalctl adds: they tell nothing, not even what they stand in */
	struct str journal;                     /* the journal's s=, absent for other streams, and the range of its i= in here */
	uint64_t journal_first, journal_last;
	struct source_mark mark;
	bool last;                              /* nothing more for now */
	bool pause;                             /* a pipe has nothing at the moment: a good time to commit */
};

struct reader;
/* Starts the thread. journals and grammar are only read; entries that the journals have are passed over. */
struct reader *reader_open(struct source *source, struct grammar *grammar, const struct syslog_options *options, const struct journals *journals);
/* Ends it, wherever it is. */
void reader_close(struct reader *reader);

/* The next batch, borrowed until the next call; the last one has last set. In follow mode the next call then waits for more. */
struct batch *reader_next(struct reader *reader);
/* Behind the last batch: syslog_overruns of the stream. */
unsigned reader_overruns(const struct reader *reader);

#endif
