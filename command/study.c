/*
 * study.c - commands about the SPF of many: what sender domains publish, and what another record of ours would have done.
 */
#include "command/command.h"

#include <ctype.h>
#include <stdlib.h>

#define WORLD_OPTIONS \
	(OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE) | OPTION_BIT(AS_OF) | OPTION_BIT(ANSWERS) | OPTION_BIT(ZONE))

static bool
run_adoption(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct spf_world *world = (call_changes(call), call_world(call));
	spf_policies(world);
	spf_world_close(world);
	report_run(call->store, &options, "adoption");
	return true;
}

const struct entry entry_spf_adoption = {
	{ "spf adoption", "SPF", "", "what the domains that send to us publish",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(LIMIT) | WORLD_OPTIONS,
	    "Looks at the record and the DMARC policy of every sender domain of the log, and\n"
	    "prints the report. With --dns the DNS is asked for what is not known.\n" },
	0, 0, run_adoption
};

static void
open_store(struct call *call)
{
	if (call_asks(call))
		call_writes(call);
	else
		call_reads(call);
}

/* The domain named, in lower case, without a dot at its end. */
static char *
domain_of(const struct call *call)
{
	struct str name = str_of(call->names[0]);
	call_needs_domain(name.p);
	name.n -= str_suffix(name, ".");
	char *domain = mem_string(name);
	for (char *p = domain; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return domain;
}

static bool
run_whatif(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct str record = str_trim(str_of(call->options.value[OPT_RECORD]));
	if (record.p == NULL)
		die_usage("spf whatif needs --record: a whole record, or -all for the present one with that end");
	if (record.n > SPF_RECORD_BYTES)
		die_usage("--record: DNS cannot carry more than %d bytes", SPF_RECORD_BYTES);
	open_store(call);
	struct store *rows = store_open_rows();
	char *domain = domain_of(call);
	/* The world as it is: the proposed record is laid over it. */
	call->options.value[OPT_RECORD] = NULL;
	struct spf_world *world = call_world(call);
	if (!spf_whatif_rows(world, str_of(domain), record, rows))
		die_usage("--record \"%s\" is neither a record, which begins with \"v=spf1 \", nor -all, ~all or ?all", record.p);
	report_spf_whatif(rows, &options, domain);
	spf_world_close(world);
	store_close(rows);
	free(domain);
	return true;
}

const struct entry entry_spf_whatif = {
	{ "spf whatif", "SPF", "DOMAIN", "what another record would have done",
	    OPTION_BIT(RECORD) | OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT) | WORLD_OPTIONS,
	    "Replays all mail and bounces seen in the name of DOMAIN against the proposed\n"
	    "record: who of yours would newly fail, and how much forged mail it would have\n"
	    "stopped. --record -all takes the present record, with -all at its end.\n\n"
	    "  unjoe spf whatif example.com --record -all --dns\n" },
	1, 1, run_whatif
};

static bool
run_suggest(struct call *call)
{
	struct report_options options = call_report_options(call);
	open_store(call);
	struct store *rows = store_open_rows();
	char *domain = domain_of(call);
	struct spf_world *world = call_world(call);
	bool found = spf_suggest_rows(world, str_of(domain), rows);
	report_spf_suggest(rows, &options, domain);
	spf_world_close(world);
	store_close(rows);
	free(domain);
	return found;
}

const struct entry entry_spf_suggest = {
	{ "spf suggest", "SPF", "DOMAIN", "a record from what is seen to send",
	    OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT) | WORLD_OPTIONS,
	    "The record that fits the addresses that really send for DOMAIN, as the logs and\n"
	    "bounces show, within ten lookups; and the terms by which nobody was seen to send.\n" },
	1, 1, run_suggest
};
