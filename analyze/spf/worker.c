/*
 * worker.c - the guard in a process of its own: our side of the socket.
 *
 * A round: answers and requests go there in one message, verdicts come back in one. A verdict that wants an answer which the store
 * has is asked for again in the next round, with the answer; so a request goes there about as often as it has lookups the first time, and
 * once when its answers are there already.
 */
#include "analyze/spf/worker.h"

#include "analyze/spf/child.h"
#include "analyze/spf/wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rounds of one request: more than there can be lookups, so that no answer of the other side makes us go on for ever. */
enum { ROUNDS_MAX = 400 };

struct worker {
	pid_t pid;                      /* 0: none */
	int fd;
	int deadline;
	worker_hook *hook;
	struct child_report *report;    /* memory that the process shares with us */
	struct wire out, in;
	bool forget;
	size_t sent;                    /* bytes of answers that the process keeps */
	unsigned deaths;
};

/* One call of worker_check. */
struct job {
	const struct spf_request *requests;
	struct answers *answers;
	struct answers_when when;
	struct arena *arena;
	struct spf_verdict *verdicts;
	size_t *pending;                /* numbers of the requests without a verdict, in the order in which they go out */
	size_t count;                   /* of them */
	unsigned *rounds;
};

static void
start(struct worker *worker)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		die("no socket for the SPF worker: %s", strerror(errno));
	worker->report->current = 0;
	pid_t parent = getpid();
	worker->pid = fork();
	if (worker->pid < 0)
		die("no process for the SPF worker: %s", strerror(errno));
	if (worker->pid == 0)
		child_run(pair[1], parent, worker->report, worker->hook);
	close(pair[1]);
	worker->fd = pair[0];
	worker->sent = 0;
	worker->forget = false;
	struct timeval patience = { worker->deadline / 1000, worker->deadline % 1000 * 1000 };
	setsockopt(worker->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(worker->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (!wire_receive(&worker->in, worker->fd))
		die("the SPF worker does not start");
}

/* Answers how it ended, as waitpid says. */
static int
stop(struct worker *worker)
{
	int status = 0;

	kill(worker->pid, SIGKILL);
	close(worker->fd);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	return status;
}

struct worker *
worker_open(int deadline, worker_hook *hook)
{
	struct worker *worker = mem_new(sizeof *worker);

	worker->deadline = deadline;
	worker->hook = hook;
	worker->report = mmap(NULL, sizeof *worker->report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (worker->report == MAP_FAILED)
		die("no memory to share with the SPF worker");
	start(worker);
	return worker;
}

void
worker_close(struct worker *worker)
{
	if (worker->pid != 0)
		stop(worker);
	munmap(worker->report, sizeof *worker->report);
	wire_free(&worker->in);
	wire_free(&worker->out);
	free(worker);
}

void
worker_forget(struct worker *worker)
{
	worker->forget = true;
}

unsigned
worker_deaths(const struct worker *worker)
{
	return worker->deaths;
}

/* Waits for the reply as long as one request after the other is done. */
static bool
wait_for_reply(struct worker *worker)
{
	uint32_t last = worker->report->current;
	int64_t since = clock_ms();

	for (;;) {
		struct pollfd fd = { .fd = worker->fd, .events = POLLIN };
		int ready = poll(&fd, 1, 20);
		if (ready > 0)
			return true;
		if (worker->report->current != last) {
			last = worker->report->current;
			since = clock_ms();
		} else if (clock_ms() - since > worker->deadline) {
			return false;
		}
	}
}

/* Whose record was on hand. The process may have been taken over: nothing that it left is trusted to be a text. */
static struct str
culprit(const struct worker *worker, const struct spf_request *request, struct arena *arena)
{
	char domain[sizeof worker->report->domain];
	struct str rest = request->sender, part = rest;

	memcpy(domain, worker->report->domain, sizeof domain);
	domain[sizeof domain - 1] = '\0';
	if (domain[0] != '\0')
		return arena_copy(arena, str_of(domain));
	while (rest.p != NULL)
		part = str_cut(&rest, '@');
	return part.p == NULL ? STR("") : part;
}

/* The request of this round that the process died of has its verdict. */
static void
blame(struct worker *worker, struct job *job, size_t in_round, bool hung)
{
	int status = stop(worker);
	size_t at = worker->report->current;

	worker->deaths++;
	if (at >= in_round)
		at = 0;
	struct spf_verdict *verdict = &job->verdicts[job->pending[at]];
	struct str name = culprit(worker, &job->requests[job->pending[at]], job->arena);
	const char *how = hung ? "did not come to an end" : WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS ?
	    "made a system call that it may not make" : "crashed";
	memset(verdict, 0, sizeof *verdict);
	verdict->result = SPF_UNEVALUABLE;
	verdict->domain = name;
	verdict->path[0].domain = name;
	verdict->steps = 1;
	const struct answer *answer = answers_find(job->answers, job->when, name, ANSWER_TXT);
	if (answer != NULL && answer_spf_record(answer, &verdict->path[0].record) > 0)
		verdict->path[0].record = arena_copy(job->arena, verdict->path[0].record);
	verdict->reason = arena_print(job->arena, "the evaluator %s in the record of %.*s", how, (int)name.n, name.p);
	memmove(job->pending + at, job->pending + at + 1, (job->count - at - 1) * sizeof *job->pending);
	job->count--;
}

/* Puts the answer that a verdict wants into the next message; false: the store does not know it. */
static bool
supply(struct worker *worker, struct job *job, const struct spf_verdict *verdict)
{
	const struct answer *answer = answers_find(job->answers, job->when, verdict->missing_name, verdict->missing_type);
	size_t before = worker->out.n;

	if (answer == NULL)
		return false;
	wire_put_int(&worker->out, CHILD_ANSWER);
	wire_put_answer(&worker->out, verdict->missing_name, verdict->missing_type, answer);
	worker->sent += worker->out.n - before;
	return true;
}

/* The verdicts of a round; what needs an answer stays pending, behind the others. False: the reply is not one. */
static bool
take_reply(struct worker *worker, struct job *job, size_t in_round)
{
	size_t kept = 0, others = job->count - in_round;
	size_t again[WORKER_BATCH];

	for (size_t i = 0; i < in_round; i++) {
		size_t number = job->pending[i];
		struct spf_verdict *verdict = &job->verdicts[number];
		wire_get_verdict(&worker->in, job->arena, verdict);
		if (worker->in.bad)
			return false;
		if (verdict->missing_name.p != NULL && job->rounds[number]++ < ROUNDS_MAX && supply(worker, job, verdict))
			again[kept++] = number;
	}
	memmove(job->pending, job->pending + in_round, others * sizeof *job->pending);
	memcpy(job->pending + others, again, kept * sizeof *again);
	job->count = others + kept;
	return true;
}

static void
run_round(struct worker *worker, struct job *job)
{
	size_t in_round = job->count < WORKER_BATCH ? job->count : WORKER_BATCH;

	if (worker->pid == 0)
		start(worker);
	if (worker->forget || worker->sent > CHILD_ANSWERS_MAX) {
		wire_put_int(&worker->out, CHILD_FORGET);
		worker->forget = false;
		worker->sent = 0;
	}
	for (size_t i = 0; i < in_round; i++) {
		wire_put_int(&worker->out, CHILD_REQUEST);
		wire_put_request(&worker->out, &job->requests[job->pending[i]]);
	}
	worker->report->current = 0;
	bool sent = wire_send(&worker->out, worker->fd), replied = sent && wait_for_reply(worker);
	wire_clear(&worker->out);
	if (!replied || !wire_receive(&worker->in, worker->fd) || !take_reply(worker, job, in_round)) {
		blame(worker, job, in_round, sent && !replied);
		wire_clear(&worker->out);
	}
}

void
worker_check(struct worker *worker, const struct spf_request *requests, size_t count, struct answers *answers,
    struct answers_when when, struct arena *arena, struct spf_verdict *verdicts)
{
	struct job job = { requests, answers, when, arena, verdicts, NULL, count, NULL };

	job.pending = mem_new(count * sizeof *job.pending);
	job.rounds = mem_new(count * sizeof *job.rounds);
	for (size_t i = 0; i < count; i++)
		job.pending[i] = i;
	while (job.count > 0)
		run_round(worker, &job);
	free(job.pending);
	free(job.rounds);
}
