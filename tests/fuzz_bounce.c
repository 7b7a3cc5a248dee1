/*
 * fuzz_bounce.c - a mail against all dialects that are built in: what is answered keeps its promises.
 */
#include "ingest/mail/bounce.h"
#include "tests/fuzz.h"

#include <string.h>

static void
touch(struct str text)
{
	volatile char sum = 0;
	for (size_t i = 0; i < text.n; i++)
		sum = (char)(sum + text.p[i]);
}

static void
check_recipient(const struct bounce_recipient *recipient)
{
	static const char *const actions[] = { "failed", "delayed", "delivered", "relayed", "expanded" };
	unsigned i = 0;
	if (recipient->final.n == 0)
		bug("a recipient without an address");
	while (i < LENGTH(actions) && !str_is(recipient->action, actions[i]))
		i++;
	if (i == LENGTH(actions))
		bug("a recipient without an action");
	if (recipient->status.p != NULL && (recipient->status.n < 5 || recipient->status.n > 9))
		bug("\"%.*s\" is no status", (int)recipient->status.n, recipient->status.p);
	touch(recipient->final);
	touch(recipient->original);
	touch(recipient->remote_mta);
	touch(recipient->diagnostic);
}

static void
fuzz(struct str input, struct arena *arena)
{
	static struct bounces *bounces;
	struct message message;
	struct bounce bounce;

	if (bounces == NULL)
		bounces = bounces_open(NULL);
	message_read(input, arena, &message);
	bounce_read(bounces, &message, arena, &bounce);
	if (bounce.recipient_count > BOUNCE_RECIPIENTS_MAX || bounce.hop_count > HOPS_MAX)
		bug("too many recipients or hops");
	if (bounce.recipient_count > 0 && bounce.kind > BOUNCE_EXPANDED)
		bug("recipients of a %s", bounce_kind_name(bounce.kind));
	if (bounce.kind <= BOUNCE_EXPANDED && bounce.dialect.n == 0)
		bug("a bounce of no dialect");
	for (unsigned i = 0; i < bounce.recipient_count; i++)
		check_recipient(&bounce.recipients[i]);
	touch(bounce.reporting_mta);
	touch(bounce.in_reply_to);
	touch(bounce.quoted_message_id);
	touch(bounce.quoted_sender);
	touch(bounce.quoted_from);
	touch(bounce.quoted_subject);
	touch(bounce.quoted_queue_id);
}
