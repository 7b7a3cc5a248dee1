/*
 * resolver.c - DNS over the network: the door to libunbound, whose thread does the asking.
 */
#include "analyze/spf/resolver.h"

#include "analyze/spf/rdata.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unbound.h>
#include <unistd.h>
#include <utlist.h>

enum {
	CLASS_IN = 1,
	RCODE_NXDOMAIN = 3,
	PROBE_EVERY = 1000,             /* milliseconds */
	SOCKETS_MOST = 2048, SOCKETS_LEAST = 64,        /* of libunbound: a question that is on its way has one */
	FILES_OF_OURS = 128
};

struct query {
	struct resolver *resolver;
	struct query *prev, *next;      /* of those that wait, the oldest first; or of those that are done */
	char *name;
	size_t n;
	enum answer_type type;
	int id;                         /* libunbound's */
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
	unsigned lost;                  /* questions without a sound answer, since whose asking there was no other one either */
	int64_t heard;                  /* when the last sound answer came */
	struct query *probe;            /* whether the resolver lives; NULL: nobody doubts it */
	bool probe_failed;              /* the last one */
	int64_t probed;
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

/* Strangers' zones need no validation here (module-config), the answers are kept by us, and a question is not made public label by label. */
static const char *const options[][2] = {
	{ "module-config:", "iterator" }, { "qname-minimisation:", "no" }, { "msg-cache-size:", "4m" }, { "rrset-cache-size:", "8m" },
	{ "infra-cache-min-rtt:", "1000" },     /* a resolver has to ask others first: an answer that comes after the next try is lost */
	{ "num-queries-per-thread:", "4096" }, { "do-not-query-localhost:", "no" }, { "unblock-lan-zones:", "yes" },
	{ "use-syslog:", "no" }
};

static void
set_option(struct ub_ctx *ub, const char *name, const char *value)
{
	int failure = ub_ctx_set_option(ub, name, value);
	if (failure != 0)
		bug("libunbound does not take %s %s: %s", name, value, ub_strerror(failure));
}

/* As many sockets as the system lets us have: what waits for one is late. */
static void
set_sockets(struct ub_ctx *ub)
{
	struct rlimit files;
	char text[16];
	rlim_t sockets = SOCKETS_LEAST;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		if (files.rlim_cur < SOCKETS_MOST + FILES_OF_OURS && files.rlim_cur < files.rlim_max) {
			files.rlim_cur = files.rlim_max < SOCKETS_MOST + FILES_OF_OURS ? files.rlim_max : SOCKETS_MOST + FILES_OF_OURS;
			setrlimit(RLIMIT_NOFILE, &files);
		}
		if (files.rlim_cur > SOCKETS_LEAST + FILES_OF_OURS)
			sockets = files.rlim_cur - FILES_OF_OURS;
	}
	snprintf(text, sizeof text, "%u", (unsigned)(sockets < SOCKETS_MOST ? sockets : SOCKETS_MOST));
	set_option(ub, "outgoing-range:", text);
}

struct resolver *
resolver_open(const char *server, int deadline, struct str *error)
{
	struct resolver *resolver = mem_new(sizeof *resolver);
	int failure;

	resolver->ub = ub_ctx_create();
	if (resolver->ub == NULL)
		die("libunbound does not start");
	ub_ctx_debugout(resolver->ub, NULL);
	for (size_t i = 0; i < LENGTH(options); i++)
		set_option(resolver->ub, options[i][0], options[i][1]);
	set_sockets(resolver->ub);
	ub_ctx_async(resolver->ub, 1);
	failure = server == NULL ? ub_ctx_resolvconf(resolver->ub, NULL) : ub_ctx_set_fwd(resolver->ub, server);
	if (failure != 0) {
		*error = str_of(ub_strerror(failure));
		ub_ctx_delete(resolver->ub);
		free(resolver);
		return NULL;
	}
	resolver->deadline = deadline;
	resolver->heard = resolver_clock();
	resolver->arena = arena_open();
	return resolver;
}

static void
query_free(struct query *query)
{
	if (query == NULL)
		return;
	ub_resolve_free(query->result);
	free(query->name);
	free(query);
}

void
resolver_close(struct resolver *resolver)
{
	struct query *query, *next;

	/* Ends the thread; no callback comes after it. */
	ub_ctx_delete(resolver->ub);
	DL_FOREACH_SAFE(resolver->waiting, query, next)
		query_free(query);
	DL_FOREACH_SAFE(resolver->done, query, next)
		query_free(query);
	query_free(resolver->probe);
	query_free(resolver->delivered);
	arena_close(resolver->arena);
	free(resolver);
}

/* While some have no sound answer, others have: then it is the fault of their servers, and not of the resolver. */
static void
listen_to(struct query *query, bool sound)
{
	struct resolver *resolver = query->resolver;

	if (sound) {
		resolver->heard = resolver_clock();
		resolver->lost = 0;
		resolver->probe_failed = false;
	} else if (query->asked > resolver->heard) {
		resolver->lost++;
	}
}

static void
finish(struct query *query, enum answer_status status)
{
	struct resolver *resolver = query->resolver;
	bool silent = status == ANSWER_TIMEOUT, failed = status == ANSWER_FAILED;

	listen_to(query, !silent && !failed);
	if (query == resolver->probe) {
		resolver->probe = NULL;
		resolver->probe_failed = silent || failed;
		query_free(query);
		return;
	}
	query->status = status;
	resolver->counts.timed_out += silent;
	resolver->counts.failed += failed;
	resolver->counts.answered += !silent && !failed;
	DL_APPEND(resolver->done, query);
}

static enum answer_status
status_of(const struct ub_result *result)
{
	if (result->havedata)
		return ANSWER_OK;
	if (result->nxdomain || result->rcode == RCODE_NXDOMAIN)
		return ANSWER_NXDOMAIN;
	return result->rcode == 0 ? ANSWER_NODATA : ANSWER_FAILED;
}

static void
take_result(void *context, int failure, struct ub_result *result)
{
	struct query *query = context;

	if (query->abandoned) {
		ub_resolve_free(result);
		query_free(query);
		return;
	}
	query->result = result;
	if (query != query->resolver->probe)
		DL_DELETE(query->resolver->waiting, query);
	finish(query, failure != 0 || result == NULL ? ANSWER_FAILED : status_of(result));
}

/* In the notation of zone files, so that any byte may stand in a label. */
static char *
notation(struct str name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
	char *text = mem_new(4 * name.n + 2), *p = text;

	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		if (c != '\0' && strchr(plain, c) != NULL)
			*p++ = (char)c;
		else
			p += snprintf(p, 5, "\\%03u", c);
	}
	*p = '.';
	return text;
}

bool
resolver_is_down(const struct resolver *resolver)
{
	return resolver->lost >= RESOLVER_DOWN_AFTER && resolver->probe_failed;
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
	char *text = notation(name);
	bool sent = ub_resolve_async(query->resolver->ub, text, (int)query->type, CLASS_IN, query, take_result, &query->id) == 0;
	free(text);
	return sent;
}

/* Where nothing sound has come for a while: is it the resolver, or are these all names whose servers are silent? One that nobody has asked for is in no
   cache. It has less patience than a question, so that we know before those are lost. */
static void
probe(struct resolver *resolver)
{
	int64_t now = resolver_clock();
	bool doubt = now - resolver->heard > resolver->deadline / 4 || resolver->lost >= RESOLVER_DOWN_AFTER / 2;
	char name[64];

	if (resolver->count == 0 || !doubt || resolver->probe != NULL || now - resolver->probed < (resolver->deadline < PROBE_EVERY ? resolver->deadline : PROBE_EVERY))
		return;
	struct query *query = query_new(resolver, ANSWER_A);
	query->deadline = now + resolver->deadline / 2;
	resolver->probe = query;
	resolver->probed = now;
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

	if (ub_cancel(resolver->ub, query->id) != 0) {
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
	const struct ub_result *result = query->result;
	unsigned count = 0;

	*answer = (struct answer){ .name = { query->name, query->n }, .type = query->type, .status = query->status };
	answer->at = answer->seen = time(NULL);
	if (result == NULL)
		return;
	answer->ttl = result->ttl < 0 ? 0 : (uint32_t)result->ttl;
	if (answer->status != ANSWER_OK)
		return;
	while (result->data[count] != NULL && count < ANSWER_VALUES_MAX)
		count++;
	struct str *values = arena_take(resolver->arena, (count + 1) * sizeof *values);
	for (unsigned i = 0; i < count; i++)
		values[i] = rdata_read(query->type, (const unsigned char *)result->data[i], (size_t)result->len[i], resolver->arena);
	answer->values = values;
	answer->count = count;
}

bool
resolver_next(struct resolver *resolver, int milliseconds, struct answer *answer, void **context)
{
	int64_t end = resolver_clock() + milliseconds;

	query_free(resolver->delivered);
	resolver->delivered = NULL;
	arena_reset(resolver->arena);
	ub_process(resolver->ub);
	give_up(resolver);
	probe(resolver);
	while (resolver->done == NULL && resolver->waiting != NULL) {
		int64_t now = resolver_clock(), until = resolver->waiting->deadline < end ? resolver->waiting->deadline : end;
		struct pollfd fd = { .fd = ub_fd(resolver->ub), .events = POLLIN };
		if (until > now)
			poll(&fd, 1, (int)(until - now));
		ub_process(resolver->ub);
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
