/*
 * fuzz_dsn.c - the groups of fields of a DSN part: bounded, canonical, and the same when they are read again.
 */
#include "ingest/mail/dsn.h"
#include "ingest/mail/status.h"
#include "tests/fuzz.h"

static void
fuzz(struct str input, struct arena *arena)
{
	struct recipients recipients;
	struct dsn dsn = { .found = false };

	recipients_begin(&recipients, arena);
	dsn_read(input, arena, &dsn, &recipients);
	if (recipients.count > BOUNCE_RECIPIENTS_MAX)
		bug("too many recipients");
	for (unsigned i = 0; i < recipients.count; i++) {
		const struct bounce_recipient *recipient = &recipients.items[i];
		if (recipient->final.n == 0 || recipient_kind(recipient->action) > BOUNCE_EXPANDED)
			bug("a recipient without an address or an action");
		if (recipients_find(&recipients, recipient->final) == NULL)
			bug("a recipient who is not found");
		if (!str_equal(recipient->status, status_of(recipient->status, recipient->diagnostic)))
			bug("a status that the diagnostic would still change");
	}
	if (recipients.count > 0 && recipients_kind(&recipients) > BOUNCE_EXPANDED)
		bug("no kind");
}
