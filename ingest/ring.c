/*
 * ring.c - slots between a thread that fills them ahead and the one that takes them.
 */
#include "ingest/ring.h"

#include <pthread.h>
#include <stdlib.h>

struct ring {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	char *slots;
	size_t size, count;
	bool (*fill)(void *context, void *slot);
	void *context;
	size_t filled, taken;           /* counts since the start; filled - taken lie ready */
	bool stop, borrowed, waiting;   /* waiting: with the last filled slot nothing more came */
};

static void *
slot_at(const struct ring *ring, size_t n)
{
	return ring->slots + n % ring->count * ring->size;
}

static void *
run(void *argument)
{
	struct ring *ring = argument;
	pthread_mutex_lock(&ring->mutex);
	for (;;) {
		while (!ring->stop && (ring->filled - ring->taken == ring->count || ring->waiting))
			pthread_cond_wait(&ring->changed, &ring->mutex);
		if (ring->stop)
			break;
		void *slot = slot_at(ring, ring->filled);
		pthread_mutex_unlock(&ring->mutex);
		bool last = ring->fill(ring->context, slot);
		pthread_mutex_lock(&ring->mutex);
		ring->filled++;
		ring->waiting = last;
		pthread_cond_broadcast(&ring->changed);
	}
	pthread_mutex_unlock(&ring->mutex);
	return NULL;
}

struct ring *
ring_open(void *slots, size_t size, size_t count, bool (*fill)(void *context, void *slot), void *context)
{
	struct ring *ring = mem_new(sizeof *ring);
	ring->slots = slots;
	ring->size = size;
	ring->count = count;
	ring->fill = fill;
	ring->context = context;
	pthread_mutex_init(&ring->mutex, NULL);
	pthread_cond_init(&ring->changed, NULL);
	if (pthread_create(&ring->thread, NULL, run, ring) != 0)
		die("cannot start a thread");
	return ring;
}

void
ring_close(struct ring *ring)
{
	if (ring == NULL)
		return;
	pthread_mutex_lock(&ring->mutex);
	ring->stop = true;
	pthread_cond_broadcast(&ring->changed);
	pthread_mutex_unlock(&ring->mutex);
	pthread_join(ring->thread, NULL);
	pthread_mutex_destroy(&ring->mutex);
	pthread_cond_destroy(&ring->changed);
	free(ring);
}

void *
ring_next(struct ring *ring)
{
	pthread_mutex_lock(&ring->mutex);
	if (ring->borrowed) {
		/* nothing is filled behind a slot with which nothing more came, until that is called for */
		ring->taken++;
		if (ring->filled == ring->taken)
			ring->waiting = false;
		pthread_cond_broadcast(&ring->changed);
	}
	while (ring->filled == ring->taken)
		pthread_cond_wait(&ring->changed, &ring->mutex);
	ring->borrowed = true;
	pthread_mutex_unlock(&ring->mutex);
	return slot_at(ring, ring->taken);
}
