/*
 * fuzz_authres.c - any header: the results and signers in it lie within their bounds.
 */
#include "ingest/mail/authres.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct hops *hops;
	static struct arena *arena;
	const struct message_field *fields;
	struct authres results[AUTHRES_MAX];
	if (hops == NULL) {
		hops = hops_open();
		arena = arena_open();
	}
	unsigned count = message_fields_of((struct str){ (const char *)data, size }, arena, &fields);
	unsigned n = authres_read(hops, fields, count, arena, results);
	for (unsigned i = 0; i < n; i++)
		if (results[i].method.p == NULL || results[i].result.p == NULL || results[i].result.n > 9 || results[i].hop > count)
			bug("a result breaks its promise");
	struct str signers = authres_signers(hops, fields, count, arena);
	if (signers.p == NULL || signers.n > AUTHRES_SIGNERS_MAX * (HOP_BYTES_MAX + 1))
		bug("signers break their promise");
	arena_reset(arena);
	return 0;
}
