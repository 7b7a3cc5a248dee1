/*
 * unbound.h - the door to libunbound, whose thread does the asking: questions go out, and what came of them in.
 * In: names and types. Out: libunbound's results, read as answers. Seen by the resolver alone, which knows of deadlines.
 */
#ifndef UNBOUND_DOOR_H
#define UNBOUND_DOOR_H

#include "analyze/spf/answers.h"

struct ub_ctx;
struct ub_result;

/* What came of a question: nothing, where failure is not 0 or result is NULL. The result is the callee's to unbound_forget. */
typedef void unbound_heard(void *context, int failure, struct ub_result *result);

/* As resolver_open. */
struct ub_ctx *unbound_open(const char *server, struct str *error);
/* Nothing is heard any more after it. */
void unbound_close(struct ub_ctx *ub);

/* False: it cannot be sent, and nothing will be heard of it. Else *number is that for unbound_cancel. */
bool unbound_send(struct ub_ctx *ub, struct str name, enum answer_type type, unbound_heard *heard, void *context, int *number);
/* False: it is on its way to us, and will be heard. */
bool unbound_cancel(struct ub_ctx *ub, int number);
/* Hears all that is there, waiting at most so many milliseconds for the first of it. */
void unbound_listen(struct ub_ctx *ub, int64_t milliseconds);

enum answer_status unbound_status(const struct ub_result *result);
/* Fills in TTL and values of an answer that has its type and status; they are in the arena, or borrowed from the result. */
void unbound_read(const struct ub_result *result, struct arena *arena, struct answer *answer);
void unbound_forget(struct ub_result *result);          /* NULL is nothing */

#endif
