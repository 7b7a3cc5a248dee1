/*
 * days.c - counts in memory, and adds each key once: a thread that has too many puts them by for who adds them, and waits only where
 * those, too, are too many.
 */
#include "ingest/days.h"

#include <pthread.h>
#include <stdlib.h>

enum { DAYS_WAITING = 4 };      /* heaps of GATHER_FULL keys, some 10 MB each */

struct days {
	struct store *store, *reader;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct gather *waiting[DAYS_WAITING];   /* to be added */
	size_t count;
	bool done;                              /* and no more come */
};

static void
put_by(void *data)
{
	struct days *days = data;
	struct gather *gather = store_take(days->reader);
	pthread_mutex_lock(&days->mutex);
	while (days->count == DAYS_WAITING)
		pthread_cond_wait(&days->changed, &days->mutex);
	days->waiting[days->count++] = gather;
	pthread_cond_signal(&days->changed);
	pthread_mutex_unlock(&days->mutex);
}

/* Every file into the same keys, so that they are added in the order in which the table has them. */
static void *
run(void *argument)
{
	struct days *days = argument;
	days->reader = store_open(store_path(days->store), STORE_READ);
	for (const struct embedded *e = NULL; (e = embedded_next(e, "ingest/daily/", ".sql")) != NULL;)
		store_collect(days->reader, e->path, put_by, days);
	put_by(days);
	store_close(days->reader);
	pthread_mutex_lock(&days->mutex);
	days->done = true;
	pthread_cond_signal(&days->changed);
	pthread_mutex_unlock(&days->mutex);
	return NULL;
}

struct days *
days_begin(struct store *store)
{
	struct days *days = mem_new(sizeof *days);
	days->store = store;
	pthread_mutex_init(&days->mutex, NULL);
	pthread_cond_init(&days->changed, NULL);
	if (pthread_create(&days->thread, NULL, run, days) != 0)
		die("cannot start a thread");
	return days;
}

/* The next heap, the caller's; NULL: there is none, and will be none. */
static struct gather *
next_of(struct days *days)
{
	struct gather *gather = NULL;
	pthread_mutex_lock(&days->mutex);
	while (days->count == 0 && !days->done)
		pthread_cond_wait(&days->changed, &days->mutex);
	if (days->count > 0)
		gather = days->waiting[--days->count];
	pthread_cond_signal(&days->changed);
	pthread_mutex_unlock(&days->mutex);
	return gather;
}

void
days_end(struct days *days)
{
	for (struct gather *gather; (gather = next_of(days)) != NULL;)
		store_spill(days->store, gather, "ingest/daily_add.sql", "ingest/daily_total_add.sql");
	pthread_join(days->thread, NULL);
	pthread_mutex_destroy(&days->mutex);
	pthread_cond_destroy(&days->changed);
	free(days);
}
