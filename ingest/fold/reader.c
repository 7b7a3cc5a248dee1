/*
 * reader.c - reads a log ahead, batch by batch.
 */
#include "ingest/fold/reader.h"
#include "ingest/syslog/lines.h"
#include "ingest/ring.h"

#include <stdlib.h>
#include <string.h>

enum {
	RING = 24,
	BATCH_LINES = 512,
	BATCH_BYTES = 1024 * 1024,
	REPEAT_MAX = 10 * 1000,         /* of one "message repeated n times" */
	PIECES_MOST = 8,                /* lines that were one before a mail or page broke it */
	PAUSE_MS = 1000                 /* for which a pipe is silent before what it gave is committed */
};

struct reader {
	struct batch batches[RING];
	struct ring *ring;
	struct lines *lines;
	struct grammar *grammar;
	struct syslog *syslog;
	const struct journals *journals;
	struct arena *last_arena;       /* program and text of the last line, for "last message repeated" */
	struct header last;
	bool last_is_new;               /* it still borrows from the batch */
	struct record open;             /* the record of the line before, where it may go on in one without a header */
	unsigned pieces;                /* lines of which it was put together; 0: there is none */
	bool broken;                    /* so it was with a line of this stream */
};

/* --- the reading thread ---------------------------------------------------------------------------------------- */

static void
note_host(struct batch *batch, const struct header *header)
{
	struct batch_host *host = NULL;
	for (size_t i = 0; host == NULL && i < batch->host_count; i++)
		if (str_equal(batch->hosts[i].name, header->host))
			host = &batch->hosts[i];
	if (host == NULL) {
		host = &batch->hosts[batch->host_count++];
		*host = (struct batch_host){ .name = arena_copy(batch->arena, header->host), .first_at = header->at, .last_at = header->at };
	}
	if (header->at > host->last_at)
		silence_note(&host->silence, host->last_at, header->at);
	if (header->at < host->first_at)
		host->first_at = header->at;
	if (header->at > host->last_at)
		host->last_at = header->at;
	host->lines++;
}

static void
note_cursor(struct batch *batch, const struct header *header)
{
	if (header->cursor_id.p == NULL)
		return;
	if (batch->journal.p == NULL) {
		batch->journal = arena_copy(batch->arena, header->cursor_id);
		batch->journal_first = batch->journal_last = header->cursor;
	}
	if (header->cursor < batch->journal_first)
		batch->journal_first = header->cursor;
	if (header->cursor > batch->journal_last)
		batch->journal_last = header->cursor;
}

static bool
is_kept(const struct record *record)
{
	return record->rule == NULL || record->kind != RECORD_NOTHING;
}

/* Puts the record at the end of the batch, where no rule fits or it holds something for us. */
static void
keep_record(struct reader *reader, struct batch *batch, const struct record *record, unsigned pieces)
{
	bool unfinished = record->rule == NULL ? !record->foreign : reader->broken || (record->kind == RECORD_NOTHING && str_suffix(record->text, ","));
	reader->pieces = unfinished ? pieces : 0;
	if (unfinished)
		reader->open = *record;
	batch->understood += record->rule != NULL;
	if (is_kept(record))
		batch->records[batch->count++] = *record;
}

/* Matches the line of a header. What holds nothing for us costs no memory. */
static void
add_record(struct reader *reader, struct batch *batch, const struct header *header, uint64_t position)
{
	struct record record = {
		.at = header->at, .position = position, .pid = header->pid, .host = header->host, .program = header->program,
		.text = header->text, .repeat = header->repeat < REPEAT_MAX ? header->repeat : REPEAT_MAX,
	};
	record.foreign = !grammar_knows(reader->grammar, record.program);
	if (!record.foreign)
		grammar_match(reader->grammar, &record, batch->arena);
	keep_record(reader, batch, &record, 1);
}

/* A line without a header may be the rest of the one before, which a mail or page broke at a blank. */
static bool
add_rest(struct reader *reader, struct batch *batch, struct str rest)
{
	struct record record = reader->open;
	if (reader->pieces == 0 || reader->pieces == PIECES_MOST)
		return false;
	while (rest.n > 0 && (*rest.p == '>' || *rest.p == ' '))
		rest = (struct str){ rest.p + 1, rest.n - 1 };
	char *whole = arena_take(batch->arena, record.text.n + 1 + rest.n);
	memcpy(whole, record.text.p, record.text.n);
	whole[record.text.n] = ' ';
	memcpy(whole + record.text.n + 1, rest.p, rest.n);
	record.text = (struct str){ whole, record.text.n + 1 + rest.n };
	grammar_match(reader->grammar, &record, batch->arena);
	if (record.rule == NULL && reader->open.rule != NULL) {
		reader->pieces = 0;
		return false;
	}
	reader->broken = reader->broken || record.rule != NULL;
	batch->count -= is_kept(&reader->open);
	keep_record(reader, batch, &record, reader->pieces + 1);
	return true;
}

static void
add_unit(struct reader *reader, struct batch *batch, const struct line *line)
{
	struct header header;
	/* Records borrow from the line, and the line lives only until the next. */
	struct str unit = arena_copy(batch->arena, line->text);
	batch->lines++;
	switch (syslog_parse(reader->syslog, unit, batch->arena, &header)) {
	case SYSLOG_TIMELESS:
		batch->timeless++;
		/* fall through */
	case SYSLOG_UNKNOWN:
		if (add_rest(reader, batch, unit))
			return;
		batch->records[batch->count++] = (struct record){ .at = reader->last.at, .position = line->position, .text = unit };
		return;
	case SYSLOG_NOTHING:
		batch->passed++;
		return;
	case SYSLOG_LINE:
		break;
	}
	if (header.cursor_id.p != NULL && journals_have(reader->journals, header.cursor_id, header.cursor)) {
		batch->skipped++;
		return;
	}
	note_cursor(batch, &header);
	note_host(batch, &header);
	if (header.text.p == NULL) {    /* "last message repeated n times" */
		/* what is kept of a batch before goes at the end of this one */
		header.text = arena_copy(batch->arena, reader->last.text);
		header.program = arena_copy(batch->arena, reader->last.program);
		header.pid = reader->last.pid;
	} else {
		reader->last = header;
		reader->last_is_new = true;
	}
	if (header.text.p != NULL)
		add_record(reader, batch, &header, line->position);
}

static bool
is_full(const struct batch *batch, uint64_t bytes)
{
	return batch->count == BATCH_RECORDS || batch->host_count == BATCH_HOSTS || batch->lines == BATCH_LINES || bytes >= BATCH_BYTES;
}

/* The last line is kept over the batches, for the line that says it was repeated. */
static void
keep_last(struct reader *reader)
{
	if (!reader->last_is_new)
		return;
	reader->last_is_new = false;
	arena_reset(reader->last_arena);
	reader->last.host = arena_copy(reader->last_arena, reader->last.host);
	reader->last.program = arena_copy(reader->last_arena, reader->last.program);
	reader->last.text = arena_copy(reader->last_arena, reader->last.text);
}

/* Answers whether nothing more comes for now. */
static bool
fill(void *context, void *slot)
{
	struct reader *reader = context;
	struct batch *batch = slot;
	struct line line;
	uint64_t bytes = 0;
	struct arena *arena = batch->arena;
	arena_reset(arena);
	batch->count = batch->host_count = 0;
	batch->lines = batch->understood = batch->timeless = batch->skipped = batch->passed = 0;
	batch->journal = STR_NONE;
	reader->pieces = 0;
	batch->last = batch->pause = false;
	while (!batch->last && !batch->pause && !is_full(batch, bytes)) {
		switch (lines_next(reader->lines, &line)) {
		case LINES_UNIT:
			bytes += line.text.n;
			add_unit(reader, batch, &line);
			break;
		case LINES_PAUSE:
			batch->pause = true;
			break;
		case LINES_END:
			batch->last = true;
			break;
		}
	}
	lines_mark(reader->lines, &batch->mark);
	keep_last(reader);
	return batch->last;
}

/* --- the fold's side ------------------------------------------------------------------------------------------- */

struct reader *
reader_open(struct source *source, struct grammar *grammar, const struct syslog_options *options, const struct journals *journals)
{
	struct reader *reader = mem_new(sizeof *reader);
	reader->lines = lines_open(source);
	lines_live(reader->lines, PAUSE_MS);
	reader->grammar = grammar;
	reader->syslog = syslog_open(options);
	reader->journals = journals;
	reader->last.at = options->after;       /* for lines that have no time of their own */
	reader->last_arena = arena_open();
	for (size_t i = 0; i < RING; i++)
		reader->batches[i].arena = arena_open();
	reader->ring = ring_open(reader->batches, sizeof *reader->batches, RING, fill, reader);
	return reader;
}

void
reader_close(struct reader *reader)
{
	if (reader == NULL)
		return;
	ring_close(reader->ring);
	for (size_t i = 0; i < RING; i++)
		arena_close(reader->batches[i].arena);
	arena_close(reader->last_arena);
	syslog_close(reader->syslog);
	lines_close(reader->lines);
	free(reader);
}

struct batch *
reader_next(struct reader *reader)
{
	return ring_next(reader->ring);
}

unsigned
reader_overruns(const struct reader *reader)
{
	return syslog_overruns(reader->syslog);
}
