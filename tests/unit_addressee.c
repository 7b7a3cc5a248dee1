/*
 * unit_addressee.c - to which address of ours a mail came, whatever aliases, filters and collecting mailboxes did to it.
 */
#include "tests/tap.h"

#include "ingest/mail/addressee.h"

static struct hops *hops;
static struct arena *arena;

#define OUTSIDE(recipient) "Received: from mx.far.example (mx.far.example [192.0.2.25]) by mx.ours.example (Postfix) with ESMTP id 4XyZ1b2c3dz9tqk" \
    recipient "; Mon, 23 Nov 2026 03:32:43 +0000 (UTC)\n"
#define FILTER(recipient) "Received: from localhost (localhost [127.0.0.1]) by mx.ours.example (Postfix) with ESMTP id 17CCA8044" \
    recipient "; Mon, 23 Nov 2026 03:32:44 +0000 (UTC)\n"

static void
came_to(const char *header, const char *wanted, const char *name)
{
	struct message message = { .fields = NULL };
	struct hop way[HOPS_MAX];
	message.field_count = message_fields_of(str_of(header), arena, &message.fields);
	unsigned count = hop_chain(hops, message.fields, message.field_count, arena, way);
	is_str(addressee_of(&message, way, count, arena), wanted, name);
	arena_reset(arena);
}

int
main(void)
{
	arena = arena_open();
	hops = hops_open();
	came_to("Delivered-To: anna@ours.example\nX-Original-To: info@ours.example\n" OUTSIDE(" for <info@ours.example>") "To: info@ours.example\n\n",
	    "info@ours.example", "an alias");
	came_to("Delivered-To: anna@ours.example\nDelivered-To: info@Ours.example\n" OUTSIDE("") "To: <info@ours.example>\n\n", "info@Ours.example", "an alias of qmail");
	came_to("X-Original-To: null@ours.example\nDelivered-To: null@ours.example\n" OUTSIDE(" for <info@ours.example>") "To: x@elsewhere.example\n\n",
	    "info@ours.example", "a mailbox that collects: who took it in tells");
	came_to("X-Original-To: null@ours.example\nDelivered-To: null@ours.example\n" FILTER(" for <null@ours.example>") OUTSIDE("") "To: Info <info@ours.example>\n\n",
	    "info@ours.example", "behind a filter: its author tells");
	came_to("Envelope-to: info@ours.example\n" OUTSIDE("") "To: undisclosed-recipients:;\n\n", "info@ours.example", "Exim's, and nobody else");
	came_to("Original-Recipient: rfc822;info@ours.example\nCc: INFO@ours.example, info@ours.example\n\n", "info@ours.example", "with a type");
	came_to("To: a@ours.example, b@ours.example\nDelivered-To: c@ours.example\n\n", "c@ours.example", "several in To");
	came_to("To: a@ours.example, b@ours.example\n\n", "a@ours.example", "the first of several");
	came_to("Delivered-To: anna\nSubject: x\n\n", NULL, "nowhere");
	came_to("\n", NULL, "no header");
	hops_close(hops);
	arena_close(arena);
	return done_testing();
}
