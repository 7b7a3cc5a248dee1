/*
 * lock.h - one at a time: a file beside another, locked by who works on that, with his process id in it.
 */
#ifndef LOCK_H
#define LOCK_H

#include "base.h"

/* Locks "PATH.lock", which it makes where needed and never removes. A descriptor, the lock being held until that is closed; -1 where
   another process holds it, whose id comes in *pid, 0 where it is not known. Dies where the file cannot be opened. */
int lock_take(const char *path, int64_t *pid);

#endif
