/*
 * capture.h - standard output into memory for a while: what prints need not know. And files that are whole or not there.
 * In: what is printed. Out: its text.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "base.h"

struct capture;
struct capture *capture_open(void);
/* Standard output is what it was. What was printed meanwhile, in the arena, with a NUL behind it. */
struct str capture_close(struct capture *capture, struct arena *arena);

/* A whole file, or none: written beside it, then renamed. What is no file (a device, a pipe) is written to as it is. A fault ends the program. */
void capture_file(const char *path, struct str content);

#endif
