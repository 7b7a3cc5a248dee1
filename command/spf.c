/*
 * spf.c - commands about SPF: what a record does to a client, what is in it, what is wrong with it; and answers of DNS as text.
 */
#include "command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORLD_OPTIONS \
	(OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE) | OPTION_BIT(AS_OF) | OPTION_BIT(ANSWERS) | OPTION_BIT(ZONE))

static bool
run_batch(struct call *call, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	int in = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		die("%s: %s", path, strerror(errno));
	struct spf_world *world = call_world(call);
	bool good = spf_batch(world, in, standard ? "standard input" : path, stdout);
	spf_world_close(world);
	if (!standard)
		close(in);
	return good;
}

static bool
run_check(struct call *call)
{
	const char *const *value = call->options.value;
	call_may_read(call);
	if (value[OPT_BATCH] != NULL)
		return run_batch(call, value[OPT_BATCH]);
	return true;
}

static bool
run_export(struct call *call)
{
	spf_export(call_reads(call), stdout);
	return true;
}

static bool
run_import(struct call *call)
{
	int64_t at = call->now;
	const char *value = call->options.value[OPT_AT];
	if (value != NULL && !when_parse(str_of(value), call->now, &at))
		die_usage("--at %s is no time: 2026-11-18 [03:00], yesterday, -7d", value);
	struct store *store = call_writes(call);
	for (int i = 0; i < call->count; i++)
		spf_import(store, call->names[i], at);
	call_tell_database(call);
	return true;
}

const struct entry entry_spf_check = {
	{ "spf check", "SPF", "[DOMAIN]", "what SPF says of a client, and why",
	    OPTION_BIT(IP) | OPTION_BIT(HELO) | OPTION_BIT(SENDER) | OPTION_BIT(RECORD) | OPTION_BIT(BATCH) | OPTION_BIT(FORMAT) | WORLD_OPTIONS,
	    NULL },
	0, 1, run_check
};

const struct entry entry_spf_export = {
	{ "spf export", "SPF", "", "the answers of the DNS in the database, as text",
	    0, NULL },
	0, 0, run_export
};

const struct entry entry_spf_import = {
	{ "spf import", "SPF", "FILE...", "answers of the DNS into the database",
	    OPTION_BIT(AT), NULL },
	1, INT_MAX, run_import
};
