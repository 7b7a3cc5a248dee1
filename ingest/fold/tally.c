/*
 * tally.c - counts lines by host and by shape.
 */
#include "ingest/fold/tally.h"
#include "ingest/hash.h"
#include "ingest/table.h"

#include <stdlib.h>
#include <string.h>

struct tally_host {
	UT_hash_handle hh;
	int64_t word, first_at, last_at;
	uint64_t lines;                 /* since the last store */
	struct silence silence;
};

enum { DAYS_KNOWN = 256 };      /* of a host's programs that no rule reads, that need no look again */

struct tally {
	struct store *store;
	struct rows *rows;
	int64_t source;
	struct tally_host *hosts;
	struct tally_totals totals, stored;
	char journal[40];
	uint64_t journal_first, journal_last;
	uint64_t days[DAYS_KNOWN];      /* hashes, each at its place */
};

struct tally *
tally_open(struct store *store, struct rows *rows, int64_t source)
{
	struct tally *tally = mem_new(sizeof *tally);
	tally->store = store;
	tally->rows = rows;
	tally->source = source;
	tally->totals.first_at = tally->totals.last_at = NO_NUMBER;
	return tally;
}

void
tally_close(struct tally *tally)
{
	struct tally_host *host, *next;
	if (tally == NULL)
		return;
	HASH_ITER(hh, tally->hosts, host, next) {
		HASH_DEL(tally->hosts, host);
		free(host);
	}
	free(tally);
}

/* Up to where the source was read for this host by an earlier run; NO_NUMBER: not at all. */
static int64_t
last_read(const struct tally *tally, int64_t host)
{
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/source_host_last.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), tally->source);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), host);
	int64_t at = stmt_step(stmt) ? stmt_int(stmt, 0) : NO_NUMBER;
	stmt_reset(stmt);
	return at;
}

static void
add_host(struct tally *tally, const struct batch_host *seen)
{
	int64_t word = rows_word(tally->rows, seen->name);
	struct tally_host *host;
	HASH_FIND(hh, tally->hosts, &word, sizeof word, host);
	if (host == NULL) {
		host = mem_new(sizeof *host);
		host->word = word;
		host->first_at = seen->first_at;
		host->last_at = seen->first_at;
		int64_t before = last_read(tally, word);
		if (before != NO_NUMBER && before < seen->first_at)
			silence_note(&host->silence, before, seen->first_at);
		HASH_ADD(hh, tally->hosts, word, sizeof host->word, host);
	}
	if (seen->first_at > host->last_at)
		silence_note(&host->silence, host->last_at, seen->first_at);
	silence_merge(&host->silence, &seen->silence);
	if (seen->first_at < host->first_at)
		host->first_at = seen->first_at;
	if (seen->last_at > host->last_at)
		host->last_at = seen->last_at;
	host->lines += seen->lines;
	if (tally->totals.first_at == NO_NUMBER || host->first_at < tally->totals.first_at)
		tally->totals.first_at = host->first_at;
	if (tally->totals.last_at == NO_NUMBER || host->last_at > tally->totals.last_at)
		tally->totals.last_at = host->last_at;
}

/* Alike lines are one row. When there are too many shapes, those of a program are one. */
static void
add_unread(struct tally *tally, const struct record *record, bool known)
{
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/unread.sql");
	struct str sample = record->text;
	if (sample.n > SAMPLE_MAX)
		sample.n = SAMPLE_MAX;
	stmt_bind_int(stmt, stmt_param(stmt, "known"), known);
	stmt_bind_str(stmt, stmt_param(stmt, "program"), record->program.p == NULL ? STR("") : record->program);
	if (record->at != 0)
		stmt_bind_int(stmt, stmt_param(stmt, "at"), record->at);
	else
		stmt_bind_null(stmt, stmt_param(stmt, "at"));
	stmt_bind_str(stmt, stmt_param(stmt, "sample"), sample);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), tally->source);
	stmt_bind_int(stmt, stmt_param(stmt, "position"), (int64_t)record->position);
	stmt_bind_int(stmt, stmt_param(stmt, "limit"), SHAPES_MAX);
	stmt_do(stmt);
}

/* A mail server whose log is not read may have sent mail on that day. */
static void
add_unread_day(struct tally *tally, const struct record *record)
{
	int64_t host = rows_word(tally->rows, record->host), day = record->at / 86400;
	const int64_t key[] = { host, day, (int64_t)hash_of(record->program) };
	uint64_t hash = hash_of((struct str){ (const char *)key, sizeof key });
	if (host == NO_NUMBER || tally->days[hash % DAYS_KNOWN] == hash)
		return;
	tally->days[hash % DAYS_KNOWN] = hash;
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/unread_day.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "day"), day);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), host);
	stmt_bind_str(stmt, stmt_param(stmt, "program"), record->program);
	stmt_do(stmt);
}

static void
add_journal(struct tally *tally, const struct batch *batch)
{
	if (batch->journal.p == NULL || batch->journal.n >= sizeof tally->journal)
		return;
	if (!str_is(batch->journal, tally->journal)) {
		memcpy(tally->journal, batch->journal.p, batch->journal.n);
		tally->journal[batch->journal.n] = '\0';
		tally->journal_first = batch->journal_first;
		tally->journal_last = batch->journal_last;
	}
	if (batch->journal_first < tally->journal_first)
		tally->journal_first = batch->journal_first;
	if (batch->journal_last > tally->journal_last)
		tally->journal_last = batch->journal_last;
}

static void
copy_start(struct str text, char *to, size_t size)
{
	size_t n = text.n < size ? text.n : size - 1;
	if (n > 0)
		memcpy(to, text.p, n);
	to[n] = '\0';
}

static void
note_first_line(struct tally *tally, const struct record *record)
{
	if (tally->totals.first_line[0] != '\0')
		return;
	copy_start(record->text, tally->totals.first_line, sizeof tally->totals.first_line);
	copy_start(record->program, tally->totals.first_program, sizeof tally->totals.first_program);
}

void
tally_batch(struct tally *tally, const struct batch *batch)
{
	for (size_t i = 0; i < batch->host_count; i++)
		add_host(tally, &batch->hosts[i]);
	for (size_t i = 0; i < batch->count; i++) {
		const struct record *record = &batch->records[i];
		if (record->rule != NULL)
			continue;
		add_unread(tally, record, !record->foreign);
		if (record->foreign)
			add_unread_day(tally, record);
		tally->totals.unread += !record->foreign;
		note_first_line(tally, record);
	}
	add_journal(tally, batch);
	tally->totals.lines += batch->lines;
	tally->totals.understood += batch->understood;
	tally->totals.timeless += batch->timeless;
	tally->totals.skipped += batch->skipped;
	tally->totals.passed += batch->passed;
}

static void
store_silence(struct tally *tally, const struct tally_host *host)
{
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/silence.sql");
	for (unsigned hour = 0; hour < SILENCE_HOURS; hour++) {
		if (host->silence.longest[hour] == 0)
			continue;
		stmt_bind_int(stmt, stmt_param(stmt, "host"), host->word);
		stmt_bind_int(stmt, stmt_param(stmt, "hour"), hour);
		stmt_bind_int(stmt, stmt_param(stmt, "seconds"), host->silence.longest[hour]);
		stmt_do(stmt);
	}
}

static void
store_hosts(struct tally *tally)
{
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/source_host.sql"), *seam = store_stmt(tally->store, "ingest/fold/seam.sql");
	for (struct tally_host *host = tally->hosts; host != NULL; host = host->hh.next) {
		if (host->lines == 0)
			continue;
		stmt_bind_int(stmt, stmt_param(stmt, "source_id"), tally->source);
		stmt_bind_int(stmt, stmt_param(stmt, "host"), host->word);
		stmt_bind_int(stmt, stmt_param(stmt, "first_at"), host->first_at);
		stmt_bind_int(stmt, stmt_param(stmt, "last_at"), host->last_at);
		stmt_bind_int(stmt, stmt_param(stmt, "lines"), (int64_t)host->lines);
		stmt_bind_int(stmt, stmt_param(stmt, "silence"), silence_longest(&host->silence));
		stmt_do(stmt);
		stmt_bind_int(seam, stmt_param(seam, "source_id"), tally->source);
		stmt_bind_int(seam, stmt_param(seam, "host"), host->word);
		stmt_bind_int(seam, stmt_param(seam, "first_at"), host->first_at);
		stmt_bind_int(seam, stmt_param(seam, "last_at"), host->last_at);
		stmt_do(seam);
		store_silence(tally, host);
		host->lines = 0;
	}
}

void
tally_store(struct tally *tally)
{
	struct stmt *stmt = store_stmt(tally->store, "ingest/fold/source_totals.sql");
	const struct tally_totals *totals = &tally->totals;
	store_hosts(tally);
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), tally->source);
	stmt_bind_int(stmt, stmt_param(stmt, "lines"), (int64_t)(totals->lines - totals->skipped - tally->stored.lines + tally->stored.skipped));
	stmt_bind_int(stmt, stmt_param(stmt, "unread"), (int64_t)(totals->unread - tally->stored.unread));
	if (totals->first_at != NO_NUMBER) {
		stmt_bind_int(stmt, stmt_param(stmt, "first_at"), totals->first_at);
		stmt_bind_int(stmt, stmt_param(stmt, "last_at"), totals->last_at);
	}
	if (tally->journal[0] != '\0') {
		stmt_bind_str(stmt, stmt_param(stmt, "journal_id"), str_of(tally->journal));
		stmt_bind_int(stmt, stmt_param(stmt, "journal_first"), (int64_t)tally->journal_first);
		stmt_bind_int(stmt, stmt_param(stmt, "journal_last"), (int64_t)tally->journal_last);
	}
	stmt_do(stmt);
	tally->stored = tally->totals;
}

const struct tally_totals *
tally_totals(const struct tally *tally)
{
	return &tally->totals;
}
