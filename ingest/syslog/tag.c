/*
 * tag.c - what stands between the stamp of a line and its text: host, program, pid.
 */
#include "ingest/syslog/tag.h"
#include "ingest/scan.h"

#include <string.h>

/* Where the brackets begin with which a tag ends, its length where there are none; and the number in them, or 0. */
static size_t
brackets(struct str tag, uint32_t *pid)
{
	const char *open = NULL;
	uint64_t sum = 0;
	*pid = 0;
	if (tag.n >= 2 && tag.p[tag.n - 1] == ']')
		open = memrchr(tag.p, '[', tag.n);
	if (open == NULL)
		return tag.n;
	struct str inside = { open + 1, (size_t)(tag.p + tag.n - 1 - (open + 1)) };
	if (inside.n > 10 || scan_digits(inside) != inside.n)
		inside.n = 0;
	for (size_t i = 0; i < inside.n; i++)
		sum = 10 * sum + (uint64_t)(inside.p[i] - '0');
	*pid = sum <= UINT32_MAX ? (uint32_t)sum : 0;
	return (size_t)(open - tag.p);
}

void
tag_alone(struct str tag, struct header *header)
{
	uint32_t pid;
	if (tag.n > 0 && tag.p[tag.n - 1] == ':')
		tag.n--;
	tag.n = brackets(tag, &pid);
	if (pid != 0)
		header->pid = pid;
	if (tag.n > 0 && tag.p[tag.n - 1] == 'e' && str_suffix(tag, ".service"))
		tag.n -= strlen(".service");
	header->program = tag;
}

/* Where "[7]:" ends in a word, 0: nowhere. */
static size_t
behind_pid(struct str word)
{
	const char *end = word.p + word.n, *p = word.p;
	while ((p = memchr(p, '[', (size_t)(end - p))) != NULL) {
		size_t n = scan_digits((struct str){ p + 1, (size_t)(end - p - 1) });
		if (n > 0 && end - p > (ptrdiff_t)n + 2 && p[n + 1] == ']' && p[n + 2] == ':')
			return (size_t)(p - word.p) + n + 3;
		p += n + 1;
	}
	return 0;
}

/*
 * How much of the word is a tag, its colon included; 0: nothing. The name of a service may hold colons and brackets
 * (postfix/[::1]:10025/smtpd[7]:), and a blank may lack behind the tag.
 */
static size_t
tag_length(struct str word)
{
	uint32_t pid;
	size_t n = word.n == 0 ? 0 : behind_pid(word);
	if (n > 0 || word.n == 0)
		return n;
	if (word.p[word.n - 1] == ':' || (brackets(word, &pid) > 0 && pid != 0))
		return word.n;
	const char *colon = memchr(word.p, ':', word.n);
	return colon == NULL ? 0 : (size_t)(colon + 1 - word.p);
}

static struct str
first_word(struct str rest)
{
	const char *blank = rest.n == 0 ? NULL : memchr(rest.p, ' ', rest.n);
	return blank == NULL ? rest : (struct str){ rest.p, (size_t)(blank - rest.p) };
}

/* The first word is a tag, and no address in brackets or with colons; or it begins what a logger itself says. */
static bool
is_hostless(struct str word, struct str rest)
{
	uint32_t pid;
	char last = word.n == 0 ? '\0' : word.p[word.n - 1];
	struct str tag = { word.p, last == ':' ? word.n - 1 : word.n };
	if (word.n == 0 || str_is(word, "--"))
		return true;
	if (last == 't' && str_is(word, "last"))
		return str_prefix(rest, "last message repeated ");
	if (last != ':' && last != ']')
		return false;
	if (brackets(tag, &pid) < tag.n)
		return word.p[0] != '[';
	return last == ':' && memchr(tag.p, ':', tag.n) == NULL;
}

static bool
is_severity(struct str word)
{
	static const char *const severities[] = { "debug", "info", "notice", "warning", "warn", "err", "error", "crit", "alert", "emerg" };
	for (size_t i = 0; i < LENGTH(severities); i++)
		if (scan_alike(word, str_of(severities[i])))
			return true;
	return false;
}

/* mail.info, mail:info, Mail.Info; 2.6 stands in angle brackets only. */
static bool
is_level(struct str word)
{
	static const char *const facilities[] = { "mail", "daemon", "user", "auth", "authpriv", "syslog", "kern", "cron", "lpr", "news", "uucp", "ftp" };
	struct str rest = word;
	const char *dot = memchr(word.p, '.', word.n);
	struct str facility = str_cut(&rest, dot != NULL ? '.' : ':');
	bool known = facility.n == 6 && scan_alike((struct str){ facility.p, 5 }, STR("local"));
	for (size_t i = 0; !known && i < LENGTH(facilities); i++)
		known = scan_alike(facility, str_of(facilities[i]));
	return known && rest.n > 0 && is_severity(rest);
}

/* FreeBSD's syslogd -v puts <mail.info> or <2.6> before the host; BusyBox's puts mail.info behind it, AIX mail:info. */
static struct str
skip_level(struct str rest)
{
	size_t n = scan_sees(rest, '<') ? scan_name(scan_from(rest, 1)) + 1 : 0;
	bool level = n > 1 && rest.n > n + 1 && rest.p[n] == '>' && rest.p[n + 1] == ' ';
	if (level)
		return scan_blanks(scan_from(rest, n + 1));
	struct str word = first_word(rest);
	char last = word.n == 0 ? ':' : word.p[word.n - 1];
	return last >= 'a' && last <= 'z' && word.n < rest.n && is_level(word) ? scan_blanks(scan_from(rest, word.n)) : rest;
}

/* [postfix/smtpd], as metalog writes tags; neither addresses ([192.0.2.1], [2001:db8::1]) nor Exim's [812] and [info]. */
static bool
is_bracketed(struct str word)
{
	return word.n > 3 && word.p[0] == '[' && word.p[word.n - 1] == ']' && !scan_is_digit(word.p[1]) && memchr(word.p, '.', word.n) == NULL &&
	    memchr(word.p, ':', word.n) == NULL && !is_severity((struct str){ word.p + 1, word.n - 2 });
}

void
tag_read(struct str rest, struct header *header)
{
	rest = skip_level(scan_blanks(rest));
	struct str word = first_word(rest);
	if (scan_sees(word, '[') && is_bracketed(word)) {
		tag_alone((struct str){ word.p + 1, word.n - 2 }, header);
		header->text = scan_from(rest, word.n);
		return;
	}
	if (!is_hostless(word, rest)) {
		header->host = word;
		rest = skip_level(scan_blanks(scan_from(rest, word.n)));
		word = first_word(rest);
		if (scan_alike(word, header->host)) {   /* a collector put it before the line once more */
			rest = scan_blanks(scan_from(rest, word.n));
			word = first_word(rest);
		}
	}
	size_t n = tag_length(word);
	tag_alone((struct str){ rest.p, n }, header);
	header->text = scan_from(rest, n);
}

/* The structured data of RFC 5424: "-" or [name key="value" ...]..., where a backslash keeps a quote from ending the value. */
static bool
skip_data(struct str *rest)
{
	if (scan_sees(*rest, '-')) {
		*rest = scan_from(*rest, 1);
		return true;
	}
	bool some = scan_sees(*rest, '[');
	while (scan_sees(*rest, '[')) {
		bool quoted = false;
		size_t i = 1;
		for (; i < rest->n && (quoted || rest->p[i] != ']'); i++) {
			if (rest->p[i] == '"')
				quoted = !quoted;
			else if (rest->p[i] == '\\' && quoted)
				i++;
		}
		if (i >= rest->n)
			return false;
		*rest = scan_from(*rest, i + 1);
	}
	return some;
}

static struct str
or_nil(struct str word, struct str nil)
{
	return str_is(word, "-") ? nil : word;
}

bool
tag_read_5424(struct str rest, struct header *header)
{
	int64_t pid;
	struct str host = str_cut(&rest, ' '), program = str_cut(&rest, ' '), process = str_cut(&rest, ' ');
	str_cut(&rest, ' ');            /* the kind of message */
	if (rest.p == NULL || !skip_data(&rest))
		return false;
	header->host = or_nil(host, header->host);
	header->program = or_nil(program, (struct str){ program.p, 0 });
	if (str_number(process, &pid) && pid > 0 && pid <= UINT32_MAX)
		header->pid = (uint32_t)pid;
	rest = scan_blanks(rest);
	header->text = scan_from(rest, str_prefix(rest, "\xef\xbb\xbf") ? 3 : 0);
	return true;
}
