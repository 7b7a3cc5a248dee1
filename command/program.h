/*
 * program.h - other programs that are asked something: found, run without a shell, bounded in time and output.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "base.h"

/* The path of a program, in the arena: in $PATH, or where the system's own programs are (/usr/sbin, /usr/lib). Absent: there is none. */
struct str program_find(struct arena *arena, const char *name);

/* What it says on standard output, in the arena, most bytes of it; argv ends with NULL, argv[0] is a path. Absent: it could not be run, failed,
   said more, or was not done after so many seconds, when it is killed. Its standard input is empty, its errors go nowhere. */
struct str program_output(struct arena *arena, const char *const *argv, size_t most, int seconds);

#endif
