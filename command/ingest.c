/*
 * ingest.c - commands that bring evidence in, and draw conclusions from it.
 */
#include "command/command.h"
#include "ingest/ingest.h"

#include <limits.h>
#include <unistd.h>

static bool
run_ingest(struct call *call)
{
	const char *const *value = call->options.value;
	const struct config *config = call->config;
	const char *zone = value[OPT_ZONE] != NULL ? value[OPT_ZONE] : value[OPT_TZ];
	char **files = call->count > 0 ? call->names : config->ingest.files.items;
	int count = call->count > 0 ? call->count : config->ingest.files.count;
	if (count == 0)
		die_usage("ingest needs an argument: unjoe ingest %s", entry_ingest.command.arguments);
	if (zone != NULL && !ingest_zone_known(zone))
		die_usage("--zone: there is no time zone \"%s\"; write it as in Europe/Berlin", zone);
	struct ingest_options options = {
		.names = files,
		.count = count,
		.zone = zone != NULL ? zone : config->ingest.zone,
		.year = (int)call_number(call, OPT_YEAR, 1970, 9999, 0),
		.host = value[OPT_HOST] != NULL ? value[OPT_HOST] : config->ingest.host,
		.rules = value[OPT_RULES] != NULL ? value[OPT_RULES] : config->ingest.rules,
		.follow = value[OPT_FOLLOW] != NULL,
		.progress = isatty(STDERR_FILENO),
		.now = call->now,
		.then = analyze_run,
	};
	struct ingest *ingest = ingest_open(&options);
	struct store *store = call_writes(call);
	bool all = ingest_run(ingest, store);
	call_tell_database(call);
	struct report_options said = call_report_options(call);
	report_foreign(store, &said);
	report_incident_brief(store, &said);
	if (store_is_new(store)) {
		report_own_brief(store, &said);
		report_next(store, &said);
	}
	ingest_close(ingest);
	return all;
}

static bool
run_analyze(struct call *call)
{
	analyze_run(call_changes(call));
	if (call_asks(call) || call->options.value[OPT_ANSWERS] != NULL || call->options.value[OPT_ZONE] != NULL || call->options.value[OPT_OFFLINE] != NULL)
		call_looks_again(call);
	call_tell_database(call);
	return true;
}

static bool
run_rebuild(struct call *call)
{
	analyze_rebuild(call_changes(call));
	call_tell_database(call);
	return true;
}

const struct entry entry_ingest = {
	{ "ingest", "every day", "FILE...", "read mail logs and bounces: what is new in them",
	    OPTION_BIT(ZONE) | OPTION_BIT(TZ) | OPTION_BIT(YEAR) | OPTION_BIT(HOST) | OPTION_BIT(RULES) | OPTION_BIT(FOLLOW),
	    "A FILE is a log, a mailbox (Maildir, mbox) or a message, plain, compressed or\n"
	    "in an archive; a folder; or - for standard input. Nothing is counted twice,\n"
	    "whatever a file is called by now. With no FILE, those of the configuration are\n"
	    "read.\n\n"
	    "  unjoe ingest /var/log/mail.log*\n"
	    "  unjoe ingest ~postmaster/Maildir bounces.mbox.gz\n"
	    "  journalctl -o export | unjoe ingest -\n" },
	0, INT_MAX, run_ingest
};

const struct entry entry_analyze = {
	{ "analyze", "every day", "", "conclude what new evidence changes",
	    OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE) | OPTION_BIT(AS_OF) | OPTION_BIT(ANSWERS) | OPTION_BIT(ZONE),
	    "Every ingest ends with this; call it where one was killed before its end, or\n"
	    "another program added evidence. With --dns, or answers from a file, what SPF\n"
	    "said is evaluated again: unjoe report recheck.\n" },
	0, 0, run_analyze
};

const struct entry entry_rebuild = {
	{ "rebuild", "keep", "", "forget all conclusions and make them again",
	    0,
	    "What was read is kept. The conclusions come out as they were, unless a newer\n"
	    "unjoe concludes better.\n" },
	0, 0, run_rebuild
};
