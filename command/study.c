/*
 * study.c - commands about the SPF of many: what sender domains publish, and what another record of ours would have done.
 */
#include "command/command.h"

#define WORLD_OPTIONS \
	(OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE) | OPTION_BIT(AS_OF) | OPTION_BIT(ANSWERS) | OPTION_BIT(ZONE))

static bool
run_adoption(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct spf_world *world = (call_locks(call), call_world(call));
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
