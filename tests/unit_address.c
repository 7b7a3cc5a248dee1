/*
 * unit_address.c - addresses, message ids and dates out of header fields, and what else is found there.
 * In: values. Out: TAP.
 */
#include "ingest/mail/message.h"
#include "tests/tap.h"

#include <stdio.h>

static struct arena *arena;

static void
address(const char *value, const char *wanted)
{
	char name[256];
	snprintf(name, sizeof name, "address of %s", value);
	is_str(message_address(str_of(value), arena), wanted, name);
}

static void
addresses(void)
{
	address("joe@example.org", "joe@example.org");
	address("<joe@example.org>", "joe@example.org");
	address("Joe Doe <joe@example.org>", "joe@example.org");
	address("\"Doe, Joe <x@example.com>\" <joe@example.org>", "joe@example.org");
	address("joe@example.org (Joe (the) Doe)", "joe@example.org");
	address("(a\\)b <x@y>) Joe <(c)joe@(d)example.org>", "joe@example.org");
	address("a@example.org, b@example.org", "a@example.org");
	address("Friends: joe@example.org, b@example.org;", "joe@example.org");
	address("undisclosed-recipients:;", NULL);
	address("undisclosed-recipients:;, joe@example.org", "joe@example.org");
	address("\"joe doe\"@example.org", "\"joe doe\"@example.org");
	address("<\"joe \\\" > doe\"@example.org>", "\"joe \\\" > doe\"@example.org");
	address("<@a.example,@b.example:joe@example.org>", "joe@example.org");
	address("joe @ example . org", "joe@example.org");
	address("<joe @example.org >", "joe@example.org");
	address("<>", "");
	address(" < > ", "");
	address("MAILER-DAEMON <>", "");
	address("MAILER-DAEMON", "MAILER-DAEMON");
	address("mailer-daemon@", "mailer-daemon@");
	address("MAILER-DAEMON (Mail Delivery System)", "MAILER-DAEMON");
	address("Mail Delivery System <MAILER-DAEMON>", "MAILER-DAEMON");
	address("Mail Delivery System <MAILER-DAEMON@mx.example.org", "MAILER-DAEMON@mx.example.org");
	address("Mail Delivery System", NULL);
	address("Mail Delivery System joe@example.org", "joe@example.org");
	address("'joe@example.org'", "joe@example.org");
	address("\"joe@example.org\"", "joe@example.org");
	address("<<joe@example.org>>", "joe@example.org");
	address("<mailto:joe@example.org>", "joe@example.org");
	address("mailto:joe@example.org", "joe@example.org");
	address("<joe@[IPv6:2001:db8::1]>", "joe@[IPv6:2001:db8::1]");
	address("joe@[203.0.113.5]", "joe@[203.0.113.5]");
	address("<a:b@example.org>", "a:b@example.org");
	address("/C=de/ADMD=x/O=example/S=joe", "/C=de/ADMD=x/O=example/S=joe");
	address("C=de; ADMD= ; O=example; S=joe", "C=de; ADMD= ; O=example; S=joe");
	address("SRS0=ab=cd=example.org=joe@example.com", "SRS0=ab=cd=example.org=joe@example.com");
	address("j\xc3\xb6@example.org", "j\xc3\xb6@example.org");
	address("", NULL);
	address("(only a comment)", NULL);
	address("(", NULL);
	address("\"", NULL);
	address("<", "");
	address(",,;:", NULL);
	is_str(message_address(STR_NONE, arena), NULL, "address of nothing");
}

static void
ids(void)
{
	is_str(message_id_of(STR("<1@example.org>"), arena), "1@example.org", "an id");
	is_str(message_id_of(STR(" < 1@ example.org > <2@example.org>"), arena), "1@example.org", "the first of two, without blanks");
	is_str(message_id_of(STR("1@example.org"), arena), "1@example.org", "without brackets");
	is_str(message_id_of(STR("Your message of Monday <1@example.org>"), arena), "1@example.org", "behind words");
	is_str(message_id_of(STR("<1@example.org"), arena), "1@example.org", "a bracket that is not closed");
	is_str(message_id_of(STR("<>"), arena), NULL, "an empty one is none");
	is_str(message_id_of(STR_NONE, arena), NULL, "none");
}

/* 2026-11-23T03:33:45Z */
#define AT INT64_C(1795404825)

static void
date(const char *value, int64_t wanted)
{
	int64_t at = -1;
	is_int(message_date(str_of(value), &at) ? at : -1, wanted, value);
}

static void
dates(void)
{
	date("Mon, 23 Nov 2026 03:33:45 +0000", AT);
	date("Mon, 23 Nov 2026 04:33:45 +0100 (CET)", AT);
	date("23 Nov 2026 03:33:45 -0000", AT);
	date("Mon, 23 Nov 2026 03:33:45 GMT", AT);
	date("Mon, 23 Nov 2026 03:33:45 UT", AT);
	date("Sun, 22 Nov 2026 22:33:45 EST", AT);
	date("Sun, 22 Nov 2026 20:33:45 PDT", AT);
	date("Mon, 23 Nov 2026 03:33:45 Z", AT);
	date("Mon, 23 Nov 2026 03:33:45 A", AT);
	date("Mon, 23 Nov 2026 03:33:45 NOWHERE", AT);
	date("Mon, 23 Nov 2026 04:33:45 CET", AT);
	date("Mon, 23 Nov 2026 09:03:45 +0530", AT);
	date("Mon, 23 Nov 2026 03:33:45", AT);
	date("Mon, 23 Nov 2026 03:33 +0000", AT - 45);
	date("Mon, 23 Nov 26 03:33:45 +0000", AT);
	date("Mon, 23 Nov 126 03:33:45 +0000", AT);
	date("Tue, 23 Nov 99 03:33:45 +0000", INT64_C(943328025));
	date("mon, 23 NOV 2026 3:33:45 +0000", AT);
	date("Monday, 23 November 2026 03:33:45 +0000", AT);
	date("Mon (x (y)), 23 (z) Nov 2026 03:33:45 (w) +0000 (", AT);
	date("Mon, (4 (5) 6:07) 23 Nov 2026 03:33:45 +0000", AT);
	date("Mon Nov 23 03:33:45 2026", AT);
	date("23-Nov-2026 03:33:45 +0000", AT);
	date("Mon,23 Nov 2026 03:33:45.250 +0000", AT);
	date("  Mon,\t23  Nov 2026 03:33:45   +0000  ", AT);
	date("Mon, 23 Nov 2026 03:33:60 +0000", AT + 14);
	date("Thu, 29 Feb 2024 00:00:00 +0000", INT64_C(1709164800));
	date("Thu, 1 Jan 1970 00:00:00 +0000", 0);
	date("Wed, 31 Dec 1969 23:59:50 +0000", -10);
	date("Thu, 29 Feb 2026 00:00:00 +0000", -1);
	date("Mon, 31 Nov 2026 03:33:45 +0000", -1);
	date("Mon, 0 Nov 2026 03:33:45 +0000", -1);
	date("Mon, 23 Nov 2026 24:33:45 +0000", -1);
	date("Mon, 23 Nov 2026 03:60:45 +0000", -1);
	date("Mon, 23 Nov 2026 03:33:45 +9900", -1);
	date("Mon, 23 Nov 2026 03:33:45 +00", -1);
	date("Mon, 23 Nov 2026", -1);
	date("03:33:45", -1);
	date("Mon, 23 Nov 1600 03:33:45 +0000", -1);
	date("23 Nov 99999999999 03:33:45", -1);
	date("tomorrow", -1);
	date("", -1);
	date(":::", -1);
	date("((((", -1);
	int64_t at;
	ok(!message_date(STR_NONE, &at), "no date at all");
}

int
main(void)
{
	arena = arena_open();
	addresses();
	ids();
	dates();
	arena_close(arena);
	return done_testing();
}
