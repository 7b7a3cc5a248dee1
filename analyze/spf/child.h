/*
 * child.h - the guard in a process of its own: the other side of the socket. Used by worker.c only.
 * A message to it is a row of these, each an integer and what belongs to it; the reply is the verdicts, in order of the requests.
 */
#ifndef CHILD_H
#define CHILD_H

#include "analyze/spf/worker.h"

#include <sys/types.h>

enum { CHILD_FORGET, CHILD_ANSWER, CHILD_REQUEST };
enum { CHILD_ANSWERS_MAX = 32 * 1024 * 1024 };  /* bytes of answers, after which it is told to forget them */

/* Where it is, for when it dies. */
struct child_report {
	volatile uint32_t current;      /* number of the request in the message */
	char domain[ANSWER_NAME_MAX + 1];
};

/* Enters the sandbox, says so with an empty message, and serves until the other end is closed. */
_Noreturn void child_run(int fd, pid_t parent, struct child_report *report, worker_hook *hook);

#endif
