/*
 * fuzz_authres.c - any header: the results and signers in it lie within their bounds.
 */
#include "ingest/mail/authres.h"
#include "tests/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void
fuzz(struct str input, struct arena *arena)
{
	static struct hops *hops;
	const struct message_field *fields;
	struct authres results[AUTHRES_MAX];
	if (hops == NULL)
		hops = hops_open();
	unsigned count = message_fields_of(input, arena, &fields);
	unsigned n = authres_read(hops, fields, count, arena, results);
	for (unsigned i = 0; i < n; i++)
		if (results[i].method.p == NULL || results[i].result.p == NULL || results[i].result.n > 9 || results[i].hop > count)
			bug("a result breaks its promise");
	struct str signers = authres_signers(hops, fields, count, arena);
	if (signers.p == NULL || signers.n > AUTHRES_SIGNERS_MAX * (HOP_BYTES_MAX + 1))
		bug("signers break their promise");
}
