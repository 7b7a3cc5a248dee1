/*
 * export.c - the command that hands on what is in the database: to other systems, and to those whom it is about.
 */
#include "command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A reader of the file sees all of the old one or all of the new one. */
static void
write_metrics(struct call *call, const struct report_options *options, const char *path)
{
	struct arena *arena = arena_open();
	char *other = (char *)(uintptr_t)arena_print(arena, "%s.XXXXXX", path).p;
	int fd = mkostemp(other, O_CLOEXEC);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	if (out == NULL)
		die("%s: %s", other, strerror(errno));
	report_metrics(call_reads(call), options, out);
	bool written = fchmod(fd, 0644) == 0 && fflush(out) == 0 && !ferror(out) && fsync(fd) == 0;
	if (fclose(out) != 0 || !written || rename(other, path) != 0) {
		int fault = errno;
		unlink(other);
		die("%s: %s", path, strerror(fault));
	}
	arena_close(arena);
}

static bool
run_export(struct call *call)
{
	const char *const *value = call->options.value;
	const char *path = value[OPT_OUTPUT];
	struct report_options options = call_report_options(call);
	if (call->count > 0 && strcmp(call->names[0], "metrics") != 0)
		die_usage("export %s: metrics is wanted, or nothing for everything", call->names[0]);
	if (call->count > 0 && path != NULL && strcmp(path, "-") != 0)
		write_metrics(call, &options, path);
	else if (call->count > 0)
		report_metrics(call_reads(call), &options, stdout);
	else if (value[OPT_ABOUT] != NULL && strchr(value[OPT_ABOUT], '@') == NULL)
		die_usage("--about %s: an address is wanted, local@domain", value[OPT_ABOUT]);
	else if (value[OPT_ABOUT] != NULL)
		report_about(call_reads(call), &options, value[OPT_ABOUT]);
	else if (path == NULL)
		die_usage("export needs --output DIR, the folder to write to");
	else if (options.format == REPORT_TEXT)
		die_usage("--format text: csv, json or tsv is wanted");
	else if (mkdir(path, 0750) != 0 && errno != EEXIST)
		die("%s: %s", path, strerror(errno));
	else
		report_export(call_reads(call), &options, path);
	return true;
}

const struct entry entry_export = {
	{ "export", "hand over", "[metrics]", "everything as CSV or JSON; figures for Prometheus",
	    OPTION_BIT(OUTPUT) | OPTION_BIT(FORMAT) | OPTION_BIT(ABOUT) | OPTION_BIT(LIMIT),
	    "Each view is a file in --output DIR. metrics is written as a whole, for the\n"
	    "textfile collector of node_exporter. --about tells what is held about a person.\n\n"
	    "  unjoe export --output /var/tmp/unjoe\n"
	    "  unjoe export metrics --output /var/lib/prometheus/node-exporter/unjoe.prom\n"
	    "  unjoe export --about anna@example.com --format json\n" },
	0, 1, run_export
};
