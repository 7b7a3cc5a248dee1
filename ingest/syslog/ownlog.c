/*
 * ownlog.c - logs without host and tag: each program is known by how its lines begin.
 */
#include "ingest/syslog/ownlog.h"
#include "ingest/scan.h"

#include <string.h>

static bool
begins(struct str text, const char *const *beginnings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_prefix(text, beginnings[i]))
			return true;
	return false;
}

static size_t
letters_and_digits(struct str text)
{
	size_t n = 0;
	while (n < text.n && scan_is_name(text.p[n]) && strchr("-_.", text.p[n]) == NULL)
		n++;
	return n;
}

/* 1tEqQ1-000123-4a, or 1tEqQ1-00000000123-4abc: the first part is a time, which begins with a digit until the year 2260. */
static bool
is_exim_id(struct str text)
{
	size_t n = letters_and_digits(text);
	if (n != 6 || !scan_is_digit(text.p[0]) || !scan_sees(scan_from(text, n), '-'))
		return false;
	text = scan_from(text, n + 1);
	n = letters_and_digits(text);
	if ((n != 6 && n != 11) || !scan_sees(scan_from(text, n), '-'))
		return false;
	text = scan_from(text, n + 1);
	size_t last = letters_and_digits(text);
	return last == (n == 6 ? 2 : 4) && scan_sees(scan_from(text, last), ' ');
}

/* What speaks of no message. */
static bool
is_exims(struct str text)
{
	static const char *const beginnings[] = {
#define BEGINNING(text) text,
#include "ingest/syslog/exim.def"
#undef BEGINNING
	};
	struct str rest = text;
	str_cut(&rest, ' ');
	return is_exim_id(text) || begins(text, beginnings, LENGTH(beginnings)) || str_prefix(rest, "authenticator failed for ") || str_prefix(rest, "authenticator (");
}

/* 2026-11-23 03:33:45 [812] 1tEqQ1-000123-4a <= ...; the number is there where Exim is told to write it. */
static bool
take_exim(struct str text, struct header *header)
{
	struct str rest = text, word = str_cut(&rest, ' ');
	int64_t pid = 0;
	if (word.n > 2 && word.n < 12 && word.p[0] == '[' && word.p[word.n - 1] == ']' && str_number((struct str){ word.p + 1, word.n - 2 }, &pid))
		text = rest;
	if (text.p == NULL || !is_exims(text))
		return false;
	header->program = STR("exim");
	header->pid = (uint32_t)pid;
	header->text = text;
	return true;
}

/* 2026-11-23 03:33:45 #137(normal) <abc123>; task; ... */
static bool
take_rspamd(struct str text, struct header *header)
{
	struct str rest = text, word = str_cut(&rest, ' ');
	size_t n = scan_sees(word, '#') ? scan_digits(scan_from(word, 1)) : 0;
	int64_t pid;
	if (n == 0 || n > 9 || word.n < n + 3 || word.p[n + 1] != '(' || word.p[word.n - 1] != ')' || !scan_sees(rest, '<') || !str_number((struct str){ word.p + 1, n }, &pid))
		return false;
	header->program = STR("rspamd");
	header->pid = (uint32_t)pid;
	header->text = rest;
	return true;
}

/* How long "imap(alice)<4711><a1b2>" is, or "lmtp(4711, alice)", where it ends in a colon and a blank; else 0. */
static size_t
service(struct str text)
{
	size_t n = scan_name(text);
	if (n == 0 || n == text.n || !strchr(":(<", text.p[n]))
		return 0;
	while (n + 1 < text.n && !(text.p[n] == ':' && text.p[n + 1] == ' '))
		n++;
	return n + 1 < text.n ? n : 0;
}

/* Nov 23 03:33:45 imap-login: Info: ...; before Dovecot 1.2, Info: imap-login: ... */
static bool
take_dovecot(struct str text, struct header *header)
{
	static const char *const severities[] = { "Info: ", "Warning: ", "Error: ", "Debug: ", "Fatal: ", "Panic: " };
	bool old = begins(text, severities, LENGTH(severities));
	if (old)
		text = scan_from(text, scan_name(text) + 2);
	size_t n = service(text);
	if (n == 0 || (!old && !begins(scan_from(text, n + 2), severities, LENGTH(severities))))
		return false;
	header->program = STR("dovecot");
	header->text = text;
	return true;
}

void
ownlog_read(struct str rest, struct str host, struct header *header)
{
	bool tag_first = header->program.p == rest.p, untagged = header->program.n == 0;
	bool number_first = header->host.n >= 16 && header->host.p[6] == '-';              /* 1tEqQ1-000123-4a DKIM: */
	bool list_first = header->host.n > 0 && header->host.p[header->host.n - 1] == ',';   /* lmtp(4711, alice): */
	if (header->pid != 0 || !(tag_first || untagged || number_first || list_first))
		return;
	if (take_rspamd(rest, header) || take_exim(rest, header) || ((tag_first || list_first) && take_dovecot(rest, header)))
		header->host = host;
}
