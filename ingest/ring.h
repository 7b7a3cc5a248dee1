/*
 * ring.h - a few slots between a thread that fills them ahead and the one that takes them, in order.
 * In: slots, and what fills one. Out: filled slots. Neither side waits but for the other.
 */
#ifndef RING_H
#define RING_H

#include "base.h"

struct ring;
/* Starts the thread. count slots of size bytes lie at slots; context and they are the thread's until ring_close, but for the slot that
   is taken. fill answers whether nothing more comes for now. */
struct ring *ring_open(void *slots, size_t size, size_t count, bool (*fill)(void *context, void *slot), void *context);
/* Ends the thread, wherever it is. */
void ring_close(struct ring *ring);
/* The next slot, borrowed until the next call. A call behind one with which nothing more came has it filled anew, and waits for that. */
void *ring_next(struct ring *ring);

#endif
