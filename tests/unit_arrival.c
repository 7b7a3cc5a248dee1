/*
 * unit_arrival.c - what copies of one mail share, and what tells arrivals from each other; what is kept of a mail.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/mail/arrival.h"

static struct arrivals *arrivals;
static struct arena *arena;

#define WAY "Received: from mx.far.example (mx.far.example [192.0.2.25]) by mx.ours.example (Postfix) with ESMTP id 4XyZ1b2c3dz9tqk for <info@ours.example>;\n\tMon, 23 Nov 2026 03:32:43 +0000 (UTC)\n"
#define HEAD "From: MAILER-DAEMON@far.example\nTo: info@ours.example\nSubject: Undelivered\n Mail\nDate: Mon, 23 Nov 2026 03:32:40 +0000\nMessage-ID: <x@far.example>\nAuto-Submitted: auto-replied\n"
#define BODY "\nFrom here\n>From there\non\n"

static struct arrival
read_text(const char *text)
{
	struct arrival arrival;
	arrival_read(arrivals, str_of(text), 1000, arena, &arrival);
	return arrival;
}

static void
test_copies(void)
{
	struct arrival one = read_text("Return-Path: <>\nDelivered-To: anna@ours.example\n" WAY HEAD BODY);
	static const struct { const char *text; bool bounce, arrival; const char *name; } copies[] = {
		{ "Return-Path: <>\r\nDelivered-To: anna@ours.example\r\n" WAY HEAD BODY, true, true, "some line ends" },
		{ "From x@y Mon Nov 23 03:32:43 2026\nReturn-Path: <>\nDelivered-To: anna@ours.example\n" WAY HEAD "\n>From here\n>>From there\non\n\n\n", true, true, "quoting and empty lines at the end" },
		{ "Return-Path: <>\nDelivered-To: anna@ours.example\n" WAY HEAD "Status: RO\nX-UID: 7\n" BODY, true, true, "what a mailbox notes" },
		{ "Return-Path: <>\nDelivered-To: bob@ours.example\nX-Spam-Status: No\nAuthentication-Results: mx; spf=none\n" WAY HEAD BODY, true, false, "what a delivery adds" },
		{ HEAD BODY, true, false, "no delivery" },
		{ "Return-Path: <>\n" WAY HEAD "\nFrom here\n>From there\noff\n", false, false, "another body" },
		{ "Return-Path: <>\n" WAY HEAD "In-Reply-To: <y@ours.example>\n" BODY, false, false, "another answer" },
	};
	for (size_t i = 0; i < LENGTH(copies); i++) {
		struct arrival other = read_text(copies[i].text);
		ok((other.fingerprint == one.fingerprint) == copies[i].bounce, copies[i].name);
		ok((other.whole == one.whole) == copies[i].arrival, "as an arrival");
	}
}

static void
test_times(void)
{
	is_int(read_text(WAY HEAD BODY).arrived_at, 1795404763, "it came when we took it in");
	is_int(read_text("Received: from x by y\n" HEAD BODY).arrived_at, 1795404760, "else when it was written");
	is_int(read_text("Received: from x by y\nFrom: a@b\nDate: soon\n\n").arrived_at, 1000, "else when it was put there");
	is_int(read_text("From: a@b\nDate: Mon, 23 Nov 1926 03:32:40 +0000\n\n").dated_at, HOP_NO_TIME, "no time before our times");
}

static void
test_bounds(void)
{
	char text[20000] = "From: a@b.example\nTo: c@d.example\nMessage-ID: <", *end = text + strlen(text);
	memset(end, 'x', 10000);
	memcpy(end + 2046, "\xc3\xa9", 2);
	strncpy(end + 10000, ">\n\nDear all\n", 20);
	struct arrival arrival = read_text(text);
	is_int((int64_t)arrival.message_id.n, ARRIVAL_TEXT_MAX, "a long value is cut");
	memcpy(end + 2047, "\xc3\xa9", 2);
	memcpy(end + 2045, "yy", 2);
	is_int((int64_t)read_text(text).message_id.n, ARRIVAL_TEXT_MAX - 1, "not within a character");
	is_int(arrival.bounce.kind, BOUNCE_OTHER, "ordinary mail");
	ok(arrival.way_count == 0 && arrival.bounce.in_reply_to.p == NULL && arrival.sender.p != NULL, "of which little is kept");
}

int
main(void)
{
	arena = arena_open();
	struct bounces *bounces = bounces_open(NULL);
	arrivals = arrivals_open(bounces);
	test_copies();
	test_times();
	test_bounds();
	arrivals_close(arrivals);
	bounces_close(bounces);
	arena_close(arena);
	return done_testing();
}
