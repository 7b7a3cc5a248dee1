/*
 * ingest.c - the loop: each source in order of its first time stamp, batch by batch, into rows.
 * In: names. Out: rows, committed together with the position behind the lines that they came from.
 */
#include "ingest/ingest.h"
#include "ingest/join.h"
#include "ingest/overlap.h"
#include "ingest/reader.h"
#include "ingest/rows.h"
#include "ingest/tally.h"
#include "ingest/thread.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	COMMIT_LINES = 128 * 1024,      /* between commits, */
	COMMIT_LATE = 2 * 1024          /* and how many more are waited for a moment at which nothing is told by halves */
};

struct ingest {
	struct store *store;
	const struct ingest_options *options;
	struct rows *rows;
	struct grammar *grammar;
	struct sources *sources;
	struct journal_range *journals;
	struct join *join;
	char host[256];
	bool failed;
	uint64_t lines, unread;         /* of this run */
};

/* One source while it is read. */
struct reading {
	struct ingest *ingest;
	struct source *source;
	struct reader *reader;
	struct thread *thread;
	struct tally *tally;
	struct overlap *overlap;
	uint64_t uncommitted;
	struct source_mark mark;
	struct timespec began;
};

static struct syslog_options
syslog_options(const struct ingest *ingest, int64_t latest)
{
	return (struct syslog_options){
		.zone = ingest->options->zone, .year = ingest->options->year, .latest = latest, .host = ingest->host,
	};
}

static int64_t
first_at(void *context, struct str head, const char *name, int64_t modified)
{
	(void)name;
	struct syslog_options options = syslog_options(context, modified);
	return syslog_first(&options, head);
}

static void
load_journals(struct ingest *ingest)
{
	struct stmt *stmt = store_stmt(ingest->store, "ingest/journals.sql");
	while (stmt_step(stmt)) {
		struct journal_range *range = mem_new(sizeof *range);
		struct str id = stmt_str(stmt, 0);
		snprintf(range->id, sizeof range->id, "%.*s", (int)id.n, id.p);
		range->first = (uint64_t)stmt_int(stmt, 1);
		range->last = (uint64_t)stmt_int(stmt, 2);
		range->next = ingest->journals;
		ingest->journals = range;
	}
	stmt_reset(stmt);
}

static void
free_journals(struct ingest *ingest)
{
	for (struct journal_range *range = ingest->journals, *next; range != NULL; range = next) {
		next = range->next;
		free(range);
	}
	ingest->journals = NULL;
}

/* --- one source ------------------------------------------------------------------------------------------------ */

static void
commit(struct reading *reading, bool ended)
{
	thread_store(reading->thread);
	source_commit(reading->source, &reading->mark, ended);
	tally_store(reading->tally);
	store_commit(reading->ingest->store);
	store_begin(reading->ingest->store);
	reading->uncommitted = 0;
}

static void
fold(struct reading *reading, const struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct record *record = &batch->records[i];
		for (uint32_t n = record->repeat == 0 ? 1 : record->repeat; record->rule != NULL && n > 0; n--)
			thread_add(reading->thread, record);
	}
	tally_batch(reading->tally, batch);
	reading->mark = batch->mark;
	reading->uncommitted += batch->lines;
}

static bool
time_to_commit(const struct reading *reading)
{
	return reading->uncommitted >= COMMIT_LINES &&
	    (thread_settled(reading->thread) || reading->uncommitted >= COMMIT_LINES + COMMIT_LATE);
}

/* Reads to the end. False: the stream tells what another one has told, from here on. */
static bool
read_all(struct reading *reading)
{
	const char *other;
	for (;;) {
		struct batch *batch = reader_next(reading->reader);
		if (overlap_finds(reading->overlap, batch, &other)) {
			warn("%s: holds the same events as %s, which was read before; not read from here on. Give only one of the two.",
			    source_name(reading->source), other);
			return false;
		}
		fold(reading, batch);
		if (batch->last)
			return true;
		if (time_to_commit(reading))
			commit(reading, false);
	}
}

static void
report_source(const struct reading *reading)
{
	const struct tally_totals *totals = tally_totals(reading->tally);
	struct timespec now;
	char from[40] = "", to[40] = "";
	struct tm tm;
	clock_gettime(CLOCK_MONOTONIC, &now);
	double seconds = (double)(now.tv_sec - reading->began.tv_sec) + (double)(now.tv_nsec - reading->began.tv_nsec) / 1e9;
	if (totals->first_at != NO_NUMBER) {
		strftime(from, sizeof from, "%Y-%m-%d %H:%M", localtime_r(&(time_t){ totals->first_at }, &tm));
		strftime(to, sizeof to, "%Y-%m-%d %H:%M", localtime_r(&(time_t){ totals->last_at }, &tm));
	}
	fprintf(stderr, "%-24s %16s to %16s %12" PRIu64 " lines %7.1f s\n", source_name(reading->source), from, to,
	    totals->lines - totals->skipped, seconds);
	if (totals->skipped > 0)
		fprintf(stderr, "%-24s %" PRIu64 " journal entries were read before\n", "", totals->skipped);
}

/* A file of which nothing was understood is not a mail log: it leaves no row, and is said. */
static bool
is_log(const struct reading *reading)
{
	const struct tally_totals *totals = tally_totals(reading->tally);
	const char *name = source_name(reading->source);
	if (totals->understood > 0 || totals->lines == totals->skipped)
		return true;
	if (totals->timeless > totals->lines / 2)
		warn("%s: its lines carry no time (journalctl -o cat?); give them as: journalctl -o export | unjoe ingest -", name);
	else
		warn("%s: nothing in it is a line of a mail log that unjoe knows; the first line is: %s", name, totals->first_line);
	return false;
}

static void
add_seams(struct reading *reading)
{
	struct stmt *stmt = store_stmt(reading->ingest->store, "ingest/source_hosts.sql");
	const struct tally_totals *totals = tally_totals(reading->tally);
	stmt_bind_int(stmt, 1, source_id(reading->source));
	while (totals->first_at != NO_NUMBER && stmt_step(stmt))
		join_seam(reading->ingest->join, stmt_int(stmt, 0), totals->first_at, totals->last_at);
	stmt_reset(stmt);
}

static void
ingest_source(struct ingest *ingest, struct source *source)
{
	struct reading reading = { .ingest = ingest, .source = source };
	struct syslog_options options = syslog_options(ingest, source_modified(source));
	clock_gettime(CLOCK_MONOTONIC, &reading.began);
	reading.reader = reader_open(source, ingest->grammar, &options, ingest->journals);
	reading.thread = thread_open(ingest->rows, source_id(source));
	reading.tally = tally_open(ingest->store, ingest->rows, source_id(source));
	reading.overlap = overlap_open(ingest->store, ingest->rows, source_id(source));
	bool whole = read_all(&reading);
	if (is_log(&reading)) {
		thread_end(reading.thread);
		commit(&reading, whole);
		add_seams(&reading);
		report_source(&reading);
	} else {
		store_rollback(ingest->store);
		rows_forget(ingest->rows);
		store_begin(ingest->store);
		ingest->failed = true;
	}
	if (source_error(source) != NULL)
		warn("%s", source_error(source));
	ingest->failed = ingest->failed || !whole || source_error(source) != NULL;
	ingest->lines += tally_totals(reading.tally)->lines;
	ingest->unread += tally_totals(reading.tally)->unread;
	reader_close(reading.reader);
	thread_close(reading.thread);
	tally_close(reading.tally);
	overlap_close(reading.overlap);
}

/* --- the run --------------------------------------------------------------------------------------------------- */

static void
ingest_all(struct ingest *ingest)
{
	struct source *source;
	int64_t first_part = rows_next_part(ingest->rows);
	store_begin(ingest->store);
	while ((source = sources_next(ingest->sources)) != NULL) {
		if (source_state(source) == SOURCE_UNCHANGED) {
			fprintf(stderr, "%-24s already read\n", source_name(source));
			continue;
		}
		load_journals(ingest);
		ingest_source(ingest, source);
		free_journals(ingest);
	}
	store_run(ingest->store, "ingest/index.sql");
	join_run(ingest->join, first_part);
	store_run(ingest->store, "ingest/daily.sql");
	store_commit(ingest->store);
	store_run(ingest->store, "schema/checkpoint.sql");
}

bool
ingest_run(struct store *store, const struct ingest_options *options, char **names, int count)
{
	struct ingest ingest = { .store = store, .options = options };
	int64_t pid;
	if (!store_lock(store, &pid))
		die("%s: another ingest is at work on it (process %" PRId64 "); try again when it is done", store_path(store), pid);
	if (options->host != NULL)
		snprintf(ingest.host, sizeof ingest.host, "%s", options->host);
	else if (gethostname(ingest.host, sizeof ingest.host - 1) != 0)
		snprintf(ingest.host, sizeof ingest.host, "localhost");
	ingest.grammar = grammar_open("ingest/log/", options->rules);
	ingest.rows = rows_open(store);
	ingest.join = join_open(store);
	ingest.sources = sources_open(store);
	for (int i = 0; i < count; i++)
		ingest.failed |= !sources_add(ingest.sources, names[i]);
	sources_sort(ingest.sources, first_at, &ingest);
	ingest_all(&ingest);
	fprintf(stderr, "%" PRIu64 " lines, %" PRIu64 " not understood. Database: %s\n", ingest.lines, ingest.unread, store_path(store));
	sources_close(ingest.sources);
	join_close(ingest.join);
	rows_close(ingest.rows);
	grammar_close(ingest.grammar);
	return !ingest.failed;
}
