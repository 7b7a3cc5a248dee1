/*
 * settler.h - a thread that moves what was committed from the write-ahead log into the database while the fold goes on.
 * In: the path of a database. Out: nothing but time: else every commit that fills the log would wait for it.
 */
#ifndef SETTLER_H
#define SETTLER_H

#include "schema/store.h"

struct settler;
struct settler *settler_open(const char *path);
/* Something was committed. The first time starts the thread; path must last. */
void settler_wake(struct settler *settler);
/* Behind what it was woken for. */
void settler_close(struct settler *settler);

#endif
