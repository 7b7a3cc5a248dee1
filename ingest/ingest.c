/*
 * ingest.c - the loop: each source in order of its first time stamp, then what only all of them together can tell.
 * In: names. Out: rows.
 */
#include "ingest/ingest.h"
#include "ingest/days.h"
#include "ingest/doubled.h"
#include "ingest/index.h"
#include "ingest/join.h"
#include "ingest/source/mailform.h"
#include "ingest/mail/mailrun.h"
#include "ingest/source/packed.h"
#include "ingest/fold/reading.h"
#include "ingest/rule/loading.h"
#include "ingest/sample.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t stopped;

struct ingest {
	struct store *store;
	const struct ingest_options *options;
	struct rows *rows;
	struct loading *loading;
	struct mailrun *mail;
	struct sources *sources;
	struct settler *settler;
	char host[256];
	bool failed;
	uint64_t lines, unread;         /* of this run */
};

static struct syslog_options
syslog_options(const struct ingest *ingest, int64_t latest)
{
	return (struct syslog_options){
		.zone = ingest->options->zone, .year = ingest->options->year, .latest = latest, .host = ingest->host,
	};
}

/* A stream that goes on does so behind its last stamp; one that begins does so in the year that its whole length allows. */
static struct syslog_options
syslog_options_of(const struct ingest *ingest, const struct source *source)
{
	struct syslog_options options = syslog_options(ingest, source_modified(source));
	struct stmt *stmt = store_stmt(ingest->store, "ingest/source/source_last.sql");
	stmt_bind_int(stmt, 1, source_id(source));
	if (stmt_step(stmt))
		options.after = stmt_int(stmt, 0);
	stmt_reset(stmt);
	if (options.year == 0 && options.after == 0)
		options.year = sample_year(source, &options);
	return options;
}

static int64_t
first_at(void *context, struct str head, const char *name, int64_t modified)
{
	(void)name;
	struct syslog_options options = syslog_options(context, modified);
	return syslog_first(&options, head);
}

static void
stop(int signal)
{
	(void)signal;
	stopped = 1;
}

/* The first signal ends the reading, with everything committed; the second kills. */
static void
catch_signals(void)
{
	struct sigaction action = { .sa_handler = stop, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) };
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static void
pass_over(struct ingest *ingest, const struct source *source)
{
	say("%-24s %s", source_name(source), source_id(source) == 0 ? "empty" : "already read");
	if (source_error(source) == NULL)
		return;
	warn("%s", source_error(source));
	ingest->failed = true;
}

static void
ingest_log(struct ingest *ingest, struct source *source)
{
	struct syslog_options syslog = syslog_options_of(ingest, source);
	const struct reading_options with = {
		.store = ingest->store, .rows = ingest->rows, .grammar = loading_grammar(ingest->loading), .syslog = &syslog,
		.follow = ingest->options->follow, .progress = ingest->options->progress, .settler = ingest->settler, .stop = &stopped,
	};
	if (doubled(source_head(source)))
		warn("%s: it has each line twice in a row, so all in it is counted twice; see which rules of the logger write to it", source_name(source));
	struct reading_outcome outcome = reading_run(&with, source);
	ingest->failed = ingest->failed || outcome.failed;
	ingest->lines += outcome.lines;
	ingest->unread += outcome.unread;
}

static void
ingest_next(struct ingest *ingest, struct source *source)
{
	if (source_container(source) != NULL || mail_form(source_head(source)) != MAIL_NONE) {
		mailrun_take(ingest->mail, source);
		return;
	}
	mailrun_leave(ingest->mail);
	ingest_log(ingest, source);
}

/* Before the streams: what of a folder is no message becomes one. */
static void
ingest_folders(struct ingest *ingest)
{
	const char *path;
	while (!stopped && (path = sources_folder(ingest->sources)) != NULL)
		mailrun_folder(ingest->mail, path, NULL, 0);
}

static void
ingest_messages(struct ingest *ingest)
{
	const char *folder;
	char **names;
	size_t count;
	while (!stopped && (folder = sources_messages(ingest->sources, &names, &count)) != NULL)
		mailrun_folder(ingest->mail, folder, names, count);
}

/* What lies before a prune was counted then. */
static void
drop_pruned(struct store *store)
{
	if (!store_any(store, "ingest/pruned_any.sql"))
		return;
	store_begin(store);
	store_run(store, "ingest/pruned.sql");
	store_commit(store);
}

static void
join_streams(struct ingest *ingest)
{
	struct days *days = days_begin(ingest->store);
	index_make(ingest->store, ingest->settler);
	store_begin(ingest->store);
	join_run(ingest->store);
	days_end(days);
	store_run(ingest->store, "ingest/daily_counted.sql");
	store_commit(ingest->store);
}

/* What can only be said when all streams of a round were read. */
static void
conclude(struct ingest *ingest)
{
	drop_pruned(ingest->store);
	if (store_any(ingest->store, "ingest/join/any.sql"))
		join_streams(ingest);
	else
		index_make(ingest->store, ingest->settler);
	settler_wake(ingest->settler);
	if (ingest->options->then != NULL)
		ingest->options->then(ingest->store);
}

/* Of a Maildir only what is new is read; a client that reads or moves its mail is no reason to conclude. */
static bool
follow_maildir(struct ingest *ingest, const char *maildir)
{
	uint64_t before = mailrun_count(ingest->mail);
	mailrun_folder(ingest->mail, maildir, NULL, 0);
	return mailrun_count(ingest->mail) > before;
}

static void
follow_all(struct ingest *ingest)
{
	struct source *source;
	const char *maildir;
	while (!stopped && ((source = sources_follow(ingest->sources, &maildir)) != NULL || maildir != NULL)) {
		if (maildir != NULL && !follow_maildir(ingest, maildir))
			continue;
		if (maildir == NULL)
			ingest_next(ingest, source);
		mailrun_leave(ingest->mail);
		conclude(ingest);
	}
}

static void
ingest_all(struct ingest *ingest)
{
	struct source *source;
	ingest_messages(ingest);
	while (!stopped && (source = sources_next(ingest->sources)) != NULL) {
		if (source_state(source) == SOURCE_UNCHANGED)
			pass_over(ingest, source);
		else
			ingest_next(ingest, source);
	}
	mailrun_leave(ingest->mail);
	conclude(ingest);
	if (ingest->options->follow)
		follow_all(ingest);
	settler_wake(ingest->settler);
}

struct ingest *
ingest_open(const struct ingest_options *options)
{
	struct ingest *ingest = mem_new(sizeof *ingest);
	ingest->options = options;
	ingest->loading = loading_open("ingest/log/", options->rules);
	/* Faults in a site's own rules are told in any case. */
	if (options->rules != NULL || sources_may_hold_log(options->names, options->count))
		loading_begin(ingest->loading);
	return ingest;
}

static void
open_all(struct ingest *ingest, struct store *store)
{
	const struct ingest_options *options = ingest->options;
	ingest->store = store;
	if (options->host != NULL)
		snprintf(ingest->host, sizeof ingest->host, "%s", options->host);
	else if (gethostname(ingest->host, sizeof ingest->host - 1) != 0)
		snprintf(ingest->host, sizeof ingest->host, "localhost");
	ingest->rows = rows_open(store);
	ingest->settler = settler_open(store_path(store));
	ingest->sources = sources_open(store, options->now);
	sources_stop(ingest->sources, &stopped);
	const struct mailreading_options mail = {
		.store = store, .sources = ingest->sources, .settler = ingest->settler, .progress = options->progress,
		.stop = &stopped,
	};
	ingest->mail = mailrun_open(&mail, ingest->rows, options->rules);
}

bool
ingest_run(struct ingest *ingest, struct store *store)
{
	int64_t pid;
	catch_signals();
	if (!store_lock(store, &pid))
		die("%s: another ingest is at work on it (process %" PRId64 "); try again when it is done", store_path(store), pid);
	open_all(ingest, store);
	for (int i = 0; i < ingest->options->count; i++)
		ingest->failed |= !sources_add(ingest->sources, ingest->options->names[i]);
	ingest_folders(ingest);
	sources_sort(ingest->sources, first_at, ingest);
	ingest_all(ingest);
	bool done = !ingest->failed && sources_failed(ingest->sources) == 0 && !mailrun_failed(ingest->mail);
	uint64_t messages = mailrun_count(ingest->mail);
	if (messages > 0)
		say("%" PRIu64 " message%s", messages, messages == 1 ? "" : "s");
	if (ingest->lines > 0 || messages == 0)
		say("%" PRIu64 " line%s, %" PRIu64 " not understood", ingest->lines, ingest->lines == 1 ? "" : "s", ingest->unread);
	return done;
}

void
ingest_close(struct ingest *ingest)
{
	mailrun_close(ingest->mail);
	sources_close(ingest->sources);
	rows_close(ingest->rows);
	loading_close(ingest->loading);
	settler_close(ingest->settler);
	free(ingest);
}

void
ingest_pack(const char *folder, const char *name, const char *path, int64_t now)
{
	packed_write(folder, name, path, now);
}

bool
ingest_zone_known(const char *zone)
{
	return syslog_zone_known(zone);
}
