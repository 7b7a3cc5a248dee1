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
#include <strings.h>
#include <unistd.h>

#define WORLD_OPTIONS \
	(OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE) | OPTION_BIT(AS_OF) | OPTION_BIT(ANSWERS) | OPTION_BIT(ZONE))

/* The time is that of --as-of. */
static struct report_options
spf_report_options(const struct call *call)
{
	struct report_options options = call_report_options(call);
	if (call_as_of(call) != INT64_MAX)
		options.now = call_as_of(call);
	return options;
}

static bool
run_batch(struct call *call, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	int in = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		die("%s: %s", path, strerror(errno));
	struct report_options options = spf_report_options(call);
	struct store *rows = options.format != REPORT_AUTO ? store_open_rows() : NULL;
	struct spf_world *world = call_world(call);
	bool good = spf_batch(world, in, standard ? "standard input" : path, rows == NULL ? stdout : NULL, rows);
	if (rows != NULL)
		report_spf_batch(rows, &options);
	store_close(rows);
	spf_world_close(world);
	if (!standard)
		close(in);
	return good;
}

/* What stands behind the last @; all of it where there is none. */
static struct str
behind_at(struct str text)
{
	struct str rest = text, part = text;
	while (rest.p != NULL)
		part = str_cut(&rest, '@');
	return part;
}

/* The sender, as it was told: by --sender, by the DOMAIN, or by both. Absent: there is none, and the HELO name is checked. */
static struct str
sender_of(struct call *call, struct arena *arena)
{
	struct str sender = str_of(call->options.value[OPT_SENDER]), domain = str_of(call->count > 0 ? call->names[0] : NULL);
	if (sender.n > 1 && sender.p[0] == '<' && sender.p[sender.n - 1] == '>')
		sender = arena_copy(arena, (struct str){ sender.p + 1, sender.n - 2 });
	if (domain.p == NULL)
		return sender;
	call_needs_domain(domain.p);
	if (sender.n == 0)
		sender = STR("postmaster");
	if (memchr(sender.p, '@', sender.n) == NULL)
		return arena_print(arena, "%.*s@%.*s", (int)sender.n, sender.p, (int)domain.n, domain.p);
	if (strcasecmp(behind_at(sender).p, domain.p) != 0)
		die_usage("%s is not the domain of --sender %s; leave one of them away", domain.p, sender.p);
	return sender;
}

static bool
check_one(struct call *call)
{
	struct report_options options = spf_report_options(call);
	struct arena *arena = arena_open();
	struct spf_mail mail = {
		.ip = str_of(call->options.value[OPT_IP]), .helo = str_of(call->options.value[OPT_HELO]), .sender = sender_of(call, arena),
	};
	if (mail.ip.p == NULL)
		die_usage("spf check needs --ip, the client; to look at the record alone: unjoe spf lint, unjoe spf tree");
	bool single;
	if (network_written(mail.ip, arena, &single).p == NULL || !single)
		die_usage("--ip %s: an IP address is wanted", mail.ip.p);
	if (mail.sender.n == 0 && mail.helo.n == 0)
		die_usage("spf check needs a DOMAIN, --sender or --helo");
	struct store *rows = store_open_rows();
	struct spf_world *world = call_world_of(call, behind_at(mail.sender.n > 0 ? mail.sender : mail.helo));
	bool known = spf_check_rows(world, &mail, rows);
	report_spf_check(rows, &options, mail.ip.p);
	spf_world_close(world);
	store_close(rows);
	arena_close(arena);
	return known;
}

static bool
run_check(struct call *call)
{
	const char *const *value = call->options.value;
	call_may_read(call);
	if (value[OPT_BATCH] == NULL)
		return check_one(call);
	if (call->count > 0 || value[OPT_IP] != NULL || value[OPT_HELO] != NULL || value[OPT_SENDER] != NULL)
		die_usage("spf check --batch takes client, HELO name and sender from its lines");
	if (value[OPT_RECORD] != NULL)
		die_usage("spf check --batch takes no --record");
	return run_batch(call, value[OPT_BATCH]);
}

static bool
run_tree(struct call *call)
{
	struct report_options options = spf_report_options(call);
	call_needs_domain(call->names[0]);
	call_may_read(call);
	struct store *rows = store_open_rows();
	struct spf_world *world = call_world(call);
	bool sound = spf_tree_rows(world, str_of(call->names[0]), rows);
	report_spf_tree(rows, &options, call->names[0]);
	spf_world_close(world);
	store_close(rows);
	return sound;
}

/* Everything that is named, in one report. */
static bool
lint_what_is_named(struct call *call, struct store *rows)
{
	struct str record = str_of(call->options.value[OPT_RECORD]);
	if (call->count == 1 && strcmp(call->names[0], "-") == 0)
		return spf_lint_lines_rows(stdin, rows);
	if (record.p != NULL && call->count == 0)
		return spf_lint_text_rows(record, rows);
	for (int i = 0; i < call->count; i++)
		call_needs_domain(call->names[i]);
	call_may_read(call);
	struct spf_world *world = call_world(call);
	bool clean = true;
	if (call->count > 0)
		clean = spf_lint_domain_rows(world, call->names, call->count, record, rows);
	else if (call->options.value[OPT_ZONE] != NULL)
		clean = spf_lint_zone_rows(world, rows);
	else if (call->store != NULL)
		clean = spf_lint_own_rows(world, rows);
	else
		die_usage("spf lint needs a DOMAIN, \"-\" for standard input, --record TEXT, --zone FILE, or a database that knows what is yours");
	spf_world_close(world);
	return clean;
}

static bool
run_lint(struct call *call)
{
	struct report_options options = spf_report_options(call);
	struct store *rows = store_open_rows();
	if (call->options.value[OPT_RECORD] != NULL && call->count > 1)
		die_usage("--record is the record of one DOMAIN");
	bool clean = lint_what_is_named(call, rows);
	report_spf_lint(rows, &options);
	store_close(rows);
	return clean;
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
	    "DOMAIN is short for --sender postmaster@DOMAIN. With --helo the HELO name is\n"
	    "checked as well; without a sender it alone. The records on the way are shown\n"
	    "with the terms that decided, and each lookup.\n\n"
	    "  unjoe spf check example.com --ip 192.0.2.10 --dns\n"
	    "  unjoe spf check --ip 192.0.2.10 --helo mx.example.net --sender a@example.com\n"
	    "  unjoe spf check example.com --ip 192.0.2.10 --record 'v=spf1 mx -all'\n\n"
	    "--batch prints id, result and explanation of each line, with tabs; with\n"
	    "--format a table that tells more. Exit status 1: the verdict is not known, or\n"
	    "a line was none.\n" },
	0, 1, run_check
};

const struct entry entry_spf_tree = {
	{ "spf tree", "SPF", "DOMAIN", "what a record includes, its lookups, who may send",
	    OPTION_BIT(RECORD) | OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT) | WORLD_OPTIONS,
	    "Each term with the number of its lookup, of which 10 are allowed, the lookups\n"
	    "that find nothing (2), how many addresses it lets in; and where it breaks.\n\n"
	    "  unjoe spf tree example.com --dns\n"
	    "  unjoe spf tree example.com --dns --record 'v=spf1 include:example.net -all'\n" },
	1, 1, run_tree
};

const struct entry entry_spf_lint = {
	{ "spf lint", "SPF", "[DOMAIN...|-]", "what is wrong with a record, and how it should be",
	    OPTION_BIT(RECORD) | OPTION_BIT(FORMAT) | WORLD_OPTIONS,
	    "Says where it is wrong, why that matters, and corrects it. With no DOMAIN:\n"
	    "the --record alone; every record and HELO name in a --zone file; else those of\n"
	    "your own domains and hosts. - reads records, one a line. Exit status 1: there\n"
	    "is an error.\n\n"
	    "  unjoe spf lint example.com --dns\n"
	    "  unjoe spf lint --record 'v=spf1 ip4=192.0.2.10 -all'\n"
	    "  unjoe spf lint --zone /etc/nsd/example.com.zone\n" },
	0, INT_MAX, run_lint
};

const struct entry entry_spf_export = {
	{ "spf export", "SPF", "", "the answers of the DNS in the database, as text",
	    0,
	    "One line a value, with its times; unjoe(1) has the form. --answers and spf\n"
	    "import read it.\n\n"
	    "  unjoe spf export >answers.txt\n" },
	0, 0, run_export
};

const struct entry entry_spf_import = {
	{ "spf import", "SPF", "FILE...", "answers of the DNS into the database",
	    OPTION_BIT(AT),
	    "As spf export writes them. Those without a time are taken to be of now, or of\n"
	    "--at.\n\n"
	    "  unjoe spf import answers.txt\n" },
	1, INT_MAX, run_import
};
