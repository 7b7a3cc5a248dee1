/*
 * unbound.c - the door to libunbound.
 */
#include "analyze/spf/unbound.h"

#include "analyze/spf/rdata.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unbound.h>

enum {
	CLASS_IN = 1,
	RCODE_NXDOMAIN = 3,
	SOCKETS_MOST = 2048, SOCKETS_LEAST = 64,        /* of libunbound: a question that is on its way has one */
	FILES_OF_OURS = 128
};

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

struct ub_ctx *
unbound_open(const char *server, struct str *error)
{
	struct ub_ctx *ub = ub_ctx_create();

	if (ub == NULL)
		die("libunbound does not start");
	ub_ctx_debugout(ub, NULL);
	for (size_t i = 0; i < LENGTH(options); i++)
		set_option(ub, options[i][0], options[i][1]);
	set_sockets(ub);
	ub_ctx_async(ub, 1);
	int failure = server == NULL ? ub_ctx_resolvconf(ub, NULL) : ub_ctx_set_fwd(ub, server);
	if (failure == 0)
		return ub;
	*error = server != NULL && failure == UB_SYNTAX ? STR("an IP address is wanted, with @PORT behind it if need be") : str_of(ub_strerror(failure));
	ub_ctx_delete(ub);
	return NULL;
}

void
unbound_close(struct ub_ctx *ub)
{
	ub_ctx_delete(ub);
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
unbound_send(struct ub_ctx *ub, struct str name, enum answer_type type, unbound_heard *heard, void *context, int *number)
{
	char *text = notation(name);
	bool sent = ub_resolve_async(ub, text, (int)type, CLASS_IN, context, heard, number) == 0;
	free(text);
	return sent;
}

bool
unbound_cancel(struct ub_ctx *ub, int number)
{
	return ub_cancel(ub, number) == 0;
}

void
unbound_listen(struct ub_ctx *ub, int64_t milliseconds)
{
	struct pollfd fd = { .fd = ub_fd(ub), .events = POLLIN };

	if (milliseconds > 0)
		poll(&fd, 1, (int)milliseconds);
	ub_process(ub);
}

enum answer_status
unbound_status(const struct ub_result *result)
{
	if (result->havedata)
		return ANSWER_OK;
	if (result->nxdomain || result->rcode == RCODE_NXDOMAIN)
		return ANSWER_NXDOMAIN;
	return result->rcode == 0 ? ANSWER_NODATA : ANSWER_FAILED;
}

void
unbound_read(const struct ub_result *result, struct arena *arena, struct answer *answer)
{
	unsigned count = 0;

	/* Of a failure libunbound knows none, and now and then hands on what happened to be in its memory. */
	if (answer->status <= ANSWER_NXDOMAIN && result->ttl > 0)
		answer->ttl = (uint32_t)result->ttl;
	if (answer->status != ANSWER_OK)
		return;
	while (result->data[count] != NULL && count < ANSWER_VALUES_MAX)
		count++;
	struct str *values = arena_take(arena, (count + 1) * sizeof *values);
	for (unsigned i = 0; i < count; i++)
		values[i] = rdata_read(answer->type, (const unsigned char *)result->data[i], (size_t)result->len[i], arena);
	answer->values = values;
	answer->count = count;
}

void
unbound_forget(struct ub_result *result)
{
	ub_resolve_free(result);
}
