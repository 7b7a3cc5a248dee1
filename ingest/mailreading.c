/*
 * mailreading.c - one source of mail, batch by batch, into rows, which are committed together with the place behind their messages.
 */
#include "ingest/mailreading.h"
#include "ingest/folder.h"
#include "ingest/mailreader.h"
#include "ingest/mailrows.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	COMMIT_MESSAGES = 4096,         /* between commits */
	WAIT_US = 100 * 1000,           /* for a stream that was written to just now, so that its last message may not be whole, */
	WAITS_MAX = 25                  /* so often */
};

struct mailreading {
	const struct mailreading_options *with;
	struct source *source;          /* NULL: a folder is read */
	struct sources *sources;
	const char *path;
	bool maildir;
	int64_t id;
	struct mailreader *reader;
	struct mailrows *mailrows;
	struct source_mark mark;
	uint64_t kinds[BOUNCE_OTHER + 1];
	uint64_t messages, known;       /* new ones, and those that are known: by their file, or by their content */
	uint64_t stored;                /* messages whose commit is done */
	uint64_t uncommitted, met, strange;
	int64_t first_at, last_at;
	double began, shown;
	bool failed;
};

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The row of the source. A folder or a single message of which all is known makes none. */
static void
save_source(struct mailreading *reading, bool ended)
{
	struct stmt *stmt = store_stmt(reading->with->store, "ingest/source_mail.sql");
	if (reading->source != NULL)
		source_commit(reading->source, &reading->mark, ended);
	else if (reading->messages + reading->met > 0)
		sources_folder_commit(reading->sources, reading->id, reading->path);
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), reading->id);
	stmt_bind_str(stmt, stmt_param(stmt, "kind"), reading->source != NULL ? STR("mail") : reading->maildir ? STR("maildir") : STR("folder"));
	stmt_bind_int(stmt, stmt_param(stmt, "messages"), (int64_t)(reading->messages - reading->stored));
	if (reading->first_at != NO_NUMBER) {
		stmt_bind_int(stmt, stmt_param(stmt, "first_at"), reading->first_at);
		stmt_bind_int(stmt, stmt_param(stmt, "last_at"), reading->last_at);
	}
	stmt_do(stmt);
	reading->stored = reading->messages;
}

static void
commit(struct mailreading *reading, bool ended)
{
	save_source(reading, ended);
	store_commit(reading->with->store);
	if (!ended)
		settler_wake(reading->with->settler);
	reading->uncommitted = 0;
}

static void
put(struct mailreading *reading, const struct arrival *arrival)
{
	if (mailrows_put(reading->mailrows, reading->id, arrival)) {
		reading->messages++;
		reading->kinds[arrival->bounce.kind]++;
		if (reading->first_at == NO_NUMBER || arrival->arrived_at < reading->first_at)
			reading->first_at = arrival->arrived_at;
		if (reading->last_at == NO_NUMBER || arrival->arrived_at > reading->last_at)
			reading->last_at = arrival->arrived_at;
	} else
		reading->known++;
	if (arrival->look.inode != 0) {
		mailrows_met(reading->mailrows, reading->id, &arrival->look);
		reading->met++;
	}
}

/* A file of the folder that is no message: another source, or one that cannot be read. */
static void
take_file(struct mailreading *reading, const struct mailbatch_file *file)
{
	char *path;
	if (file->error == ENOENT)      /* moved or removed meanwhile: the next run meets it */
		return;
	if (asprintf(&path, "%s/%.*s", reading->path, (int)file->name.n, file->name.p) < 0)
		die("out of memory");
	if (file->error != 0) {
		sources_fail(reading->sources, path, file->error);
		reading->failed = true;
	} else if (!reading->maildir) {
		reading->failed = !sources_add_file(reading->sources, path) || reading->failed;
	} else if (reading->strange++ == 0)
		warn("%s: is no mail, though it lies in a Maildir; passed over", path);
	free(path);
}

static void
take_batch(struct mailreading *reading, const struct mailbatch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		put(reading, &batch->arrivals[i]);
	for (size_t i = 0; i < batch->file_count; i++)
		take_file(reading, &batch->files[i]);
	reading->known += batch->known;
	reading->uncommitted += batch->count;
	reading->mark = batch->mark;
}

/* One line on a terminal that is written over, a few times a second. */
static void
show_progress(struct mailreading *reading)
{
	double now = seconds();
	if (!reading->with->progress || now - reading->shown < 0.25)
		return;
	reading->shown = now;
	fprintf(stderr, "\r%12" PRIu64 " messages %9.0f a second\033[K\r", reading->messages, (double)reading->messages / (now - reading->began));
}

/* The last message of a file that was written to just now may not be whole: it is waited for a little. */
static bool
worth_waiting(const struct mailreading *reading, unsigned *waited)
{
	if (reading->source == NULL || source_error(reading->source) != NULL || source_is_whole(reading->source) || *reading->with->stop || *waited == WAITS_MAX)
		return false;
	++*waited;
	usleep(WAIT_US);
	return true;
}

static void
read_all(struct mailreading *reading)
{
	unsigned waited = 0;
	store_begin(reading->with->store);
	for (;;) {
		const struct mailbatch *batch = mailreader_next(reading->reader);
		take_batch(reading, batch);
		show_progress(reading);
		if (batch->last && !worth_waiting(reading, &waited))
			break;
		if (reading->uncommitted >= COMMIT_MESSAGES) {
			commit(reading, false);
			store_begin(reading->with->store);
		}
	}
	commit(reading, true);
}

/* "1,234" */
static void
with_commas(uint64_t n, char text[32])
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, n), to = 0;
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[to++] = ',';
		text[to++] = digits[i];
	}
	text[to] = '\0';
}

static void
add_count(char *text, size_t size, const char *before, uint64_t n, const char *one, const char *many)
{
	char number[32];
	size_t length = strlen(text);
	with_commas(n, number);
	if (n > 0)
		snprintf(text + length, size - length, "%s%s %s", before, number, n == 1 ? one : many);
}

static void
count_kinds(const struct mailreading *reading, char *text, size_t size)
{
	const uint64_t *kinds = reading->kinds;
	uint64_t bounces = kinds[BOUNCE_FAILED] + kinds[BOUNCE_DELAYED] + kinds[BOUNCE_DELIVERED] + kinds[BOUNCE_RELAYED] + kinds[BOUNCE_EXPANDED];
	const struct { uint64_t n; const char *one, *many; } counts[] = {
		{ bounces, "bounce", "bounces" }, { kinds[BOUNCE_AUTOREPLY], "auto-reply", "auto-replies" },
		{ kinds[BOUNCE_CHALLENGE], "challenge", "challenges" }, { kinds[BOUNCE_DISPOSITION], "receipt", "receipts" },
		{ kinds[BOUNCE_FEEDBACK], "report", "reports" }, { kinds[BOUNCE_OTHER], "other", "other" },
	};
	const char *before = ": ";
	*text = '\0';
	add_count(text, size, "", reading->messages, "message", "messages");
	for (size_t i = 0; i < LENGTH(counts); i++) {
		add_count(text, size, before, counts[i].n, counts[i].one, counts[i].many);
		before = counts[i].n > 0 ? ", " : before;
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
report(const struct mailreading *reading)
{
	char from[40], to[40], counts[300];
	const char *name = reading->source != NULL ? source_name(reading->source) : reading->path;
	date_of(reading->first_at, from);
	date_of(reading->last_at, to);
	count_kinds(reading, counts, sizeof counts);
	if (reading->messages > 0)
		say("%-24s %16s to %16s %s  %.1f s", name, from, to, counts, seconds() - reading->began);
	if (reading->messages == 0 && reading->known > 0)
		say("%-24s already read", name);
	else if (reading->known > 0)
		say("%-24s %" PRIu64 " messages were read before", "", reading->known);
	if (reading->strange > 1)
		warn("%s: %" PRIu64 " of its files are no mail", name, reading->strange);
}

static bool
run(struct mailreading *reading, uint64_t *messages)
{
	reading->first_at = reading->last_at = NO_NUMBER;
	reading->began = seconds();
	reading->mailrows = mailrows_open(reading->with->store, reading->with->rows);
	read_all(reading);
	mailreader_close(reading->reader);
	mailrows_close(reading->mailrows);
	report(reading);
	*messages = reading->messages;
	return !reading->failed;
}

bool
mailreading_stream(const struct mailreading_options *with, struct source *source, uint64_t *messages)
{
	struct mailreading reading = { .with = with, .source = source, .id = source_id(source) };
	reading.reader = mailreader_open_stream(source, with->bounces);
	bool all = run(&reading, messages);
	if (source_error(source) == NULL)
		return all;
	warn("%s", source_error(source));
	return false;
}

bool
mailreading_folder(const struct mailreading_options *with, struct sources *sources, const char *path, uint64_t *messages)
{
	struct mailreading reading = {
		.with = with, .sources = sources, .path = path, .maildir = folder_is_maildir(path), .id = sources_folder_id(sources, path),
		.reader = mailreader_open_folder(path, store_path(with->store), with->bounces, with->stop),
	};
	*messages = 0;
	if (reading.reader != NULL)
		return run(&reading, messages);
	sources_fail(sources, path, errno);
	return false;
}
