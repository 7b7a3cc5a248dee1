/*
 * post.c - the report of a day as one mail, handed to sendmail(1); where that fails it stays on disk.
 */
#include "report/capture.h"
#include "report/format.h"
#include "report/mail.h"
#include "report/report.h"
#include "report/rows.h"
#include "report/safe.h"
#include "report/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEND_SECONDS = 120, SUBJECT_WIDTH = 150 };

bool
report_mail_fits(const char *address)
{
	return mail_address_fits(address);
}

/* What report_nightly prints in that format. */
static struct str
print_nightly(struct store *store, const struct report_options *options, enum report_format format, struct mail *mail, struct arena *arena,
    struct str *subject)
{
	struct report_options one = *options;
	one.format = format;
	one.mail = mail;
	struct capture *capture = capture_open();
	*subject = report_nightly(store, &one, arena);
	return capture_close(capture, arena);
}

static struct process
send(const struct report_mail *mail, struct str whole, struct arena *arena)
{
	const char **argv = mem_new((mail->count + 4) * sizeof *argv);
	const char *usual = access("/usr/sbin/sendmail", X_OK) == 0 ? "/usr/sbin/sendmail" : "sendmail";
	argv[0] = mail->sendmail != NULL ? mail->sendmail : usual;
	argv[1] = "-i";
	argv[2] = "--";
	for (size_t i = 0; i < mail->count; i++)
		argv[3 + i] = mail->to[i];
	struct process process = process_run(arena, argv, whole, SEND_SECONDS);
	free(argv);
	return process;
}

/* Beside the database, where who runs this can write. */
static void
keep(struct store *store, const struct report_options *options, struct str whole, struct str fault, struct arena *arena)
{
	const char *database = store_path(store), *slash = strrchr(database, '/');
	struct str folder = slash == NULL ? STR("") : (struct str){ database, (size_t)(slash - database) + 1 };
	struct str path = arena_print(arena, "%.*snightly-%s.eml", (int)folder.n, folder.p, format_date(arena, options->now).p);
	capture_file(path.p, whole);
	warn("the report was not sent: %.*s; it is kept in %s", (int)fault.n, fault.p, path.p);
}

bool
report_nightly_mail(struct store *store, const struct report_options *options, const struct report_mail *mail)
{
	struct arena *arena = arena_open();
	struct mail *parts = mail_open(options->now);
	struct report_options once = *options;
	once.memo = memo_open();
	struct str subject, text = print_nightly(store, &once, REPORT_TEXT, NULL, arena, &subject);
	struct str page = print_nightly(store, &once, REPORT_HTML, parts, arena, &subject);
	memo_close(once.memo);
	subject = utf8_cut(arena, safe_terminal(arena, subject), SUBJECT_WIDTH);
	subject = arena_print(arena, "[unjoe] %.*s", (int)subject.n, subject.p);
	struct str whole = mail_write(parts, str_of(mail->from), mail->to, mail->count, subject, text, page, arena);
	struct process sent = { .done = true };
	if (mail->print)
		fwrite(whole.p, 1, whole.n, stdout);
	else
		sent = send(mail, whole, arena);
	if (!sent.done)
		keep(store, options, whole, sent.fault, arena);
	mail_close(parts);
	arena_close(arena);
	return sent.done;
}
