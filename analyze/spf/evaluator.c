/*
 * evaluator.c - many checks at once.
 */
#include "analyze/spf/evaluator.h"

#include "analyze/spf/guard.h"
#include "analyze/spf/worker.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>
#include <utlist.h>

struct check_on_way {
	struct check_on_way *prev, *next;       /* of the list that it is in */
	struct spf_request request;
	struct spf_verdict verdict;
	struct arena *kept;                     /* of the request */
	unsigned rounds;                        /* that it took so far */
	int64_t deadline;
	void *context;
};

/* What several checks may wait for. */
struct question {
	UT_hash_handle hh;
	struct check_on_way *waiting;
	unsigned n;
	char key[];                             /* the type, and the name in lower case */
};

struct evaluator {
	struct evaluator_options options;
	struct check_on_way *ready, *done, *unused;
	struct check_on_way *delivered;         /* whose verdict the caller still reads */
	struct question *questions;
	struct arena *arena;                    /* of the verdicts that are done */
	unsigned count;                         /* ready, waiting and done */
	int64_t looked;                         /* when we last looked for those that wait too long */
};

enum {
	LOOK_EVERY = 50,                        /* milliseconds */
	ROUNDS_MAX = 400                        /* more than a check has lookups: an answer that the view does not take would be asked for again and again */
};

struct evaluator *
evaluator_open(const struct evaluator_options *options)
{
	struct evaluator *evaluator = mem_new(sizeof *evaluator);
	evaluator->options = *options;
	if (options->received == NULL)
		evaluator->options.received = options->answers;
	evaluator->arena = arena_open();
	return evaluator;
}

static void
free_all(struct check_on_way *list)
{
	struct check_on_way *check, *next;

	DL_FOREACH_SAFE(list, check, next) {
		arena_close(check->kept);
		free(check);
	}
}

void
evaluator_close(struct evaluator *evaluator)
{
	struct question *question, *next;

	HASH_ITER(hh, evaluator->questions, question, next) {
		HASH_DEL(evaluator->questions, question);
		free_all(question->waiting);
		free(question);
	}
	free_all(evaluator->ready);
	free_all(evaluator->done);
	if (evaluator->delivered != NULL)
		DL_APPEND(evaluator->unused, evaluator->delivered);
	free_all(evaluator->unused);
	arena_close(evaluator->arena);
	free(evaluator);
}

bool
evaluator_has_room(const struct evaluator *evaluator)
{
	return evaluator->count < EVALUATOR_FLIGHT;
}

static struct check_on_way *
check_new(struct evaluator *evaluator)
{
	struct check_on_way *check = evaluator->unused;

	if (check != NULL) {
		DL_DELETE(evaluator->unused, check);
		return check;
	}
	check = mem_new(sizeof *check);
	check->kept = arena_open();
	return check;
}

void
evaluator_add(struct evaluator *evaluator, const struct spf_request *request, void *context)
{
	struct check_on_way *check = check_new(evaluator);
	struct arena *arena = check->kept;

	arena_reset(arena);
	check->request = (struct spf_request){
		.ip = arena_copy(arena, request->ip), .helo = arena_copy(arena, request->helo), .sender = arena_copy(arena, request->sender),
		.receiver = arena_copy(arena, request->receiver), .local = arena_copy(arena, request->local), .at = request->at
	};
	if ((evaluator->options.resolver != NULL || evaluator->options.hide_local) && request->local.p == NULL)
		check->request.local = STR("unjoe");
	check->context = context;
	check->rounds = 0;
	check->deadline = resolver_clock() + evaluator->options.deadline;
	DL_APPEND(evaluator->ready, check);
	evaluator->count++;
}

/* Puts a check to those that wait for what its verdict lacks, and asks if nobody has. */
static void
wait_for(struct evaluator *evaluator, struct check_on_way *check)
{
	const struct spf_verdict *verdict = &check->verdict;
	struct str name = verdict->missing_name;
	unsigned n = (unsigned)name.n + (name.n > 0 && name.p[name.n - 1] == '.' ? 0 : 1);
	struct question *question = mem_new(sizeof *question + n), *same;

	question->n = n;
	question->key[0] = (char)verdict->missing_type;
	for (unsigned i = 1; i < n; i++) {
		char c = name.p[i - 1];
		question->key[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	HASH_FIND(hh, evaluator->questions, question->key, n, same);
	if (same == NULL) {
		HASH_ADD(hh, evaluator->questions, key, n, question);
		resolver_ask(evaluator->options.resolver, (struct str){ question->key + 1, n - 1 }, verdict->missing_type, NULL);
		same = question;
	} else {
		free(question);
	}
	DL_APPEND(same->waiting, check);
}

static void
sort_out(struct evaluator *evaluator, struct check_on_way *check)
{
	if (check->verdict.missing_name.p != NULL && evaluator->options.resolver != NULL && check->rounds++ < ROUNDS_MAX)
		wait_for(evaluator, check);
	else
		DL_APPEND(evaluator->done, check);
}

static void
run_here(struct evaluator *evaluator, struct check_on_way *check)
{
	const struct evaluator_options *options = &evaluator->options;

	DL_DELETE(evaluator->ready, check);
	guard_check(options->guard, &check->request, options->answers, options->when, evaluator->arena, &check->verdict);
	sort_out(evaluator, check);
}

static void
run_in_worker(struct evaluator *evaluator)
{
	const struct evaluator_options *options = &evaluator->options;
	struct check_on_way *checks[EVALUATOR_FLIGHT];
	struct spf_request requests[EVALUATOR_FLIGHT];
	struct spf_verdict *verdicts = arena_take(evaluator->arena, EVALUATOR_FLIGHT * sizeof *verdicts);
	size_t count = 0;

	while (evaluator->ready != NULL && count < EVALUATOR_FLIGHT) {
		checks[count] = evaluator->ready;
		requests[count] = checks[count]->request;
		DL_DELETE(evaluator->ready, checks[count]);
		count++;
	}
	worker_check(options->worker, requests, count, options->answers, options->when, evaluator->arena, verdicts);
	for (size_t i = 0; i < count; i++) {
		checks[i]->verdict = verdicts[i];
		sort_out(evaluator, checks[i]);
	}
}

/* All that is ready, when nothing is done any more whose texts are in the arena. */
static void
run(struct evaluator *evaluator)
{
	arena_reset(evaluator->arena);
	if (evaluator->options.worker != NULL)
		run_in_worker(evaluator);
	else
		while (evaluator->ready != NULL)
			run_here(evaluator, evaluator->ready);
}

static void
take_answer(struct evaluator *evaluator, const struct answer *answer)
{
	struct question *question;
	char key[ANSWER_NAME_MAX + 1];

	key[0] = (char)answer->type;
	memcpy(key + 1, answer->name.p, answer->name.n);
	answers_add(evaluator->options.received, answer);
	HASH_FIND(hh, evaluator->questions, key, answer->name.n + 1, question);
	/* Of an evaluator that was closed before the answer came. */
	if (question == NULL)
		return;
	HASH_DEL(evaluator->questions, question);
	DL_CONCAT(evaluator->ready, question->waiting);
	free(question);
}

static void
run_out_of_time(struct evaluator *evaluator, struct check_on_way *check, const struct question *question)
{
	struct str sender = check->request.sender, part = sender;

	memset(&check->verdict, 0, sizeof check->verdict);
	while (sender.p != NULL)
		part = str_cut(&sender, '@');
	check->verdict.domain = part;
	check->verdict.result = SPF_TEMPERROR;
	check->verdict.reason = arena_print(evaluator->arena, "%s %.*s: nobody answered in time", answer_type_name((enum answer_type)question->key[0]),
	    (int)question->n - 1, question->key + 1);
	DL_APPEND(evaluator->done, check);
}

static void
look_for_late_ones(struct evaluator *evaluator)
{
	int64_t now = resolver_clock();
	struct question *question, *next_question;
	struct check_on_way *check, *next;

	if (now - evaluator->looked < LOOK_EVERY)
		return;
	evaluator->looked = now;
	HASH_ITER(hh, evaluator->questions, question, next_question)
		DL_FOREACH_SAFE(question->waiting, check, next)
			if (check->deadline <= now) {
				DL_DELETE(question->waiting, check);
				run_out_of_time(evaluator, check, question);
			}
}

/* Takes what has come, and waits where nothing has. */
static void
listen(struct evaluator *evaluator)
{
	struct answer answer;
	int patience = LOOK_EVERY;

	while (resolver_next(evaluator->options.resolver, patience, &answer, NULL)) {
		take_answer(evaluator, &answer);
		patience = 0;
	}
	look_for_late_ones(evaluator);
}

bool
evaluator_next(struct evaluator *evaluator, const struct spf_request **request, const struct spf_verdict **verdict, void **context)
{
	if (evaluator->delivered != NULL)
		DL_APPEND(evaluator->unused, evaluator->delivered);
	evaluator->delivered = NULL;
	while (evaluator->done == NULL) {
		if (evaluator->ready != NULL)
			run(evaluator);
		else if (evaluator->count > 0)
			listen(evaluator);
		else
			return false;
	}
	struct check_on_way *check = evaluator->delivered = evaluator->done;
	DL_DELETE(evaluator->done, check);
	evaluator->count--;
	*request = &check->request;
	*verdict = &check->verdict;
	*context = check->context;
	return true;
}
