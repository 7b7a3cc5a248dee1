/*
 * days.c - counts in memory, and adds each key once: a thread that has too many waits until it is rid of them.
 */
#include "ingest/days.h"

#include <pthread.h>
#include <stdlib.h>

static const char add[] = "ingest/daily_add.sql", add_total[] = "ingest/daily_total_add.sql";

struct days {
	struct store *store, *reader;   /* reader: the thread's; NULL: there is none */
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct gather *counted;         /* to be added; NULL: not yet */
	bool done;
};

/* Every file into the same keys, so that they are added in the order in which the table has them. */
static struct gather *
count(struct store *store, void (*full)(void *data, struct gather *gather), void *data)
{
	struct gather *gather = NULL;
	for (const struct embedded *e = NULL; (e = embedded_next(e, "ingest/daily/", ".sql")) != NULL;)
		gather = store_collect(store, e->path, full, data);
	return gather;
}

static void
spill(void *data, struct gather *gather)
{
	store_spill(data, gather, add, add_total);
}

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

static void *
run(void *argument)
{
	struct days *days = argument;
	hand_over(days, count(days->reader, hand_over, days));
	pthread_mutex_lock(&days->mutex);
	days->done = true;
	pthread_cond_signal(&days->changed);
	pthread_mutex_unlock(&days->mutex);
	return NULL;
}

struct days *
days_begin(struct store *store, bool beside)
{
	struct days *days = mem_new(sizeof *days);
	days->store = store;
	if (!beside)
		return days;
	days->reader = store_open(store_path(store), STORE_READ);
	pthread_mutex_init(&days->mutex, NULL);
	pthread_cond_init(&days->changed, NULL);
	if (pthread_create(&days->thread, NULL, run, days) != 0)
		die("cannot start a thread");
	return days;
}

static void
add_all(struct days *days)
{
	pthread_mutex_lock(&days->mutex);
	while (!days->done) {
		if (days->counted != NULL) {
			store_spill(days->store, days->counted, add, add_total);
			days->counted = NULL;
			pthread_cond_signal(&days->changed);
		}
		pthread_cond_wait(&days->changed, &days->mutex);
	}
	pthread_mutex_unlock(&days->mutex);
	pthread_join(days->thread, NULL);
	pthread_mutex_destroy(&days->mutex);
	pthread_cond_destroy(&days->changed);
	store_close(days->reader);
}

void
days_end(struct days *days)
{
	if (days->reader != NULL)
		add_all(days);
	else
		store_spill(days->store, count(days->store, spill, days->store), add, add_total);
	free(days);
}
