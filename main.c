/*
 * main.c - the door: which commands there are, and which of them is called.
 */
#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const uint64_t general = OPTION_BIT(DB) | OPTION_BIT(CONFIG) | OPTION_BIT(NOW) | OPTION_BIT(HELP) | OPTION_BIT(VERSION);

static bool run_help(struct call *call);

static const struct entry entry_help = {
	{ "help", "keep", "[COMMAND]", "how to use a command", 0, NULL }, 0, 2, run_help
};

/* In the order of the help, family by family. */
static const struct entry *const entries[] = {
	/* every day */
	&entry_ingest,
	&entry_analyze,
	&entry_report,
	&entry_nightly,
	&entry_status,
	/* look closer */
	&entry_show,
	&entry_explain,
	&entry_incident,
	&entry_query,
	/* SPF */
	&entry_spf_check,
	&entry_spf_tree,
	&entry_spf_lint,
	&entry_spf_adoption,
	&entry_spf_whatif,
	&entry_spf_suggest,
	&entry_spf_import,
	&entry_spf_export,
	/* hand over */
	&entry_plot,
	&entry_complain,
	&entry_export,
	/* keep */
	&entry_own,
	&entry_event,
	&entry_check,
	&entry_hold,
	&entry_prune,
	&entry_erase,
	&entry_rebuild,
	&entry_help,
	&entry_complete,
};

const struct entry *
entry_at(size_t i)
{
	return i < LENGTH(entries) ? entries[i] : NULL;
}

/* The entry that the first words name, and how many they are; NULL: none. */
static const struct entry *
find_entry(char *const *words, int count, int *taken)
{
	for (size_t i = 0; i < LENGTH(entries); i++) {
		struct str name = str_of(entries[i]->command.name), first = str_cut(&name, ' ');
		if (count > 0 && str_equal(first, str_of(words[0])) &&
		    (name.p == NULL || (count > 1 && str_equal(name, str_of(words[1]))))) {
			*taken = name.p == NULL ? 1 : 2;
			return entries[i];
		}
	}
	return NULL;
}

static bool
is_of_family(const struct entry *entry, const char *family)
{
	size_t n = strlen(family);
	return strncmp(entry->command.name, family, n) == 0 && entry->command.name[n] == ' ';
}

/* The first word of a family of commands, as in "spf". */
static bool
is_family(const char *word)
{
	for (size_t i = 0; i < LENGTH(entries); i++)
		if (is_of_family(entries[i], word))
			return true;
	return false;
}

static _Noreturn void
no_such_entry(char *const *words)
{
	const char *names[LENGTH(entries)];
	size_t known = 0;
	bool family = is_family(words[0]);
	size_t skip = family ? strlen(words[0]) + 1 : 0;
	for (size_t i = 0; i < LENGTH(entries); i++)
		if (!family || is_of_family(entries[i], words[0]))
			names[known++] = entries[i]->command.name + skip;
	const char *word = words[family ? 1 : 0], *nearest = word_nearest(word, names, known, sizeof *names);
	if (nearest != NULL)
		die_usage("there is no command \"%s%s%s\"; did you mean \"%s\"?", family ? words[0] : "", family ? " " : "", word, nearest);
	die_usage("there is no command \"%s%s%s\"", family ? words[0] : "", family ? " " : "", word);
}

/* All commands, or those of a family. */
static void
list_commands(const char *family)
{
	struct command listed[LENGTH(entries)];
	size_t count = 0;
	for (size_t i = 0; i < LENGTH(entries); i++)
		if (entries[i]->command.summary != NULL && (family == NULL || is_of_family(entries[i], family)))
			listed[count++] = entries[i]->command;
	options_commands(listed, count);
}

static bool
run_help(struct call *call)
{
	int taken;
	const struct entry *entry = find_entry(call->names, call->count, &taken);
	if (entry == &entry_query && call->count > 1 && report_terms(call->names[1]))
		return true;
	/* At the prompt a noun stands alone. */
	if (entry == NULL && call->count == 1 && report_terms(call->names[0]))
		return true;
	if (entry != NULL && (taken == call->count || entry == &entry_query)) {
		options_help(&entry->command, command_options, OPTIONS, general);
	} else if (call->count == 1 && is_family(call->names[0])) {
		printf("usage: unjoe %s WHAT [options]\n", call->names[0]);
		list_commands(call->names[0]);
		printf("\nHelp:   unjoe help %s WHAT\n", call->names[0]);
	} else if (call->count > 0) {
		no_such_entry(call->names);
	} else {
		puts("Finds the bounces of mail you never sent: who forged it, and who bounced it.\n\n"
		    "usage: unjoe [--db FILE] COMMAND [options]");
		list_commands(NULL);
		puts("\nStart:  unjoe ingest /var/log/mail.log*\n"
		    "        unjoe report\n"
		    "Help:   unjoe help COMMAND     man unjoe");
	}
	return true;
}

/* What was printed must have arrived; but a reader who has seen enough ("| head") is none of our troubles. */
static int
finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno == EPIPE)
		return 0;
	die("standard output: %s", strerror(errno));
}

/* The highest number of a schema/NNN_name.sql. */
static int
schema_version(void)
{
	int version = 0;
	for (const struct embedded *e = NULL; (e = embedded_next(e, "schema/", ".sql")) != NULL;)
		if (atoi(e->path + sizeof "schema/" - 1) > version)
			version = atoi(e->path + sizeof "schema/" - 1);
	return version;
}

/* What all commands have before them, and behind them. */
static void
prepare(struct call *call)
{
	const char *const *value = call->options.value;
	if (value[OPT_NOW] != NULL && !when_parse(str_of(value[OPT_NOW]), call->now, &call->now))
		die_usage("--now %s is no time; see 'unjoe help'", value[OPT_NOW]);
	call->arena = arena_open();
	call->config = config_open(value[OPT_CONFIG]);
	call->unjoe = call_again(call, call->arena);
	if (call->config->zone != NULL) {
		setenv("TZ", call->config->zone, 1);
		tzset();
	}
}

static void
finish_call(struct call *call)
{
	store_close(call->store);
	config_close(call->config);
	arena_close(call->arena);
	call->store = NULL;
}

static bool
run_entry(const struct entry *entry, struct call *call)
{
	const struct command *command = &entry->command;
	options_check(&call->options, command_options, OPTIONS, general, command);
	if (call->count < entry->least)
		die_usage("%s needs an argument: unjoe %s %s", command->name, command->name, command->arguments);
	if (call->count > entry->most)
		die_usage("\"%s\" is one argument too many for %s", call->names[entry->most], command->name);
	prepare(call);
	bool done = call_run(entry, call);
	finish_call(call);
	return done;
}

static int serve(int argc, char **argv, FILE *keys);

/* With no command, or a query that asks for nothing; at the prompt itself that is a mistake. */
static bool
asks_nothing(const struct call *call, const struct entry *entry)
{
	bool query = entry == &entry_query && call->count == 0 && call->options.value[OPT_SQL] == NULL && call->keys == NULL;
	return call->options.count == 0 || query;
}

/* On a terminal. False: it is none, or there is no database yet. */
static bool
ask(struct call *call)
{
	prepare(call);
	bool possible = prompt_possible(call);
	if (possible)
		prompt_run(call, serve);
	finish_call(call);
	return possible;
}

/* The exit status. */
static int
run(struct call *call)
{
	int taken = 0;
	bool help = call->options.value[OPT_HELP] != NULL;
	if (call->options.value[OPT_VERSION] != NULL) {
		printf("unjoe %s (database schema %d)\n", UNJOE_VERSION, schema_version());
		return 0;
	}
	const struct entry *entry = find_entry(call->options.arguments, call->options.count, &taken);
	call->names = call->options.arguments + (help ? 0 : taken);
	call->count = !help ? call->options.count - taken : entry != NULL && entry != &entry_query ? taken : call->options.count;
	if (call->options.dashed != NULL && entry != &entry_query && entry != &entry_complete)
		die_usage("there is no option %s", call->options.dashed);
	if (!help && asks_nothing(call, entry) && ask(call))
		return 0;
	if (entry != NULL && !help)
		return run_entry(entry, call) ? 0 : 1;
	run_help(call);
	return help ? 0 : 2;
}

static int
serve(int argc, char **argv, FILE *keys)
{
	struct call call = { .now = time(NULL), .version = UNJOE_VERSION, .keys = keys };
	options_read(&call.options, command_options, OPTIONS, argc, argv);
	int status = run(&call);
	options_close(&call.options);
	return finish(status);
}

int
main(int argc, char **argv)
{
	return serve(argc, argv, NULL);
}
