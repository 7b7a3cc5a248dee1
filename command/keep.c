/*
 * keep.c - commands about what is kept, of whom and for how long.
 */
#include "analyze/analyze.h"
#include "command/command.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { BOUNCES_DAYS = 30, LOG_DAYS = 90 };

static void
print_count(const char *what, int64_t n)
{
	if (n > 0)
		printf("%9" PRId64 " %s\n", n, what);
}

static bool
run_prune(struct call *call)
{
	const struct config *config = call->config;
	bool dry = call->options.value[OPT_DRY_RUN] != NULL;
	int64_t bounces = config->prune.bounces > 0 ? config->prune.bounces : BOUNCES_DAYS, log = config->prune.log > 0 ? config->prune.log : LOG_DAYS;
	struct store *store = call_changes(call);
	printf("%s: bounces older than %" PRId64 " days, log older than %" PRId64 " days:\n", dry ? "To prune" : "Pruned", bounces, log);
	if (analyze_prune(store, call->now - bounces * 86400, call->now - log * 86400, dry, print_count) == 0)
		puts("     none");
	call_tell_database(call);
	return true;
}

/* The address as it is looked for. */
static struct str
address_of(const char *text)
{
	struct str address = str_trim(str_of(text));
	if (address.n > 1 && address.p[0] == '<' && address.p[address.n - 1] == '>')
		address = (struct str){ address.p + 1, address.n - 2 };
	struct str domain = address, local = str_cut(&domain, '@');
	if (local.n == 0 || domain.n == 0 || memchr(address.p, ' ', address.n) != NULL || memchr(domain.p, '@', domain.n) != NULL)
		die_usage("\"%s\" is no address: local@domain is wanted", text);
	return address;
}

/* Reports that could not be sent lie beside the database (report/post.c), packed as mail is: what they say of whom is not looked for. */
static void
name_unsent(const struct store *store)
{
	struct arena *arena = arena_open();
	const char *database = store_path(store), *slash = strrchr(database, '/');
	struct str folder = slash == NULL ? STR(".") : slash == database ? STR("/") : (struct str){ database, (size_t)(slash - database) };
	struct dirent *entry;
	DIR *dir = opendir(arena_copy(arena, folder).p);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (str_prefix(str_of(entry->d_name), "nightly-") && str_suffix(str_of(entry->d_name), ".eml"))
			say("A report that was not sent may tell of it, too; send or delete it: %.*s/%s", (int)folder.n, folder.p, entry->d_name);
	if (dir != NULL)
		closedir(dir);
	arena_close(arena);
}

static bool
run_erase(struct call *call)
{
	bool dry = call->options.value[OPT_DRY_RUN] != NULL;
	struct str address = address_of(call->names[0]);
	struct store *store = call_changes(call);
	printf("%s, rows that have %.*s:\n", dry ? "To change" : "Changed", (int)address.n, address.p);
	if (analyze_erase(store, address, dry, print_count) == 0)
		puts("     none");
	else if (!dry)
		say("The logs and mailboxes themselves are as they were; read into a new database, they would tell it again.");
	name_unsent(store);
	call_tell_database(call);
	return true;
}

static bool
run_hold(struct call *call)
{
	struct report_options options = call_report_options(call);
	if (call->count == 0) {
		report_holds(call_reads(call), &options);
		return true;
	}
	bool add = strcmp(call->names[0], "add") == 0;
	if (!add && strcmp(call->names[0], "delete") != 0)
		die_usage("hold %s: add or delete is wanted", call->names[0]);
	if (call->count < 2)
		die_usage("hold %s needs an incident; 'unjoe incident' lists them", call->names[0]);
	struct arena *arena = arena_open();
	struct store *store = call_notes(call);
	struct str incident = report_incident_find(store, &options, call->names[1], arena);
	bool found = incident.p != NULL && analyze_hold(store, incident.p, add, call->now);
	if (found)
		say("%s %s.", incident.p, add ? "is on hold: prune leaves what there is of its evidence" : "is on hold no longer");
	call_tell_database(call);
	arena_close(arena);
	return found;
}

const struct entry entry_prune = {
	{ "prune", "keep", "", "take away what is old: bounces, log rows",
	    OPTION_BIT(DRY_RUN),
	    "Bounces are kept for 30 days and the log for 90, if unjoe.conf says nothing else\n"
	    "([prune] bounces, log). Daily totals, verdicts, incidents, and the evidence of\n"
	    "those on hold stay. Nothing pruned is taken for mail that was never sent.\n\n"
	    "  unjoe prune --dry-run\n" },
	0, 0, run_prune
};

const struct entry entry_erase = {
	{ "erase", "keep", "ADDRESS", "put a made-up name in the place of an address",
	    OPTION_BIT(DRY_RUN),
	    "Everywhere in the database, in whatever form: what it was is written over.\n"
	    "Counts and verdicts stay. What is held: unjoe export --about ADDRESS.\n\n"
	    "  unjoe erase --dry-run anna@example.com\n" },
	1, 1, run_erase
};

const struct entry entry_hold = {
	{ "hold", "keep", "[add ID|delete ID]", "keep an incident's evidence from being pruned",
	    OPTION_BIT(FORMAT),
	    "With nothing: the list of those on hold.\n\n"
	    "  unjoe hold add storm-example.com-20261118T0312\n" },
	0, 2, run_hold
};
