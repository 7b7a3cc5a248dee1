/*
 * process.h - another program, run on a text: no shell, and no longer than it may.
 * In: its name and arguments, what it reads. Out: what it wrote, and how it ended.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include "base.h"

struct process {
	bool done;              /* it ended by itself, with status 0 */
	bool late;              /* it had to be stopped */
	struct str out;         /* its standard output, in the arena; with a NUL behind it */
	struct str fault;       /* why it is not done, in one line, in the arena; not made safe */
};

/* argv[0] is looked for in $PATH. Whoever is not done after so many seconds is killed, and all that it started with it. */
struct process process_run(struct arena *arena, const char *const argv[], struct str input, int seconds);

#endif
