/*
 * wire.h - requests, answers and verdicts as bytes, for the socket between us and the worker.
 * In: structs, or bytes that nobody vouches for. Out: bytes, or structs whose every part was checked.
 */
#ifndef WIRE_H
#define WIRE_H

#include "analyze/spf/verdict.h"

enum { WIRE_MAX = 64 * 1024 * 1024 };   /* bytes of one message */

/* A message: a buffer that grows while it is written, and is read from the front. */
struct wire {
	char *p;
	size_t n, size;
	size_t at;                      /* read so far */
	bool bad;                       /* it ended early, or said what cannot be: all that is read since is empty */
};

void wire_clear(struct wire *wire);     /* empty, memory kept */
void wire_free(struct wire *wire);

/* Each adds to the end of the message; what is put is copied. */
void wire_put_int(struct wire *wire, uint32_t value);
void wire_put_answer(struct wire *wire, struct str name, enum answer_type type, const struct answer *answer);
void wire_put_request(struct wire *wire, const struct spf_request *request);
void wire_put_verdict(struct wire *wire, const struct spf_verdict *verdict);

/* The next thing, in the order in which things were put. Texts are borrowed from the message, but for those of a verdict, which are copied to the arena. */
uint32_t wire_get_int(struct wire *wire, uint32_t max);         /* more than max is bad */
void wire_get_answer(struct wire *wire, struct arena *arena, struct answer *answer);
void wire_get_request(struct wire *wire, struct spf_request *request);
void wire_get_verdict(struct wire *wire, struct arena *arena, struct spf_verdict *verdict);

/* A message through a socket, its length first. False: the other end is gone, or sent none. */
bool wire_send(const struct wire *wire, int fd);
bool wire_receive(struct wire *wire, int fd);

#endif
