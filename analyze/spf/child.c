/*
 * child.c - the guard in a process of its own: the other side of the socket.
 */
#include "analyze/spf/child.h"

#include "analyze/spf/guard.h"
#include "analyze/spf/sandbox.h"
#include "analyze/spf/wire.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

struct child {
	struct guard *guard;
	struct answers *answers;        /* what we were given; nothing else is known */
	struct arena *arena;
	struct child_report *report;
	worker_hook *hook;
	struct wire in, out;
};

static void
serve_request(struct child *child)
{
	struct spf_request request;
	struct spf_verdict verdict;

	wire_get_request(&child->in, &request);
	if (child->in.bad)
		return;
	child->report->domain[0] = '\0';
	if (child->hook != NULL)
		child->hook(&request);
	guard_check(child->guard, &request, child->answers, ANSWERS_NEWEST, child->arena, &verdict);
	wire_put_verdict(&child->out, &verdict);
	child->report->current++;
}

static void
serve(struct child *child)
{
	struct answer answer;

	while (child->in.at < child->in.n && !child->in.bad) {
		switch (wire_get_int(&child->in, CHILD_REQUEST)) {
		case CHILD_FORGET:
			answers_close(child->answers);
			child->answers = answers_open(NULL);
			break;
		case CHILD_ANSWER:
			wire_get_answer(&child->in, child->arena, &answer);
			answers_add(child->answers, &answer);
			break;
		default:
			serve_request(child);
		}
		arena_reset(child->arena);
	}
}

_Noreturn void
child_run(int fd, pid_t parent, struct child_report *report, worker_hook *hook)
{
	struct child child = { .report = report, .hook = hook };

	/* What the program does at a signal is not for here; and nobody is left behind. */
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	child.guard = guard_open();
	guard_watch(child.guard, report->domain);
	child.answers = answers_open(NULL);
	child.arena = arena_open();
	sandbox_enter(fd);
	while (wire_send(&child.out, fd) && wire_receive(&child.in, fd)) {
		wire_clear(&child.out);
		serve(&child);
	}
	_exit(0);
}
