/*
 * command.c - what the commands share: the database they work on, and options that many take.
 */
#include "command/command.h"
#include "ingest/ingest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option_rule command_options[OPTIONS] = {
#define OPTION(number, ...) [OPT_##number] = { __VA_ARGS__ },
#include "command/option.def"
#undef OPTION
};

struct str
call_again(const struct call *call, struct arena *arena)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-+=:,@%";
	const char *const *value = call->options.value;
	/* The configuration that was named counts where the database is told by it. */
	enum option_number option = value[OPT_DB] != NULL || call->config->database == NULL ? OPT_DB : OPT_CONFIG;
	const char *path = value[option];
	/* At the prompt it is known. */
	if (path == NULL || call->keys != NULL)
		return STR("unjoe");
	if (*path != '-' && *path != '\0' && path[strspn(path, plain)] == '\0')
		return arena_print(arena, "unjoe --%s %s", command_options[option].name, path);
	/* In single quotes nothing is special but their end. */
	struct str rest = str_of(path), again = arena_print(arena, "unjoe --%s='", command_options[option].name);
	while (rest.p != NULL) {
		struct str piece = str_cut(&rest, '\'');
		again = arena_print(arena, "%s%.*s%s", again.p, (int)piece.n, piece.p, rest.p != NULL ? "'\\''" : "'");
	}
	return again;
}

/* Its path, which the caller frees. */
static char *
existing(const struct call *call)
{
	char *path = config_database(call->config, call->options.value[OPT_DB], false);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		die("there is no database %s yet; begin with 'unjoe ingest /var/log/mail.log*', or name one with --db", path);
	return path;
}

struct store *
call_reads(struct call *call)
{
	char *path = existing(call);
	call->store = store_open(path, STORE_READ);
	/* At the prompt Ctrl-C ends what is asked, with a word. */
	if (call->keys != NULL)
		store_interruptible(call->store);
	free(path);
	return call->store;
}

struct store *
call_writes(struct call *call)
{
	char *path = config_database(call->config, call->options.value[OPT_DB], true);
	call->store = store_open(path, STORE_WRITE);
	free(path);
	pin_configure(call->store, call->config->own.items, call->config->own.count, call->now);
	return call->store;
}

struct store *
call_locks(struct call *call)
{
	int64_t pid;
	struct store *store = call_writes(call);
	if (!store_lock(store, &pid))
		die("%s: an ingest is at work on it (process %lld); try again when it is done", store_path(store), (long long)pid);
	return store;
}

struct store *
call_notes(struct call *call)
{
	free(existing(call));
	return call_writes(call);
}

struct store *
call_changes(struct call *call)
{
	free(existing(call));
	return call_locks(call);
}

void
call_tell_database(const struct call *call)
{
	fprintf(stderr, "Database: %s%s\n", store_path(call->store), store_is_new(call->store) ? " (new)" : "");
}

int64_t
call_number(const struct call *call, enum option_number option, int64_t least, int64_t most, int64_t otherwise)
{
	int64_t number;
	const char *value = call->options.value[option];
	if (value == NULL)
		return otherwise;
	if (!str_number(str_of(value), &number) || number < least || number > most)
		die_usage("--%s %s: a number from %lld on is wanted", command_options[option].name, value, (long long)least);
	return number;
}

struct report_options
call_report_options(const struct call *call)
{
	const char *const *value = call->options.value;
	struct report_options options = {
		.since = str_of(value[OPT_SINCE]), .until = str_of(value[OPT_UNTIL]),
		.domain = report_domain(call->arena, str_of(value[OPT_DOMAIN])), .host = str_of(value[OPT_HOST]),
		.limit = call_number(call, OPT_LIMIT, 0, INT64_MAX, -1),
		.now = call->now, .version = call->version, .unjoe = call->unjoe, .keys = call->keys, .full = value[OPT_FULL] != NULL,
		.locate = ingest_locate, .locate_message = ingest_locate_message, .fetch = ingest_fetch,
	};
	if (value[OPT_HTML] != NULL)
		options.format = REPORT_HTML;
	if (value[OPT_FORMAT] != NULL && value[OPT_HTML] != NULL)
		die_usage("--format and --html exclude one another");
	if (value[OPT_FORMAT] != NULL && !report_format_find(value[OPT_FORMAT], &options.format))
		die_usage("--format %s: text, tsv, csv or json is wanted", value[OPT_FORMAT]);
	return options;
}

bool
call_run(const struct entry *entry, struct call *call)
{
	const char *path = call->options.value[OPT_HTML];
	if (path == NULL)
		return entry->run(call);
	report_page_begin();
	bool done = entry->run(call);
	report_page_end(path, done);
	return done;
}
