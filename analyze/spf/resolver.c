/*
 * resolver.c - DNS over the network: the door to libunbound, whose thread does the asking.
 */
#include "analyze/spf/resolver.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unbound.h>
#include <utlist.h>

enum { CLASS_IN = 1, RCODE_NXDOMAIN = 3, PROBE_EVERY = 1000 };

struct query {
	struct resolver *resolver;
	struct query *prev, *next;      /* of those that wait, the oldest first; or of those that are done */
	char *name;
	size_t n;
	enum answer_type type;
	int id;                         /* libunbound's */
	int64_t deadline;
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
	unsigned silent;                /* questions in a row that nobody answered */
	int64_t probed;
	struct resolver_counts counts;
};

static int64_t
milliseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Strangers' zones need no validation here (module-config), the answers are kept by us, and a question is not made public label by label. */
static const char *const options[][2] = {
	{ "module-config:", "iterator" }, { "qname-minimisation:", "no" }, { "msg-cache-size:", "16m" }, { "rrset-cache-size:", "32m" },
	{ "outgoing-range:", "256" }, { "num-queries-per-thread:", "2048" }, { "do-not-query-localhost:", "no" }, { "unblock-lan-zones:", "yes" },
	{ "use-syslog:", "no" }
};

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
		if ((failure = ub_ctx_set_option(resolver->ub, options[i][0], options[i][1])) != 0)
			bug("libunbound does not take %s %s: %s", options[i][0], options[i][1], ub_strerror(failure));
	ub_ctx_async(resolver->ub, 1);
	failure = server == NULL ? ub_ctx_resolvconf(resolver->ub, NULL) : ub_ctx_set_fwd(resolver->ub, server);
	if (failure != 0) {
		*error = str_of(ub_strerror(failure));
		ub_ctx_delete(resolver->ub);
		free(resolver);
		return NULL;
	}
	resolver->deadline = deadline;
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
	query_free(resolver->delivered);
	arena_close(resolver->arena);
	free(resolver);
}

static void
finish(struct query *query, enum answer_status status)
{
	struct resolver *resolver = query->resolver;
	bool silent = status == ANSWER_TIMEOUT;

	query->status = status;
	resolver->silent = silent ? resolver->silent + 1 : 0;
	resolver->counts.timed_out += silent;
	resolver->counts.failed += status == ANSWER_FAILED;
	resolver->counts.answered += !silent && status != ANSWER_FAILED;
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
	return resolver->silent >= RESOLVER_DOWN_AFTER;
}

void
resolver_ask(struct resolver *resolver, struct str name, enum answer_type type)
{
	struct query *query = mem_new(sizeof *query);
	int64_t now = milliseconds_now();

	query->resolver = resolver;
	query->name = mem_string(name);
	query->n = name.n;
	query->type = type;
	query->deadline = now + resolver->deadline;
	resolver->count++;
	if (resolver_is_down(resolver) && now - resolver->probed < PROBE_EVERY) {
		resolver->counts.unsent++;
		finish(query, ANSWER_TIMEOUT);
		return;
	}
	resolver->probed = now;
	resolver->counts.asked++;
	DL_APPEND(resolver->waiting, query);
	char *text = notation(name);
	if (ub_resolve_async(resolver->ub, text, (int)type, CLASS_IN, query, take_result, &query->id) != 0) {
		DL_DELETE(resolver->waiting, query);
		finish(query, ANSWER_FAILED);
	}
	free(text);
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

/* All have the same patience, so that the oldest is the first to lose it. */
static void
give_up(struct resolver *resolver)
{
	int64_t now = milliseconds_now();

	while (resolver->waiting != NULL && resolver->waiting->deadline <= now) {
		struct query *query = resolver->waiting;
		DL_DELETE(resolver->waiting, query);
		if (ub_cancel(resolver->ub, query->id) != 0) {
			/* On its way to us: that callback frees it, this one stands for it. */
			struct query *copy = mem_new(sizeof *copy);
			*copy = *query;
			query->name = NULL;
			query->abandoned = true;
			query = copy;
		}
		finish(query, ANSWER_TIMEOUT);
	}
}

/* A name in wire form; absent where it is none. A dot within a label is written so that it is no other name. */
static struct str
read_name(const unsigned char *p, size_t n, struct arena *arena)
{
	char *text = arena_take(arena, 2 * n + 1);
	size_t at = 0, written = 0;

	while (at < n && p[at] != 0) {
		size_t label = p[at++];
		if (label > 63 || label >= n - at + 1)
			return STR_NONE;
		if (written > 0)
			text[written++] = '.';
		for (; label > 0; label--, at++) {
			if (p[at] == '.')
				text[written++] = '\\';
			text[written++] = (char)p[at];
		}
	}
	return (struct str){ text, written };
}

/* The strings of a TXT put together. */
static struct str
read_strings(const unsigned char *p, size_t n, struct arena *arena)
{
	char *text = arena_take(arena, n + 1);
	size_t written = 0;

	for (size_t at = 0; at < n;) {
		size_t length = p[at++];
		if (length > n - at)
			length = n - at;
		memcpy(text + written, p + at, length);
		written += length;
		at += length;
	}
	return (struct str){ text, written };
}

static struct str
read_mx(const unsigned char *p, size_t n, struct arena *arena)
{
	struct str host = n < 3 ? STR_NONE : read_name(p + 2, n - 2, arena);
	char *text = arena_take(arena, host.n + 3);

	if (host.p == NULL)
		return STR_NONE;
	memcpy(text, p, 2);
	memcpy(text + 2, host.p, host.n);
	return (struct str){ text, host.n + 2 };
}

static struct str
read_value(enum answer_type type, const unsigned char *p, size_t n, struct arena *arena)
{
	switch (type) {
	case ANSWER_PTR:
	case ANSWER_CNAME:
		return read_name(p, n, arena);
	case ANSWER_MX:
		return read_mx(p, n, arena);
	case ANSWER_TXT:
	case ANSWER_SPF:
		return read_strings(p, n, arena);
	default:
		return (struct str){ (const char *)p, n };
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
		values[i] = read_value(query->type, (const unsigned char *)result->data[i], (size_t)result->len[i], resolver->arena);
	answer->values = values;
	answer->count = count;
}

bool
resolver_next(struct resolver *resolver, int milliseconds, struct answer *answer)
{
	int64_t end = milliseconds_now() + milliseconds;

	query_free(resolver->delivered);
	resolver->delivered = NULL;
	arena_reset(resolver->arena);
	ub_process(resolver->ub);
	give_up(resolver);
	while (resolver->done == NULL && resolver->waiting != NULL) {
		int64_t now = milliseconds_now(), until = resolver->waiting->deadline < end ? resolver->waiting->deadline : end;
		struct pollfd fd = { .fd = ub_fd(resolver->ub), .events = POLLIN };
		if (until > now)
			poll(&fd, 1, (int)(until - now));
		ub_process(resolver->ub);
		give_up(resolver);
		if (milliseconds_now() >= end)
			break;
	}
	if (resolver->done == NULL)
		return false;
	resolver->delivered = resolver->done;
	DL_DELETE(resolver->done, resolver->delivered);
	resolver->count--;
	read_answer(resolver, resolver->delivered, answer);
	return true;
}
