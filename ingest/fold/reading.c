/*
 * reading.c - one source, batch by batch, into rows, which are committed together with the position behind their lines.
 */
#include "ingest/fold/reading.h"
#include "ingest/fold/overlap.h"
#include "ingest/fold/tally.h"
#include "ingest/fold/thread.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
	COMMIT_LINES = 128 * 1024,      /* between commits, */
	COMMIT_LATE = 2 * 1024,         /* and how many more are waited for a moment at which nothing is told by halves */
	WAIT_US = 250 * 1000,           /* for the rest of a log that is being written, */
	WAITS_MAX = 4,                  /* so often, */
	FOLLOW_MS = 1000                /* and in any case so long where it is followed */
};

struct reading {
	const struct reading_options *with;
	struct source *source;
	struct reader *reader;
	struct thread *thread;
	struct tally *tally;
	struct overlap *overlap;
	uint64_t uncommitted;
	unsigned waited;
	struct source_mark mark;
	int64_t began;                  /* by clock_ms */
	struct progress progress;
};

static void
commit(struct reading *reading, bool ended)
{
	thread_store(reading->thread);
	rows_flush(reading->with->rows);
	source_commit(reading->source, &reading->mark, ended);
	tally_store(reading->tally);
	store_commit(reading->with->store);
	if (!ended)
		settler_wake(reading->with->settler);
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
	thread_settle(reading->thread);
	tally_batch(reading->tally, batch);
	reading->mark = batch->mark;
	reading->uncommitted += batch->lines;
}

static bool
time_to_commit(const struct reading *reading, const struct batch *batch)
{
	return (batch->pause ? reading->uncommitted > 0 : reading->uncommitted >= COMMIT_LINES) &&
	    (thread_settled(reading->thread) || reading->uncommitted >= COMMIT_LINES + COMMIT_LATE);
}

/* A log that is being written may break off between two lines that belong together; and who follows it need not look at every line alone. */
static bool
worth_waiting(struct reading *reading)
{
	bool follow = reading->with->follow && clock_ms() - reading->began < FOLLOW_MS;
	if (*reading->with->stop || reading->waited >= WAITS_MAX || source_is_whole(reading->source) || (thread_settled(reading->thread) && !follow))
		return false;
	reading->waited++;
	usleep(WAIT_US);
	return true;
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
		if (reading->with->progress)
			progress_show(&reading->progress, tally_totals(reading->tally)->lines, source_share(reading->source));
		if (batch->last && !worth_waiting(reading))
			return true;
		if (time_to_commit(reading, batch)) {
			commit(reading, false);
			store_begin(reading->with->store);
		}
	}
}

/* UTC seconds as a date of the program's zone. */
static void
date_of(int64_t at, char text[40])
{
	struct tm tm;
	time_t time = (time_t)at;
	text[0] = '\0';
	if (at != NO_NUMBER && localtime_r(&time, &tm) != NULL)
		strftime(text, 40, "%Y-%m-%d %H:%M", &tm);
}

static void
report_source(const struct reading *reading)
{
	const struct tally_totals *totals = tally_totals(reading->tally);
	uint64_t lines = totals->lines - totals->skipped;
	unsigned years = reader_overruns(reading->reader);
	char from[40], to[40];
	date_of(totals->first_at, from);
	date_of(totals->last_at, to);
	say("%-24s %16s %2s %16s %12" PRIu64 " %-5s %7.1f s", source_name(reading->source), from, from[0] == '\0' ? "" : "to", to, lines, lines == 1 ? "line" : "lines",
	    (double)(clock_ms() - reading->began) / 1e3);
	if (totals->skipped > 0)
		say("%-24s %" PRIu64 " journal entries were read before", "", totals->skipped);
	if (years > 0)
		warn("%s: its stamps have no year, and it goes over %u New Years more than there is time for: give the first one's with --year",
		    source_name(reading->source), years);
}

/* A file of which nothing was understood is not a mail log: it leaves no row, and is said. */
static bool
is_log(const struct reading *reading)
{
	const struct tally_totals *totals = tally_totals(reading->tally);
	const char *name = source_name(reading->source);
	if (totals->understood > 0 || totals->lines == totals->skipped + totals->passed || source_state(reading->source) != SOURCE_NEW)
		return true;
	if (totals->timeless > totals->lines / 2)
		warn("%s: its lines carry no time (journalctl -o cat?); give them as: journalctl -o export | unjoe ingest -", name);
	else
		warn("%s: nothing in it is a line of a mail log that unjoe knows; the first line%s%s%s is: %s", name,
		    totals->first_program[0] == '\0' ? "" : ", of ", totals->first_program, totals->first_program[0] == '\0' ? "" : ",", totals->first_line);
	return false;
}

struct reading_outcome
reading_run(const struct reading_options *with, struct source *source)
{
	int64_t id = source_id(source);
	struct journals *journals = journals_open(with->store);
	struct reading reading = {
		.with = with, .source = source, .began = clock_ms(),
		.reader = reader_open(source, with->grammar, with->syslog, journals), .thread = thread_open(with->rows, id),
		.tally = tally_open(with->store, with->rows, id), .overlap = overlap_open(with->store, with->rows, id),
	};
	progress_begin(&reading.progress, "lines");
	store_begin(with->store);
	bool whole = read_all(&reading), log = is_log(&reading);
	progress_end(&reading.progress);
	if (log && (whole || tally_totals(reading.tally)->lines > 0)) {
		thread_end(reading.thread);
		commit(&reading, whole);
		report_source(&reading);
	} else {
		store_rollback(with->store);
		rows_forget(with->rows);
	}
	if (source_error(source) != NULL)
		warn("%s", source_error(source));
	const struct reading_outcome outcome = {
		.failed = !log || !whole || source_error(source) != NULL,
		.lines = tally_totals(reading.tally)->lines, .unread = tally_totals(reading.tally)->unread,
	};
	reader_close(reading.reader);
	journals_close(journals);
	thread_close(reading.thread);
	tally_close(reading.tally);
	overlap_close(reading.overlap);
	return outcome;
}
