/*
 * fuzz_wire.c - what comes through the worker's socket: any bytes give structs whose parts lie within them, which written and read again are the same.
 */
#include "analyze/spf/wire.h"
#include "tests/fuzz.h"

#include <string.h>

static struct wire
received(struct str bytes)
{
	struct wire wire = { .n = 0 };
	wire.p = mem_new(bytes.n);
	if (bytes.n > 0)
		memcpy(wire.p, bytes.p, bytes.n);
	wire.n = wire.size = bytes.n;
	return wire;
}

/* Reads one thing, writes what came out into *to. */
static void
pass(unsigned what, struct wire *from, struct wire *to, struct arena *arena)
{
	struct answer answer;
	struct spf_request request;
	struct spf_verdict verdict;
	if (what == 0) {
		wire_get_answer(from, arena, &answer);
		if (answer.count > ANSWER_VALUES_MAX)
			bug("%u values", answer.count);
		wire_put_answer(to, answer.name, answer.type, &answer);
	} else if (what == 1) {
		wire_get_request(from, &request);
		wire_put_request(to, &request);
	} else {
		wire_get_verdict(from, arena, &verdict);
		if (verdict.steps > SPF_PATH_MAX || (int)verdict.result >= SPF_RESULTS)
			bug("%u steps", verdict.steps);
		spf_verdict_term(&verdict);
		spf_verdict_shared(&verdict, NULL, NULL);
		wire_put_verdict(to, &verdict);
	}
}

static void
fuzz(struct str input, struct arena *arena)
{
	if (input.n == 0)
		return;
	unsigned what = (unsigned char)input.p[0] % 3;
	struct wire first = received((struct str){ input.p + 1, input.n - 1 }), second = { .n = 0 }, third = { .n = 0 };
	pass(what, &first, &second, arena);
	pass(what, &second, &third, arena);
	if (!first.bad && (second.bad || second.at != second.n || !str_equal((struct str){ second.p, second.n }, (struct str){ third.p, third.n })))
		bug("what was written is not read the same");
	wire_free(&first);
	wire_free(&second);
	wire_free(&third);
}
