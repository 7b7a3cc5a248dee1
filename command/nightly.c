/*
 * nightly.c - the command of every night: reads what is new, concludes, and reports.
 */
#include "command/command.h"
#include "ingest/ingest.h"

#include <stdio.h>
#include <unistd.h>

static bool
read_sources(struct call *call)
{
	const struct config *config = call->config;
	struct ingest_options options = {
		.zone = config->ingest.zone, .host = config->ingest.host, .rules = config->ingest.rules,
		.progress = isatty(STDERR_FILENO), .now = call->now, .then = analyze_run,
	};
	if (config->ingest.files.count == 0)
		return true;
	return ingest_run(call_locks(call), &options, config->ingest.files.items, config->ingest.files.count);
}

static bool
run_nightly(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct arena *arena = arena_open();
	if (!isatty(STDERR_FILENO))
		say_nothing();
	bool all = read_sources(call);
	if (call->store == NULL)
		call_reads(call);
	report_nightly(call->store, &options, arena);
	arena_close(arena);
	return all;
}

const struct entry entry_nightly = {
	{ "nightly", "every day", "", "reads what is new, and tells what to do: for cron",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(LIMIT),
	    "Reads the files of the configuration ([ingest] files), concludes, and reports on\n"
	    "yesterday, or the last day that has a log. Exit status 1: not all could be read;\n"
	    "what and why stands on standard error.\n\n"
	    "  unjoe nightly\n" },
	0, 0, run_nightly
};
