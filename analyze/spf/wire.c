/*
 * wire.c - requests, answers and verdicts as bytes.
 */
#include "analyze/spf/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { ABSENT = UINT32_MAX, LOOKUPS_MAX = 4096 };

void
wire_clear(struct wire *wire)
{
	wire->n = wire->at = 0;
	wire->bad = false;
}

void
wire_free(struct wire *wire)
{
	free(wire->p);
	*wire = (struct wire){ .p = NULL };
}

static void
make_room(struct wire *wire, size_t n)
{
	if (wire->size - wire->n >= n)
		return;
	wire->size = 2 * (wire->n + n) + 4096;
	wire->p = mem_resize(wire->p, wire->size);
}

static void
put(struct wire *wire, const void *p, size_t n)
{
	make_room(wire, n);
	if (n > 0)
		memcpy(wire->p + wire->n, p, n);
	wire->n += n;
}

void
wire_put_int(struct wire *wire, uint32_t value)
{
	put(wire, &value, sizeof value);
}

static void
put_str(struct wire *wire, struct str text)
{
	wire_put_int(wire, text.p == NULL ? ABSENT : (uint32_t)text.n);
	put(wire, text.p, text.p == NULL ? 0 : text.n);
}

static bool
get(struct wire *wire, void *p, size_t n)
{
	if (wire->bad || wire->n - wire->at < n) {
		wire->bad = true;
		memset(p, 0, n);
		return false;
	}
	memcpy(p, wire->p + wire->at, n);
	wire->at += n;
	return true;
}

uint32_t
wire_get_int(struct wire *wire, uint32_t max)
{
	uint32_t value;

	if (get(wire, &value, sizeof value) && value > max)
		wire->bad = true;
	return wire->bad ? 0 : value;
}

static struct str
get_str(struct wire *wire)
{
	uint32_t n = wire_get_int(wire, UINT32_MAX);

	if (wire->bad || n == ABSENT)
		return STR_NONE;
	if (wire->n - wire->at < n) {
		wire->bad = true;
		return STR_NONE;
	}
	wire->at += n;
	return (struct str){ wire->p + wire->at - n, n };
}

void
wire_put_answer(struct wire *wire, struct str name, enum answer_type type, const struct answer *answer)
{
	put_str(wire, name);
	wire_put_int(wire, type);
	wire_put_int(wire, answer->status);
	wire_put_int(wire, answer->count);
	for (unsigned i = 0; i < answer->count; i++)
		put_str(wire, answer->values[i]);
}

void
wire_get_answer(struct wire *wire, struct arena *arena, struct answer *answer)
{
	*answer = (struct answer){ .name = get_str(wire) };
	answer->type = wire_get_int(wire, ANSWER_ANY);
	answer->status = wire_get_int(wire, ANSWER_TIMEOUT);
	answer->count = wire_get_int(wire, ANSWER_VALUES_MAX);
	struct str *values = arena_take(arena, (answer->count + 1) * sizeof *values);
	for (unsigned i = 0; i < answer->count; i++)
		values[i] = get_str(wire);
	answer->values = values;
}

void
wire_put_request(struct wire *wire, const struct spf_request *request)
{
	put_str(wire, request->ip);
	put_str(wire, request->helo);
	put_str(wire, request->sender);
	put_str(wire, request->receiver);
	put_str(wire, request->local);
	put(wire, &request->at, sizeof request->at);
}

void
wire_get_request(struct wire *wire, struct spf_request *request)
{
	request->ip = get_str(wire);
	request->helo = get_str(wire);
	request->sender = get_str(wire);
	request->receiver = get_str(wire);
	request->local = get_str(wire);
	get(wire, &request->at, sizeof request->at);
}

void
wire_put_verdict(struct wire *wire, const struct spf_verdict *verdict)
{
	wire_put_int(wire, verdict->result);
	put_str(wire, verdict->missing_name);
	wire_put_int(wire, verdict->missing_type);
	put_str(wire, verdict->domain);
	put_str(wire, verdict->explanation);
	put_str(wire, verdict->reason);
	wire_put_int(wire, verdict->count);
	wire_put_int(wire, verdict->voids);
	wire_put_int(wire, verdict->notes);
	wire_put_int(wire, verdict->steps);
	for (unsigned i = 0; i < verdict->steps; i++) {
		const struct spf_step *step = &verdict->path[i];
		wire_put_int(wire, step->how);
		put_str(wire, step->domain);
		put_str(wire, step->record);
		wire_put_int(wire, step->term.p == NULL ? ABSENT : (uint32_t)(step->term.p - step->record.p));
		wire_put_int(wire, (uint32_t)step->term.n);
	}
	wire_put_int(wire, verdict->lookups_count);
	for (unsigned i = 0; i < verdict->lookups_count; i++) {
		const struct spf_lookup *lookup = &verdict->lookups[i];
		put_str(wire, lookup->name);
		wire_put_int(wire, lookup->type);
		wire_put_int(wire, lookup->status);
		put_str(wire, lookup->domain);
		put_str(wire, lookup->term);
	}
}

static struct str
get_copy(struct wire *wire, struct arena *arena)
{
	return arena_copy(arena, get_str(wire));
}

static void
get_step(struct wire *wire, struct arena *arena, struct spf_step *step)
{
	step->how = wire_get_int(wire, SPF_HOW_INCLUDE);
	step->domain = get_copy(wire, arena);
	step->record = get_copy(wire, arena);
	uint32_t at = wire_get_int(wire, UINT32_MAX), n = wire_get_int(wire, UINT32_MAX);
	step->term = STR_NONE;
	if (at == ABSENT || wire->bad)
		return;
	if (step->record.p == NULL || at > step->record.n || n > step->record.n - at)
		wire->bad = true;
	else
		step->term = (struct str){ step->record.p + at, n };
}

static void
get_lookups(struct wire *wire, struct arena *arena, struct spf_verdict *verdict)
{
	verdict->lookups_count = wire_get_int(wire, LOOKUPS_MAX);
	verdict->lookups = arena_take(arena, (verdict->lookups_count + 1) * sizeof *verdict->lookups);
	for (unsigned i = 0; i < verdict->lookups_count; i++) {
		struct spf_lookup *lookup = &verdict->lookups[i];
		lookup->name = get_copy(wire, arena);
		lookup->type = wire_get_int(wire, ANSWER_ANY);
		lookup->status = wire_get_int(wire, ANSWER_TIMEOUT);
		lookup->domain = get_copy(wire, arena);
		lookup->term = get_copy(wire, arena);
	}
}

void
wire_get_verdict(struct wire *wire, struct arena *arena, struct spf_verdict *verdict)
{
	memset(verdict, 0, sizeof *verdict);
	verdict->result = wire_get_int(wire, SPF_NO_EVIDENCE);
	verdict->missing_name = get_copy(wire, arena);
	verdict->missing_type = wire_get_int(wire, ANSWER_ANY);
	verdict->domain = get_copy(wire, arena);
	verdict->explanation = get_copy(wire, arena);
	verdict->reason = get_copy(wire, arena);
	verdict->count = wire_get_int(wire, UINT32_MAX);
	verdict->voids = wire_get_int(wire, UINT32_MAX);
	verdict->notes = wire_get_int(wire, UINT32_MAX);
	verdict->steps = wire_get_int(wire, SPF_PATH_MAX);
	for (unsigned i = 0; i < verdict->steps; i++)
		get_step(wire, arena, &verdict->path[i]);
	get_lookups(wire, arena, verdict);
}

/* send and recv, and nothing else: the worker may call no more. */
static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = send(fd, p, n, MSG_NOSIGNAL);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool
read_all(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = recv(fd, p, n, 0);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

bool
wire_send(const struct wire *wire, int fd)
{
	uint32_t n = (uint32_t)wire->n;

	return wire->n <= WIRE_MAX && write_all(fd, (const char *)&n, sizeof n) && write_all(fd, wire->p, wire->n);
}

bool
wire_receive(struct wire *wire, int fd)
{
	uint32_t n;

	wire_clear(wire);
	if (!read_all(fd, (char *)&n, sizeof n) || n > WIRE_MAX)
		return false;
	make_room(wire, n);
	wire->n = n;
	return read_all(fd, wire->p, n);
}
