/*
 * days.c - counts in memory, and adds each key once: a thread that has too many waits until it is rid of them.
 */
#include "ingest/days.h"

#include <pthread.h>
#include <stdlib.h>

struct days {
	struct store *store;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct gather *counted;         /* to be added; NULL: not yet */
	bool done;
};

static void
hand_over(void *data, struct gather *gather)
{
	struct days *days = data;
	pthread_mutex_lock(&days->mutex);
	days->counted = gather;
	pthread_cond_signal(&days->changed);
	while (days->counted != NULL)
		pthread_cond_wait(&days->changed, &days->mutex);
	pthread_mutex_unlock(&days->mutex);
}

/* Every file into the same keys, so that they are added in the order in which the table has them. */
static void *
run(void *argument)
{
	struct days *days = argument;
	struct store *reader = store_open(store_path(days->store), STORE_READ);
	struct gather *gather = NULL;
	for (const struct embedded *e = NULL; (e = embedded_next(e, "ingest/daily/", ".sql")) != NULL;)
		gather = store_collect(reader, e->path, hand_over, days);
	hand_over(days, gather);
	pthread_mutex_lock(&days->mutex);
	days->done = true;
	pthread_cond_signal(&days->changed);
	pthread_mutex_unlock(&days->mutex);
	store_close(reader);
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

void
days_end(struct days *days)
{
	pthread_mutex_lock(&days->mutex);
	while (!days->done) {
		if (days->counted != NULL) {
			store_spill(days->store, days->counted, "ingest/daily_add.sql", "ingest/daily_total_add.sql");
			days->counted = NULL;
			pthread_cond_signal(&days->changed);
		}
		pthread_cond_wait(&days->changed, &days->mutex);
	}
	pthread_mutex_unlock(&days->mutex);
	pthread_join(days->thread, NULL);
	pthread_mutex_destroy(&days->mutex);
	pthread_cond_destroy(&days->changed);
	free(days);
}
