/*
 * nightly.c - the command of every night: reads what is new, concludes, and reports.
 */
#include "command/command.h"
#include "ingest/ingest.h"

#include <stdlib.h>
#include <unistd.h>

static bool
read_sources(struct call *call)
{
	const struct config *config = call->config;
	struct ingest_options options = {
		.names = config->ingest.files.items, .count = config->ingest.files.count,
		.zone = config->ingest.zone, .host = config->ingest.host, .rules = config->ingest.rules,
		.progress = isatty(STDERR_FILENO), .now = call->now, .then = analyze_run,
	};
	if (config->ingest.files.count == 0)
		return true;
	struct ingest *ingest = ingest_open(&options);
	bool all = ingest_run(ingest, call_locks(call));
	ingest_close(ingest);
	return all;
}

static void
add_address(struct report_mail *mail, const char *address)
{
	if (!report_mail_fits(address))
		die_usage("\"%s\" is no address that a report can be sent to", address);
	mail->to = mem_resize(mail->to, (mail->count + 1) * sizeof *mail->to);
	mail->to[mail->count++] = address;
}

/* To whom: the command line counts, else the configuration. */
static struct report_mail
mail_of(const struct call *call)
{
	const struct config *config = call->config;
	struct report_mail mail = { .sendmail = config->nightly.sendmail, .from = config->nightly.from, .print = call->options.value[OPT_DRY_RUN] != NULL };
	size_t place = 0;
	for (const char *address; (address = options_next(&call->options, OPT_MAIL, &place)) != NULL;)
		add_address(&mail, address);
	bool elsewhere = call->options.value[OPT_FORMAT] != NULL || call->options.value[OPT_HTML] != NULL;
	if (mail.count > 0 && elsewhere)
		die_usage("--mail sends text and page: it goes with neither --format nor --html");
	bool usual = mail.count == 0 && !elsewhere;
	for (int i = 0; usual && i < config->nightly.mail.count; i++)
		add_address(&mail, config->nightly.mail.items[i]);
	if (mail.from != NULL && !report_mail_fits(mail.from))
		die("[nightly] from: \"%s\" is no address", mail.from);
	return mail;
}

static bool
run_nightly(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct report_mail mail = mail_of(call);
	struct arena *arena = arena_open();
	if (!isatty(STDERR_FILENO))
		say_nothing();
	warn_keep();
	bool done = mail.print || read_sources(call);
	if (!done)
		options.failed = arena_copy(arena, warn_kept());
	if (!mail.print && call_asks(call)) {
		if (call->store == NULL)
			call_changes(call);
		call_looks_again(call);
	}
	if (call->store == NULL)
		call_reads(call);
	if (mail.count > 0)
		done &= report_nightly_mail(call->store, &options, &mail);
	else
		report_nightly(call->store, &options, arena);
	arena_close(arena);
	free(mail.to);
	return done;
}

const struct entry entry_nightly = {
	{ "nightly", "every day", "", "reads what is new, and tells what to do: for cron",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(LIMIT) |
	    OPTION_BIT(HTML) | OPTION_BIT(MAIL) | OPTION_BIT(DRY_RUN) | OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE),
	    "Reads the files of the configuration ([ingest] files), concludes, asks the DNS\n"
	    "again where it may ([spf] dns), and reports on yesterday, or the last day that\n"
	    "has a log. Exit status 1: not all could be read or sent, and what and why stands\n"
	    "on standard error. A report that cannot be sent is kept beside the database.\n"
	    "--dry-run reads, asks and sends nothing, and prints.\n\n"
	    "  unjoe nightly\n"
	    "  unjoe nightly --mail postmaster@example.com\n" },
	0, 0, run_nightly
};
