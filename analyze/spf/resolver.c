/*
 * resolver.c - DNS over the network: questions that wait, each with its deadline, and what came of them.
 */
#include "analyze/spf/resolver.h"

#include "analyze/spf/pulse.h"
#include "analyze/spf/unbound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <utlist.h>

struct query {
	struct resolver *resolver;
	struct query *prev, *next;      /* of those that wait, the oldest first; or of those that are done */
	char *name;
	size_t n;
	enum answer_type type;
	int number;                     /* libunbound's */
	void *context;                  /* the caller's */
	int64_t asked, deadline;
	bool abandoned;                 /* we have answered already; libunbound has not */
	enum answer_status status;
	struct ub_result *result;       /* NULL where it never came */
};

struct resolver {
	struct ub_ctx *ub;
	int deadline;
	struct query *waiting, *done;
	struct query *delivered;        /* whose answer the caller still reads */
	struct arena *arena;
	unsigned count;                 /* of waiting and done */
	struct pulse pulse;
	struct query *probe;            /* on its way; NULL: none */
	unsigned probes;
	struct resolver_counts counts;
};

int64_t
resolver_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct resolver *
resolver_open(const char *server, int deadline, struct str *error)
{
	struct ub_ctx *ub = unbound_open(server, error);
	if (ub == NULL)
		return NULL;
	struct resolver *resolver = mem_new(sizeof *resolver);
	resolver->ub = ub;
	resolver->deadline = deadline;
	resolver->arena = arena_open();
	pulse_begin(&resolver->pulse, deadline, resolver_clock());
	return resolver;
}

static void
query_free(struct query *query)
{
	if (query == NULL)
		return;
	unbound_forget(query->result);
	free(query->name);
	free(query);
}

void
resolver_close(struct resolver *resolver)
{
	struct query *query, *next;

	unbound_close(resolver->ub);
	DL_FOREACH_SAFE(resolver->waiting, query, next)
		query_free(query);
	DL_FOREACH_SAFE(resolver->done, query, next)
		query_free(query);
	query_free(resolver->probe);
	query_free(resolver->delivered);
	arena_close(resolver->arena);
	free(resolver);
}

static void
finish(struct query *query, enum answer_status status)
{
	struct resolver *resolver = query->resolver;
	bool silent = status == ANSWER_TIMEOUT, failed = status == ANSWER_FAILED, sound = !silent && !failed;

	if (query == resolver->probe) {
		pulse_probe(&resolver->pulse, query->asked, sound, resolver_clock());
		resolver->probe = NULL;
		query_free(query);
		return;
	}
	pulse_question(&resolver->pulse, query->asked, sound, resolver_clock());
	query->status = status;
	resolver->counts.timed_out += silent;
	resolver->counts.failed += failed;
	resolver->counts.answered += sound;
	DL_APPEND(resolver->done, query);
}

static void
take_result(void *context, int failure, struct ub_result *result)
{
	struct query *query = context;

	if (query->abandoned) {
		unbound_forget(result);
		query_free(query);
		return;
	}
	query->result = result;
	if (query != query->resolver->probe)
		DL_DELETE(query->resolver->waiting, query);
	finish(query, failure != 0 || result == NULL ? ANSWER_FAILED : unbound_status(result));
}

bool
resolver_is_down(const struct resolver *resolver)
{
	return pulse_is_gone(&resolver->pulse);
}

static struct query *
query_new(struct resolver *resolver, enum answer_type type)
{
	struct query *query = mem_new(sizeof *query);

	query->resolver = resolver;
	query->type = type;
	query->asked = resolver_clock();
	query->deadline = query->asked + resolver->deadline;
	return query;
}

/* False: it cannot be sent. */
static bool
send_query(struct query *query, struct str name)
{
	return unbound_send(query->resolver->ub, name, query->type, take_result, query, &query->number);
}

static void
probe(struct resolver *resolver)
{
	int64_t until;
	char name[64];

	if (resolver->count == 0 || resolver->probe != NULL || !pulse_wants_probe(&resolver->pulse, resolver_clock(), &until))
		return;
	struct query *query = query_new(resolver, ANSWER_A);
	query->deadline = until;
	resolver->probe = query;
	snprintf(name, sizeof name, "unjoe%ld-%u.example.com", (long)getpid(), ++resolver->probes);
	if (!send_query(query, str_of(name)))
		finish(query, ANSWER_FAILED);
}

void
resolver_ask(struct resolver *resolver, struct str name, enum answer_type type, void *context)
{
	struct query *query = query_new(resolver, type);

	query->name = mem_string(name);
	query->n = name.n;
	query->context = context;
	resolver->count++;
	if (resolver_is_down(resolver)) {
		resolver->counts.unsent++;
		finish(query, ANSWER_TIMEOUT);
		return;
	}
	resolver->counts.asked++;
	DL_APPEND(resolver->waiting, query);
	if (!send_query(query, name)) {
		DL_DELETE(resolver->waiting, query);
		finish(query, ANSWER_FAILED);
	}
}

unsigned
resolver_waiting(const struct resolver *resolver)
{
	return resolver->count;
}

struct resolver_counts
resolver_counts(const struct resolver *resolver)
{
	return resolver->counts;
}

/* Nobody answers: it comes to its end. */
static void
abandon(struct query *query)
{
	struct resolver *resolver = query->resolver;
	bool is_probe = query == resolver->probe;

	if (!unbound_cancel(resolver->ub, query->number)) {
		/* On its way to us: that callback frees it, this one stands for it. */
		struct query *copy = mem_new(sizeof *copy);
		*copy = *query;
		query->name = NULL;
		query->abandoned = true;
		query = copy;
		resolver->probe = is_probe ? copy : resolver->probe;
	}
	finish(query, ANSWER_TIMEOUT);
}

/* All questions have the same patience, so that the oldest is the first to lose it. */
static void
give_up(struct resolver *resolver)
{
	int64_t now = resolver_clock();

	if (resolver->probe != NULL && resolver->probe->deadline <= now)
		abandon(resolver->probe);
	while (resolver->waiting != NULL && resolver->waiting->deadline <= now) {
		struct query *query = resolver->waiting;
		DL_DELETE(resolver->waiting, query);
		abandon(query);
	}
}

static void
read_answer(struct resolver *resolver, const struct query *query, struct answer *answer)
{
	*answer = (struct answer){ .name = { query->name, query->n }, .type = query->type, .status = query->status };
	answer->at = answer->seen = time(NULL);
	if (query->result != NULL)
		unbound_read(query->result, resolver->arena, answer);
}

bool
resolver_next(struct resolver *resolver, int milliseconds, struct answer *answer, void **context)
{
	int64_t end = resolver_clock() + milliseconds;

	query_free(resolver->delivered);
	resolver->delivered = NULL;
	arena_reset(resolver->arena);
	unbound_listen(resolver->ub, 0);
	give_up(resolver);
	probe(resolver);
	while (resolver->done == NULL && resolver->waiting != NULL) {
		int64_t now = resolver_clock(), until = resolver->waiting->deadline < end ? resolver->waiting->deadline : end;
		unbound_listen(resolver->ub, until - now);
		give_up(resolver);
		if (resolver_clock() >= end)
			break;
	}
	if (resolver->done == NULL)
		return false;
	resolver->delivered = resolver->done;
	DL_DELETE(resolver->done, resolver->delivered);
	resolver->count--;
	read_answer(resolver, resolver->delivered, answer);
	if (context != NULL)
		*context = resolver->delivered->context;
	return true;
}
