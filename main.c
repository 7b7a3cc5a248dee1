/*
 * main.c - the door: what commands and options there are, and which room each leads to.
 */
#include "analyze/analyze.h"
#include "config.h"
#include "ingest/ingest.h"
#include "options.h"
#include "report/report.h"
#include "schema/store.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum option_number {
	OPT_DB, OPT_CONFIG, OPT_NOW, OPT_HELP, OPT_VERSION,
	OPT_FORMAT, OPT_SINCE, OPT_UNTIL, OPT_DOMAIN, OPT_HOST, OPT_LIMIT, OPT_LIST, OPT_SQL,
	OPT_ZONE, OPT_TZ, OPT_YEAR, OPT_RULES, OPT_FOLLOW,
	OPTIONS
};

#define BIT(name) ((uint64_t)1 << OPT_##name)

static const struct option_rule rules[OPTIONS] = {
	[OPT_DB] = { "db", "FILE", "the database, if not where it usually is" },
	[OPT_CONFIG] = { "config", "FILE", "instead of /etc/unjoe.conf" },
	[OPT_NOW] = { "now", "TIME", "what time it is, for tests and looks back" },
	[OPT_HELP] = { "help", NULL, "this help" },
	[OPT_VERSION] = { "version", NULL, "what this is" },
	[OPT_FORMAT] = { "format", "FORMAT", "text, tsv, csv or json" },
	[OPT_SINCE] = { "since", "TIME", "from then on: 2026-11-18 [03:00], yesterday, -7d" },
	[OPT_UNTIL] = { "until", "TIME", "up to then, and not with it" },
	[OPT_DOMAIN] = { "domain", "DOMAIN", "only what has to do with it" },
	[OPT_HOST] = { "host", "HOST", "only the log of this host; ingest: of lines without one" },
	[OPT_LIMIT] = { "limit", "N", "rows of a table at most; 0: all" },
	[OPT_LIST] = { "list", NULL, "the reports that there are" },
	[OPT_SQL] = { "sql", "SQL", "one SELECT; - reads it from standard input" },
	[OPT_ZONE] = { "zone", "ZONE", "of time stamps without one, as in Europe/Berlin" },
	[OPT_TZ] = { "tz", "ZONE", "the same" },
	[OPT_YEAR] = { "year", "YEAR", "of the first time stamp without one" },
	[OPT_RULES] = { "rules", "DIR", "more rule files (unjoe.gram(5))" },
	[OPT_FOLLOW] = { "follow", NULL, "go on as the files grow, until interrupted" },
};

static const uint64_t general = BIT(DB) | BIT(CONFIG) | BIT(NOW) | BIT(HELP) | BIT(VERSION);

/* What the user called for. */
struct call {
	struct options options;
	struct config *config;
	char **names;           /* the arguments behind the command */
	int count;
	int64_t now;
};

enum need { NEED_NOTHING, NEED_READ, NEED_WRITE };

static bool run_ingest(struct store *store, const struct call *call);
static bool run_analyze(struct store *store, const struct call *call);
static bool run_rebuild(struct store *store, const struct call *call);
static bool run_report(struct store *store, const struct call *call);
static bool run_status(struct store *store, const struct call *call);
static bool run_query(struct store *store, const struct call *call);
static bool run_show(struct store *store, const struct call *call);
static bool run_explain(struct store *store, const struct call *call);
static bool run_own(struct store *store, const struct call *call);
static bool run_help(struct store *store, const struct call *call);

static const struct entry {
	struct command command;
	enum need need;
	int least, most;        /* arguments */
	bool (*run)(struct store *store, const struct call *call);      /* false: exit status 1 */
} entries[] = {
	{ { "ingest", "every day", "FILE...", "read mail logs and bounces: what is new in them",
	    BIT(ZONE) | BIT(TZ) | BIT(YEAR) | BIT(HOST) | BIT(RULES) | BIT(FOLLOW),
	    "A FILE is a log, a mailbox (Maildir, mbox) or a message, plain, compressed or\n"
	    "in an archive; a folder; or - for standard input. Nothing is counted twice,\n"
	    "whatever a file is called by now. With no FILE, those of the configuration are\n"
	    "read.\n\n"
	    "  unjoe ingest /var/log/mail.log*\n"
	    "  unjoe ingest ~postmaster/Maildir bounces.mbox.gz\n"
	    "  journalctl -o export | unjoe ingest -\n" },
	    NEED_WRITE, 1, INT_MAX, run_ingest },
	{ { "analyze", "every day", "", "conclude what new evidence changes",
	    0,
	    "Every ingest ends with this; call it where one was killed before its end, or\n"
	    "another program added evidence.\n" },
	    NEED_WRITE, 0, 0, run_analyze },
	{ { "report", "every day", "[NAME]", "yesterday's report, or the last day that has a log",
	    BIT(FORMAT) | BIT(SINCE) | BIT(UNTIL) | BIT(DOMAIN) | BIT(HOST) | BIT(LIMIT) | BIT(LIST),
	    "With no NAME: summary. --list tells which reports there are.\n\n"
	    "  unjoe report\n"
	    "  unjoe report spf --since -7d\n"
	    "  unjoe report summary/deliveries --format tsv\n" },
	    NEED_READ, 0, 1, run_report },
	{ { "status", "every day", "", "what is wrong, what was read, how fresh it is",
	    BIT(FORMAT) | BIT(LIMIT), NULL },
	    NEED_READ, 0, 0, run_status },
	{ { "show", "look closer", "WHAT", "everything about a message, address, IP, domain or user",
	    BIT(FORMAT) | BIT(SINCE) | BIT(UNTIL) | BIT(HOST) | BIT(LIMIT),
	    "WHAT is a queue id, a Message-ID, an address, an IP address, a domain or the\n"
	    "name of a login; its form tells which. A message is shown with every hop, filter\n"
	    "and notice that belongs to it, and the file and line of each event.\n\n"
	    "  unjoe show 4Xabc12DefzKLM\n"
	    "  unjoe show alice@example.com --since -7d\n"
	    "  unjoe show 192.0.2.10\n" },
	    NEED_READ, 1, 1, run_show },
	{ { "explain", "look closer", "BOUNCE", "whose fault a bounce is, and why",
	    BIT(FORMAT) | BIT(LIMIT),
	    "BOUNCE is a number as reports print it, the bounce's Message-ID, or the path of\n"
	    "its file. Each reason stands with the line of the log or the header that it\n"
	    "rests on; then what would decide it, and where to look next.\n\n"
	    "  unjoe explain 4711\n"
	    "  unjoe explain ~postmaster/Maildir/cur/1795.M1P2.mx\n" },
	    NEED_READ, 1, 1, run_explain },
	{ { "query", "look closer", "--sql SQL", "any question, in SQL",
	    BIT(SQL) | BIT(FORMAT) | BIT(LIMIT),
	    "Reads, and never writes. unjoe(1) lists the views to ask. Text on a terminal,\n"
	    "else tsv.\n\n"
	    "  unjoe query --sql 'SELECT status, count(*) FROM deliveries GROUP BY status'\n" },
	    NEED_READ, 0, 0, run_query },
	{ { "own", "keep", "[pin|unpin KIND VALUE]", "what is believed to be yours, and why",
	    BIT(FORMAT) | BIT(LIMIT),
	    "KIND is domain, network, outgoing (an address that you send from), host, or\n"
	    "complete: all outgoing mail of that domain is in the logs that are read here, so\n"
	    "that what is not in them was never sent. Pins stay until unpinned.\n\n"
	    "  unjoe own\n"
	    "  unjoe own pin complete example.com\n"
	    "  unjoe own pin network 192.0.2.0/24\n"
	    "  unjoe own unpin domain example.net\n" },
	    NEED_READ, 0, 3, run_own },
	{ { "rebuild", "keep", "", "forget all conclusions and make them again",
	    0,
	    "What was read is kept. The conclusions come out as they were, unless a newer\n"
	    "unjoe concludes better.\n" },
	    NEED_WRITE, 0, 0, run_rebuild },
	{ { "help", "keep", "[COMMAND]", "how to use a command", 0, NULL },
	    NEED_NOTHING, 0, 1, run_help },
};

static int64_t
number_of(const struct call *call, enum option_number option, int64_t least, int64_t most, int64_t otherwise)
{
	int64_t number;
	const char *value = call->options.value[option];
	if (value == NULL)
		return otherwise;
	if (!str_number(str_of(value), &number) || number < least || number > most)
		die_usage("--%s %s: a number from %lld on is wanted", rules[option].name, value, (long long)least);
	return number;
}

static struct report_options
report_options_of(const struct call *call)
{
	const char *const *value = call->options.value;
	struct report_options options = {
		.since = str_of(value[OPT_SINCE]), .until = str_of(value[OPT_UNTIL]),
		.domain = str_of(value[OPT_DOMAIN]), .host = str_of(value[OPT_HOST]),
		.limit = number_of(call, OPT_LIMIT, 0, INT64_MAX, -1),
		.now = call->now, .version = UNJOE_VERSION, .locate = ingest_locate,
	};
	if (value[OPT_FORMAT] != NULL && !report_format_find(value[OPT_FORMAT], &options.format))
		die_usage("--format %s: text, tsv, csv or json is wanted", value[OPT_FORMAT]);
	return options;
}

static bool
run_ingest(struct store *store, const struct call *call)
{
	const char *const *value = call->options.value;
	const struct config *config = call->config;
	const char *zone = value[OPT_ZONE] != NULL ? value[OPT_ZONE] : value[OPT_TZ];
	if (zone != NULL && !ingest_zone_known(zone))
		die_usage("--zone: there is no time zone \"%s\"; write it as in Europe/Berlin", zone);
	struct ingest_options options = {
		.zone = zone != NULL ? zone : config->ingest.zone,
		.year = (int)number_of(call, OPT_YEAR, 1970, 9999, 0),
		.host = value[OPT_HOST] != NULL ? value[OPT_HOST] : config->ingest.host,
		.rules = value[OPT_RULES] != NULL ? value[OPT_RULES] : config->ingest.rules,
		.follow = value[OPT_FOLLOW] != NULL,
		.progress = isatty(STDERR_FILENO),
		.now = call->now,
		.then = analyze_run,
	};
	bool all = ingest_run(store, &options, call->names, call->count);
	fprintf(stderr, "Database: %s%s\n", store_path(store), store_is_new(store) ? " (new)" : "");
	if (store_is_new(store)) {
		report_own_brief(store);
		report_next(store);
	}
	return all;
}

static void
lock(struct store *store)
{
	int64_t pid;
	if (!store_lock(store, &pid))
		die("%s: an ingest is at work on it (process %lld); try again when it is done", store_path(store), (long long)pid);
}

static bool
run_analyze(struct store *store, const struct call *call)
{
	(void)call;
	lock(store);
	analyze_run(store);
	fprintf(stderr, "Database: %s\n", store_path(store));
	return true;
}

static bool
run_rebuild(struct store *store, const struct call *call)
{
	(void)call;
	lock(store);
	analyze_rebuild(store);
	fprintf(stderr, "Database: %s\n", store_path(store));
	return true;
}

static void
change_pin(struct store *store, const struct call *call)
{
	struct arena *arena = arena_open();
	struct pin pin;
	const char *wanted;
	bool set = strcmp(call->names[0], "pin") == 0;
	if (!set && strcmp(call->names[0], "unpin") != 0)
		die_usage("own %s: pin or unpin is wanted", call->names[0]);
	if (call->count < 3)
		die_usage("own %s needs a kind and a value: unjoe own %s domain example.com", call->names[0], call->names[0]);
	if (!pin_kind_find(str_of(call->names[1]), &pin.kind))
		die_usage("own %s %s: domain, network, outgoing, host or complete is wanted", call->names[0], call->names[1]);
	if (!pin_read(arena, pin.kind, str_of(call->names[2]), &pin, &wanted))
		die_usage("own %s %s %s: %s is wanted", call->names[0], call->names[1], call->names[2], wanted);
	lock(store);
	enum pin_dropped dropped = PIN_DROPPED;
	if (set)
		pin_set(store, &pin, call->now);
	else
		dropped = pin_drop(store, &pin);
	if (dropped == PIN_WAS_NONE)
		die("%s %s is not pinned; 'unjoe own' lists what is", call->names[1], pin.value.p);
	if (dropped == PIN_IS_CONFIGURED)
		die("%s %s is pinned in the configuration; delete it there", call->names[1], pin.value.p);
	if (set && !pin_is_believed(store, &pin))
		warn("no line of the log says so far that %s is yours; is it spelled right?", pin.value.p);
	analyze_run(store);
	fprintf(stderr, "Database: %s\n", store_path(store));
	arena_close(arena);
}

static bool
run_own(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	if (call->count > 0)
		change_pin(store, call);
	else
		report_own(store, &options);
	return true;
}

static bool
run_report(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	if (call->options.value[OPT_LIST] != NULL)
		report_list(&options);
	else
		report_run(store, &options, call->count > 0 ? call->names[0] : "summary");
	return true;
}

static bool
run_status(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	report_status(store, &options);
	return true;
}

static bool
run_show(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	return report_show(store, &options, call->names[0]);
}

static bool
run_explain(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	return report_explain(store, &options, call->names[0]);
}

static bool
run_query(struct store *store, const struct call *call)
{
	struct report_options options = report_options_of(call);
	if (call->options.value[OPT_SQL] == NULL)
		die_usage("query needs a question: unjoe query --sql 'SELECT ...'");
	report_query(store, &options, call->options.value[OPT_SQL]);
	return true;
}

static const struct entry *
entry_of(const char *name)
{
	for (size_t i = 0; i < LENGTH(entries); i++)
		if (strcmp(entries[i].command.name, name) == 0)
			return &entries[i];
	const char *nearest = options_nearest(name, &entries[0].command.name, LENGTH(entries), sizeof *entries);
	if (nearest != NULL)
		die_usage("there is no command \"%s\"; did you mean \"%s\"?", name, nearest);
	die_usage("there is no command \"%s\"", name);
}

static bool
run_help(struct store *store, const struct call *call)
{
	(void)store;
	if (call->count > 0) {
		options_help(&entry_of(call->names[0])->command, rules, OPTIONS, general);
		return true;
	}
	puts("Finds the bounces of mail you never sent: who forged it, and who bounced it.\n\n"
	    "usage: unjoe [--db FILE] COMMAND [options]");
	options_commands(&entries[0].command, LENGTH(entries), sizeof *entries);
	puts("\nStart:  unjoe ingest /var/log/mail.log*\n"
	    "        unjoe report\n"
	    "Help:   unjoe help COMMAND     man unjoe");
	return true;
}

static struct store *
open_store(const struct call *call, enum need need)
{
	char *path = config_database(call->config, call->options.value[OPT_DB], need == NEED_WRITE);
	if (need == NEED_READ && access(path, F_OK) != 0 && errno == ENOENT)
		die("there is no database %s yet; begin with 'unjoe ingest /var/log/mail.log*', or name one with --db", path);
	struct store *store = store_open(path, need == NEED_WRITE ? STORE_WRITE : STORE_READ);
	free(path);
	return store;
}

/* What was printed must have arrived; but a reader who has seen enough ("| head") is none of our troubles. */
static int
finish(bool done)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return done ? 0 : 1;
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

static bool
run_entry(const struct entry *entry, struct call *call)
{
	const char *const *value = call->options.value;
	options_check(&call->options, rules, OPTIONS, general, &entry->command);
	if (value[OPT_NOW] != NULL && !when_parse(str_of(value[OPT_NOW]), call->now, &call->now))
		die_usage("--now %s is no time; see 'unjoe help'", value[OPT_NOW]);
	call->config = config_open(value[OPT_CONFIG]);
	if (call->config->zone != NULL) {
		setenv("TZ", call->config->zone, 1);
		tzset();
	}
	if (entry->run == run_ingest && call->count == 0) {
		call->names = call->config->ingest.files.items;
		call->count = call->config->ingest.files.count;
	}
	if (call->count < entry->least)
		die_usage("%s needs an argument: unjoe %s %s", entry->command.name, entry->command.name, entry->command.arguments);
	if (call->count > entry->most)
		die_usage("\"%s\" is one argument too many for %s", call->names[entry->most], entry->command.name);
	/* The list of the reports needs no database. */
	bool none = entry->need == NEED_NOTHING || value[OPT_LIST] != NULL;
	enum need need = entry->run == run_own && call->count > 0 ? NEED_WRITE : entry->need;
	struct store *store = none ? NULL : open_store(call, need);
	if (store != NULL && need == NEED_WRITE)
		pin_configure(store, call->config->own.items, call->config->own.count, call->now);
	bool done = entry->run(store, call);
	store_close(store);
	config_close(call->config);
	return done;
}

int
main(int argc, char **argv)
{
	struct call call = { .now = time(NULL) };
	options_read(&call.options, rules, OPTIONS, argc, argv);
	bool help = call.options.value[OPT_HELP] != NULL;
	call.names = call.options.arguments + 1;
	call.count = call.options.count - 1;
	if (call.options.value[OPT_VERSION] != NULL) {
		printf("unjoe %s (database schema %d)\n", UNJOE_VERSION, schema_version());
		return finish(true);
	}
	if (call.options.count == 0) {
		run_help(NULL, &call);
		return finish(true) == 0 && help ? 0 : 2;
	}
	const struct entry *entry = entry_of(call.options.arguments[0]);
	if (!help)
		return finish(run_entry(entry, &call));
	options_help(&entry->command, rules, OPTIONS, general);
	return finish(true);
}
