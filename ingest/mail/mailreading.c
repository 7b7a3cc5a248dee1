/*
 * mailreading.c - one source of mail into rows, which are committed together with the place behind their messages.
 */
#include "ingest/mail/mailreading.h"
#include "ingest/source/folder.h"
#include "ingest/mail/mailreader.h"
#include "ingest/mail/mailtally.h"
#include "ingest/mail/mbox.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	COMMIT_MESSAGES = 4096,         /* between commits */
	WAIT_US = 100 * 1000,           /* for a stream that was written to just now, so that its last message may not be whole, */
	WAITS_MAX = 25                  /* so often */
};

struct mailreading {
	struct mailreading_options with;
	int64_t id;
	char *name;                     /* of the folder, or container */
	const char *kind;
	struct source *source;          /* of a mailbox; NULL: there are none but its messages */
	struct mailtally tally;
	struct source_mark mark;
	uint64_t uncommitted;
	bool failed;
	struct progress progress;

	bool maildir;
	uint64_t met, strange;          /* files of the folder that were read; that are no message */

	struct arrivals *arrivals;      /* for single messages, which need no thread */
	struct arena *arena;
};

static void
begin(struct mailreading *reading, const struct mailreading_options *with, int64_t id, const char *name, const char *kind)
{
	*reading = (struct mailreading){ .with = *with, .id = id, .name = mem_string(str_of(name)), .kind = kind };
	mailtally_begin(&reading->tally);
	store_begin(with->store);
}

static struct mailreading_outcome
end(struct mailreading *reading)
{
	const struct mailreading_outcome outcome = { reading->failed, reading->tally.messages };
	mailtally_say(&reading->tally, reading->name);
	if (reading->strange > 1)
		warn("%s: %" PRIu64 " of its files are no mail", reading->name, reading->strange);
	free(reading->name);
	return outcome;
}

static void
commit(struct mailreading *reading, bool ended)
{
	if (reading->source != NULL)
		source_commit(reading->source, &reading->mark, ended);
	else if (reading->met > 0)
		sources_folder_commit(reading->with.sources, reading->id, reading->name);
	mailrows_flush(reading->with.rows);
	mailtally_store(&reading->tally, reading->with.store, reading->id, reading->kind);
	store_commit(reading->with.store);
	if (!ended)
		settler_wake(reading->with.settler);
	reading->uncommitted = 0;
}

static void
commit_in_time(struct mailreading *reading)
{
	if (reading->uncommitted < COMMIT_MESSAGES)
		return;
	commit(reading, false);
	store_begin(reading->with.store);
}

static void
put(struct mailreading *reading, const struct arrival *arrival)
{
	if (mailrows_put(reading->with.rows, reading->id, arrival))
		mailtally_add(&reading->tally, arrival);
	else
		reading->tally.known++;
	if (arrival->look.inode != 0) {
		mailrows_met(reading->with.rows, reading->id, &arrival->look);
		reading->met++;
	}
	reading->uncommitted++;
}

/* A file of the folder that is no message: another source, or one that cannot be read. */
static void
take_file(struct mailreading *reading, const struct mailbatch_file *file)
{
	char *path;
	if (file->error == ENOENT)      /* moved, or being written: the next run meets it */
		return;
	if (asprintf(&path, "%s/%.*s", reading->name, (int)file->name.n, file->name.p) < 0)
		die("out of memory");
	if (file->error != 0) {
		sources_fail(reading->with.sources, path, file->error);
		reading->failed = true;
	} else if (!reading->maildir) {
		reading->failed = !sources_add_file(reading->with.sources, path) || reading->failed;
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
	reading->tally.known += batch->known;
	reading->mark = batch->mark;
}

/* The last message of a file that was written to just now may not be whole: it is waited for a little. */
static bool
worth_waiting(const struct mailreading *reading, const struct source *source, bool left, unsigned *waited)
{
	if (!left || source_error(source) != NULL || *reading->with.stop || *waited == WAITS_MAX)
		return false;
	++*waited;
	if (!source_is_whole(source))
		usleep(WAIT_US);
	return true;
}

/* Answers whether the last message of a stream was left. */
static bool
read_all(struct mailreading *reading, struct mailreader *reader)
{
	unsigned waited = 0;
	bool left;
	progress_begin(&reading->progress, "messages");
	for (;;) {
		const struct mailbatch *batch = mailreader_next(reader);
		take_batch(reading, batch);
		left = batch->left;
		if (reading->with.progress)
			progress_show(&reading->progress, reading->tally.messages, reading->source == NULL ? -1 : source_share(reading->source));
		if (batch->last && !worth_waiting(reading, reading->source, left, &waited))
			break;
		commit_in_time(reading);
	}
	progress_end(&reading->progress);
	commit(reading, true);
	mailreader_close(reader);
	return left;
}

/* What of a stream was not read. */
static void
tell_rest(struct mailreading *reading, const struct source *source, bool left)
{
	if (source_error(source) != NULL) {
		warn("%s", source_error(source));
		reading->failed = true;
	} else if (left && !*reading->with.stop)
		say("%-24s is being written to: its last message is left for the next time", source_name(source));
}

struct mailreading_outcome
mailreading_stream(const struct mailreading_options *with, struct source *source)
{
	struct mailreading reading;
	struct mailreader *reader = mailreader_open_stream(source, with->bounces);
	begin(&reading, with, source_id(source), source_name(source), "mail");
	reading.source = source;
	tell_rest(&reading, source, read_all(&reading, reader));
	return end(&reading);
}

struct mailreading_outcome
mailreading_folder(const struct mailreading_options *with, const char *path, char **names, size_t count)
{
	struct mailreading reading;
	struct folder *folder = names == NULL ? folder_open(path) : folder_open_files(path, names, count);
	if (folder == NULL) {
		sources_fail(with->sources, path, errno);
		return (struct mailreading_outcome){ .failed = true };
	}
	bool maildir = folder_is_maildir(folder);
	struct mailreader *reader = mailreader_open_folder(folder, store_path(with->store), with->bounces, with->stop);
	begin(&reading, with, sources_folder_id(with->sources, path), path, maildir ? "maildir" : "folder");
	reading.maildir = maildir;
	read_all(&reading, reader);
	return end(&reading);
}

/* --- single messages ------------------------------------------------------------------------------------------- */

struct mailreading *
mailreading_open(const struct mailreading_options *with, const struct source *source)
{
	struct mailreading *reading = mem_new(sizeof *reading);
	begin(reading, with, source_id(source), source_container(source), source_member(source) == NULL ? "mail" : "archive");
	reading->arrivals = arrivals_open(with->bounces);
	reading->arena = arena_open();
	return reading;
}

bool
mailreading_add(struct mailreading *reading, struct source *source)
{
	struct mbox_message message;
	unsigned waited = 0;
	if (source_id(source) != reading->id)
		return false;
	struct mbox *mbox = mbox_open(source);
	bool there;
	while (!(there = mbox_next(mbox, &message)) && worth_waiting(reading, source, mbox_left(mbox), &waited))
		;
	if (there) {
		struct arrival arrival;
		arrival_read(reading->arrivals, message.text, source_modified(source), reading->arena, &arrival);
		arrival.file = str_of(source_member(source));
		put(reading, &arrival);
		arena_reset(reading->arena);
	}
	bool left = mbox_left(mbox);
	mbox_mark(mbox, &reading->mark);
	mbox_close(mbox);
	source_commit(source, &reading->mark, true);
	tell_rest(reading, source, left);
	commit_in_time(reading);
	return true;
}

struct mailreading_outcome
mailreading_close(struct mailreading *reading)
{
	commit(reading, true);
	arrivals_close(reading->arrivals);
	arena_close(reading->arena);
	struct mailreading_outcome outcome = end(reading);
	free(reading);
	return outcome;
}
