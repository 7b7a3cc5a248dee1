/*
 * own.c - the command about what is ours: it tells, and takes the user's word for it.
 */
#include "command/command.h"

#include <string.h>

static void
change_pin(struct call *call)
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
	struct store *store = call_changes(call);
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
	call_tell_database(call);
	arena_close(arena);
}

static bool
run_own(struct call *call)
{
	struct report_options options = call_report_options(call);
	if (call->count > 0)
		change_pin(call);
	else
		report_own(call_reads(call), &options);
	return true;
}

const struct entry entry_own = {
	{ "own", "keep", "[pin|unpin KIND VALUE]", "what is believed to be yours, and why",
	    OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT),
	    "KIND is domain, network, outgoing (an address that you send from), host, or\n"
	    "complete: all outgoing mail of that domain is in the logs that are read here, so\n"
	    "that what is not in them was never sent. Pins stay until unpinned.\n\n"
	    "  unjoe own\n"
	    "  unjoe own pin complete example.com\n"
	    "  unjoe own pin network 192.0.2.0/24\n"
	    "  unjoe own unpin domain example.net\n" },
	0, 3, run_own
};
