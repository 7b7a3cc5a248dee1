/*
 * settler.c - checkpoints beside the fold, on a connection of its own.
 */
#include "ingest/settler.h"

#include <pthread.h>
#include <stdlib.h>

struct settler {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	const char *path;
	bool started, wanted, stop;     /* started: something was committed */
};

static void *
run(void *argument)
{
	struct settler *settler = argument;
	struct store *store = store_open_settler(settler->path);
	pthread_mutex_lock(&settler->mutex);
	for (;;) {
		while (!settler->wanted && !settler->stop)
			pthread_cond_wait(&settler->changed, &settler->mutex);
		if (!settler->wanted)
			break;
		settler->wanted = false;
		pthread_mutex_unlock(&settler->mutex);
		store_checkpoint(store);
		pthread_mutex_lock(&settler->mutex);
	}
	pthread_mutex_unlock(&settler->mutex);
	store_close(store);
	return NULL;
}

struct settler *
settler_open(const char *path)
{
	struct settler *settler = mem_new(sizeof *settler);
	settler->path = path;
	return settler;
}

static void
start(struct settler *settler)
{
	settler->started = true;
	pthread_mutex_init(&settler->mutex, NULL);
	pthread_cond_init(&settler->changed, NULL);
	if (pthread_create(&settler->thread, NULL, run, settler) != 0)
		die("cannot start a thread");
}

void
settler_wake(struct settler *settler)
{
	if (!settler->started)
		start(settler);
	pthread_mutex_lock(&settler->mutex);
	settler->wanted = true;
	pthread_cond_signal(&settler->changed);
	pthread_mutex_unlock(&settler->mutex);
}

void
settler_close(struct settler *settler)
{
	if (settler == NULL)
		return;
	if (settler->started) {
		pthread_mutex_lock(&settler->mutex);
		settler->stop = true;
		pthread_cond_signal(&settler->changed);
		pthread_mutex_unlock(&settler->mutex);
		pthread_join(settler->thread, NULL);
		pthread_mutex_destroy(&settler->mutex);
		pthread_cond_destroy(&settler->changed);
	}
	free(settler);
}
