/*
 * report.c - commands that tell what is known.
 */
#include "command/command.h"

static bool
run_report(struct call *call)
{
	struct report_options options = call_report_options(call);
	const char *plot = call->options.value[OPT_PLOT];
	if (plot != NULL && !report_plot_fits(plot))
		die_usage("--plot %s: a name that ends with .png, .svg or .gp is wanted, or -", plot);
	options.plot = plot;
	/* The list needs no database. */
	if (call->options.value[OPT_LIST] != NULL)
		report_list(&options);
	else if (options.format == REPORT_HTML && call->count == 0)
		report_all(call_reads(call), &options);
	else
		report_run(call_reads(call), &options, call->count > 0 ? call->names[0] : "summary");
	return true;
}

static bool
run_status(struct call *call)
{
	struct report_options options = call_report_options(call);
	report_status(call_reads(call), &options);
	return true;
}

static bool
run_show(struct call *call)
{
	struct report_options options = call_report_options(call);
	return report_show(call_reads(call), &options, call->names[0]);
}

static bool
run_explain(struct call *call)
{
	struct report_options options = call_report_options(call);
	return report_explain(call_reads(call), &options, call->names[0]);
}

static bool
run_query(struct call *call)
{
	struct report_options options = call_report_options(call);
	const char *sql = call->options.value[OPT_SQL];
	if ((sql == NULL) == (call->count == 0))
		die_usage("query needs what to ask for, or --sql: unjoe query bounces class:forged since:-7d");
	options.by = str_of(call->options.value[OPT_BY]);
	if (sql != NULL)
		report_query(call_reads(call), &options, sql);
	else
		report_ask(call_reads(call), &options, call->names[0], call->names + 1, call->count - 1);
	return true;
}

const struct entry entry_report = {
	{ "report", "every day", "[NAME]", "yesterday's report, or the last day that has a log",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(DOMAIN) | OPTION_BIT(HOST) | OPTION_BIT(LIMIT) |
	    OPTION_BIT(LIST) | OPTION_BIT(PLOT) | OPTION_BIT(HTML),
	    "With no NAME: summary; --html without one makes a page of all that is worth a\n"
	    "look. --list tells which reports there are.\n\n"
	    "  unjoe report\n"
	    "  unjoe report spf --since -7d\n"
	    "  unjoe report summary/deliveries --format tsv\n"
	    "  unjoe report bounces --plot bounces.png\n"
	    "  unjoe report --html /var/www/mail\n" },
	0, 1, run_report
};

static bool
run_plot(struct call *call)
{
	if (call->count == 0)
		call->options.value[OPT_LIST] = "";
	if (call->options.value[OPT_PLOT] == NULL)
		call->options.value[OPT_PLOT] = "-";
	return run_report(call);
}

const struct entry entry_plot = {
	{ "plot", "hand over", "[NAME]", "a report as a picture, on the terminal or a file",
	    OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(DOMAIN) | OPTION_BIT(HOST) | OPTION_BIT(PLOT),
	    "The first table of it that has counts, over time or side by side; a table has a\n"
	    "name of its own. With no NAME: which reports there are. gnuplot draws it\n"
	    "(Debian: gnuplot-nox).\n\n"
	    "  unjoe plot bounces/days\n"
	    "  unjoe plot backscatter --plot hosts.svg\n" },
	0, 1, run_plot
};

const struct entry entry_status = {
	{ "status", "every day", "", "what is wrong, what was read, how fresh it is",
	    OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT), NULL },
	0, 0, run_status
};

const struct entry entry_show = {
	{ "show", "look closer", "WHAT", "all about a message, address, IP, domain or user",
	    OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(HOST) | OPTION_BIT(LIMIT),
	    "WHAT is a queue id, a Message-ID, an address, an IP address, a domain or the\n"
	    "name of a login; its form tells which. A message is shown with every hop, filter\n"
	    "and notice that belongs to it, and the file and line of each event.\n\n"
	    "  unjoe show 4Xabc12DefzKLM\n"
	    "  unjoe show alice@example.com --since -7d\n"
	    "  unjoe show 192.0.2.10\n" },
	1, 1, run_show
};

const struct entry entry_explain = {
	{ "explain", "look closer", "BOUNCE", "whose fault a bounce is, and why",
	    OPTION_BIT(FORMAT) | OPTION_BIT(LIMIT),
	    "BOUNCE is a number as reports print it, the bounce's Message-ID, or the path of\n"
	    "its file. Each reason stands with the line of the log or the header that it\n"
	    "rests on; then what would decide it, and where to look next.\n\n"
	    "  unjoe explain 4711\n"
	    "  unjoe explain ~postmaster/Maildir/cur/1795.M1P2.mx\n" },
	1, 1, run_explain
};

const struct entry entry_query = {
	{ "query", "look closer", "NOUN TERM...", "rows and counts: bounces, messages, ips, ...",
	    OPTION_BIT(BY) | OPTION_BIT(SQL) | OPTION_BIT(FORMAT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(LIMIT),
	    "Nouns: bounces, messages, checks, domains, ips, hosts, incidents; 'unjoe help\n"
	    "query NOUN' lists the terms of one. Terms are NAME:VALUE; * and ? in a value are\n"
	    "wildcards; a word without a name is looked for in the texts. and, or, not and\n"
	    "parentheses join them. Text on a terminal, else tsv. With none of it, on a\n"
	    "terminal: a prompt, at which the same is asked.\n\n"
	    "  unjoe query bounces class:forged domain:example.com since:-7d --by domain,hour\n"
	    "  unjoe query messages ip:192.0.2.0/24 not status:sent\n"
	    "  unjoe query checks '(result:fail or result:softfail) action:accept'\n"
	    "  unjoe query --sql 'SELECT status, count(*) FROM deliveries GROUP BY status'\n" },
	0, 10000, run_query
};
