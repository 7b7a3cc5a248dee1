/*
 * unit_reform.c - the same events in every form of header give the same time, host, program, pid and text.
 * In: lines in one form, and tests/reform.c, which writes the others. Out: TAP.
 */
#define REFORM_AS_PART
#include "tests/reform.c"
#include "tests/tap.h"

#include "ingest/syslog/syslog.h"

static const char *const lines[] = {
	"2026-11-23T03:32:29.013843+00:00 mx rsyslogd: [origin software=\"rsyslogd\" x-pid=\"29\"] start",
	"2026-11-23T03:32:35.541089+00:00 mx policyd-spf[142]: : prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; receiver=ours.example ",
	"2026-11-23T03:32:35.541090+00:00 mx postfix/smtpd[416]: connect from client1.pass.example[10.0.0.1]",
	"2026-11-23T03:32:36.000001+00:00 mx postfix-out/bounce[7]: 17CCA8044: sender non-delivery notification: ADD2F8052",
	"2026-12-01T23:59:59.999999+00:00 mail.example.org postfix/submission/smtpd[4294967295]: 4jX: client=h[2001:db8::1], sasl_username=\"a\\b\"",
	"2027-01-02T00:00:00.500000+00:00 mx postfix/cleanup[9]: 4jX: message-id=<a#011b#033[31m#012#177c#200#0a#777>",
	"2027-02-28T12:34:56.000000+00:00 mx postfix/smtp[10]: 4jX: to=<m\xc3\xbcller@example.net>, status=sent (250 \xfc\xff#)",
	"2027-05-09T01:02:03.040506+00:00 mx postfix/[::1]:10025/smtpd[11]: lost connection after RCPT from h[192.0.2.1]"
};

/* What a form loses of the program, it loses for Postfix's daemons alone. */
static bool
same_program(struct str got, struct str whole, const char *form)
{
	if (strcmp(form, "rfc5424") == 0 && memchr(whole.p, '/', whole.n) != NULL)
		whole.n = (size_t)((const char *)memchr(whole.p, '/', whole.n) - whole.p);
	if (strcmp(form, "with-unit") == 0 && str_prefix(whole, "postfix"))
		whole = STR("postfix@-");
	return str_equal(got, whole);
}

static bool
same(const struct header *got, const struct header *wanted, const char *form)
{
	return got->at == wanted->at && str_equal(got->host, wanted->host) && got->pid == wanted->pid && same_program(got->program, wanted->program, form) &&
	    str_equal(got->text, wanted->text) && got->repeat == 1;
}

struct stream {
	struct syslog *plain, *formed;
	const struct form *form;
	struct arena *arena;
	unsigned number, wrong;
};

static void
check_line(struct stream *s, struct str line)
{
	struct event event;
	struct header wanted, got = { .at = 0 };
	char *text;
	size_t n;
	FILE *out = open_memstream(&text, &n);
	bool known = syslog_parse(s->plain, line, s->arena, &wanted) == SYSLOG_LINE && read_event(line, ++s->number, &event);
	if (known)
		s->form->write(&event, out);
	fclose(out);
	struct str unit = { text, n };
	if (!known || syslog_parse(s->formed, unit, s->arena, &got) != SYSLOG_LINE || !same(&got, &wanted, s->form->name)) {
		s->wrong++;
		tap_show("unit", unit);
		tap_show("text", got.text);
		tap_show("wanted", wanted.text);
	}
	free(text);
	arena_reset(s->arena);
}

/* The newest stamp is in 2027. */
static const struct syslog_options options = { .latest = 1811808000, .host = "mx" };

static unsigned
check_form(const struct form *form, FILE *log)
{
	struct stream s = { syslog_open(&options), syslog_open(&options), form, arena_open(), 0, 0 };
	char *line = NULL;
	size_t size = 0;
	if (log != NULL)
		for (ssize_t n; (n = getline(&line, &size, log)) > 0; )
			check_line(&s, (struct str){ line, (size_t)n - 1 });
	else
		for (size_t i = 0; i < LENGTH(lines); i++)
			if (i != 4 || strcmp(form->name, "rfc3164-hostless") != 0)
				check_line(&s, str_of(lines[i]));
	free(line);
	arena_close(s.arena);
	syslog_close(s.plain);
	syslog_close(s.formed);
	return s.wrong;
}

int
main(void)
{
	FILE *log = fopen("samples/log/mx.log", "r");
	setenv("TZ", "UTC", 1);
	for (size_t i = 0; i < LENGTH(forms); i++) {
		is_int(check_form(&forms[i], NULL), 0, forms[i].name);
		if (log == NULL)
			continue;
		rewind(log);
		is_int(check_form(&forms[i], log), 0, forms[i].name);
	}
	if (log == NULL)
		puts("# the log of a real run is not here");
	else
		fclose(log);
	ok(find_form("rsyslog") == forms && find_form("none") == NULL, "a form is found by its name");
	return done_testing();
}
