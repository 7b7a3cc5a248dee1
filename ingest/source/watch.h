/*
 * watch.h - files that may grow and Maildirs that may be delivered to, looked at four times a second.
 * In: paths. Out: a descriptor of one that is not as it was, or that has taken the name of the one before.
 * It keeps each file open, so that a file which was renamed, or even removed, is read to its end first.
 */
#ifndef WATCH_H
#define WATCH_H

#include "base.h"

#include <signal.h>

struct watch;
struct watch *watch_open(void);
void watch_close(struct watch *watch);
/* A regular file or a fifo; everything else is passed over. False: it cannot be opened. */
bool watch_add(struct watch *watch, const char *path);
/* Its new/ and cur/, and those of the folders in it (Maildir++) that are there now. Each is handed out by the Maildir's path, and a
   descriptor of a folder. */
bool watch_add_maildir(struct watch *watch, const char *path);
/* Waits for a change, the first time without having seen any: every file is new then. Returns a descriptor at the file's
   beginning, the caller's, and its path, the watch's; -1: stop is set. */
int watch_next(struct watch *watch, const volatile sig_atomic_t *stop, const char **path);

#endif
