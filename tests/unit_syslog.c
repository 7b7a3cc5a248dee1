/*
 * unit_syslog.c - every form of header: host, program, pid and text; what is none; what a preview tells.
 * In: lines as loggers write them, and misshaped ones. Out: TAP.
 */
#include "ingest/syslog/syslog.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

/* 2026-11-23T03:33:45Z */
#define NOV_23 INT64_C(1795404825)

static struct arena *arena;
static const struct syslog_options options = { .latest = NOV_23 + DAY, .host = "here" };

static enum syslog_answer
parse(struct str unit, struct header *header)
{
	struct syslog *syslog = syslog_open(&options);
	enum syslog_answer answer = syslog_parse(syslog, unit, arena, header);
	if (header->host.p != NULL && str_is(header->host, "here"))
		header->host = STR("here");     /* the option's, which ends with the state */
	syslog_close(syslog);
	return answer;
}

static bool
show(struct header h, bool holds, const char *name)
{
	if (!ok(holds, name)) {
		printf("#  at %" PRId64 " pid %u repeat %u\n", h.at, h.pid, h.repeat);
		tap_show("host", h.host);
		tap_show("program", h.program);
		tap_show("text", h.text);
	}
	return holds;
}

static void
reads_unit(struct str unit, const char *host, const char *program, uint32_t pid, const char *text, const char *name)
{
	struct header h;
	bool line = parse(unit, &h) == SYSLOG_LINE;
	show(h, line && h.at == NOV_23 && str_is(h.host, host) && str_is(h.program, program) && h.pid == pid && str_is(h.text, text) && h.repeat == 1, name);
}

static void
reads(const char *line, const char *host, const char *program, uint32_t pid, const char *text)
{
	reads_unit(str_of(line), host, program, pid, text, line);
}

static void
answers(const char *line, enum syslog_answer wanted)
{
	struct header h;
	enum syslog_answer got = parse(str_of(line), &h);
	if (!ok(got == wanted, line))
		printf("#  got %d\n# wanted %d\n", got, wanted);
}

/* --- lines ----------------------------------------------------------------------------------------------------- */

static void
test_3164(void)
{
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: connect from client1.pass.example[10.0.0.1]", "mx", "postfix/smtpd", 416,
	    "connect from client1.pass.example[10.0.0.1]");
	reads("Nov 23 03:33:45 mx policyd-spf[17]: : prepend Received-SPF: Pass ", "mx", "policyd-spf", 17, ": prepend Received-SPF: Pass");
	reads("Nov 23 03:33:45 mx policyd-spf[17]:   two blanks", "mx", "policyd-spf", 17, "two blanks");
	reads("Nov 23 03:33:45 mx kernel: x", "mx", "kernel", 0, "x");
	reads("Nov 23 03:33:45 mx CRON[1] x", "mx", "CRON", 1, "x");
	reads("Nov 23 03:33:45 mx kernel:x", "mx", "kernel", 0, "x");
	reads("Nov 23 03:33:45 mx policyd-spf[7]:x: y", "mx", "policyd-spf", 7, "x: y");
	reads("Nov 23 03:33:45 mx -- MARK --", "mx", "", 0, "-- MARK --");
	reads("Nov 23 03:33:45 -- MARK --", "here", "", 0, "-- MARK --");
	reads("Nov 23 03:33:45 mx no tag at all", "mx", "", 0, "no tag at all");
	reads("Nov 23 03:33:45 mx", "mx", "", 0, "");
	reads("Nov 23 03:33:45 ", "here", "", 0, "");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]:", "mx", "postfix/smtpd", 416, "");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: x\r", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: x \r\n", "mx", "postfix/smtpd", 416, "x");
	reads("  Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 2001:db8::1 postfix/smtpd[416]: x", "2001:db8::1", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 2001:db8:: postfix/smtpd[416]: x", "2001:db8::", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 [192.0.2.1] postfix/smtpd[416]: x", "[192.0.2.1]", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 last postfix/smtpd[416]: x", "last", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx postfix/[::1]:10025/smtpd[7]: x", "mx", "postfix/[::1]:10025/smtpd", 7, "x");
	reads("Nov 23 03:33:45 mx postfix/127.0.0.1:10025/smtpd[7]: x", "mx", "postfix/127.0.0.1:10025/smtpd", 7, "x");
	reads("Nov 23 03:33:45 mx postfix/[::1]:10025/smtpd[7]:x: y", "mx", "postfix/[::1]:10025/smtpd", 7, "x: y");
	reads("Nov 23 03:33:45 mx prog[4294967296]: x", "mx", "prog", 0, "x");
	reads("Nov 23 03:33:45 mx prog[99999999999999999999]: x", "mx", "prog", 0, "x");
	reads("Nov 23 03:33:45 mx prog[]: x", "mx", "prog", 0, "x");
	reads("Nov 23 03:33:45 mx prog[a1]: x", "mx", "prog", 0, "x");
	reads("Nov 23 03:33:45 mx ]: x", "mx", "]", 0, "x");
	reads("Nov 23 03:33:45 mx : x", "mx", "", 0, "x");
}

static void
test_wrapped(void)
{
	reads("<22>Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("<22>Nov 23 03:33:45 opendmarc[46]: x", "here", "opendmarc", 46, "x");
	reads("Nov 23 03:33:45 opendmarc[46]: x", "here", "opendmarc", 46, "x");
	reads("Nov 23 03:33:45 dovecot: imap-login: x", "here", "dovecot", 0, "imap-login: x");
	reads("<22>2026-11-23T03:33:45.1+00:00 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("<22>2026-11-23T03:33:45.1+00:00 postfix/smtpd[416]: x", "here", "postfix/smtpd", 416, "x");
	reads("\xef\xbb\xbfNov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("postfix-mailcow-1  | Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("\033[36mpostfix-mailcow-1  |\033[0m Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("\033[36mmail | \033[0mNov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("mail  | <22>Nov 23 03:33:45 postfix/smtpd[416]: x", "here", "postfix/smtpd", 416, "x");
	reads("mail  | 2026-11-23T03:33:45.123456789Z Nov 23 04:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("2026-11-23T03:33:45.123456789Z 2026-11-23T03:33:44+00:00 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("2026-11-23T03:33:45.123456789Z stdout F Nov 23 04:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("2026-11-23T04:33:45.123456789+01:00 stderr P postfix/smtpd[416]: x", "here", "postfix/smtpd", 416, "x");
	reads("2026-11-23T03:33:45.1Z stdout: F x", "here", "stdout", 0, "F x");
	reads("2026-11-23T03:33:45Z {filename=\"/var/log/mail.log\", job=\"mail\"} Nov 23 04:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("2026-11-23T03:33:45Z mx mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("2026-11-23T03:33:45.000Z,mx,postfix/smtpd[416]: x; y", "mx", "postfix/smtpd", 416, "x; y");
	reads("2026-11-23T03:33:45.000Z,mx,\"postfix/smtpd[416]: x, y\"", "mx", "postfix/smtpd", 416, "x, y");
	reads("\"2026-11-23T03:33:45.000Z\",\"mx\",\"mx postfix/smtpd[416]: x; y\"", "mx", "postfix/smtpd", 416, "x; y");
	reads("2026-11-23 03:33:45\tMail.Info\t10.0.0.1\tpostfix/smtpd[416]: x; y, z", "10.0.0.1", "postfix/smtpd", 416, "x; y, z");
	reads("2026-11-23 03:33:45\tMail.Info\t10.0.0.1\tNov 23 03:33:45 mx postfix/smtpd[416]: x; y, z", "mx", "postfix/smtpd", 416, "x; y, z");
	reads("[pod/mail-0/postfix] Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("{\"log\":\"Nov 23 04:33:45 mx postfix/smtpd[416]: x\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-23T03:33:45.1Z\"}", "mx", "postfix/smtpd", 416, "x");
	reads("{\"log\":\"postfix/smtpd[416]: x\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-23T03:33:45.1Z\"}", "here", "postfix/smtpd", 416, "x");
	reads("{\"@timestamp\":\"2026-11-23T03:33:45.1Z\",\"message\":\"<22>Nov 23 04:33:45 mx postfix/smtpd[416]: x\",\"host\":{\"name\":\"shipper\"}}", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 <mail.info> mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 <2.6> mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: [ID 197553 mail.info] x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: [ID 197553 mail.info", "mx", "postfix/smtpd", 416, "[ID 197553 mail.info");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: [ID x mail.info] x", "mx", "postfix/smtpd", 416, "[ID x mail.info] x");
	answers("<22>", SYSLOG_UNKNOWN);
	reads("<1234>Nov 23 03:33:45 mx x: y", "mx", "x", 0, "y");
	reads("mail  Nov 23 03:33:45 mx x: y", "mx", "x", 0, "y");
	answers("mail  |", SYSLOG_UNKNOWN);
	reads("mail| Nov 23 03:33:45 mx x: y", "mx", "x", 0, "y");
	answers("mail  | \033[0", SYSLOG_UNKNOWN);
}

static void
test_dated(void)
{
	reads("2026-11-23T03:33:45.998952+00:00 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23T03:33:45Z mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23T03:33:45+0000 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23T04:33:45,998+0100 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23 03:33:45,998 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23 03:33:45 -mx- postfix/smtpd[1]: x", "-mx-", "postfix/smtpd", 1, "x");
	reads("2026-11-23 03:33:45 Z postfix/smtpd[1]: x", "Z", "postfix/smtpd", 1, "x");
	reads("Mon 2026-11-23 03:33:45 UTC mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Mon 2026-11-23 04:33:45 CET mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Mon 2026-11-23 09:03:45 +0530 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Mon 2026-11-23 03:33:45 UTC mx postfix@-.service[137]: x", "mx", "postfix@-", 137, "x");
	reads("Mon 2026-11-23 03:33:45 UTC mx session-1.scope[19]: x", "mx", "session-1.scope", 19, "x");
	reads("1795404825.123456 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("nov. 23 03:33:45 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("11\u6708 23 03:33:45 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Nov 23 03:33:45.123456 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Nov 23 2026 03:33:45 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Nov 23 04:33:45 CET mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Nov 23 05:33:45 +0200 mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("2026-11-23 04:33:45 CET mx postfix/smtpd[1]: x", "mx", "postfix/smtpd", 1, "x");
	reads("Nov 23 03:33:45 MAIL postfix/smtpd[1]: x", "MAIL", "postfix/smtpd", 1, "x");
	reads("Nov 23 03:33:45 CAT postfix/smtpd[1]: x", "CAT", "postfix/smtpd", 1, "x");
	answers("4711 Nov 23 03:33:45 mx postfix/smtpd[1]: x", SYSLOG_LINE);
}

/* What loggers and relays put into a header beside stamp, host and tag. */
static void
test_levels_and_relays(void)
{
	reads("Nov 23 03:33:45 mx mail.info postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx mail:info postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx local6.notice dovecot: x", "mx", "dovecot", 0, "x");
	reads("Mon Nov 23 03:33:45 2026 mail.info postfix/smtpd[416]: x", "here", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mail.info.example postfix/smtpd[416]: x", "mail.info.example", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 info.mail postfix/smtpd[416]: x", "info.mail", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 192.0.2.1 Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 relay 2026-11-23T04:33:44.5+01:00 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 relay Nov 23 03:33:44 postfix/smtpd[416]: x", "relay", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 relay <22>Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 [postfix/smtpd] x", "here", "postfix/smtpd", 0, "x");
	reads("Nov 23 03:33:45 [192.0.2.1] postfix/smtpd[416]: x", "[192.0.2.1]", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 [info] Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 node conmon[812]: Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 node postfix[812]: Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 node mailserver/4f0a6f2b9d11[812]: 2026-11-23T03:33:44Z mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 mx postfix/smtpd[1]: Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 1, "Nov 23 03:33:44 mx postfix/smtpd[416]: x");
	reads("Nov 23 03:33:45 mx a[1]: Nov 23 03:33:44 mx postfix/smtpd[416]: x", "mx", "a", 1, "Nov 23 03:33:44 mx postfix/smtpd[416]: x");
	reads("Nov 23 03:33:45 node 4f0a6f2b9d11[812]: Nov 23 03:33:44 mx postfix/smtpd[416]: a#011b", "mx", "postfix/smtpd", 416, "a\tb");
	reads("2026-11-23T03:33:45+00:00 node docker/mail[812]: 2026-11-23T04:33:44.5+01:00 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 node 4f0a6f2b9d11[812]: Nov 23 03:33:44 postfix/smtpd[416]: x", "node", "postfix/smtpd", 416, "x");
	reads("Nov 23 03:33:45 node 4f0a6f2b9d11[812]: Nov 23 03:33:44 mx postfix/smtpd: x", "node", "4f0a6f2b9d11", 812, "Nov 23 03:33:44 mx postfix/smtpd: x");
	reads("Nov 23 03:33:45 node 4f0a6f2b9d11[812]: Nov 23 03:33:44", "node", "4f0a6f2b9d11", 812, "Nov 23 03:33:44");
	reads("Nov 23 03:33:45 node 4f0a6f2b9d1[812]: Nov 23 03:33:44 mx a[1]: x", "node", "4f0a6f2b9d1", 812, "Nov 23 03:33:44 mx a[1]: x");
	reads("73 <22>1 2026-11-23T03:33:45Z mx postfix/smtpd 416 - - x", "mx", "postfix/smtpd", 416, "x");
	reads("/var/log/mail.log.1:Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("mail.log:12:2026-11-23T03:33:45Z mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("12:Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("mail:Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	answers("mail.log:12:", SYSLOG_UNKNOWN);
	answers("==> /var/log/mail.log <==", SYSLOG_NOTHING);
	answers("73 <22>", SYSLOG_UNKNOWN);
}

/* Past syslog: no host, and no tag where one is looked for. */
static void
test_own_logs(void)
{
	reads("2026-11-23 03:33:45 1tEqQ1-000123-4a <= a@example.org H=x [192.0.2.1] P=esmtp S=1", "here", "exim", 0, "1tEqQ1-000123-4a <= a@example.org H=x [192.0.2.1] P=esmtp S=1");
	reads("2026-11-23 03:33:45.998 1tEqQ1-00000000123-4abc Completed", "here", "exim", 0, "1tEqQ1-00000000123-4abc Completed");
	reads("2026-11-23 04:33:45 +0100 [812] 1tEqQ1-000123-4a DKIM: d=example.org", "here", "exim", 812, "1tEqQ1-000123-4a DKIM: d=example.org");
	reads("2026-11-23 03:33:45 H=x (y) [192.0.2.1] F=<> rejected RCPT <b@example.net>: no", "here", "exim", 0, "H=x (y) [192.0.2.1] F=<> rejected RCPT <b@example.net>: no");
	reads("2026-11-23 03:33:45 login authenticator failed for x [192.0.2.1]: 535 Wrong", "here", "exim", 0, "login authenticator failed for x [192.0.2.1]: 535 Wrong");
	reads("2026-11-23 03:33:45 Start queue run: pid=812", "here", "exim", 0, "Start queue run: pid=812");
	reads("mail  | 2026-11-23T03:33:45.1Z 2026-11-23 04:33:45 1tEqQ1-000123-4a Completed", "here", "exim", 0, "1tEqQ1-000123-4a Completed");
	reads("2026-11-23 03:33:45 1tEqQ1-000123-4 x: y", "1tEqQ1-000123-4", "x", 0, "y");
	reads("2026-11-23 03:33:45 server-europe-01 x: y", "server-europe-01", "x", 0, "y");
	reads("2026-11-23 03:33:45 server-europe-01 x[7]: SMTP connection from", "server-europe-01", "x", 7, "SMTP connection from");
	reads("2026-11-23 03:33:45 [812] INFO something", "[812]", "", 0, "INFO something");
	reads("2026-11-23 03:33:45 #137(normal) <a1b2>; task; x: y", "here", "rspamd", 137, "<a1b2>; task; x: y");
	reads("2026-11-23 03:33:45.123 #137(rspamd_proxy) <a1b2>; proxy; x", "here", "rspamd", 137, "<a1b2>; proxy; x");
	reads("2026-11-23 03:33:45 #137 x", "#137", "", 0, "x");
	reads("Nov 23 03:33:45 imap-login: Info: Login: user=<a>", "here", "dovecot", 0, "imap-login: Info: Login: user=<a>");
	reads("2026-11-23 03:33:45 imap(a)<4711><k1Xyz0/I>: Error: x", "here", "dovecot", 0, "imap(a)<4711><k1Xyz0/I>: Error: x");
	reads("Nov 23 03:33:45 lmtp(4711, a): Info: x", "here", "dovecot", 0, "lmtp(4711, a): Info: x");
	reads("dovecot: Nov 23 03:33:45 Info: imap-login: Login: user=<a>", "here", "dovecot", 0, "imap-login: Login: user=<a>");
	reads("Nov 23 03:33:45 mx imap-login: Info: x", "mx", "imap-login", 0, "Info: x");
	reads("Nov 23 03:33:45 imap-login[7]: Info: x", "here", "imap-login", 7, "Info: x");
	reads("Nov 23 03:33:45 some: Information: x", "here", "some", 0, "Information: x");
	answers("dovecot: imap-login: Login", SYSLOG_UNKNOWN);
}

static void
test_5424(void)
{
	reads("<22>1 2026-11-23T03:33:45.9+00:00 mx postfix 137 - -  text", "mx", "postfix", 137, "text");
	reads("<22>1 2026-11-23T03:33:45Z mx postfix/smtpd 137 ID47 - text", "mx", "postfix/smtpd", 137, "text");
	reads("<22>1 2026-11-23T03:33:45Z mx postfix 137 - - \xef\xbb\xbftext", "mx", "postfix", 137, "text");
	reads("<22>1 2026-11-23T03:33:45Z - - - - -", "here", "", 0, "");
	reads("<22>1 2026-11-23T03:33:45Z - - - - - text", "here", "", 0, "text");
	reads("1 2026-11-23T03:33:45Z mx postfix x - - text", "mx", "postfix", 0, "text");
	reads("<22>1 2026-11-23T03:33:45Z mx a 1 - [x@1 a=\"]\" b=\"\\\"]\\\\\"][y] text", "mx", "a", 1, "text");
	reads("<22>1 2026-11-23T03:33:45Z mx a 1 - [x] [not data] text", "mx", "a", 1, "[not data] text");
	answers("<22>1 - mx postfix 137 - - text", SYSLOG_UNKNOWN);
	answers("<22>1 2026-11-23T03:33:45Z mx postfix", SYSLOG_UNKNOWN);
	answers("<22>1 2026-11-23T03:33:45Z mx postfix 1 - [x", SYSLOG_UNKNOWN);
	answers("<22>1 2026-11-23T03:33:45Z mx postfix 1 - [x a=\"\\", SYSLOG_UNKNOWN);
	answers("<22>1 2026-11-23T03:33:45Z mx postfix 1 - text", SYSLOG_UNKNOWN);
	answers("<22>1 ", SYSLOG_UNKNOWN);
	answers("<22>2 2026-11-23T03:33:45Z mx postfix 1 - - text", SYSLOG_UNKNOWN);
}

static void
test_escapes(void)
{
	reads("Nov 23 03:33:45 mx a[1]: x#011y#033[31m#012#015#177", "mx", "a", 1, "x\ty\033[31m\n\r\177");
	reads("Nov 23 03:33:45 mx a[1]: M\xfcller #040 #200 #0 #08 #12 #377 #", "mx", "a", 1, "M\xfcller #040 #200 #0 #08 #12 #377 #");
	reads_unit(STR("Nov 23 03:33:45 mx a[1]: #01"), "mx", "a", 1, "#01", "an escape that breaks off");
	struct header h;
	bool line = parse(STR("Nov 23 03:33:45 mx a[1]: x#000y\0z"), &h) == SYSLOG_LINE;
	show(h, line && str_equal(h.text, STR("x\0y\0z")), "NUL bytes");
}

static void
repeats(const char *line, const char *program, const char *text, unsigned count)
{
	struct header h;
	bool is_line = parse(str_of(line), &h) == SYSLOG_LINE;
	show(h, is_line && h.at == NOV_23 && str_is(h.program, program) && str_equal(h.text, str_of(text)) && h.repeat == count, line);
}

static void
test_repeats(void)
{
	repeats("Nov 23 03:33:45 mx a[1]: message repeated 3 times: [ connect from x[192.0.2.1]]", "a", "connect from x[192.0.2.1]", 3);
	repeats("Nov 23 03:33:45 mx a[1]: message repeated 3 times: [x#011y", "a", "x\ty", 3);
	repeats("Nov 23 03:33:45 mx last message repeated 5 times", "", NULL, 5);
	repeats("Nov 23 03:33:45 last message repeated 5 times", "", NULL, 5);
	repeats("Nov 23 03:33:45 mx last message repeated 1 time", "", NULL, 1);
	repeats("Nov 23 03:33:45 mx syslogd: last message repeated 5 times", "syslogd", NULL, 5);
	repeats("Nov 23 03:33:45 mx last message repeated x times", "", "last message repeated x times", 1);
	repeats("Nov 23 03:33:45 mx a: message repeated 0 times: [x]", "a", "message repeated 0 times: [x]", 1);
	repeats("Nov 23 03:33:45 mx a: message repeated 99999999999999999999 times: [x]", "a", "message repeated 99999999999999999999 times: [x]", 1);
	repeats("Nov 23 03:33:45 mx a: message repeated", "a", "message repeated", 1);
	struct header h;
	bool line = parse(STR("Nov 23 03:33:45 last message repeated 5 times"), &h) == SYSLOG_LINE;
	show(h, line && str_is(h.host, "here"), "the logger's own words are no host");
}

static void
test_others(void)
{
	answers("", SYSLOG_NOTHING);
	answers("  \t ", SYSLOG_NOTHING);
	answers("\r\n", SYSLOG_NOTHING);
	answers("-- Boot 1234567890abcdef1234567890abcdef --", SYSLOG_NOTHING);
	answers("-- Logs begin at Mon 2026-11-23 03:33:45 UTC, end at Mon 2026-11-23 04:33:45 UTC. --", SYSLOG_NOTHING);
	answers("-- Journal begins at Mon 2026-11-23 03:33:45 UTC, ends at Mon 2026-11-23 04:33:45 UTC. --", SYSLOG_NOTHING);
	answers("-- No entries --", SYSLOG_NOTHING);
	answers("-- Reboot --", SYSLOG_NOTHING);
	answers("-- cursor: s=da67;i=7;b=12;m=31;t=66;x=ce", SYSLOG_NOTHING);
	answers("\u2591\u2591 Subject: A start job for unit postfix.service has finished", SYSLOG_NOTHING);
	answers("connect from client1.pass.example[10.0.0.1]", SYSLOG_TIMELESS);
	answers("8F57A572992: client=client1.pass.example[10.0.0.1]", SYSLOG_TIMELESS);
	answers("4jXs3s1FPszq39f: to=<u@ours.example>, relay=virtual, delay=0.1", SYSLOG_TIMELESS);
	answers("8F57A572992: removed", SYSLOG_TIMELESS);
	answers("NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.7.23", SYSLOG_TIMELESS);
	answers("warning: hostname x does not resolve to address 192.0.2.1", SYSLOG_TIMELESS);
	answers(": prepend Received-SPF: Pass (mailfrom)", SYSLOG_TIMELESS);
	answers("[  825.123456] mx postfix/smtpd[416]: connect from x", SYSLOG_TIMELESS);
	answers("[12345.123456] mx kernel: x", SYSLOG_TIMELESS);
	answers("[  825.123456", SYSLOG_UNKNOWN);
	answers("[  825]", SYSLOG_UNKNOWN);
	answers("abc: client=x", SYSLOG_UNKNOWN);
	answers("8F57A572992: something", SYSLOG_UNKNOWN);
	answers("192.0.2.1 - - [23/Nov/2026:03:33:45 +0000] \"GET / HTTP/1.1\" 200 1", SYSLOG_UNKNOWN);
	answers("Foo 23 03:33:45 mx postfix/smtpd[1]: x", SYSLOG_UNKNOWN);
	answers("Nov 23 03:33:45", SYSLOG_UNKNOWN);
	answers("2026-11-23T03:33:45Z", SYSLOG_UNKNOWN);
	answers("\x1f\x8b\x08\x00", SYSLOG_UNKNOWN);
	answers("\xff\xff\xff", SYSLOG_UNKNOWN);
	answers("From alice@example.org Mon Nov 23 03:33:45 2026", SYSLOG_UNKNOWN);
}

/* --- entries --------------------------------------------------------------------------------------------------- */

static void
test_rsyslog_json(void)
{
	reads("{\"ts\":\"2026-11-23T03:33:45.9+00:00\",\"host\":\"mx\",\"tag\":\"postfix\\/smtpd[1]:\",\"msg\":\" x\",\"pri\":\"22\"}", "mx", "postfix/smtpd", 1, "x");
	reads("{ \"timestamp\": \"Nov 23 03:33:45\", \"hostname\": \"mx\", \"syslog-tag\": \"CRON[7]:\", \"message\": \"a#011b\" }  ", "mx", "CRON", 7, "a\tb");
	reads("{\"@timestamp\":\"2026-11-23T03:33:45Z\",\"host\":\"mx\",\"programname\":\"postfix/smtpd\",\"procid\":\"12\",\"message\":\"x\"}", "mx", "postfix/smtpd", 12, "x");
	reads("{\"time\":1795404825.25,\"ident\":\"postfix/smtpd\",\"pid\":12,\"message\":\"\\u00fc\\ud83d\\ude00\"}", "here", "postfix/smtpd", 12, "\u00fc\U0001f600");
	reads("{\"time\":1795404825123,\"tag\":\"a:\",\"pid\":3,\"msg\":\"x\"}", "here", "a", 3, "x");
	reads("<22>{\"ts\":\"1795404825\",\"tag\":\"a\",\"msg\":\"message repeated\"}", "here", "a", 0, "message repeated");
	reads("{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"\xfc\xff raw\"}", "here", "", 0, "\xfc\xff raw");
	reads("{\"ts\":\"2026-11-23T03:33:45Z\",\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"x\",\"host\":null,\"tag\":{},\"pid\":-1}", "here", "", 0, "x");
	reads("{\"version\":\"1.1\",\"host\":\"mx\",\"short_message\":\"x\",\"timestamp\":1795404825.123,\"_application_name\":\"postfix/smtpd\",\"_process_id\":416}",
	    "mx", "postfix/smtpd", 416, "x");
	reads("{\"insertId\":\"1\",\"jsonPayload\":{\"message\":\"Nov 23 03:33:44 mx postfix/smtpd[416]: x\"},\"timestamp\":\"2026-11-23T03:33:45.123456789Z\"}",
	    "mx", "postfix/smtpd", 416, "x");
	reads("{\"textPayload\":\"Nov 23 03:33:44 mx postfix/smtpd[416]: x\",\"timestamp\":\"2026-11-23T03:33:45Z\",\"resource\":{\"labels\":{\"project_id\":\"p\"}}}",
	    "mx", "postfix/smtpd", 416, "x");
	reads("{\"TimeGenerated\":\"2026-11-23T03:33:45.1Z\",\"Computer\":\"mx\",\"Facility\":\"mail\",\"ProcessID\":416,\"ProcessName\":\"postfix/smtpd\",\"SyslogMessage\":\"x\"}",
	    "mx", "postfix/smtpd", 416, "x");
	reads("{\"timestamp\":\"2026-11-23T03:33:45.000Z\",\"source\":\"mx\",\"message\":\"postfix/smtpd[416]: x\"}", "mx", "postfix/smtpd", 416, "x");
	reads("{\"timestamp\":\"2026-11-23T03:33:45.000Z\",\"source\":\"10.0.0.1\",\"message\":\"mx postfix/smtpd[416]: x\"}", "mx", "postfix/smtpd", 416, "x");
	reads("{\"time\":\"2026-11-23T03:33:45Z\",\"source\":\"stdout\",\"log\":\"postfix/smtpd[416]: x\"}", "here", "postfix/smtpd", 416, "x");
	reads("{\"time\":\"2026-11-23T03:33:45Z\",\"source\":\"/var/log/mail.log\",\"message\":\"postfix/smtpd[416]: x\"}", "here", "postfix/smtpd", 416, "x");
	reads("{\"timestamp\":1795404825.1,\"host\":\"mx\",\"short_message\":\"postfix/smtpd[416]: x\"}", "mx", "postfix/smtpd", 416, "x");
	reads("{\"timestamp\":1795404825.1,\"host\":\"mx\",\"short_message\":\"NOQUEUE: reject: RCPT from a[10.0.0.1]: x\"}", "mx", "", 0,
	    "NOQUEUE: reject: RCPT from a[10.0.0.1]: x");
	answers("{\"ts\":\"2026-11-23\",\"msg\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"2026-11-23T03:33:45Z and more\",\"msg\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{\"msg\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"\",\"msg\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{\"ts\":true,\"msg\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{}", SYSLOG_UNKNOWN);
	answers("{", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"x\"", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"x\"} {}", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"x\\u12\"}", SYSLOG_UNKNOWN);
	answers("{\"ts\":\"2026-11-23T03:33:45Z\",\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]],\"msg\":\"x\"}", SYSLOG_UNKNOWN);
}

#define CURSOR "s=da67dcf088d54ed8aee60a5a858ba1e3;i=1f;b=1234567890abcdef1234567890abcdef;m=312e6280;t=660e942d45a80;x=d5d766204d596c26"
#define JOURNAL "{\"__CURSOR\":\"" CURSOR "\",\"__REALTIME_TIMESTAMP\":\"1795404825123456\",\"_HOSTNAME\":\"mx\",\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\","

static void
test_journal_json(void)
{
	reads(JOURNAL "\"SYSLOG_PID\":\"416\",\"_PID\":\"17\",\"MESSAGE\":\"x\"}", "mx", "postfix/smtpd", 416, "x");
	reads(JOURNAL "\"_PID\":\"17\",\"_COMM\":\"smtpd\",\"MESSAGE\":\" two\\nlines #011 \"}", "mx", "postfix/smtpd", 17, "two\nlines #011");
	reads(JOURNAL "\"MESSAGE\":[98,97,100,32,255,254,32,27]}", "mx", "postfix/smtpd", 0, "bad \xff\xfe \033");
	reads(JOURNAL "\"MESSAGE\":null}", "mx", "postfix/smtpd", 0, "");
	reads("{\"__REALTIME_TIMESTAMP\":\"1795404825123456\",\"_HOSTNAME\":\"node\",\"SYSLOG_IDENTIFIER\":\"4f0a6f2b9d11\",\"_PID\":\"812\","
	    "\"MESSAGE\":\"Nov 23 03:33:44 mx postfix/smtpd[416]: x\"}", "mx", "postfix/smtpd", 416, "x");
	reads(JOURNAL "\"MESSAGE\":[\"first\",\"second\"]}", "mx", "postfix/smtpd", 0, "first");
	reads(JOURNAL "\"MESSAGE\":[[120,255],\"second\"]}", "mx", "postfix/smtpd", 0, "x\xff");
	reads(JOURNAL "\"MESSAGE\":[]}", "mx", "postfix/smtpd", 0, "");
	reads(JOURNAL "\"MESSAGE\":[256]}", "mx", "postfix/smtpd", 0, "");
	reads(JOURNAL "\"MESSAGE\":[98,\"x\"]}", "mx", "postfix/smtpd", 0, "");
	reads("{\"__REALTIME_TIMESTAMP\":\"1795404899123456\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1795404825100000\",\"_COMM\":\"foo\",\"_PID\":\"20\",\"MESSAGE\":\"x\"}",
	    "here", "foo", 20, "x");
	answers("{\"__REALTIME_TIMESTAMP\":\"x\",\"MESSAGE\":\"x\"}", SYSLOG_UNKNOWN);
	answers("{\"__REALTIME_TIMESTAMP\":\"-5\",\"MESSAGE\":\"x\"}", SYSLOG_UNKNOWN);
	struct header h;
	bool line = parse(STR(JOURNAL "\"MESSAGE\":\"x\"}"), &h) == SYSLOG_LINE;
	show(h, line && str_is(h.cursor_id, "da67dcf088d54ed8aee60a5a858ba1e3") && h.cursor == 0x1f, "the cursor");
	line = parse(STR("{\"__CURSOR\":\"s=a;i=xyz\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"x\"}"), &h) == SYSLOG_LINE;
	show(h, line && h.cursor_id.p == NULL, "no cursor where it is misshaped");
}

static void
test_large_json(void)
{
	size_t n = 1024 * 1024;
	char *big = malloc(n + 200);
	int begin = snprintf(big, n, "{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"");
	memset(big + begin, 'x', n);
	memcpy(big + (size_t)begin + n, "\"}", 3);
	answers(big, SYSLOG_UNKNOWN);
	struct header h;
	memcpy(big + begin + 2000, "\"}", 3);
	bool line = parse(str_of(big), &h) == SYSLOG_LINE;
	show(h, line && h.text.n == 2000, "a JSON line of usual length");
	free(big);
}

#define EXPORT "__CURSOR=" CURSOR "\n__REALTIME_TIMESTAMP=1795404825123456\n_HOSTNAME=mx\nSYSLOG_IDENTIFIER=postfix/smtpd\nSYSLOG_PID=416\n"

static void
test_export(void)
{
	reads_unit(STR(EXPORT "MESSAGE=connect from x\n\n"), "mx", "postfix/smtpd", 416, "connect from x", "an entry");
	reads_unit(STR(EXPORT "MESSAGE=connect from x\n"), "mx", "postfix/smtpd", 416, "connect from x", "without its blank line");
	reads_unit(STR(EXPORT "MESSAGE=connect from x"), "mx", "postfix/smtpd", 416, "connect from x", "without the last line feed");
	reads_unit(STR(EXPORT "MESSAGE\n\7\0\0\0\0\0\0\0a\nb\377\n\nc\nPRIORITY=6\n\n"), "mx", "postfix/smtpd", 416, "a\nb\377\n\nc", "binary data");
	reads_unit(STR(EXPORT "MESSAGE=a=b\nMESSAGE=c\n\n"), "mx", "postfix/smtpd", 416, "a=b", "the first of two values");
	reads_unit(STR(EXPORT "MESSAGE\n\377\377\377\377\377\377\377\377abc\n\n"), "mx", "postfix/smtpd", 416, "", "a length that is no length");
	reads_unit(STR(EXPORT "MESSAGE\n\7\0"), "mx", "postfix/smtpd", 416, "", "a length that breaks off");
	reads_unit(STR(EXPORT "\nMESSAGE=of the next entry\n"), "mx", "postfix/smtpd", 416, "", "no message");
	struct header h;
	ok(parse(STR("__CURSOR=s=a;i=1\nMESSAGE=x\n\n"), &h) == SYSLOG_UNKNOWN, "an entry without a time");
	ok(parse(STR("__CURSOR=s=a;i=1\nnot a field=x\n\n"), &h) == SYSLOG_UNKNOWN, "a line that is no field");
	bool line = parse(STR(EXPORT "MESSAGE=x\n\n"), &h) == SYSLOG_LINE;
	show(h, line && str_is(h.cursor_id, "da67dcf088d54ed8aee60a5a858ba1e3") && h.cursor == 0x1f, "the cursor of an entry");
}

/* --- streams --------------------------------------------------------------------------------------------------- */

static void
test_stream(void)
{
	static const char *const lines[] = { "Dec 31 23:59:59 mx a: x", "Dec 31 23:59:59 mx a: x", "Jan  1 00:00:00 mx a: x", "Dec 31 23:59:59 mx a: x",
		"{\"ts\":\"2026-06-01T00:00:00Z\",\"msg\":\"x\"}", "Dec 31 23:59:59 mx a: x", "Jun  2 00:00:00 mx a: x" };
	static const int64_t wanted[] = { 1767225599, 1767225599, 1767225600, 1767225599, 1780272000, 1798761599, 1811894400 };
	struct syslog_options o = { .latest = 1780444800 + 365 * DAY };
	struct syslog *syslog = syslog_open(&(struct syslog_options){ .latest = o.latest, .year = 2025 });
	for (size_t i = 0; i < LENGTH(lines); i++) {
		struct header h;
		ok(syslog_parse(syslog, str_of(lines[i]), arena, &h) == SYSLOG_LINE, lines[i]);
		is_int(h.at, wanted[i], lines[i]);
		ok(i != 0 || str_is(h.host, "mx"), "and has its host");
	}
	syslog_close(syslog);
	syslog = syslog_open(&o);
	struct header h;
	ok(syslog_parse(syslog, STR("2026-11-23T03:33:45Z a: x"), arena, &h) == SYSLOG_LINE && h.host.p == NULL, "no host where nobody names one");
	syslog_close(syslog);
	syslog_close(NULL);
}

static int64_t
first(const char *head)
{
	return syslog_first(&options, str_of(head));
}

static void
test_first(void)
{
	is_int(first("Nov 23 03:33:45 mx a: x\nNov 23 03:33:46 mx a: x\n"), NOV_23, "the first line");
	is_int(first("-- Logs begin --\n\nwhatever\nNov 23 03:33:45 mx a: x\n"), NOV_23, "the first that is understood");
	is_int(first("Nov 23 03:33:45 mx postfix/smtpd[41"), NOV_23, "a line that breaks off");
	is_int(first("{\"ts\":\"2026-11-23T03:33:45Z\",\"msg\":\"x\"}\n{\"ts\":"), NOV_23, "JSON");
	is_int(first(EXPORT "MESSAGE=x\n\n" EXPORT), NOV_23, "an export");
	is_int(first(EXPORT "MESSAG"), NOV_23, "an export that breaks off");
	is_int(first("Nov 26 03:33:45 mx a: x\n"), NOV_23 - 362 * DAY, "last year");
	ok(first("") == INT64_MIN && first("x") == INT64_MIN && first("x\n\ny\n") == INT64_MIN, "none");
	ok(syslog_first(&options, STR_NONE) == INT64_MIN, "of nothing");
}

static int
year_of(const char *a, const char *b, const char *c)
{
	struct syslog_part parts[3] = { { .text = str_of(a) }, { .text = str_of(b) }, { .text = str_of(c) } };
	return syslog_year(&options, parts, c != NULL ? 3 : b != NULL ? 2 : a != NULL ? 1 : 0);
}

static void
test_year(void)
{
	is_int(year_of("Nov 1 00:00:00 mx a: x\nNov 23 00:00:00 mx a: x\n", NULL, NULL), 2026, "this year");
	is_int(year_of("Dec 1 00:00:00 mx a: x\n", NULL, NULL), 2025, "the latest year that fits");
	is_int(year_of("Dec 31 23:59:59 mx a: x\nJan  1 00:00:00 mx a: x\n", NULL, NULL), 2025, "over New Year");
	is_int(year_of("Dec 31 23:59:58 mx a: x\nJan  1 00:00:00 mx a: x\nDec 31 23:59:59 mx a: x\nJan  1 00:00:01 mx a: x\n", NULL, NULL), 2025,
	    "over New Year once, with a line that came late");
	is_int(year_of("Oct 1 00:00:00 mx a: x\n", "Mar 1 00:00:00 mx a: x\nMar 2 00:00:00 mx a: x\n", "Feb 1 00:00:00 mx a: x\n"), 2024, "two years in three parts");
	is_int(year_of("<22>Oct 1 00:00:00 mx a: x\n", "mail-1  | Sep 1 00:00:00 mx a: x", NULL), 2025, "what stands around lines");
	is_int(year_of("Feb 29 00:00:00 mx a: x\n", NULL, NULL), 2024, "a leap day");
	is_int(year_of("2020-01-01T00:00:00Z mx a: x\n", NULL, NULL), 0, "years that are told");
	is_int(year_of("nothing\n\n", "", NULL), 0, "no stamps");
	is_int(year_of(NULL, NULL, NULL), 0, "no parts");
	struct syslog_part seam[] = { { .text = STR("Oct 3 00:00:00 mx a: x\n") }, { .text = STR("Oct 1 00:00:00 mx a: x\n"), .goes_on = true } };
	is_int(syslog_year(&options, seam, 2), 2026, "where lines follow each other, days back are no year");
	ok(syslog_goes_back(seam[0].text, seam[1].text) && !syslog_goes_back(seam[1].text, seam[0].text), "and which goes back is told");
	ok(!syslog_goes_back(STR("x\n"), seam[1].text) && !syslog_goes_back(seam[0].text, STR("x\n")), "but not of lines without a stamp");
	struct syslog_options given = { .year = 2007 };
	is_int(syslog_year(&given, NULL, 0), 2007, "a year that is given");

	struct syslog_options o = options;
	o.year = year_of("Dec 20 00:00:00 mx a: x\n", "Nov 20 00:00:00 mx a: x\n", "Jan 2 00:00:00 mx a: x\n");
	struct syslog *syslog = syslog_open(&o);
	struct header h;
	static const char *const lines[] = { "Dec 20 00:00:00 mx a: x", "Feb 1 00:00:00 mx a: x", "Nov 20 00:00:00 mx a: x", "Jan  2 00:00:00 mx a: x" };
	for (size_t i = 0; i < LENGTH(lines); i++)
		syslog_parse(syslog, str_of(lines[i]), arena, &h);
	is_int(h.at, 1767312000, "with it, several years come out right");
	is_int(syslog_overruns(syslog), 0, "and within the latest time");
	syslog_close(syslog);
	syslog = syslog_open(&options);
	for (size_t i = 0; i < LENGTH(lines); i++)
		syslog_parse(syslog, str_of(lines[i]), arena, &h);
	is_int(syslog_overruns(syslog), 1, "without it, one New Year too many is noticed");
	syslog_close(syslog);
	ok(syslog_zone_known("UTC") && !syslog_zone_known("Nowhere/Land"), "zones");
}

/* --- logs of a real run ---------------------------------------------------------------------------------------- */

static void
test_real(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0, lines = 0, wrong = 0;
	if (file == NULL) {
		printf("# %s is not here\n", path);
		return;
	}
	struct syslog *syslog = syslog_open(&options);
	for (ssize_t n; (n = getline(&line, &size, file)) > 0; lines++) {
		struct header h;
		bool holds = syslog_parse(syslog, (struct str){ line, (size_t)n - 1 }, arena, &h) == SYSLOG_LINE && str_is(h.host, "mx") && h.program.n > 0 &&
		    h.text.n > 0 && h.at > NOV_23 - HOUR && h.at < NOV_23 + HOUR;
		if (!holds)
			tap_show("line", (struct str){ line, (size_t)n });
		wrong += !holds;
	}
	ok(lines > 0 && wrong == 0, path);
	syslog_close(syslog);
	free(line);
	fclose(file);
}

/* A name of a host is no place for a text of any length: it becomes a label, a column, a row of word. */
static void
test_pasted(void)
{
	reads("> Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("| # *  Nov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("    12\tNov 23 03:33:45 mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("mail.log-12-2026-11-23T03:33:45Z mx postfix/smtpd[416]: x", "mx", "postfix/smtpd", 416, "x");
	reads("`Nov 23 03:33:45 mx postfix/smtpd[416]: a `b`", "mx", "postfix/smtpd", 416, "a `b");
	reads("\"Nov 23 03:33:45 mx postfix/smtpd[416]: from=<\"\"a b\"\"@c>, d\",mx", "mx", "postfix/smtpd", 416, "from=<\"a b\"@c>, d");
	reads("\"Nov 23 03:33:45 mx postfix/smtpd[416]: from=<\"a b\"@c>, d\"", "mx", "postfix/smtpd", 416, "from=<\"a b\"@c>, d");
	reads("2026-11-23T03:33:45.12Z;\"mx\";\"postfix/smtpd[416]: a;b\"", "mx", "postfix/smtpd", 416, "a;b");
	reads("\033[32mNov 23 03:33:45 mx postfix/smtpd[416]: a\033[01;31m\033[Kb\033[m\033[K", "mx", "postfix/smtpd", 416, "ab");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: a=&lt;b&amp;c&#39;&#x22;&gt; &eacute; &#7; &<br />", "mx", "postfix/smtpd", 416, "a=<b&c'\"> &eacute; &#7; &");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: a=&lt;<span class=\"x\">b</span>&gt; <b@c>", "mx", "postfix/smtpd", 416, "a=<b> <b@c>");
	reads("Nov 23 03:33:45 mx postfix/smtpd[416]: a=<b> c=&lt;d<br>", "mx", "postfix/smtpd", 416, "a=<b> c=&lt;d<br>");
	reads("data: {\"ts\":\"2026-11-23T03:33:45Z\",\"host\":\"mx\",\"tag\":\"a[1]:\",\"msg\":\"x\"}", "mx", "a", 1, "x");
	reads("{\"_source\":{\"message\":\"Nov 23 03:33:45 mx a[1]: x\",\"host\":{\"name\":\"shipper\"},\"@timestamp\":\"2026-11-23T03:33:45Z\"}}", "mx", "a", 1, "x");
	reads("{\"message\":\"Nov 23 03:33:45 mx a[1]: x\"}", "mx", "a", 1, "x");
	answers("{\"message\":\"{\\\"message\\\":1}\"}", SYSLOG_UNKNOWN);
	answers("> Nov 23 03:33:45", SYSLOG_UNKNOWN);
	answers("he wrote on Nov 23 03:33:45 that", SYSLOG_UNKNOWN);
	answers("x1795404825 mx a[1]: x", SYSLOG_UNKNOWN);
	answers("\"", SYSLOG_UNKNOWN);
	answers("\",\"", SYSLOG_UNKNOWN);
	answers("\033[", SYSLOG_UNKNOWN);
	answers("&lt", SYSLOG_UNKNOWN);
}

static void
test_long_host(void)
{
	struct header h;
	char line[2048];
	snprintf(line, sizeof line, "2026-11-23T03:33:45Z %0*d postfix/smtpd[7]: text", 1000, 0);
	bool read = parse(str_of(line), &h) == SYSLOG_LINE;
	show(h, read && h.host.n == 255 && str_is(h.program, "postfix/smtpd") && str_is(h.text, "text"), "a host of 1000 bytes is cut");
}

int
main(void)
{
	setenv("TZ", "UTC", 1);
	arena = arena_open();
	test_3164();
	test_wrapped();
	test_dated();
	test_levels_and_relays();
	test_own_logs();
	test_5424();
	test_escapes();
	test_repeats();
	test_others();
	test_rsyslog_json();
	test_journal_json();
	test_large_json();
	test_export();
	test_stream();
	test_first();
	test_year();
	test_pasted();
	test_long_host();
	test_real("samples/log/mx.log");
	test_real("../shared/logs/rfc3164.log");
	test_real("../shared/logs/iso8601.log");
	test_real("../shared/logs/postlogd.log");
	arena_close(arena);
	return done_testing();
}
