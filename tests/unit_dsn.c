/*
 * unit_dsn.c - groups of fields as they should be, and as they are.
 */
#include "tests/tap.h"

#include <stdlib.h>

#include "ingest/mail/dsn.h"
#include "ingest/mail/mailbox.h"
#include "ingest/mail/status.h"

static struct arena *arena;
static struct dsn dsn;
static struct recipients set;

static void
read_text(const char *text)
{
	dsn = (struct dsn){ .found = false };
	recipients_begin(&set, arena);
	dsn_read(str_of(text), arena, &dsn, &set);
}

static const struct bounce_recipient *
at(unsigned i)
{
	static const struct bounce_recipient none;
	return i < set.count ? &set.items[i] : &none;
}

static void
test_standard(void)
{
	read_text("Reporting-MTA: dns; mx.remote.example\nX-Postfix-Queue-ID: 7B2D94003C\nX-Postfix-Sender: rfc822; joe@ours.example\n"
	    "Arrival-Date: Mon, 23 Nov 2026 07:11:58 +0000 (UTC)\n\n"
	    "Final-Recipient: rfc822; ann@inner.example\nOriginal-Recipient: rfc822;sales@remote.example\nAction: failed\nStatus: 5.1.1\n"
	    "Remote-MTA: dns; mail.inner.example\nDiagnostic-Code: smtp; 550 5.1.1 <ann@inner.example>:\n    no such\n  mailbox\n\n"
	    "Final-Recipient: rfc822; bob@inner.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Tue, 24 Nov 2026 07:11:58 +0000\n");
	is_str(dsn.reporting_mta, "mx.remote.example", "Reporting-MTA without its type");
	is_str(dsn.queue_id, "7B2D94003C", "the reporter's queue id");
	is_str(dsn.sender, "joe@ours.example", "the sender");
	ok(dsn.dated, "an Arrival-Date");
	is_int(dsn.taken_at, 1795417918, "  in UTC");
	is_int(set.count, 2, "two recipients");
	is_str(at(0)->final, "ann@inner.example", "final");
	is_str(at(0)->original, "sales@remote.example", "original");
	is_str(at(0)->action, "failed", "action");
	is_str(at(0)->status, "5.1.1", "status");
	is_str(at(0)->remote_mta, "mail.inner.example", "Remote-MTA");
	is_str(at(0)->diagnostic, "550 5.1.1 <ann@inner.example>: no such mailbox", "a folded diagnostic");
	is_str(at(1)->action, "delayed", "another action");
	is_str(at(1)->original, NULL, "no original");
	is_int(recipients_kind(&set), BOUNCE_FAILED, "the worst of both");
	ok(recipients_find(&set, STR("sales@REMOTE.example")) == at(0), "found by its original address, the domain without case");
	ok(recipients_find(&set, STR("Sales@remote.example")) == NULL, "but not the local part");
}

/* Whom a Final-Recipient means that is no address of the world's. */
static void
test_inner_names(void)
{
	read_text("Original-Recipient: rfc822;ann@remote.example\nFinal-Recipient: rfc822;ann@store-daemon\nAction: failed\nStatus: 5.2.2\n");
	is_str(at(0)->final, "ann@remote.example", "the original one, where the other has a name of the house");
	read_text("Original-Recipient: rfc822;ann@inner\nFinal-Recipient: rfc822;ann@store\nAction: failed\nStatus: 5.2.2\n");
	is_str(at(0)->final, "ann@store", "but not where both have");
}

static void
test_groups(void)
{
	read_text("Final-Recipient: rfc822; a@x.example\n\nAction: failed\n\nStatus: 5.1.1\n\nDiagnostic-Code: smtp; 550 no\n\n"
	    "Final-Recipient: rfc822; b@x.example\n\nAction: failed\nStatus: 5.2.2\n");
	is_int(set.count, 2, "blank lines inside groups");
	is_str(at(0)->status, "5.1.1", "the first one's status");
	is_str(at(0)->diagnostic, "550 no", "and diagnostic");
	is_str(at(1)->status, "5.2.2", "the second one's status");
	read_text("Reporting-MTA: dns;x\nFinal-Recipient: rfc822;a@x.example\nAction: failed\nStatus: 5.1.1\n"
	    "Final-Recipient: rfc822;b@x.example\nAction: delivered\nStatus: 2.0.0\n");
	is_int(set.count, 2, "no blank lines between groups");
	is_str(at(0)->action, "failed", "the first one's action");
	is_str(at(1)->action, "delivered", "the second one's action");
	read_text("Action: failed\nFinal-Recipient: rfc822;a@x.example\nStatus: 5.1.1\n\nAction: delayed\nFinal-Recipient: rfc822;b@x.example\nStatus: 4.0.0\n");
	is_int(set.count, 2, "Action before Final-Recipient");
	is_str(at(1)->action, "delayed", "the action belongs to what follows");
	read_text("Original-Recipient: rfc822;a@x.example\nFinal-Recipient: rfc822;a1@x.example\nAction: failed\nStatus: 5.1.1\n"
	    "Original-Recipient: rfc822;b@x.example\nFinal-Recipient: rfc822;b1@x.example\nAction: failed\nStatus: 5.1.2\n");
	is_int(set.count, 2, "Original-Recipient first, no blank lines");
	is_str(at(0)->original, "a@x.example", "the first one's original");
	is_str(at(1)->original, "b@x.example", "the second one's original");
	read_text("\n\nFinal-Recipient: rfc822; a@X.example\nAction: delayed\n\nFinal-Recipient: rfc822; a@x.EXAMPLE\nAction: failed\nStatus: 5.4.7\n");
	is_int(set.count, 1, "the same recipient twice is one");
	is_str(at(0)->action, "failed", "with the worse action");
	is_str(at(0)->status, "5.4.7", "and what the first did not tell");
	read_text("Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no\n");
	is_int(set.count, 0, "a group that names nobody");
	is_str(dsn.nameless.status, "5.1.1", "is kept for him whom the text names");
	read_text("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 550 no such user\n");
	is_str(at(0)->diagnostic, "550 no such user", "a reply where the status should stand is what was told");
	is_str(at(0)->status, NULL, "and no status");
	read_text("Hello,\nthis is no DSN: really.\n");
	ok(!dsn.found && set.count == 0, "a text without such fields");
	read_text("");
	ok(!dsn.found && set.count == 0, "nothing");
}

static void
test_values(void)
{
	static const struct { const char *value, *address; } addresses[] = {
		{ "rfc822; a@x.example", "a@x.example" }, { "RFC822;<A@X.EXAMPLE>", "A@X.EXAMPLE" }, { "a@x.example", "a@x.example" },
		{ "rfc/822; a@x.example", "a@x.example" }, { "unknown; a@x.example", "a@x.example" }, { "system; JOE", "JOE" },
		{ "local; joe", "joe" }, { "x400; /S=joe/O=x/", "/S=joe/O=x/" }, { "rfc822; \"a@x.example\"", "a@x.example" },
		{ "rfc822; 'a@x.example'", "a@x.example" }, { "rfc822; \"odd one\"@x.example", "\"odd one\"@x.example" },
		{ "rfc822; a@x.example (Ann)", "a@x.example" }, { "rfc822; Ann <a@x.example>", "a@x.example" }, { "rfc822; mailto:a@x.example", "a@x.example" },
		{ "rfc822; a@x.example.", "a@x.example" }, { "rfc822; a+40x.example", "a@x.example" }, { "rfc822; a+40@x.example", "a+40@x.example" },
		{ "utf-8; \\x{E9}\\x{4E2D}@x.example", "\xc3\xa9\xe4\xb8\xad@x.example" }, { "utf-8; caf\xc3\xa9@x.example", "caf\xc3\xa9@x.example" },
		{ "utf-8; a\\x{D800}\\x{110000}\\x{}@x", "a\\x{D800}\\x{110000}\\x{}@x" }, { "rfc822;", NULL }, { "rfc822; <>", NULL }, { "", NULL },
		{ "rfc822; <@relay.example,@hub.example:a@x.example>", "a@x.example" }, { "rfc822: a@x.example", "a@x.example" },
		{ "rfc822;SMTP:a@x.example", "a@x.example" }, { "rfc822; <a@x.example", "a@x.example" }, { "rfc822; a@x.example>", "a@x.example" },
	};
	for (unsigned i = 0; i < LENGTH(addresses); i++)
		is_str(mailbox_of_field(str_of(addresses[i].value), arena), addresses[i].address, addresses[i].value);

	static const struct { const char *status, *diagnostic, *wanted; } statuses[] = {
		{ "5.1.1", "550 5.2.2 full", "5.1.1" }, { "5.0.0", "550 5.2.2 full", "5.2.2" }, { "5.0.0", "450 4.2.2 full", "5.0.0" },
		{ "5.0.0", "no 5.0.0 code", "5.0.0" }, { "5.1.1 (bad mailbox)", NULL, "5.1.1" }, { NULL, "said: 550-5.7.1 no", "5.7.1" },
		{ NULL, "550 no such user", NULL }, { NULL, "host 5.9.12.7 said (#5.1.1)", "5.1.1" }, { NULL, "Gate 5.12.1 said: 550 5.1.10 no", "5.1.10" },
		{ "4.0.0", "421 #4.4.2 timeout", "4.4.2" }, { "5.0.0", "550 5.1.1234 no", "5.0.0" }, { NULL, NULL, NULL },
		{ NULL, "5.1", NULL }, { NULL, "5.1.", NULL }, { "x", "y", NULL }, { "5.7.1", "", "5.7.1" }, { NULL, "(5.7.0)", "5.7.0" },
	};
	for (unsigned i = 0; i < LENGTH(statuses); i++)
		is_str(status_of(str_of(statuses[i].status), str_of(statuses[i].diagnostic)), statuses[i].wanted, "status and diagnostic");

	static const struct { const char *fields, *action; } actions[] = {
		{ "Action: Failed (permanent)", "failed" }, { "Action: delivery-expired", "failed" }, { "Action: delivered (to mailbox)", "delivered" }, { "Action: relayed", "relayed" },
		{ "Action: expanded", "expanded" }, { "Action: deferred", "delayed" }, { "Action: failure", "failed" }, { "Status: 2.0.0", "delivered" },
{ "Status: 4.4.7", "failed" }, { "Action: odd", "failed" },
	};
	for (unsigned i = 0; i < LENGTH(actions); i++) {
		read_text(arena_print(arena, "Final-Recipient: rfc822; a@x\n%s\n", actions[i].fields).p);
		is_str(at(0)->action, actions[i].action, actions[i].fields);
	}
	read_text("Final-Recipient: rfc822; a@x\nStatus: 4.4.1\nWill-Retry-Until: Mon, 23 Nov 2026 07:11:58 +0000\n");
	is_str(at(0)->action, "delayed", "without an action, who retries delays");
	read_text("Final-Recipient: rfc822; a@x\nRemote-MTA: mx.x.example (192.0.2.1)\nDiagnostic-Code: 550 no; never\nFinal-Log-ID: AB12\n");
	is_str(at(0)->remote_mta, "mx.x.example", "Remote-MTA without a type, with a comment");
	is_str(at(0)->diagnostic, "550 no; never", "a diagnostic without a type keeps its semicolon");
	is_str(dsn.queue_id, "AB12", "Final-Log-ID is the reporter's queue id");
	read_text("Original-Envelope-Id: m1@ours.example\nFinal-Recipient: rfc822; a@x\nDisposition: automatic-action/MDN-sent-automatically; Deleted/error\n");
	is_str(dsn.message_id, "m1@ours.example", "an envelope id that is a Message-ID");
	is_str(dsn.disposition, "deleted", "the type of a disposition");
	read_text("Original-Envelope-Id: 4711\nFinal-Recipient: rfc822; a@x\n");
	is_str(dsn.message_id, NULL, "another envelope id is no Message-ID");
	is_str(dsn.queue_id, NULL, "nor a queue id");
}

/* As many as there may be, in time; more are left out. */
static void
test_many(void)
{
	enum { MANY = BOUNCE_RECIPIENTS_MAX + 100, LINE = 80 };
	char *text = mem_new(MANY * LINE);
	size_t n = 0;
	for (unsigned i = 0; i < MANY; i++)
		n += (size_t)snprintf(text + n, LINE, "Final-Recipient: rfc822; r%u@x.example\nAction: %s\n\n", i, i % 2 == 0 ? "failed" : "delayed");
	read_text(text);
	is_int(set.count, BOUNCE_RECIPIENTS_MAX, "at most so many recipients");
	is_str(at(1000)->final, "r1000@x.example", "in their order");
	is_str(at(1001)->action, "delayed", "each with its action");
	ok(recipients_find(&set, STR("r4095@x.example")) == at(4095), "and found");
	free(text);
}

int
main(void)
{
	arena = arena_open();
	test_standard();
	test_inner_names();
	test_groups();
	test_values();
	test_many();
	arena_close(arena);
	return done_testing();
}
