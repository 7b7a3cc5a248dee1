/*
 * world.c - what is known of DNS: files over the database over DNS.
 */
#include "analyze/spf/world.h"

#include "analyze/spf/answerfile.h"
#include "analyze/spf/answerrows.h"
#include "analyze/spf/idn.h"
#include "analyze/spf/worker.h"
#include "analyze/spf/zonefile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEPT_MOST = 24 << 20 };          /* bytes of answers in memory, after which they are forgotten and loaded anew */

/* All of a file, "-" is standard input; the caller frees it. One that cannot be read ends the program. */
static struct str
read_file(const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "re");
	size_t n = 0, size = 1 << 16;
	char *text = mem_new(size);

	if (file == NULL)
		die("%s: %s", path, strerror(errno));
	while ((n += fread(text + n, 1, size - n, file)) == size)
		text = mem_resize(text, size *= 2);
	if (ferror(file))
		die("%s: %s", standard ? "standard input" : path, strerror(errno));
	if (!standard)
		fclose(file);
	return (struct str){ text, n };
}

/* Without any time in them they are a world, and what is not in them does not exist. */
static bool
read_answers(struct answers *answers, const char **paths)
{
	struct answerfile file;
	bool timed = false;

	for (; *paths != NULL; paths++) {
		struct str text = read_file(*paths);
		answerfile_read(text, answers, &file);
		if (file.error != NULL)
			die("%s:%u: %s", *paths, file.line, file.error);
		timed |= file.timed;
		free((char *)text.p);
	}
	return !timed;
}

static void
read_zones(struct answers *answers, const char **paths)
{
	struct arena *arena = arena_open();
	struct zonefile zone;

	for (; *paths != NULL; paths++) {
		zonefile_read(*paths, answers, arena, &zone);
		if (zone.error.p != NULL && zone.line > 0)
			die("%s:%u: %.*s", *paths, zone.line, (int)zone.error.n, zone.error.p);
		if (zone.error.p != NULL)
			die("%s: %.*s", *paths, (int)zone.error.n, zone.error.p);
	}
	arena_close(arena);
}

/* Puts the layers on one another. Whether files are all of DNS. */
static bool
lay(struct spf_world *world, const struct spf_world_options *options)
{
	bool all = false;

	world->answers = world->kept = answers_open(NULL);
	if (world->store != NULL)
		answerrows_attach(world->kept, world->store);
	if (options->answers != NULL && options->answers[0] != NULL) {
		world->answers = world->files = answers_open(world->answers);
		all = read_answers(world->files, options->answers) && !options->dns;
		if (all)
			answers_complete(world->files, STR(""));
	}
	if (options->zones != NULL && options->zones[0] != NULL) {
		world->answers = world->zones = answers_open(world->answers);
		read_zones(world->zones, options->zones);
	}
	if (options->record.p != NULL) {
		struct arena *arena = arena_open();
		world->answers = world->given = answers_open(world->answers);
		answers_add_txt(world->given, idn_name(options->domain, arena), options->record);
		arena_close(arena);
	}
	return all;
}

struct spf_world *
spf_world_open(const struct spf_world_options *options)
{
	struct spf_world *world = mem_new(sizeof *world);
	struct str error;

	world->store = options->store;
	world->save = options->save && options->store != NULL;
	world->begun = time(NULL);
	world->at = options->as_of == INT64_MAX ? options->now : options->as_of;
	world->when = (struct answers_when){ options->as_of, options->dns ? world->begun : 0 };
	world->hide_local = !lay(world, options) && world->zones == NULL;
	if (options->dns && (world->resolver = resolver_open(options->server, RESOLVER_DEADLINE, &error)) == NULL)
		die("resolver %s: %.*s", options->server == NULL ? "/etc/resolv.conf" : options->server, (int)error.n, error.p);
	return world;
}

static void
tell_silence(const struct spf_world *world)
{
	struct resolver_counts counts = resolver_counts(world->resolver);
	if (resolver_is_down(world->resolver))
		warn("DNS does not answer: %llu of %llu questions have no answer; what was known stays as it is",
		    (unsigned long long)counts.timed_out, (unsigned long long)(counts.asked + counts.unsent));
}

void
spf_world_save(struct spf_world *world)
{
	if (!world->save || world->resolver == NULL)
		return;
	store_begin(world->store);
	answerrows_save(world->kept, world->store, world->begun, !spf_world_is_deaf(world));
	store_commit(world->store);
}

void
spf_world_close(struct spf_world *world)
{
	if (world == NULL)
		return;
	spf_world_save(world);
	if (world->resolver != NULL) {
		tell_silence(world);
		resolver_close(world->resolver);
	}
	if (world->worker != NULL)
		worker_close(world->worker);
	answers_close(world->given);
	answers_close(world->zones);
	answers_close(world->files);
	answers_close(world->kept);
	free(world);
}

struct evaluator *
spf_world_evaluator(struct spf_world *world, struct answers *answers)
{
	if (world->worker == NULL)
		world->worker = worker_open(WORKER_DEADLINE, NULL);
	worker_forget(world->worker);
	struct evaluator_options options = {
		.answers = answers == NULL ? world->answers : answers, .when = world->when, .worker = world->worker, .resolver = world->resolver,
		.received = world->kept, .deadline = EVALUATOR_DEADLINE, .hide_local = world->hide_local,
	};
	return evaluator_open(&options);
}

bool
spf_world_fetch(struct spf_world *world, struct spf_ask *ask)
{
	struct answer answer;
	size_t asked = ask->missing_count;

	if (world->resolver == NULL || asked == 0)
		return false;
	ask->missing_count = 0;
	for (size_t i = 0; i < asked; i++)
		resolver_ask(world->resolver, ask->missing[i].name, ask->missing[i].type, NULL);
	while (resolver_waiting(world->resolver) > 0)
		if (resolver_next(world->resolver, RESOLVER_DEADLINE, &answer, NULL))
			answers_add(world->kept, &answer);
	return true;
}

bool
spf_world_is_deaf(const struct spf_world *world)
{
	if (world->resolver == NULL)
		return false;
	struct resolver_counts counts = resolver_counts(world->resolver);
	return resolver_is_down(world->resolver) || (counts.answered == 0 && counts.timed_out + counts.failed > 0);
}

bool
spf_world_is_full(const struct spf_world *world)
{
	return answers_size(world->kept) > KEPT_MOST;
}

/* From one store to another: the questions that nobody answered. They are in no database. */
static void
add_silences(struct answers *from, struct answers *to)
{
	for (const struct answer *answer = NULL; (answer = answers_next(from, answer)) != NULL;)
		if (answer->status == ANSWER_TIMEOUT)
			answers_add(to, answer);
}

void
spf_world_trim(struct spf_world *world)
{
	struct answers *silences = answers_open(NULL);

	spf_world_save(world);
	if (!spf_world_is_deaf(world))          /* then all are silent, and there is no end to them */
		add_silences(world->kept, silences);
	answers_forget(world->kept);
	add_silences(silences, world->kept);
	answers_close(silences);
}

bool
spf_same_organisation(void *arena, struct str a, struct str b)
{
	struct str one = organisation_of(a, arena), other = organisation_of(b, arena);
	return one.p != NULL && str_equal(one, other);
}
