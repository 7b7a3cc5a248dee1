/*
 * unit_message.c - mails taken apart: the traps of bounces, each in a mail as short as it can be.
 * In: mails. Out: TAP.
 */
#include "ingest/mail/message.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct message mail;

static void
take(struct str bytes)
{
	arena_reset(arena);
	message_read(bytes, arena, &mail);
}

/* Its parts in one line: a letter for the kind, the depth, "~" where it is cut, the type; "!" where the mail is cut. */
static struct str
shape(void)
{
	struct str shape = STR("");
	for (unsigned i = 0; i < mail.part_count; i++) {
		const struct message_part *part = &mail.parts[i];
		shape = arena_print(arena, "%.*s%s%c%u%s %.*s", (int)shape.n, shape.p, i > 0 ? ", " : "", "TSDFRO"[part->kind],
		    part->depth, part->cut ? "~" : "", (int)part->type.n, part->type.p);
	}
	return arena_print(arena, "%.*s%s", (int)shape.n, shape.p, mail.cut ? "!" : "");
}

static void
is_shape(const char *bytes, const char *wanted, const char *name)
{
	take(str_of(bytes));
	is_str(shape(), wanted, name);
}

static struct str
text(unsigned part)
{
	return part < mail.part_count ? mail.parts[part].text : STR_NONE;
}

static struct str
field(const char *name)
{
	return message_field(mail.fields, mail.field_count, name);
}

static struct str
returned(unsigned part, const char *name)
{
	return part < mail.part_count ? message_field(mail.parts[part].fields, mail.parts[part].field_count, name) : STR_NONE;
}

#define REPORT(parameters) \
	"From: MAILER-DAEMON@mx.example.org\nSubject: failed\n" \
	"Content-Type: multipart/report; report-type=delivery-status; " parameters "\n\n"
#define NOTICE "Content-Type: text/plain\n\nIt failed.\n"
#define STATUS \
	"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\n"
#define BACK \
	"Content-Type: message/rfc822\n\nReceived: from x\n\tby y\nMessage-ID: <1@example.com>\n" \
	"Content-Type: multipart/mixed; boundary=in\n\n--in\n\nSpam\n--in--\n"
#define SHAPE "T1 text/plain, S1 message/delivery-status, R1 message/rfc822"
#define WHOLE(front, mark, end) front "--" mark "\n" NOTICE "\n--" mark "\n" STATUS "\n--" mark "\n" BACK end

static void
standard(void)
{
	is_shape(WHOLE(REPORT("boundary=\"b/1\""), "b/1", "\n--b/1--\n"), SHAPE, "a report has its three parts");
	is_str(mail.type, "multipart/report", "the type of the mail");
	is_str(mail.report_type, "delivery-status", "its report-type");
	is_str(text(0), "It failed.\n", "the text ends before the line end of the boundary");
	is_str(text(1), "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\n", "the groups of the status");
	is_str(text(2), strstr(BACK, "Received"), "the returned mail is one part, its own parts stay in it");
	is_str(returned(2, "received"), "from x by y", "its fields are unfolded");
	is_str(returned(2, "Message-Id"), "<1@example.com>", "a field is found without case");
	is_str(returned(2, "Subject"), NULL, "a field that is not there");
	is_int(mail.parts[2].field_count, 3, "how many fields it has");
	is_str(field("subject"), "failed", "a field of the mail itself");
	is_shape("Content-Type: Multipart/Report; Report-Type=Delivery-Status; boundary=b\n\n--b\nContent-type: Text/Plain; charset=x\n\nA\n--b--\n",
	    "T1 text/plain", "types are in lower case");
	is_str(mail.report_type, "delivery-status", "and the report-type");
	is_shape("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Description: =?utf-8?q?x?=\n y\n"
	    "Content-Type: application/ms-tnef\n\nAAAA\n--b\nContent-Type: image/png\n\nAAAA\n--b--\n",
	    "O1 application/ms-tnef, O1 image/png", "of other parts the type is kept");
	is_str(mail.parts[0].description, "=?utf-8?q?x?= y", "and the description");
	is_str(text(0), NULL, "but no text");
	is_shape("Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n"
	    "\nFeedback-Type: abuse\n"
	    "--b\nContent-Type: message/disposition-notification\n\nDisposition: x\n--b\nContent-Type: text/rfc822-headers\n\nA: b\n--b--\n",
	    "F1 message/feedback-report, D1 message/disposition-notification, R1 text/rfc822-headers", "the other reports");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/x-delivery-status\n\nA: b\n--b--\n", "S1 message/x-delivery-status",
	    "a report whose name is not registered");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/global-delivery-status\n\nA: b\n--b\n"
	    "Content-Type: message/global\n\nSubject: \xc3\xbc\n\nx\n"
	    "--b\nContent-Type: message/global-headers\n\nA: b\n--b\nContent-Type: message/global-disposition-notification\n\nA: b\n--b--\n",
	    "S1 message/global-delivery-status, R1 message/global, R1 message/global-headers, D1 message/global-disposition-notification",
	    "the global forms");
	is_str(returned(1, "Subject"), "\xc3\xbc", "UTF-8 in a field stays");
}

static void
line_ends(void)
{
	static const char unix_mail[] = WHOLE(REPORT("boundary=b"), "b", "\n--b--\n");
	static const char *const ends[] = { "\r\n", "\r", "\r\r\n", "\n" };
	static const char *const names[] = { "CRLF", "bare CR", "CR CRLF", "mixed line ends" };
	for (size_t i = 0; i < LENGTH(ends); i++) {
		char bytes[4 * sizeof unix_mail];
		size_t n = 0;
		for (size_t c = 0; c + 1 < sizeof unix_mail; c++) {
			const char *end = i < 3 ? ends[i] : ends[c % 2 * 3];
			size_t length = unix_mail[c] == '\n' ? strlen(end) : 1;
			memcpy(bytes + n, unix_mail[c] == '\n' ? end : &unix_mail[c], length);
			n += length;
		}
		take((struct str){ bytes, n });
		is_str(shape(), SHAPE, names[i]);
		is_str(text(2), strstr(BACK, "Received"), "its texts have LF");
	}
	static const char nul[] = "Subject: a\0b\n\nx\0y\r\nz\0\0\n\0";
	take((struct str){ nul, sizeof nul - 1 });
	is_str(field("Subject"), "ab", "NUL bytes are left out of fields");
	is_str(text(0), "xy\nz\n", "and out of texts");
	take(STR("Subject: a\r b\n\nx\ry"));
	is_str(field("Subject"), "a b", "a bare CR may fold");
	is_str(text(0), "x\ny", "and ends a line of a text");
}

static void
fronts(void)
{
	is_shape(WHOLE("From MAILER-DAEMON Mon Nov 23 03:33:45 2026\n" REPORT("boundary=b"), "b", "\n--b--\n"), SHAPE, "the line of mbox in front");
	is_int(mail.field_count, 3, "is no field");
	is_shape(WHOLE("\n\r\n>From x Mon Nov 23 03:33:45 2026\n" REPORT("boundary=b"), "b", "\n--b--\n"), SHAPE, "empty lines and >From in front");
	take(STR("\xef\xbb\xbfSubject: s\n\nx\n"));
	is_str(field("Subject"), "s", "a byte order mark in front");
	take(STR("          \n\t\nSubject: s\n\nc\n"));
	is_str(field("Subject"), "s", "lines of blanks in front");
	take(STR("Received: a\n>From x Mon Nov 23 03:33:45 2026\nSubject: b\n\nc\n"));
	is_str(field("Subject"), "b", ">From between the fields is passed over");
	take(STR("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n\n>From x Mon Nov 23 03:33:45 2026\n"
	    "Subject: s\n\nx\n--b--\n"));
	is_str(returned(0, "Subject"), "s", "as it is in front of a returned mail, and an empty line");
	take(STR("DKIM-Signature: v=1;\nbh=abc\nSubject: b\n\nc\n"));
	is_str(field("Subject"), "b", "a fold that lost its indent ends no head");
	take(STR("Subject: a\n \n\tb\nTo: x\n\nc\n"));
	is_str(field("Subject"), "a b", "a fold of blanks alone");
	is_str(field("To"), "x", "does not end the head");
	take(STR("Subject: a\n \nHello\n"));
	is_str(text(0), " \nHello\n", "but does where no field follows");
	take(STR("Subject : a\n\nb\n"));
	is_str(field("Subject"), "a", "a blank before the colon");
	take(STR("This is text.\n<a@example.org>: no such user\n"));
	is_int(mail.field_count, 0, "a mail without a head has no fields");
	is_str(text(0), "This is text.\n<a@example.org>: no such user\n", "and is all text");
	take(STR("Subject: a\nThis is text.\n\nMore: of it\n"));
	is_str(text(0), "This is text.\n\nMore: of it\n", "a head that no empty line ends");
	is_shape("Subject: a\nTo: b\n", "T0 text/plain", "a mail of a head alone");
	is_str(text(0), "", "has an empty text");
	is_shape("Subject: a", "T0 text/plain", "without a line end, too");
	is_str(field("Subject"), "a", "with its field");
	is_shape("", "T0 text/plain", "no mail at all");
	is_int(mail.field_count, 0, "has no fields");
	take(STR_NONE);
	is_str(shape(), "T0 text/plain", "absent, as well");
}

static void
boundaries(void)
{
	is_shape(WHOLE(REPORT("boundary=b"), "b", ""), "T1 text/plain, S1 message/delivery-status, R1~ message/rfc822!",
	    "no final boundary: the last part breaks off");
	is_str(returned(2, "Message-ID"), "<1@example.com>", "and can be read");
	is_shape(WHOLE(REPORT("boundary=4F2C.12/mx.example.org"), "4F2C.12/mx.example.org", "\n"
	    "--4F2C.12/mx.example.org--\n"), SHAPE, "unquoted, with a slash");
	is_shape(WHOLE(REPORT("boundary==_x?=:y"), "=_x?=:y", "\n--=_x?=:y--\n"), SHAPE, "unquoted, with other bytes that need quotes");
	is_shape(WHOLE(REPORT("boundary=\"b c\""), "b c", "\n--b c--\n"), SHAPE, "with a blank");
	is_shape(WHOLE(REPORT("boundary=\"b"), "b", "\n--b--\n"), SHAPE, "a quote that is not closed");
	is_shape(WHOLE(REPORT("boundary*0=\"b\"; boundary*1=c"), "bc", "\n--bc--\n"), SHAPE, "in pieces, by RFC 2231");
	is_shape(WHOLE(REPORT("boundary=never"), "b", "\n--b--\n"), SHAPE, "one that never occurs: what stands there is taken");
	is_shape(WHOLE("Content-Type: multipart/report boundary=b\n\n", "b", "\n--b--\n"), SHAPE, "no semicolon before it");
	is_shape(WHOLE("Content-Type: multipart/report\n\nPreamble\n", "b", "\n--b--\n"), SHAPE, "none told");
	is_shape(WHOLE(REPORT("boundary=b"), "b  ", "\n--b-- \n"), SHAPE, "blanks behind it");
	is_shape(WHOLE(REPORT("boundary=b"), "b", "\n--bb\n--b --\nx--b\n--b--\nend\n"), SHAPE, "lines that only look like it, and an epilogue");
	is_shape(REPORT("boundary=never") "The mail system says no.\n-- \nthe postmaster\n", "T0 text/plain", "no parts at all: the body is a text");
	is_str(text(0), "The mail system says no.\n-- \nthe postmaster\n", "all of it");
	is_shape(REPORT("boundary=b") "--b\n--b\n\n--b\nContent-Type: text/plain\n--b--\n", "T1 text/plain, T1 text/plain, T1 text/plain",
	    "empty parts");
	is_str(text(0), "", "of which nothing comes");
	is_shape(REPORT("boundary=b"), "T0 text/plain", "an empty body");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nThe original message was received at Mon, 23 Nov 2026\n\n"
	    "Transcript: x\n--b\n" STATUS "--b--\n",
	    "T1 text/plain, S1 message/delivery-status", "a first part without a head");
	is_str(text(0), "The original message was received at Mon, 23 Nov 2026\n\nTranscript: x", "is all text");
	is_shape(WHOLE(REPORT("boundary=never"), " b", "\n-- b--\n"), SHAPE, "one that never occurs, and another that begins with a blank");
	is_shape("Content-Type: ;\n\nx\n", "T0 text/plain", "a type that is empty");
	is_str(mail.type, NULL, "is none");
	is_shape("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: ;;\n\nx\n--b\nContent-Type: text\n\nx\n--b--\n",
	    "T1 text/plain, T1 text", "in a part it is text");
	is_shape("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\ny\n--b--\n", "R1 message/rfc822",
	    "the parts of a digest are mails");
}

static void
nesting(void)
{
	static const char inner[] = "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/report; boundary=in\n\n"
	    "--in\n" NOTICE "--in\n" STATUS "--out\nContent-Type: text/plain\n\nA footer of a list.\n--out--\n";
	is_shape(inner, "T2 text/plain, S2~ message/delivery-status, T1 text/plain!", "a report in another multipart, ended by the outer boundary");
	is_shape("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n--ab\n\nx\n"
	    "--ab--\n--a\n\ny\n--a--\n",
	    "T2 text/plain, T1 text/plain", "a boundary that begins like the outer one");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\n" NOTICE "--b\n" BACK "--b--\n", "T1 text/plain, R1 message/rfc822",
	    "a report without status");
	is_shape("Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n\n\nFinal-Recipient: rfc822; y\n",
	    "S0 message/delivery-status", "a status that is the mail itself");
	is_str(text(0), "Reporting-MTA: dns; x\n\n\n\nFinal-Recipient: rfc822; y\n", "its stray empty lines stay");
	is_shape("Content-Type: message/rfc822\n\nSubject: inside\n\nx\n", "R0 message/rfc822", "a mail that is all of another");
	is_str(returned(0, "Subject"), "inside", "has the fields of that");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/rfc822-headers\n\nSubject: s\n\n"
	    "A body, all the same\n--b--\n", "R1 text/rfc822-headers", "headers with a body");
	is_str(text(0), "Subject: s\n\nA body, all the same", "have it in the text");
	is_int(mail.parts[0].field_count, 1, "and not in the fields");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nReceived: from x\n\tby y; Mon, 23 N",
	    "R1~ message/rfc822!", "a returned mail that breaks off in its head");
	is_str(returned(0, "Received"), "from x by y; Mon, 23 N", "shows as much as there is");
	is_shape("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n--b--\n", "R1 message/rfc822",
	    "nothing returned in the part for it");
	is_int(mail.parts[0].field_count, 0, "has no fields");
}

static void
encodings(void)
{
	take(STR("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: base64\n\nSXQgZmFpbGVkLg0KU28g\nc29ycnkuCg==\n"
	    "--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: BASE64\n\n"
	    "UmVwb3J0aW5nLU1UQTogZG5zOyB4DQoNCkFjdGlvbjogZmFpbGVkDQo=\n"
	    "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject:=20a=\n b\n\nx =3D y\n--b--\n"));
	is_str(text(0), "It failed.\nSo sorry.\n", "base64, with CRLF inside");
	is_str(text(1), "Reporting-MTA: dns; x\n\nAction: failed\n", "a status in base64");
	is_str(text(2), "Subject: a b\n\nx = y", "a returned mail in quoted-printable");
	is_str(returned(2, "Subject"), "a b", "its fields are read behind that");
	take(STR("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nThe user is unknown.\n"));
	is_str(text(0), "The user is unknown.\n", "plain text that is said to be base64");
	take(STR("Content-Type: text/plain\nContent-Transfer-Encoding: \"quoted-printable\"; x\n\n=41=zz=4\n"));
	is_str(text(0), "A=zz=4\n", "broken quoted-printable");
	take(STR("Content-Type: text/plain; charset=utf-7\n\nL+APY-sung\n"));
	is_str(text(0), "L\xc3\xb6sung\n", "UTF-7");
	take(STR("Content-Type: text/plain; charset=\"unicode-1-1-utf-7\"\n\n+APY-\n"));
	is_str(text(0), "\xc3\xb6\n", "UTF-7 by the name that Exchange has for it");
	take(STR("Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$\"\x1b(B!\n"));
	is_str(text(0), "\xe3\x81\x82!\n", "iso-2022-jp");
	take(STR("Content-Type: text/plain; charset=\"Windows-1252\"\n\n\x80 f\xfcr\n"));
	is_str(text(0), "\xe2\x82\xac f\xc3\xbcr\n", "windows-1252");
	take(STR("Content-Type: text/plain; charset=windows-1251\n\n\xcf\xf0\n"));
	is_str(text(0), "\xd0\x9f\xd1\x80\n", "windows-1251");
	take(STR("Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\nYQD8AA0ACgA=\n"));
	is_str(text(0), "a\xc3\xbc\n", "UTF-16 in base64");
	take(STR("Content-Type: text/plain; charset=x-unknown\n\nf\xfcr \xc3\xbc\n"));
	is_str(text(0), "f\xc3\xbcr \xc3\xbc\n", "an unknown charset: UTF-8, and windows-1252 where it is none");
	take(STR("Content-Type: text/plain; charset=utf-7//TRANSLIT\n\n\x93+APY-\x94\n"));
	is_str(text(0), "\xe2\x80\x9c+APY-\xe2\x80\x9d\n", "a charset with an order to iconv behind it is none");
	take(STR("Content-Type: text/plain; charset=us-ascii\n\nf\xfcr\n"));
	is_str(text(0), "f\xc3\xbcr\n", "8 bits in ASCII");
	take(STR("Content-Type: text/plain; charset=euc-jp\n\n\xa4\xa2 \xff.\xa4"));
	is_str(text(0), "\xe3\x81\x82 \xc3\xbf.", "bytes that are not of the charset");
	take(STR("Subject: f\xfcr\n\n\xed\xa0\x80"));
	is_str(field("Subject"), "f\xc3\xbcr", "8 bits in a field");
	is_str(text(0), "\xc3\xad\xc2\xa0\xe2\x82\xac", "a surrogate is not UTF-8");
}

static void
words(void)
{
	take(STR("Subject: =?UTF-8?Q?Unzustellbar:_f=C3=BCr?=\n =?iso-8859-1?B?/A==?= x\nFrom: \"=?utf-8?q?a=40b=3E?=\" <c@example.org>\n"
	    "X-A: =?foo?q?f=FCr?=\nX-B: =?utf-8?q?a=0Ab=00c?=\nX-C: =?utf-8?q\nX-D: \n"));
	is_str(field("Subject"), "Unzustellbar: f\xc3\xbcr\xc3\xbc x", "encoded words are decoded, the blanks between them go");
	is_str(mail.fields[0].raw, "=?UTF-8?Q?Unzustellbar:_f=C3=BCr?= =?iso-8859-1?B?/A==?= x", "and stand in raw as they were");
	is_str(mail.fields[0].name, "Subject", "a name stands as it is");
	is_str(message_address(mail.fields[1].raw, arena), "c@example.org", "an address is read before the words are");
	is_str(field("X-A"), "f\xc3\xbcr", "an unknown charset in one");
	ok(memchr(field("X-B").p, '\n', field("X-B").n) == NULL, "no line end comes out of one");
	is_str(field("X-C"), "=?utf-8?q", "one that breaks off");
	is_str(field("X-D"), "", "an empty value is not absent");
	take(STR("Subject: a =?utf-8?B?TmVkb3J1xI0=?=\n =?utf-8?b?aXRlbG7DqQ==?= =?utf-8?q?=3A_b?= c?=\nX-A: =?utf-8?B?YcQ=?= =?utf-8?B?jWI=?= d\nX-B: =?= =?x?B? =?\nX-C: =?= =?utf-8?B?YQ\n"));
	is_str(field("Subject"), "a Nedoru\xc4\x8ditelné: b c?=", "words behind one that is padded are not lost");
	is_str(field("X-A"), "a\xc4\x8d" "b d", "nor a character that is cut in two");
	is_str(field("X-B"), "=?= =?x?B? =?", "what only looks like words");
	is_str(field("X-C"), "=?= =?utf-8?B?YQ", "and one that breaks off");
	take(STR("Received: a\nReceived: b\nRECEIVED: c\n\n"));
	is_str(message_field_nth(mail.fields, mail.field_count, "received", 2), "c", "the third of a name");
	is_str(message_field_nth(mail.fields, mail.field_count, "received", 3), NULL, "there is no fourth");
}

static void
html(void)
{
	take(STR("Content-Type: text/html; charset=iso-8859-1\n\n<!DOCTYPE html><html><head><title>Fehler</title><style>p > a { x: y }</style>\n"
	    "<script>if (a<b) \"</p>\"</script></head><body><!-- hidden <p> -->\n<p>F&uuml;r &lt;a@example.org&gt;<br/>f\xfcr  \n"
	    " <b>x</b>&nbsp;&#8212;&#x41;&bogus; &amp;lt;</p>\n"
	    "<table><tr><td>Status</td><td>5.1.1</td></tr><TR><TD>Host</TD></TR></table><pre>a\n  b</pre><a@example.org> 1 < 2 & 3"));
	is_str(text(0), "Fehler\nF\xc3\xbcr <a@example.org>\nf\xc3\xbcr x \xe2\x80\x94" "A&bogus; &lt;\nStatus 5.1.1\nHost\na\n  b\n"
	    "<a@example.org> 1 < 2 & 3", "tags out, references resolved, lines kept");
	take(STR("Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n77u/PHA+eCZuYnNwOyZuYnNwO3k8L3A+"));
	is_str(text(0), "x  y\n", "a byte order mark and blanks that do not break");
	take(STR("Content-Type: text/html\n\n<p>x<!-- <b>y</b> <script> z <p title=\"q"));
	is_str(text(0), "xy z <p title=\"q", "what does not end is text, a comment without an end a tag");
	take(STR("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p style=3D\"a\">550&nbsp;no&#0;&#xd800;&#99999999;</p>"));
	is_str(text(0), "550 no&#0;&#xd800;&#99999999;\n", "in quoted-printable; numbers of no character stay");
}

static void
texts_in_texts(void)
{
	const struct message_field *fields;
	static const char copy[] = "\nReturn-Path: <me@example.com>\nReceived: from x\n  by y\nMessage-ID: <1@example.com>\n\nBody: not a field\n";
	unsigned count = message_fields_of(str_of(copy), arena, &fields);
	is_int(count, 3, "the fields of a mail that stands in a text");
	is_str(message_field(fields, count, "received"), "from x by y", "are unfolded");
	is_int(message_fields_of(STR("No field here\nA: b\n"), arena, &fields), 0, "a text that begins with no field");
	is_int(message_fields_of(STR_NONE, arena, &fields), 0, "nothing");
}

int
main(void)
{
	arena = arena_open();
	standard();
	line_ends();
	fronts();
	boundaries();
	nesting();
	encodings();
	words();
	html();
	texts_in_texts();
	arena_close(arena);
	return done_testing();
}
