/*
 * incident.c - commands about storms and takeovers, and what was done about them.
 */
#include "analyze/analyze.h"
#include "command/command.h"

#include <string.h>

static bool
run_incident(struct call *call)
{
	struct report_options options = call_report_options(call);
	options.plot = call->options.value[OPT_PLOT];
	if (options.plot != NULL && !report_plot_fits(options.plot))
		die_usage("--plot %s: a name that ends with .png, .svg or .gp is wanted, or -", options.plot);
	if (options.plot != NULL && call->count == 0)
		die_usage("incident --plot needs an incident: unjoe incident last --plot %s", options.plot);
	if (call->options.value[OPT_BUNDLE] != NULL && call->count == 0)
		die_usage("incident --bundle needs an incident: unjoe incident last --bundle %s", call->options.value[OPT_BUNDLE]);
	if (call->options.value[OPT_BUNDLE] != NULL)
		return call_bundle(call, call->names[0], call->options.value[OPT_BUNDLE]);
	if (call->count > 0)
		return report_incident(call_reads(call), &options, call->names[0]);
	report_incidents(call_reads(call), &options);
	return true;
}

static bool
add_event(struct call *call)
{
	const char *at = call->options.value[OPT_AT], *wanted;
	struct event event = { .at = call->now, .text = str_trim(str_of(call->names[1])) };
	struct arena *arena = arena_open();
	struct pin domain;
	if (event.text.n == 0 || event.text.n > 500)
		die_usage("event add: a text of 1 to 500 bytes is wanted");
	if (at != NULL && !when_parse(str_of(at), call->now, &event.at))
		die_usage("--at %s is no time; see 'unjoe help event'", at);
	if (call->options.value[OPT_DOMAIN] != NULL) {
		if (!pin_read(arena, PIN_DOMAIN, str_of(call->options.value[OPT_DOMAIN]), &domain, &wanted))
			die_usage("--domain %s: %s is wanted", call->options.value[OPT_DOMAIN], wanted);
		event.domain = domain.value;
	}
	say("Event %lld is noted.", (long long)event_add(call_notes(call), &event, call->now));
	call_tell_database(call);
	arena_close(arena);
	return true;
}

static bool
delete_event(struct call *call)
{
	int64_t number;
	if (!str_number(str_of(call->names[1]), &number))
		die_usage("event delete %s: a number is wanted, as 'unjoe event' lists them", call->names[1]);
	if (!event_delete(call_notes(call), number))
		die("there is no event %s; 'unjoe event' lists them", call->names[1]);
	call_tell_database(call);
	return true;
}

static bool
run_event(struct call *call)
{
	struct report_options options = call_report_options(call);
	if (call->count == 0) {
		report_events(call_reads(call), &options);
		return true;
	}
	bool add = strcmp(call->names[0], "add") == 0;
	if (!add && strcmp(call->names[0], "delete") != 0)
		die_usage("event %s: add or delete is wanted", call->names[0]);
	if (call->count < 2)
		die_usage("event %s needs %s", call->names[0], add ? "a text: unjoe event add \"published -all\"" : "a number: unjoe event delete 1");
	return add ? add_event(call) : delete_event(call);
}

const struct entry entry_incident = {
	{ "incident", "look closer", "[ID]", "storms of bounces, stolen accounts: what to do",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(DOMAIN) | OPTION_BIT(LIMIT) | OPTION_BIT(HTML) | OPTION_BIT(PLOT) | OPTION_BIT(BUNDLE) | OPTION_BIT(FULL),
	    "With no ID: the list of them. ID is an incident's name, or the beginning of it\n"
	    "where no other begins so, or \"last\".\n\n"
	    "  unjoe incident\n"
	    "  unjoe incident last\n"
	    "  unjoe incident storm-example.com-20261118T0312\n"
	    "  unjoe incident last --html incident.html\n" },
	0, 1, run_incident
};

const struct entry entry_event = {
	{ "event", "keep", "[add TEXT|delete N]", "note what you did: incidents tell what it changed",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(DOMAIN) | OPTION_BIT(LIMIT) | OPTION_BIT(AT),
	    "With nothing: the list of them, with the changes of DNS that were seen.\n\n"
	    "  unjoe event add \"published -all\" --domain example.com\n"
	    "  unjoe event add \"rate limit on null senders\" --at \"2026-11-18 05:40\"\n"
	    "  unjoe event delete 3\n" },
	0, 2, run_event
};
