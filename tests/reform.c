/*
 * reform.c - the same log in another form: reform FORM <iso8601.log, reform --list.
 * In: lines "2026-11-23T03:32:35.998952+00:00 host program[pid]: text". Out: them as another logger would have written them, so that a test
 * can show that the same events give the same rows. Forms without a zone keep the clock as it stands. It shares no code with what it tests.
 */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct event {
	struct tm tm;                   /* the clock as it stands */
	long long unix_us;              /* microseconds since 1970 */
	struct str stamp, micro;        /* the stamp as it stands; "998952" */
	struct str host, tag, name, pid, text;  /* tag with its colon; pid absent where there is none */
	unsigned number;                /* of the line, from 1 */
};

struct form {
	const char *name;
	void (*write)(const struct event *, FILE *);
};

#define S(text) (int)(text).n, (text).p

/* A macro, so that the compiler sees the format. */
#define PUT_CLOCK(event, format, out) do { \
	char digits[64]; \
	fwrite(digits, 1, strftime(digits, sizeof digits, format, &(event)->tm), out); \
} while (0)

static void
put_rest(const struct event *e, FILE *out)
{
	fprintf(out, " %.*s %.*s %.*s\n", S(e->host), S(e->tag), S(e->text));
}

/* --- classical ------------------------------------------------------------------------------------------------- */

static void
write_iso(const struct event *e, FILE *out)
{
	fwrite(e->stamp.p, 1, e->stamp.n, out);
	put_rest(e, out);
}

static void
write_3164(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %e %T", out);
	put_rest(e, out);
}

static void
write_3164_zero(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %d %T", out);
	put_rest(e, out);
}

static void
write_hostless(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "<22>%b %e %T", out);
	fprintf(out, " %.*s %.*s\n", S(e->tag), S(e->text));
}

static void
write_pri(const struct event *e, FILE *out)
{
	fputs("<22>", out);
	write_3164(e, out);
}

static void
write_forward(const struct event *e, FILE *out)
{
	fputs("<22>", out);
	write_iso(e, out);
}

static void
write_crlf(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %e %T", out);
	fprintf(out, " %.*s %.*s %.*s\r\n", S(e->host), S(e->tag), S(e->text));
}

static void
write_comma(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%Y-%m-%d %H:%M:%S", out);
	fprintf(out, ",%.3s", e->micro.p);
	put_rest(e, out);
}

static void
write_zulu(const struct event *e, FILE *out)
{
	time_t t = (time_t)(e->unix_us / 1000000);
	char text[64];
	struct tm tm;
	gmtime_r(&t, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	fputs(text, out);
	put_rest(e, out);
}

static void
write_solaris(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %e %T", out);
	fprintf(out, " %.*s %.*s [ID %u mail.info] %.*s\n", S(e->host), S(e->tag), 197000 + e->number % 1000, S(e->text));
}

static void
write_bsd(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %e %T <mail.info>", out);
	put_rest(e, out);
}

static void
write_docker(const struct event *e, FILE *out)
{
	fputs("postfix-mailcow-1  | ", out);
	write_3164(e, out);
}

static void
put_month(const struct event *e, const char *const months[12], FILE *out)
{
	fputs(months[e->tm.tm_mon], out);
	PUT_CLOCK(e, " %d %T", out);
	put_rest(e, out);
}

static void
write_german(const struct event *e, FILE *out)
{
	static const char *const months[12] = { "Jan", "Feb", "M\u00e4r", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez" };
	put_month(e, months, out);
}

static void
write_french(const struct event *e, FILE *out)
{
	static const char *const months[12] = { "janv.", "f\u00e9vr.", "mars", "avril", "mai", "juin", "juil.", "ao\u00fbt", "sept.", "oct.", "nov.", "d\u00e9c." };
	put_month(e, months, out);
}

static void
write_japanese(const struct event *e, FILE *out)
{
	static const char *const months[12] = { "1\u6708", "2\u6708", "3\u6708", "4\u6708", "5\u6708", "6\u6708", "7\u6708", "8\u6708", "9\u6708", "10\u6708", "11\u6708", "12\u6708" };
	put_month(e, months, out);
}

/* --- RFC 5424 -------------------------------------------------------------------------------------------------- */

static struct str
pid_or_nil(const struct event *e)
{
	return e->pid.p == NULL ? STR("-") : e->pid;
}

/* As rsyslog writes it: the name ends at the slash, and the text begins with the blank behind the tag. */
static void
write_5424(const struct event *e, FILE *out)
{
	struct str rest = e->name, name = str_cut(&rest, '/');
	fprintf(out, "<22>1 %.*s %.*s %.*s %.*s - -  %.*s\n", S(e->stamp), S(e->host), S(name), S(pid_or_nil(e)), S(e->text));
}

static void
write_5424_data(const struct event *e, FILE *out)
{
	fprintf(out, "<22>1 %.*s %.*s %.*s %.*s ID47 [meta sequenceId=\"%u\" x=\"a \\\"]\\\" b\"][o@32473] \xef\xbb\xbf%.*s\n", S(e->stamp),
	    S(e->host), S(e->name), S(pid_or_nil(e)), e->number, S(e->text));
}

/* --- JSON and journalctl --------------------------------------------------------------------------------------- */

static void
put_quoted(struct str text, bool slashes, FILE *out)
{
	fputc('"', out);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == '"' || c == '\\' || (c == '/' && slashes))
			fprintf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			fprintf(out, "\\u%04x", c);
		else
			fputc(c, out);
	}
	fputc('"', out);
}

static void
write_rsyslog_json(const struct event *e, FILE *out)
{
	fprintf(out, "{\"ts\":\"%.*s\",\"host\":\"%.*s\",\"tag\":", S(e->stamp), S(e->host));
	put_quoted(e->tag, true, out);
	fprintf(out, ",\"msg\":\" ");
	char *text;
	size_t n;
	FILE *quoted = open_memstream(&text, &n);
	put_quoted(e->text, true, quoted);
	fclose(quoted);
	fputs(text + 1, out);
	free(text);
	fputs(",\"pri\":\"22\"}\n", out);
}

static void
write_elastic(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "{\"@timestamp\":\"%Y-%m-%dT%H:%M:%S+0000\",\"hostname\":", out);
	put_quoted(e->host, false, out);
	fputs(",\"programname\":", out);
	put_quoted(e->name, false, out);
	fprintf(out, ",\"procid\":\"%.*s\",\"message\":", S(pid_or_nil(e)));
	put_quoted(e->text, false, out);
	fputs("}\n", out);
}

/* The journal has what rsyslog escaped. */
static struct str
unescaped(struct str text)
{
	char *p = mem_string(text), *to = p;
	for (size_t i = 0; i < text.n; i++) {
		const char *octal = text.n - i >= 4 && text.p[i] == '#' ? text.p + i + 1 : "";
		int code = strspn(octal, "01234567") >= 3 ? (octal[0] - '0') * 64 + (octal[1] - '0') * 8 + (octal[2] - '0') : 0x100;
		if (code < 0x20 || code == 0x7f) {
			*to++ = (char)code;
			i += 3;
		} else
			*to++ = text.p[i];
	}
	return (struct str){ p, (size_t)(to - p) };
}

static bool
is_plain(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20 || (unsigned char)text.p[i] > 0x7e)
			return false;
	return true;
}

static void
put_cursor(const struct event *e, FILE *out)
{
	fprintf(out, "s=da67dcf088d54ed8aee60a5a858ba1e3;i=%x;b=1234567890abcdef1234567890abcdef;m=%x;t=%llx;x=%x", e->number, e->number * 1000,
	    e->unix_us, e->number * 77);
}

static void
write_json(const struct event *e, FILE *out)
{
	struct str text = unescaped(e->text);
	fprintf(out, "{\"_TRANSPORT\":\"syslog\",\"PRIORITY\":\"6\",\"__CURSOR\":\"");
	put_cursor(e, out);
	fprintf(out, "\",\"__REALTIME_TIMESTAMP\":\"%lld\",\"_HOSTNAME\":\"%.*s\",\"SYSLOG_IDENTIFIER\":\"%.*s\",", e->unix_us, S(e->host), S(e->name));
	if (e->pid.p != NULL)
		fprintf(out, "\"SYSLOG_PID\":\"%.*s\",\"_PID\":\"%.*s\",", S(e->pid), S(e->pid));
	fputs("\"MESSAGE\":", out);
	if (is_plain(text))
		put_quoted(text, false, out);
	else
		for (size_t i = 0; i < text.n; i++)
			fprintf(out, "%c%u", i == 0 ? '[' : ',', (unsigned char)text.p[i]);
	fputs(is_plain(text) ? "}\n" : "]}\n", out);
	free((char *)text.p);
}

static void
write_export(const struct event *e, FILE *out)
{
	struct str text = unescaped(e->text);
	fputs("__CURSOR=", out);
	put_cursor(e, out);
	fprintf(out, "\n__REALTIME_TIMESTAMP=%lld\n__MONOTONIC_TIMESTAMP=%u\n_HOSTNAME=%.*s\nPRIORITY=6\n", e->unix_us, e->number, S(e->host));
	if (is_plain(text))
		fprintf(out, "MESSAGE=%.*s\n", S(text));
	else {
		fputs("MESSAGE\n", out);
		for (int i = 0; i < 8; i++)
			fputc((int)(text.n >> (8 * i) & 0xff), out);
		fwrite(text.p, 1, text.n, out);
		fputc('\n', out);
	}
	fprintf(out, "SYSLOG_IDENTIFIER=%.*s\n", S(e->name));
	if (e->pid.p != NULL)
		fprintf(out, "SYSLOG_PID=%.*s\n", S(e->pid));
	fputc('\n', out);
	free((char *)text.p);
}

static void
write_short_precise(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%b %d %T", out);
	fprintf(out, ".%.*s", S(e->micro));
	put_rest(e, out);
}

static void
write_short_iso(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%Y-%m-%dT%H:%M:%S", out);
	fprintf(out, "%.3s%.2s", e->stamp.p + e->stamp.n - 6, e->stamp.p + e->stamp.n - 2);
	put_rest(e, out);
}

static void
write_short_iso_precise(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%Y-%m-%dT%H:%M:%S", out);
	fprintf(out, ".%.*s%.3s%.2s", S(e->micro), e->stamp.p + e->stamp.n - 6, e->stamp.p + e->stamp.n - 2);
	put_rest(e, out);
}

static void
write_short_full(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%a %Y-%m-%d %H:%M:%S UTC", out);
	put_rest(e, out);
}

static void
write_short_unix(const struct event *e, FILE *out)
{
	fprintf(out, "%lld.%06lld", e->unix_us / 1000000, e->unix_us % 1000000);
	put_rest(e, out);
}

static void
write_with_unit(const struct event *e, FILE *out)
{
	PUT_CLOCK(e, "%a %Y-%m-%d %H:%M:%S UTC", out);
	struct str unit = str_prefix(e->name, "postfix") ? STR("postfix@-") : e->name;
	fprintf(out, " %.*s %.*s.service", S(e->host), S(unit));
	if (e->pid.p != NULL)
		fprintf(out, "[%.*s]", S(e->pid));
	fprintf(out, ": %.*s\n", S(e->text));
}

static const struct form forms[] = {
	{ "rsyslog", write_iso },
	{ "iso-zulu", write_zulu },
	{ "iso-comma", write_comma },
	{ "forward", write_forward },
	{ "rfc3164", write_3164 },
	{ "rfc3164-zero", write_3164_zero },
	{ "rfc3164-pri", write_pri },
	{ "rfc3164-hostless", write_hostless },
	{ "rfc3164-crlf", write_crlf },
	{ "postlogd", write_3164 },
	{ "solaris", write_solaris },
	{ "freebsd", write_bsd },
	{ "docker", write_docker },
	{ "german", write_german },
	{ "french", write_french },
	{ "japanese", write_japanese },
	{ "rfc5424", write_5424 },              /* loses the daemon: "postfix" for "postfix/smtpd" */
	{ "rfc5424-data", write_5424_data },
	{ "rsyslog-json", write_rsyslog_json },
	{ "elastic-json", write_elastic },
	{ "short", write_3164_zero },
	{ "short-precise", write_short_precise },
	{ "short-iso", write_short_iso },
	{ "short-iso-precise", write_short_iso_precise },
	{ "short-full", write_short_full },
	{ "short-unix", write_short_unix },
	{ "with-unit", write_with_unit },       /* loses the daemon: "postfix@-" for "postfix/smtpd" */
	{ "json", write_json },
	{ "export", write_export }
};

/* False where the line is not of the form that is read here. */
static bool
read_event(struct str line, unsigned number, struct event *e)
{
	int offset_h, offset_m;
	char sign;
	*e = (struct event){ .number = number };
	e->stamp = str_cut(&line, ' ');
	if (e->stamp.n != 32 || line.p == NULL ||
	    sscanf(e->stamp.p, "%4d-%2d-%2dT%2d:%2d:%2d.%*6d%c%2d:%2d", &e->tm.tm_year, &e->tm.tm_mon, &e->tm.tm_mday, &e->tm.tm_hour,
	        &e->tm.tm_min, &e->tm.tm_sec, &sign, &offset_h, &offset_m) != 9)
		return false;
	e->micro = (struct str){ e->stamp.p + 20, 6 };
	e->tm.tm_year -= 1900;
	e->tm.tm_mon--;
	e->unix_us = (long long)timegm(&e->tm) - (sign == '-' ? -1 : 1) * (offset_h * 60 + offset_m) * 60;
	e->unix_us = e->unix_us * 1000000 + atoi(e->micro.p);
	e->host = str_cut(&line, ' ');
	e->tag = str_cut(&line, ' ');
	e->text = line.p == NULL ? STR("") : line;
	if (!str_suffix(e->tag, ":"))
		return false;
	e->name = (struct str){ e->tag.p, e->tag.n - 1 };
	const char *open = str_suffix(e->name, "]") ? memrchr(e->name.p, '[', e->name.n) : NULL;
	if (open != NULL) {
		e->pid = (struct str){ open + 1, (size_t)(e->name.p + e->name.n - 1 - (open + 1)) };
		e->name.n = (size_t)(open - e->name.p);
	}
	return true;
}

/* NULL: there is no such form. */
static const struct form *
find_form(const char *name)
{
	for (size_t i = 0; i < LENGTH(forms); i++)
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

#ifndef REFORM_AS_PART
int
main(int argc, char **argv)
{
	const struct form *form = argc == 2 ? find_form(argv[1]) : NULL;
	char *line = NULL;
	size_t size = 0;
	unsigned number = 0;
	if (argc == 2 && strcmp(argv[1], "--list") == 0) {
		for (size_t i = 0; i < LENGTH(forms); i++)
			puts(forms[i].name);
		return 0;
	}
	if (form == NULL)
		die("reform: FORM is one of reform --list");
	for (ssize_t n; (n = getline(&line, &size, stdin)) > 0; ) {
		struct event event;
		line[n - (line[n - 1] == '\n')] = '\0';
		if (!read_event(str_of(line), ++number, &event))
			die("standard input:%u: not a line as rsyslog writes it on Debian", number);
		form->write(&event, stdout);
	}
	free(line);
	return 0;
}
#endif
