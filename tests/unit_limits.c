/*
 * unit_limits.c - mails made to hurt: each is read, and asked whether it is a bounce, in bounded time and memory; what was cut is said.
 * In: mails of up to 60 MB, made here, each in a process of its own. Out: TAP. The bounds are wide, for slow machines;
 * with a sanitizer, which takes memory and time of its own, only the reading is tested.
 */
#include "ingest/mail/bounce.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MEGABYTE = 1024 * 1024, PEAK_MB = 200, SECONDS = 1, BULK = 520 * 1024 };

#if defined(__SANITIZE_ADDRESS__)
#define MEASURED false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEASURED false
#endif
#endif
#ifndef MEASURED
#define MEASURED true
#endif

/* What must come out: some are left open. */
enum { ANY = -1 };

struct hurt {
	const char *name;
	const char *front, *again, *end;        /* in again, % is the number of the round, ~ 200 KB of HTML, $ 512 KB of 0xff */
	size_t rounds;
	int parts, cut;
};

#define DAEMON "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: Undelivered mail\n\n"
#define REPORT "Return-Path: <>\nSubject: x\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n" \
	"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\n"

static const struct hurt hurts[] = {
	{ "50 MB of text", "Subject: x\n\n", "All work and no play makes the postmaster a dull person.\n", "", 900000, 1, 1 },
	{ "60 MB in one line", "Subject: x\n\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", 2000000, 1, 1 },
	{ "60 MB of CR", "Subject: x\n\n", "\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r", "", 2000000, 1, 1 },
	{ "50 MB of base64", "Content-Transfer-Encoding: base64\n\n", "QWxsIHdvcmsgYW5kIG5vIHBsYXkK\n", "", 1700000, 1, 1 },
	{ "50 MB of quoted-printable", "Content-Transfer-Encoding: quoted-printable\n\n", "=41=\n", "", 10000000, 1, 1 },
	{ "10,000 nested parts", "Subject: x\n", "Content-Type: multipart/mixed; boundary=b%\n\n--b%\n", "\nx\n", 10000, 1, 1 },
	{ "10,000 nested mails", "Subject: x\n", "Content-Type: message/rfc822\n\n", "\nx\n", 10000, 1, 0 },
	{ "100,000 parts", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", "--b--\n", 100000, MESSAGE_PARTS_MAX, 1 },
	{ "1,000,000 empty multiparts", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=c\n"
	    "\n--c--\n", "--b--\n", 1000000, 0, 1 },
	{ "256 parts, each 200 KB of HTML", "Content-Type: multipart/mixed; boundary=b\n", "\n--b\nContent-Type: text/html; charset=utf-7\n\n~",
	    "\n--b--\n", 256, MESSAGE_PARTS_MAX, 1 },
	{ "16 parts of 512 KB that are not of their charset", "Content-Type: multipart/mixed; boundary=b\n", "\n--b\n"
	    "Content-Type: text/plain; charset=euc-tw\n\n$", "\n--b--\n", 16, 16, 1 },
	{ "256 parts of as many charsets", "Content-Type: multipart/mixed; boundary=b\n", "\n--b\nContent-Type: text/plain; charset=ibm%\n"
	    "\n\xe4\n", "\n--b--\n", 256, MESSAGE_PARTS_MAX, 0 },
	{ "1,000,000 fields", "", "X-%: y\n", "\nx\n", 1000000, 1, 1 },
	{ "a line of 1 MB", "Subject: x\nX-Long: ", "aaaaaaaaaaaaaaaaaaaa", "\nTo: y\n\nx\n", 50000, 1, 1 },
	{ "a field of 500,000 folds", "Subject: x\nX-Long: ", "a\n ", "\nTo: y\n\nx\n", 500000, 1, 1 },
	{ "500,000 folds of blanks", "Subject: x\nX-Long: ", "a\n \n \n", "\nTo: y\n\nx\n", 500000, 1, ANY },
	{ "a thousand Received", "", "Received: from a\n\tby b; Mon, 23 Nov 2026 03:33:45 +0000\n", "\nx\n", 1000, 1, 0 },
	{ "100,000 encoded words of many charsets", "Subject: x\n", "X-%: =?ibm%?Q?a=f6?= =?iso-8859-2?Q?=f6?= =?euc-jp?Q?=f6?=\n", "\n"
	    "x\n", 100000, 1, 1 },
	{ "100,000 encoded words in one field", "X-Long:", " =?utf-8?Q?a?=\n", "\nx\n", 100000, 1, 1 },
	{ "100,000 Content-Types", "", "Content-Type: multipart/mixed; boundary=b\n", "\n--b\n\nx\n", 100000, 1, 1 },
	{ "100,000 parameters", "Content-Type: text/plain", "; a*%=b", "\n\nx\n", 100000, 1, 1 },
	{ "a Content-Type of comments", "Content-Type: text/plain; ", "(", "\n\nx\n", 500000, 1, 1 },
	{ "lines that are nearly boundaries", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n", "--b-\n", "", 10000000, 1, 1 },
	{ "lines of dashes, and no boundary", "Content-Type: multipart/mixed; boundary=never\n\n", "--\n", "", 15000000, 1, 1 },
	{ "50 MB of <", "Content-Type: text/html\n\n", "<a <!-- <script ", "", 3000000, 1, 1 },
	{ "50 MB of &", "Content-Type: text/html\n\n", "&&#&#x&a", "", 6000000, 1, 1 },
	{ "50 MB of a bounce", DAEMON "Your mail was not delivered.\n\n", "<a%@x.example>: 550 no such user here, come again\n", "", 900000, 1, 1 },
	{ "words without a meaning", DAEMON "<a@x.example>: ", "the user and his mailbox of the host for a domain ", "\n", 10000, 1, ANY },
	{ "recipients without a code", REPORT, "Final-Recipient: rfc822; a%@x\nAction: failed\nDiagnostic-Code: smtp; 550 the user of that mailbox\n\n",
	    "--b--\n", 100000, 1, 1 },
	{ "recipients of a name", REPORT, "Final-Recipient: local; a%\nAction: failed\n\n", "--b--\n", 100000, 1, 1 },
	{ "nearly addresses", DAEMON "not delivered\n\n", "a.b@", "\n", 200000, 1, ANY },
	{ "lines that are nearly addresses", DAEMON "not delivered\n\n", "<a.b@\n", "\n", 200000, 1, ANY },
	{ "brackets", DAEMON "not delivered\n\n", "<", "\n", 600000, 1, ANY },
	{ "words to", DAEMON "not delivered\n\n", "mail to user to ", "\n", 100000, 1, ANY },
	{ "empty lines", DAEMON "not delivered", "\n", "a@x.example\n", 600000, 1, ANY },
	{ "a reply of many lines", DAEMON "Hi. This is the qmail-send program at x.example.\n\n", "<a@x.example>:\n 550-no\n", "", 100000, 1, ANY },
	{ "stars", "From: a@x.example\nSubject: Undelivered\n\n", "*-=*\n", "a@x.example\n", 100000, 1, ANY },
	{ "an answer of nobody", "From: a@x.example\nSubject: Re: x\n\n", "i am out of your mail or we are ", "\n", 20000, 1, ANY }
};

static size_t
add(char *to, const char *text, size_t round)
{
	size_t n = 0;
	for (; *text != '\0'; text++) {
		if (*text == '%') {
			n += (size_t)snprintf(to + n, 24, "%zu", round);
		} else if (*text == '~') {
			for (int i = 0; i < 10000; i++)
				n += (size_t)snprintf(to + n, 24, "+AOQ-&auml;<p>text</p>");
		} else if (*text == '$') {
			memset(to + n, 0xff, BULK);
			n += BULK;
		} else {
			to[n++] = *text;
		}
	}
	return n;
}

static struct str
made(const struct hurt *hurt)
{
	size_t round_size = strlen(hurt->again) + 3 * 24 + (strpbrk(hurt->again, "~$") != NULL ? BULK : 0);
	char *p = mem_new(hurt->rounds * round_size + 1024);
	size_t n = add(p, hurt->front, 0);
	for (size_t i = 0; i < hurt->rounds; i++)
		n += add(p + n, hurt->again, i);
	n += add(p + n, hurt->end, 0);
	struct str mail = arena_copy(arena_open(), (struct str){ p, n });
	free(p);
	return mail;
}

/* CPU seconds of this process. */
static double
spent(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* The most memory that this process had, in MB, since it was told to forget it. */
static long
peak_memory(void)
{
	char line[256];
	long kilobytes = 0;
	FILE *file = fopen("/proc/self/status", "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, "VmHWM:", 6) == 0)
			kilobytes = strtol(line + 6, NULL, 10);
	if (file != NULL)
		fclose(file);
	return kilobytes / 1024;
}

static void
forget_peak(void)
{
	FILE *file = fopen("/proc/self/clear_refs", "w");
	if (file != NULL) {
		fputs("5", file);
		fclose(file);
	}
}

/* In the child. Answers its exit status: 0 where all held. */
static int
suffer(struct bounces *bounces, const struct hurt *hurt)
{
	struct message message;
	struct bounce bounce;
	struct arena *arena = arena_open();
	struct str mail = made(hurt);
	forget_peak();
	double start = spent();
	message_read(mail, arena, &message);
	bounce_read(bounces, &message, arena, &bounce);
	double seconds = spent() - start;
	long peak = peak_memory();
	bool holds = (hurt->parts == ANY || message.part_count == (unsigned)hurt->parts) && (hurt->cut == ANY || message.cut == (hurt->cut == 1));
	bool bounded = !MEASURED || (seconds < SECONDS && peak < PEAK_MB);
	printf("# %s: %zu bytes, %.3f s, %ld MB; %u fields, %u parts%s, %s of %u recipients\n", hurt->name, mail.n, seconds, peak, message.field_count,
	    message.part_count, message.cut ? ", cut" : "", bounce_kind_name(bounce.kind), bounce.recipient_count);
	fflush(stdout);
	return holds && bounded ? 0 : 1;
}

int
main(void)
{
	struct bounces *bounces = bounces_open(NULL);
	for (size_t i = 0; i < LENGTH(hurts); i++) {
		int status = -1;
		fflush(stdout);
		pid_t child = fork();
		if (child == 0)
			_exit(suffer(bounces, &hurts[i]));
		ok(child > 0 && waitpid(child, &status, 0) == child && status == 0, hurts[i].name);
	}
	bounces_close(bounces);
	return done_testing();
}
