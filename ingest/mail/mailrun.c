/*
 * mailrun.c - the mail of one run.
 */
#include "ingest/mail/mailrun.h"

#include <stdlib.h>

struct mailrun {
	struct mailreading_options with;        /* bounces NULL: no mail was met yet */
	struct rows *rows;
	const char *rules;
	struct mailreading *container;          /* whose messages come one after another; NULL: none */
	struct mailreading_outcome outcome;     /* of all */
};

struct mailrun *
mailrun_open(const struct mailreading_options *with, struct rows *rows, const char *rules)
{
	struct mailrun *run = mem_new(sizeof *run);
	run->with = *with;
	run->rows = rows;
	run->rules = rules;
	return run;
}

void
mailrun_close(struct mailrun *run)
{
	mailrows_close(run->with.rows);
	bounces_close(run->with.bounces);
	free(run);
}

static const struct mailreading_options *
options(struct mailrun *run)
{
	if (run->with.bounces != NULL)
		return &run->with;
	struct arena *arena = arena_open();
	run->with.bounces = bounces_open(run->rules == NULL ? NULL : arena_print(arena, "%s/dialect", run->rules).p);
	arena_close(arena);
	run->with.rows = mailrows_open(run->with.store, run->rows);
	return &run->with;
}

static void
note(struct mailrun *run, struct mailreading_outcome outcome)
{
	run->outcome.failed |= outcome.failed;
	run->outcome.messages += outcome.messages;
}

void
mailrun_leave(struct mailrun *run)
{
	if (run->container != NULL)
		note(run, mailreading_close(run->container));
	run->container = NULL;
}

void
mailrun_take(struct mailrun *run, struct source *source)
{
	if (run->container != NULL && source_container(source) != NULL && mailreading_add(run->container, source))
		return;
	mailrun_leave(run);
	if (source_container(source) == NULL) {
		note(run, mailreading_stream(options(run), source));
		return;
	}
	run->container = mailreading_open(options(run), source);
	mailreading_add(run->container, source);
}

void
mailrun_folder(struct mailrun *run, const char *path, char **names, size_t count)
{
	note(run, mailreading_folder(options(run), path, names, count));
}

uint64_t
mailrun_count(const struct mailrun *run)
{
	return run->outcome.messages;
}

bool
mailrun_failed(const struct mailrun *run)
{
	return run->outcome.failed;
}
