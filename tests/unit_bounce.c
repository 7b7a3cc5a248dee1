/*
 * unit_bounce.c - whole mails: what they are, whom they name, what they return. The forms that MTAs write are samples of the
 * dialects (unit_dialect); here stand the standard, its breaches, and what only looks like a bounce.
 */
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/mail/bounce.h"

static struct arena *arena;
static struct bounces *bounces;
static struct bounce bounce;

static void
read_mail(struct str mail)
{
	struct message message;
	message_read(mail, arena, &message);
	bounce_read(bounces, &message, arena, &bounce);
}

static void
is_kind(const char *mail, enum bounce_kind kind, const char *name)
{
	read_mail(str_of(mail));
	is_str(str_of(bounce_kind_name(bounce.kind)), bounce_kind_name(kind), name);
}

static const struct bounce_recipient *
at(unsigned i)
{
	static const struct bounce_recipient none;
	return i < bounce.recipient_count ? &bounce.recipients[i] : &none;
}

#define HEAD "Return-Path: <>\nFrom: MAILER-DAEMON@mx.remote.example\nTo: joe@ours.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
#define REPORT HEAD "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
#define TEXT "--b\nContent-Type: text/plain\n\nSorry.\n\n"
#define STATUS "--b\nContent-Type: message/delivery-status\n\n"
#define FAILED "Reporting-MTA: dns; mx.remote.example\n\nFinal-Recipient: rfc822; ann@remote.example\nAction: failed\nStatus: 5.1.1\n\n"
#define ORIGINAL "Return-Path: <joe@ours.example>\nReceived: from ours.example (dsl.pool.example [203.0.113.77])\n" \
	"\tby mx.remote.example (Postfix) with ESMTP id 7B2D94003C\n\tfor <ann@remote.example>; Mon, 23 Nov 2026 07:11:58 +0000 (UTC)\n" \
	"Message-ID: <m1@ours.example>\nFrom: \"Joe\" <joe@ours.example>\nTo: ann@remote.example\nSubject: =?utf-8?Q?Caf=C3=A9?=\n" \
	"Date: Mon, 23 Nov 2026 08:11:02 +0100\n\nBuy now.\n\n"
#define RETURNED "--b\nContent-Type: message/rfc822\n\n" ORIGINAL

/* A gateway hangs its sign below a bounce, or gives its own bounce the id of what it returns. */
#define ID "Message-ID: <m1@ours.example>\n"
#define GATE ID "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"g\"\n\n--g\nContent-Type: message/rfc822\n\n"
#define ENCLOSING(from) "From: " from "\nSubject: Undelivered\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"g\"\n\n" \
	"--g\nContent-Type: text/plain\n\n\n--g\nContent-Type: message/rfc822\n\n"
static void
test_packed(void)
{
	is_kind("From: MAILER-DAEMON@mx.remote.example\n" GATE ID REPORT TEXT STATUS FAILED RETURNED "--b--\n--g\n\nLooked at.\n--g--\n", BOUNCE_FAILED, "packed whole");
	is_str(at(0)->final, "ann@remote.example", "what is inside is read");
	is_str(bounce.quoted_sender, "joe@ours.example", "what that returns");
	is_kind("Return-Path: <>\nSubject: Undelivered\nFrom: MAILER-DAEMON@mx.remote.example\n" GATE ORIGINAL "--g\n\nann@remote.example: mail could not be delivered\n--g--\n", BOUNCE_FAILED, "the same id, and another author");
	is_str(bounce.quoted_sender, "joe@ours.example", "is what is returned");
	is_kind(ENCLOSING("MAILER-DAEMON@gate.remote.example") REPORT TEXT STATUS FAILED RETURNED "--b--\n--g--\n", BOUNCE_FAILED, "a report in a daemon's mail that says nothing");
	is_str(at(0)->status, "5.1.1", "it is that which speaks");
	is_str(bounce.quoted_sender, "joe@ours.example", "what it returns");
	is_kind(ENCLOSING("bob@ours.example") REPORT TEXT STATUS FAILED RETURNED "--b--\n--g--\n", BOUNCE_OTHER, "a report that somebody passes on without a word");
}

#define NOBODY "Return-Path: <>\nFrom: MAILER-DAEMON@mx.remote.example\nSubject: Undelivered\nMIME-Version: 1.0\n" \
	"Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nYour mail could not be delivered.\n\n--b\nContent-Type: message/rfc822\n\n"
static void
test_names(void)
{
	is_kind(REPORT TEXT STATUS "Reporting-MTA: dns; mx.remote.example\n\nFinal-Recipient: rfc822; rfc822;ann@remote.example\nAction: failed\n\n" RETURNED "--b--\n", BOUNCE_FAILED, "a type before a type");
	is_str(at(0)->final, "ann@remote.example", "is passed over");
	is_kind(NOBODY "Received: from lists.example (lists.example [192.0.2.9])\n"
	    "\tby mx.remote.example (Postfix) with ESMTP id 7B2D94003D\n\tfor <ann@remote.example>; Mon, 23 Nov 2026 07:11:58 +0000 (UTC)\n"
	    "To: talk@lists.example\nSubject: Talk\n\nTalk.\n--b--\n", BOUNCE_FAILED, "nobody is named");
	is_str(at(0)->final, "ann@remote.example", "for whom the host took it");
	is_kind(NOBODY "Received: from mx.remote.example by store.remote.example; Mon, 23 Nov 2026 07:12:00 +0000\n"
	    "Received: from lists.example by mx.remote.example for <ann@remote.example>; Mon, 23 Nov 2026 07:11:59 +0000\n"
	    "Received: from elsewhere.example by lists.example for <talk@lists.example>; Mon, 23 Nov 2026 07:11:58 +0000\n"
	    "List-Post: <mailto:talk@lists.example>\nTo: Bob <bob@elsewhere.example>\nSubject: Talk\n\nTalk.\n--b--\n", BOUNCE_FAILED, "nobody is named, of a list");
	is_str(at(0)->final, "ann@remote.example", "the topmost host that tells it");
	is_kind(NOBODY "Received: from elsewhere.example by lists.example for <talk@lists.example>; Mon, 23 Nov 2026 07:11:58 +0000\n"
	    "X-BeenThere: talk@lists.example\nTo: talk@lists.example\nSubject: Talk\n\nTalk.\n--b--\n", BOUNCE_FAILED, "the list alone is named");
	is_int(bounce.recipient_count, 0, "which is nobody");
	is_kind(NOBODY "List-Post: <mailto:talk@lists.example>\nTo: Bob <bob@elsewhere.example>\nSubject: Talk\n\nTalk.\n--b--\n", BOUNCE_FAILED, "an answer to the list");
	is_int(bounce.recipient_count, 0, "does not go to whom it answers");
}

/* Of several recipients each has lines of its own, before or behind those of another, or a heading; what none of these tells, the text does. */
#define SEVERAL "Return-Path: <>\nFrom: MAILER-DAEMON@mx.remote.example\nTo: joe@ours.example\nSubject: Undelivered mail\n\n"
static void
test_passages(void)
{
	is_kind(SEVERAL "It did not reach them.\n\n  * ann@remote.example\n  * bob@remote.example\n  * cid@remote.example\n\nDetails\n\n"
	    "RCPT 192.0.2.9: 550 5.1.1 <ann@remote.example> is nobody\nRCPT 192.0.2.9: 552 5.2.2 <bob@remote.example> is too fat\n", BOUNCE_FAILED, "a list, then details");
	is_int(bounce.recipient_count, 3, "three");
	is_str(at(0)->status, "5.1.1", "of the first");
	is_str(at(1)->status, "5.2.2", "of the second");
	is_kind(SEVERAL "It could not be delivered.\n\nFailed recipient: ann@remote.example\nWhy it failed: no such user\n"
	    "Failed recipient: bob@remote.example\nWhy it failed: his mailbox is full\n", BOUNCE_FAILED, "lines behind each");
	is_str(at(0)->status, "5.1.1", "of the first");
	is_str(at(1)->status, "5.2.2", "of the second");
	is_kind(SEVERAL "It was not delivered.\n\nThese users are unknown:\n  ann@remote.example\n  bob@remote.example\n\n"
	    "The mailbox of these is full:\n  cid@remote.example\n", BOUNCE_FAILED, "headings");
	is_str(at(0)->status, "5.1.1", "of the first");
	is_str(at(1)->status, "5.1.1", "of the second, not by what follows it");
	is_str(at(2)->status, "5.2.2", "of the third");
	is_kind(SEVERAL "ann@remote.example\nbob@remote.example\n\nWe could not deliver it: the host is unknown.\n", BOUNCE_FAILED, "words for all");
	is_str(at(0)->status, "5.1.2", "of the first");
	is_str(at(1)->status, "5.1.2", "and of the second");
}

static void
test_standard(void)
{
	is_kind(REPORT TEXT STATUS FAILED RETURNED "--b--\n", BOUNCE_FAILED, "RFC 3464");
	is_str(bounce.dialect, "dsn", "of no dialect");
	is_str(bounce.reporting_mta, "mx.remote.example", "who reports");
	is_int(bounce.recipient_count, 1, "one recipient");
	is_str(at(0)->final, "ann@remote.example", "its address");
	is_str(at(0)->status, "5.1.1", "its status");
	ok(bounce.returned, "the original is there");
	is_str(bounce.quoted_message_id, "m1@ours.example", "its Message-ID");
	is_str(bounce.quoted_sender, "joe@ours.example", "its Return-Path");
	is_str(bounce.quoted_from, "joe@ours.example", "its From");
	is_str(bounce.quoted_subject, "Caf\xc3\xa9", "its Subject, decoded");
	is_int(bounce.quoted_at, 1795417862, "its Date");
	is_int(bounce.hop_count, 1, "its Received lines");
	is_str(bounce.hop_count > 0 ? bounce.chain[0].client_ip : STR_NONE, "203.0.113.77", "who handed it over");
	is_str(bounce.quoted_queue_id, NULL, "no queue id where the fields give none");

	is_kind(REPORT TEXT STATUS "Reporting-MTA: dns; mx.remote.example\nX-Postfix-Queue-ID: 7B2D94003C\nX-Postfix-Sender: rfc822; joe@ours.example\n"
	    "Original-Envelope-Id: ENV\n\nFinal-Recipient: rfc822; a@x\nAction: delayed\n\nFinal-Recipient: rfc822; b@x\nAction: expanded\n\n--b--\n",
	    BOUNCE_DELAYED, "the worst of several actions");
	is_str(bounce.quoted_queue_id, "7B2D94003C", "the reporter's queue id");
	is_str(bounce.quoted_sender, "joe@ours.example", "the sender where nothing is returned");
	ok(!bounce.returned, "nothing is returned");
	is_int(bounce.quoted_at, HOP_NO_TIME, "so it has no date");
	is_str(at(1)->action, "expanded", "each has its own action");

	is_kind(REPORT TEXT STATUS "Final-Recipient: rfc822; a@x\nAction: relayed\nStatus: 2.0.0\n\n--b--\n", BOUNCE_RELAYED, "relayed");
	is_kind(REPORT TEXT STATUS "Final-Recipient: rfc822; a@x\nAction: delivered\nStatus: 2.0.0\n\n--b--\n", BOUNCE_DELIVERED, "delivered");
	is_kind(HEAD "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n" TEXT
	    "--b\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: 8bit\n\nReporting-MTA: dns; x\n\n"
	    "Final-Recipient: utf-8; \\x{E9}@remote.example\nAction: failed\nStatus: 5.6.7\n\n--b\nContent-Type: message/global-headers\n\n" ORIGINAL "--b--\n",
	    BOUNCE_FAILED, "RFC 6533");
	is_str(at(0)->final, "\xc3\xa9@remote.example", "its address in UTF-8");
	is_str(bounce.quoted_message_id, "m1@ours.example", "and headers");
}

static void
test_breaches(void)
{
	is_kind("From: gate@remote.example\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/report; boundary=b\n\n"
	    TEXT STATUS FAILED RETURNED "--b--\n--a\nContent-Type: text/plain\n\nThe list footer.\n--a--\n", BOUNCE_FAILED, "a report inside another multipart");
	is_str(bounce.quoted_message_id, "m1@ours.example", "with what it returns");
	is_kind("From: gate@remote.example\nContent-Type: multipart/mixed; boundary=b\n\n" RETURNED STATUS FAILED "--b--\n", BOUNCE_FAILED, "a DSN part in a mixed, behind the original");
	is_kind(REPORT TEXT STATUS FAILED RETURNED, BOUNCE_FAILED, "no final boundary");
	is_kind(REPORT TEXT RETURNED "--b--\n", BOUNCE_FAILED, "a report without its DSN part");
	is_str(at(0)->final, "ann@remote.example", "names whom the original was for");
	is_kind(REPORT TEXT STATUS "Reporting-MTA: dns; mx.remote.example\n\nAction: failed\nStatus: 5.1.1\n\n" RETURNED "--b--\n", BOUNCE_FAILED, "a group that names nobody");
	is_str(at(0)->final, "ann@remote.example", "is his whom the original was for");
	is_str(at(0)->status, "5.1.1", "and has its status");
	is_kind(HEAD "\nYour mail was lost.\n\nReporting-MTA: dns; mx.remote.example\n\nFinal-Recipient: rfc822; ann@remote.example\nAction: failed\nStatus: 5.2.2\n",
	    BOUNCE_FAILED, "DSN fields in a text");
	is_str(at(0)->status, "5.2.2", "are read");
	is_kind(REPORT "--b\nContent-Type: text/plain\n\nSorry.\n\n" STATUS FAILED "--b\nContent-Type: text/plain\n\n" ORIGINAL "--b--\n",
	    BOUNCE_FAILED, "the original as a text");
	is_str(bounce.quoted_message_id, "m1@ours.example", "is found");
	is_int(bounce.hop_count, 1, "with its hops");
	is_kind("Return-Path: <>\r\nFrom: MAILER-DAEMON <>\r\nSubject: Mail delivery failed\r\n\r\n<ann@remote.example>:\r\n   550 5.1.1 nobody\r\n", BOUNCE_FAILED, "CR LF");
	is_str(at(0)->final, "ann@remote.example", "an address on a line");
	is_str(at(0)->status, "5.1.1", "the code below it");
	is_kind(HEAD "\n<ann@remote.example>: 550 5.1.1 nobody\n\n----- Original message -----\n> From: joe@ours.example\n> Message-ID: <m1@ours.example>\n> Subject: x\n> Date: Mon, 23 Nov 2026 08:11:02 +0100\n>\n> text\n",
	    BOUNCE_FAILED, "an original that is quoted");
	is_str(bounce.quoted_message_id, "m1@ours.example", "is read behind its marks");
	is_int(bounce.recipient_count, 1, "and gives no recipients");
	is_kind(HEAD "\n<ann@remote.example>: 550 5.1.1 nobody\n\nThe mail was:\n\n    Return-Path: <joe@ours.example>\n    Received: from friend ([203.0.113.77])\n"
	    "    \tby mx.remote.example with ESMTP id 42; Mon, 23 Nov 2026 08:11:03 +0100\n    From: joe@ours.example\n    Message-ID: <m1@ours.example>\n\n    text\n",
	    BOUNCE_FAILED, "an original that is indented");
	is_str(bounce.quoted_message_id, "m1@ours.example", "is read");
	is_int(bounce.hop_count, 1, "with its hops");
	is_kind(HEAD "\nnothing but this", BOUNCE_FAILED, "a daemon's subject, and nobody named");
	is_int(bounce.recipient_count, 0, "has no recipients");
}

static void
test_returned(void)
{
	is_kind(REPORT TEXT STATUS FAILED "--b\nContent-Type: message/rfc822\n\n>From joe@ours.example Mon Nov 23 07:11:58 2026\n" ORIGINAL "--b--\n",
	    BOUNCE_FAILED, "an original behind a From line");
	is_str(bounce.quoted_message_id, "m1@ours.example", "is read");
	is_kind(REPORT TEXT STATUS FAILED "--b\nContent-Type: message/rfc822\n\n\n\n--b\nContent-Type: text/rfc822-headers\n\n" ORIGINAL "--b--\n",
	    BOUNCE_FAILED, "an empty original");
	is_str(bounce.quoted_message_id, "m1@ours.example", "is not one");
	is_kind(REPORT TEXT STATUS FAILED "--b\nContent-Type: message/rfc822\n\nReceived: nonsense\nMessage-ID:\nFrom: joe\nDate: soon\nReturn-Path: <>\n\n--b--\n",
	    BOUNCE_FAILED, "an original of little worth");
	is_int(bounce.hop_count, 1, "has an unreadable hop");
	is_int(bounce.quoted_at, HOP_NO_TIME, "no date");
	is_str(bounce.quoted_message_id, NULL, "no Message-ID");
	is_str(bounce.quoted_sender, "", "the null sender");
	is_kind(REPORT TEXT STATUS "Reporting-MTA: dns; MX.remote.example\n\nAction: delayed\nStatus: 4.4.1\n\n--b--\n", BOUNCE_DELAYED, "a delay of nobody's mail");
	is_str(bounce.reporting_mta, "mx.remote.example", "the reporter in lower case");
	is_int(bounce.recipient_count, 0, "and no recipient");
}

/* Its text tells more than its fields. */
static void
test_completed(void)
{
	is_kind(REPORT "--b\nContent-Type: text/plain\n\nHi. This is the qmail-send program at mx.remote.example.\n\n<ann@remote.example>:\n"
	    "192.0.2.7 failed after I sent the message.\nRemote host said: 554 5.7.1 no\n\n<eve@remote.example>:\nnot of the report (#5.1.1)\n\n"
	    STATUS "Reporting-MTA: dns; mx.remote.example\n\nFinal-Recipient: rfc822; ann@remote.example\nAction: failed\nStatus: 5.0.0\n\n--b--\n",
	    BOUNCE_FAILED, "a dialect and a DSN part");
	is_str(bounce.dialect, "qmail", "has the dialect's name");
	is_int(bounce.recipient_count, 1, "the recipients of the DSN part");
	is_str(at(0)->status, "5.7.1", "the status of the text, which tells more");
	is_str(at(0)->diagnostic, "192.0.2.7 failed after I sent the message. Remote host said: 554 5.7.1 no", "and its diagnostic");
	is_str(at(0)->remote_mta, "192.0.2.7", "and remote host");
}

#define LOCAL STATUS "Reporting-MTA: dns; mx.remote.example\n\n"

/* What is only implied. */
static void
test_implied(void)
{
	is_kind(REPORT TEXT LOCAL "Original-Recipient: rfc822;<ann@remote.example>\nFinal-Recipient: LOCAL;<ann>\nAction: failed\nStatus: 5.2.2\n\n--b--\n",
	    BOUNCE_FAILED, "a local mailbox");
	is_str(at(0)->final, "ann@remote.example", "is the address that was written to");
	is_kind(REPORT TEXT LOCAL "Final-Recipient: local; ann\nAction: failed\n\n" RETURNED "--b--\n", BOUNCE_FAILED, "a name");
	is_str(at(0)->final, "ann@remote.example", "is the address in To that begins with it");
	is_kind(REPORT TEXT LOCAL "Final-Recipient: local; eve\nAction: failed\n\n" RETURNED "--b--\n", BOUNCE_FAILED, "another name");
	is_str(at(0)->final, "eve@mx.remote.example", "is one on the host that writes");
	is_kind(REPORT TEXT LOCAL "Final-Recipient: x400; /S=ann/C=XX/\nAction: failed\n\n--b--\n", BOUNCE_FAILED, "what is no name");
	is_str(at(0)->final, "/S=ann/C=XX/", "stays as it is");
	is_kind(REPORT TEXT LOCAL "Final-Recipient: rfc822; a@x\nAction: failed\nDiagnostic-Code: smtp; 550 mailbox full\n\n"
	    "Final-Recipient: rfc822; b@x\nAction: delayed\nDiagnostic-Code: smtp; 450 mailbox full\n\n"
	    "Final-Recipient: rfc822; c@x\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 mailbox full\n\n"
	    "Final-Recipient: rfc822; d@x\nAction: delivered\nDiagnostic-Code: smtp; 250 mailbox nearly full\n\n--b--\n", BOUNCE_FAILED, "words without a code");
	is_str(at(0)->status, "5.2.2", "stand for one");
	is_str(at(1)->status, "4.2.2", "of the class of the action");
	is_str(at(2)->status, "5.0.0", "but not against what is told");
	is_str(at(3)->status, NULL, "and not of a success");
	is_kind(HEAD "\nWe could not deliver your mail.\n\n<ann@remote.example>: user unknown\n\nAsk bob@remote.example or joe@ours.example about mail to eve@remote.example.\n",
	    BOUNCE_FAILED, "addresses of several kinds");
	is_int(bounce.recipient_count, 1, "are not all recipients");
	is_str(at(0)->final, "ann@remote.example", "where one stands as a recipient does");
	is_kind(HEAD "\nYour mail has not been delivered.\n\n  To: ann@remote.example\n\nThe quota of this account reached its limit, or there is no such account.\n<mx.remote.example #5.1.1>\n",
	    BOUNCE_FAILED, "a code away from the recipient");
	is_str(at(0)->status, "5.1.1", "goes before words");
	is_kind(HEAD "\nSorry, ann@remote.example does not exist.\n", BOUNCE_FAILED, "an address in a sentence");
	is_str(at(0)->final, "ann@remote.example", "is found where nothing better is");
}

static void
test_not_bounces(void)
{
	is_kind("Return-Path: <ann@remote.example>\nFrom: Ann <ann@remote.example>\nSubject: Mail delivery failed: returning message to sender\n\n"
	    "Look what I got:\n\nHi. This is the qmail-send program at mx.remote.example.\n\n<nobody@remote.example>:\nno mailbox (#5.1.1)\n\n--- Below this line is a copy of the message.\n",
	    BOUNCE_OTHER, "a bounce that somebody quotes");
	is_kind("Return-Path: <ann@remote.example>\nFrom: Ann <ann@remote.example>\nSubject: Fwd: Undelivered\nContent-Type: multipart/mixed; boundary=f\n\n"
	    "--f\nContent-Type: text/plain\n\nSee below.\n--f\nContent-Type: message/rfc822\n\n" REPORT TEXT STATUS FAILED RETURNED "--b--\n\n--f--\n",
	    BOUNCE_OTHER, "a bounce that somebody forwards");
	ok(!bounce.returned && bounce.recipient_count == 0, "says nothing of a mail of ours");
	is_kind("Return-Path: <ann@remote.example>\nFrom: Ann <ann@remote.example>\nSubject: Fwd: Undelivered\nContent-Type: multipart/mixed; boundary=b\n\n"
	    TEXT STATUS FAILED RETURNED "--b--\n", BOUNCE_OTHER, "a bounce whose parts somebody forwards");
	ok(!bounce.returned && bounce.recipient_count == 0, "says nothing of a mail of ours either");
	is_kind("From: Ann <ann@remote.example>\nSubject: User unknown\n\nfinal-recipient: a@x\n\nFinal-Recipient: rfc822; a@x\nAction: failed\n", BOUNCE_OTHER, "DSN fields that somebody quotes");
	is_kind("Return-Path: <x@evil.example>\nFrom: Mail Delivery System <x@evil.example>\nSubject: Undelivered Mail: 5 messages could not be delivered\n\n"
	    "<joe@ours.example>: 5 messages could not be delivered. Log in to read them.\n", BOUNCE_OTHER, "a bait in a bounce's clothes");
	is_kind("Return-Path: <>\nFrom: Monitor <root@ours.example>\nSubject: Backup failed: no mail from host x\n\nThe tape is full. Ask admin@ours.example.\n",
	    BOUNCE_OTHER, "a warning from nobody");
	is_kind("From: ann@remote.example\nSubject: Rejected\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
	    "--b\nContent-Type: text/plain\n\nYour message was automatically rejected by Sieve\n\n"
	    "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@remote.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n",
	    BOUNCE_DISPOSITION, "who says that it was displayed did not reject it");
	is_kind("From: Ann <ann@remote.example>\nSubject: hello\n\nSee you.\n", BOUNCE_OTHER, "an ordinary mail");
	is_kind("", BOUNCE_OTHER, "nothing at all");
	is_kind("\n", BOUNCE_OTHER, "no header");
	is_kind("Return-Path: <>\nFrom: Ann <ann@remote.example>\nSubject: Re: offer\nAuto-Submitted: auto-replied\nIn-Reply-To: <m1@ours.example>\n\nI am away, the mailbox is full of mail.\n",
	    BOUNCE_AUTOREPLY, "an automatic reply from nobody");
	is_str(bounce.in_reply_to, "m1@ours.example", "answers a mail");
	is_kind("From: Ann <ann@remote.example>\nSubject: Automatic reply: offer\nReferences: <m0@x> <m1@ours.example>\n\nUser unknown.\n", BOUNCE_AUTOREPLY, "an automatic reply by its subject");
	is_str(bounce.in_reply_to, "m1@ours.example", "or by the last of its references");
	is_kind("Return-Path: <>\nFrom: ann@remote.example\nSubject: Please verify your message\n\nYour message is held. Please reply to this mail.\n", BOUNCE_CHALLENGE, "a challenge");
	is_kind("From: ann@remote.example\nSubject: Read: offer\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n" TEXT
	    "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@remote.example\nOriginal-Message-ID: <m1@ours.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n",
	    BOUNCE_DISPOSITION, "a receipt");
	is_str(bounce.quoted_message_id, "m1@ours.example", "of a mail");
	is_kind(HEAD "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail could not be delivered? No: it was deleted without being read.\n\n"
	    "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@remote.example\nDisposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--\n",
	    BOUNCE_DISPOSITION, "a receipt that says deleted, and rejects nothing");
	is_kind("From: fbl@remote.example\nSubject: abuse\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n" TEXT
	    "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nUser-Agent: x\n\n" RETURNED "--b--\n", BOUNCE_FEEDBACK, "an abuse report");
	is_str(bounce.quoted_message_id, "m1@ours.example", "of a mail");
	is_int(bounce.recipient_count, 0, "which has no recipients");
}

/* Big and broken in every place: an answer in bounded time. */
static void
test_large(void)
{
	enum { COUNT = 200 * 1000 };
	static const char *const heads[] = {
		"Return-Path: <>\nFrom: MAILER-DAEMON\nSubject: Undelivered Mail\n\n",
		"Return-Path: <>\nFrom: MAILER-DAEMON\nSubject: failure notice\n\nDelivery has failed to these recipients or groups:\n\n",
		"Return-Path: <>\nSubject: failure notice\n\nHi. This is the qmail-send program at x.example.\n\n", REPORT STATUS,
	};
	static const char *const lines[] = { "a", "\n\n \t", "\n>", "----", ">>> <", "To: ", "*", "<a@x.example>:\n", "a@", "\n", " ", "Final-Recipient: rfc822; a@x\n", ":", "a@x.example: 550 5.1.1 ", "<" };
	char *text = mem_new(COUNT * 32 + 1024);
	bool holds = true;
	for (unsigned i = 0; i < LENGTH(heads); i++) {
		for (unsigned j = 0; j < LENGTH(lines); j++) {
			size_t n = strlen(heads[i]), m = strlen(lines[j]);
			memcpy(text, heads[i], n);
			for (unsigned k = 0; k < COUNT; k++, n += m)
				memcpy(text + n, lines[j], m);
			read_mail((struct str){ text, n });
			holds = holds && bounce.recipient_count <= BOUNCE_RECIPIENTS_MAX;
			arena_reset(arena);
		}
	}
	ok(holds, "long texts of one line are read");
	memset(text, ' ', COUNT);
	memcpy(text, HEAD "\n<ann@remote.example>:\n", sizeof(HEAD "\n<ann@remote.example>:\n") - 1);
	memcpy(text + COUNT, "\n   550 5.1.1 nobody\n", 21);
	read_mail((struct str){ text, COUNT + 21 });
	is_str(at(0)->status, "5.1.1", "a desert of blanks ends in a line of its own");
	free(text);
}

int
main(void)
{
	arena = arena_open();
	bounces = bounces_open(NULL);
	test_standard();
	test_packed();
	test_names();
	test_passages();
	test_breaches();
	test_returned();
	test_completed();
	test_implied();
	test_not_bounces();
	test_large();
	bounces_close(bounces);
	arena_close(arena);
	return done_testing();
}
