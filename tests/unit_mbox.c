/*
 * unit_mbox.c - what is a mail and what a mailbox; where the messages of a mailbox end.
 */
#include "tests/played.h"
#include "tests/tap.h"

#include "ingest/source/mailform.h"
#include "ingest/mail/mbox.h"
#include "ingest/mail/message.h"

#define FROM "From MAILER-DAEMON Mon Nov 23 03:32:43 2026\n"
#define HEAD "From: a@b.example\nTo: c@d.example\n"
#define MAIL HEAD "\nbody\n"

static void
test_form(void)
{
	static const struct { const char *head; enum mail_form form; } heads[] = {
		{ MAIL, MAIL_SINGLE },
		{ "Return-Path: <>\r\nReceived: from x\r\n\tby y\r\n", MAIL_SINGLE },
		{ "Return-Path: <>\rDate: today\r\r", MAIL_SINGLE },
		{ "\xef\xbb\xbf\n\nsubject : x\nDATE: y\n", MAIL_SINGLE },
		{ "X-Other: x\nFrom: a\nSubject: b\n\n", MAIL_SINGLE },
		{ FROM MAIL, MAIL_BOX },
		{ FROM ">From other\n" MAIL, MAIL_BOX },
		{ "\n" FROM "Subject: x\n", MAIL_BOX },
		{ ">From x\n" MAIL, MAIL_SINGLE },
		{ "", MAIL_NONE }, { "\n\n", MAIL_NONE },
		{ "From: a@b.example\n\n", MAIL_NONE },
		{ "From here on all is different.\nYours\n", MAIL_NONE },
		{ "Dear all,\n\nFrom: x\nTo: y\n", MAIL_NONE },
		{ "Nov 23 03:32:43 mx postfix/qmgr[7]: 4X: removed\n", MAIL_NONE },
		{ "2026-11-23T03:32:43.000000+00:00 mx postfix/qmgr[7]: 4X: removed\n", MAIL_NONE },
		{ "<22>Nov 23 03:32:43 mx x: y\n", MAIL_NONE }, { "<22>1 2026-11-23T03:32:43Z mx x - - - y\n", MAIL_NONE },
		{ "{\"from\": \"a\"}\n", MAIL_NONE }, { "__CURSOR=s=1\n", MAIL_NONE },
		{ "name: x\nkind: y\n", MAIL_NONE },
	};
	for (size_t i = 0; i < LENGTH(heads); i++)
		if (!is_int(mail_form(str_of(heads[i].head)), heads[i].form, "the form of a head"))
			tap_show("head", str_of(heads[i].head));
	char text[4096];
	memset(text, 'y', sizeof text);
	memcpy(text, "X-Long: ", 8);
	is_int(mail_form((struct str){ text, sizeof text }), MAIL_SINGLE, "a field without end");
	is_int(mail_form((struct str){ text, 2000 }), MAIL_NONE, "but not one that ends there");
	memset(text, 'y', 8);
	is_int(mail_form((struct str){ text, sizeof text }), MAIL_NONE, "one long line is no field");
	memcpy(text, "Feb 21 09:21:54 mx postfix/smtpd[7]: ", 37);
	is_int(mail_form((struct str){ text, sizeof text }), MAIL_NONE, "nor is one of a log");
}

/* The messages of content, a bar behind each. */
static struct arena *arena;
static struct str
messages_of(struct str content, uint64_t start, size_t piece, bool unfinished, uint64_t *mark_at)
{
	struct source source = played(content, start, piece);
	source.unfinished = unfinished;
	struct mbox *mbox = mbox_open(&source);
	struct mbox_message message;
	struct source_mark mark;
	struct str all = STR("");
	while (mbox_next(mbox, &message)) {
		struct str text = message.quoted ? mbox_unquote((char *)message.text.p, message.text.n) : message.text;
		all = arena_print(arena, "%.*s%.*s|", (int)all.n, all.p, (int)text.n, text.p);
	}
	mbox_mark(mbox, &mark);
	*mark_at = mark.position;
	mbox_close(mbox);
	return all;
}

static void
splits(const char *text, const char *wanted, const char *name)
{
	uint64_t end;
	struct str content = str_of(text);
	is_str(messages_of(content, 0, content.n, false, &end), wanted, name);
	is_str(messages_of(content, 0, 1, false, &end), wanted, "the same byte by byte");
	is_int((int64_t)end, (int64_t)content.n, "to its end");
	arena_reset(arena);
}

static void
test_split(void)
{
	splits(FROM MAIL "\n" FROM MAIL "\n", FROM MAIL "|" FROM MAIL "|", "two messages");
	splits("\n\n" FROM MAIL "\n\n\n" FROM MAIL, FROM MAIL "\n\n|" FROM MAIL "|", "empty lines before and between");
	splits("From a@b\r\nFrom: x\r\nTo: y\r\n\r\nz\r\n\r\n" "From c@d Mon Nov 23 03:32:43 2026\r\nTo: z\r\n\r\n", "From a@b\r\nFrom: x\r\nTo: y\r\n\r\nz\r\n|From c@d Mon Nov 23 03:32:43 2026\r\nTo: z\r\n|", "CRLF");
	splits(FROM MAIL FROM MAIL, FROM MAIL "|" FROM MAIL "|", "no empty line before a date");
	splits(FROM HEAD "\nDear joe\n\nFrom now on\nall: is well\n\nFrom here\nTo there\n", FROM HEAD "\nDear joe\n\nFrom now on\nall: is well\n\nFrom here\nTo there\n|", "\"From \" in a body");
	splits(FROM HEAD "\nx\n\nFrom - Mon, 23 Nov 2026\nSubject: y\n\nz\n", FROM HEAD "\nx\n|From - Mon, 23 Nov 2026\nSubject: y\n\nz\n|", "no date, but a known field");
	splits(FROM HEAD "\nx\nFrom joe\nSubject: y\n\nz\n", FROM HEAD "\nx\nFrom joe\nSubject: y\n\nz\n|", "no date and no empty line");
	splits(FROM HEAD "\n>From a\n>>From b\n> From c\nx>From d\n>>>From\n", FROM HEAD "\nFrom a\n>From b\n> From c\nx>From d\n>>>From\n|", "quotes are undone");
	splits(FROM "Content-Length: 55\n" HEAD "\n0123\n" FROM HEAD "\n" "\n" FROM MAIL, FROM "Content-Length: 55\n" HEAD "\n0123\n|" FROM HEAD "\n|" FROM MAIL "|", "a Content-Length that is wrong");
	splits(FROM "Content-Length: 52\n" "To: x\n\n0\n\n" FROM "a: b\n" "\n" FROM MAIL, FROM "Content-Length: 52\nTo: x\n\n0\n\n" FROM "a: b\n|" FROM MAIL "|", "one that is right");
	splits(MAIL "\n" FROM MAIL, MAIL "\n" FROM MAIL "|", "what begins as one message is one");
}

static void
test_resume(void)
{
	uint64_t end;
	struct str content = STR(FROM MAIL "\n" FROM HEAD "\nsecond\n\n" FROM HEAD "\nthird\n");
	uint64_t second = sizeof FROM MAIL "\n" - 1;
	is_str(messages_of(content, 0, 7, true, &end), FROM MAIL "|" FROM HEAD "\nsecond\n|", "what may go on is left");
	ok(str_prefix((struct str){ content.p + end, content.n - end }, FROM HEAD "\nthird"), "and stands behind the mark");
	is_str(messages_of(content, second, 100, false, &end), FROM HEAD "\nsecond\n|" FROM HEAD "\nthird\n|", "from the second on");
	is_str(messages_of(content, second + 60, 100, false, &end), FROM HEAD "\nthird\n|", "from the middle of one");
	arena_reset(arena);
}

/* A message that is longer than is looked at, between two others. */
static void
test_long(void)
{
	size_t n = MESSAGE_BYTES_MAX + 5000000u, size = n + 4096, at = 0;
	char *text = mem_new(size);
	static const struct str begin = STR(FROM MAIL "\n" FROM HEAD "\n"), rest = STR("\n" FROM MAIL);
	memcpy(text, begin.p, begin.n);
	memset(text + begin.n, 'x', n);
	for (size_t i = 0; i < n; i += 77)
		text[begin.n + i] = '\n';
	memcpy(text + begin.n + n, rest.p, rest.n);
	struct source source = played((struct str){ text, begin.n + n + rest.n }, 0, 1000003);
	struct mbox *mbox = mbox_open(&source);
	struct mbox_message message;
	struct source_mark mark;
	ok(mbox_next(mbox, &message) && message.text.n == sizeof FROM MAIL - 1, "the message before a long one");
	ok(mbox_next(mbox, &message) && message.text.n <= MESSAGE_BYTES_MAX && message.text.n + 2 > MESSAGE_BYTES_MAX, "of a long one the first bytes");
	ok(mbox_next(mbox, &message) && message.text.n == sizeof FROM MAIL - 1, "the message behind it");
	at = begin.n + n + 1;
	is_int((int64_t)message.position, (int64_t)at, "where it stands");
	ok(!mbox_next(mbox, &message), "and no more");
	mbox_mark(mbox, &mark);
	is_int((int64_t)mark.position, (int64_t)source.content.n, "to the end");
	mbox_close(mbox);
	free(text);
}

/* Between the moment in which a message was left and that in which one looks why, the stream may have become whole. */
static void
test_left(void)
{
	struct source source = played(STR(FROM MAIL), 0, 100);
	source.unfinished = true;
	struct mbox *mbox = mbox_open(&source);
	struct mbox_message message;
	ok(!mbox_next(mbox, &message) && mbox_left(mbox), "what may go on is left");
	source.unfinished = false;
	ok(mbox_left(mbox), "and was, although it would not be now");
	ok(mbox_next(mbox, &message), "now it is read");
	ok(!mbox_next(mbox, &message) && !mbox_left(mbox), "and nothing is left");
	mbox_close(mbox);
}

int
main(void)
{
	arena = arena_open();
	test_form();
	test_split();
	test_resume();
	test_long();
	test_left();
	arena_close(arena);
	return done_testing();
}
