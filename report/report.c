/*
 * report.c - reports by name: which there are, over which time, with what the reader has to know of it.
 */
#include "report/report.h"
#include "report/format.h"
#include "report/part.h"
#include "report/picture.h"
#include "report/range.h"
#include "report/utf8.h"

#include <stdio.h>
#include <string.h>

enum { HOLES_SHOWN = 3 };
enum { ROWS_MOST = 200000 };    /* of a table, that a report of several days goes through */

bool
report_format_find(const char *name, enum report_format *format)
{
	static const char *const names[] = { [REPORT_TEXT] = "text", [REPORT_TSV] = "tsv", [REPORT_CSV] = "csv", [REPORT_JSON] = "json" };
	for (size_t i = REPORT_TEXT; i < LENGTH(names); i++)
		if (strcmp(names[i], name) == 0) {
			*format = (enum report_format)i;
			return true;
		}
	return false;
}

void
report_list(const struct report_options *options)
{
	const struct column columns[] = {
		{ STR("report"), STR("report"), COLUMN_TEXT }, { STR("tells"), STR("what it tells"), COLUMN_TEXT },
	};
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct table table = { .output = output, .columns = columns, .count = LENGTH(columns) };
	struct part part;
	table_begin(&table);
	for (const struct embedded *file = NULL; (file = part_next(file, STR_NONE, STR_NONE, &part)) != NULL;)
		if (part.report.p != NULL)
			table_row(&table, (struct value[]){ { STMT_TEXT, .text = part.set }, { STMT_TEXT, .text = part.report } });
	table_end(&table);
	output_close(output);
}

/* With the names that there are: of reports, or of the tables of one. */
static _Noreturn void
no_such_report(const char *title)
{
	char known[1024];
	size_t n = 0;
	struct part part;
	struct str name = str_of(title), set = str_cut(&name, '/');
	bool one = part_next(NULL, set, STR_NONE, &part) != NULL && part.report.p != NULL;
	for (const struct embedded *file = NULL; (file = part_next(file, one ? set : STR_NONE, STR_NONE, &part)) != NULL;) {
		struct str found = one ? part.name : part.set;
		if ((one || part.report.p != NULL) && n < sizeof known)
			n += (size_t)snprintf(known + n, sizeof known - n, "%s%.*s", n > 0 ? ", " : "", (int)found.n, found.p);
	}
	if (one)
		die_usage("report %.*s has no table \"%.*s\"; it has: %s", (int)set.n, set.p, (int)name.n, name.p, known);
	die_usage("there is no report \"%s\"; there are: %s", title, known);
}

/* A report as it was asked for. */
struct asked {
	struct str set, name;   /* name absent: all tables of the set */
	const char *title;      /* as the user wrote it */
	bool several, all;      /* tables; of all times, where none is asked for */
};

/* What the tables can be narrowed by; a wish that none of them can fulfil is refused. */
static void
check_wishes(struct store *store, const struct report_options *options, struct asked *asked)
{
	struct { const char *parameter, *option; bool wish, takes; } wishes[] = {
		{ "since", "since or --until", options->since.p != NULL || options->until.p != NULL, false },
		{ "domain", "domain", options->domain.p != NULL, false },
		{ "host", "host", options->host.p != NULL, false },
	};
	struct part part;
	asked->all = true;
	for (const struct embedded *file = NULL; (file = part_next(file, asked->set, asked->name, &part)) != NULL;) {
		for (size_t i = 0; i < LENGTH(wishes); i++)
			wishes[i].takes |= part_takes(store, &part, wishes[i].parameter);
		asked->all &= part.all || !part_takes(store, &part, "since");
	}
	for (size_t i = 0; i < LENGTH(wishes); i++)
		if (wishes[i].wish && !wishes[i].takes)
			die_usage("report %s takes no --%s", asked->title, wishes[i].option);
}

static bool
find_report(const char *title, struct asked *asked)
{
	struct part part;
	struct str name = str_of(title), set = str_cut(&name, '/');
	*asked = (struct asked){ .set = set, .name = name, .title = title };
	/* What is not listed is printed by a command of its own. */
	if (part_next(NULL, set, STR_NONE, &part) == NULL || part.report.p == NULL || part_next(NULL, set, name, &part) == NULL)
		return false;
	asked->several = name.p == NULL && !str_equal(part.set, part.name);
	return true;
}

static _Noreturn void
no_such_host(struct store *store, struct str host)
{
	char known[1024] = "";
	size_t n = 0;
	struct stmt *stmt = store_stmt(store, "report/host_names.sql");
	while (stmt_step(stmt) && n < sizeof known) {
		struct str name = stmt_str(stmt, 0);
		n += (size_t)snprintf(known + n, sizeof known - n, "%s%.*s", n > 0 ? ", " : "", (int)name.n, name.p);
	}
	stmt_reset(stmt);
	if (n > 0)
		die("no log of the host %s was read; of these it was: %s", host.p, known);
	die("no log was read yet; begin with 'unjoe ingest /var/log/mail.log*'");
}

static void
say_holes(struct store *store, const struct report_options *options, struct range range, struct output *output)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, "report/holes.sql");
	bool one_day = when_day(range.since, 1) >= range.until;
	int64_t holes = 0;
	stmt_bind_int(stmt, stmt_param(stmt, "since"), range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range.until);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), options->host);
	while (stmt_step(stmt)) {
		struct str host = stmt_str(stmt, 0), reason = stmt_str(stmt, 3);
		int64_t from = stmt_int(stmt, 1), to = stmt_int(stmt, 2);
		if (holes++ < HOLES_SHOWN)
			output_say(output, "%.*s: %.*s from %s to %s (%s)", (int)host.n, host.p, (int)reason.n, reason.p,
			    (one_day ? format_clock : format_time)(arena, from).p, (one_day ? format_clock : format_time)(arena, to).p, format_span(arena, to - from).p);
	}
	stmt_reset(stmt);
	if (holes > HOLES_SHOWN)
		output_say(output, "%s more holes in the log: unjoe status", format_count(arena, holes - HOLES_SHOWN).p);
	arena_close(arena);
}

/* The head, and what the reader has to know of the time. False: there is no log of it, so that no table can tell anything. */
static bool
say_range(struct store *store, const struct report_options *options, const struct asked *asked, struct range range,
    struct held held, bool fell_back, struct output *output)
{
	struct arena *arena = arena_open();
	struct str time = format_range(arena, range.since, range.until);
	char left[128];
	snprintf(left, sizeof left, "UNJOE %s", asked->title);
	output_head(output, utf8_upper(arena, str_of(left)).p, held.any ? time : STR(""));
	if (options->domain.p != NULL || options->host.p != NULL)
		output_say(output, "Only %s%s%s%s%s.", options->domain.p != NULL ? "what has to do with " : "",
		    options->domain.p != NULL ? options->domain.p : "", options->domain.p != NULL && options->host.p != NULL ? ", " : "",
		    options->host.p != NULL ? "the log of " : "", options->host.p != NULL ? options->host.p : "");
	range_tell(options, range, held, fell_back, output);
	if (held.touched && !asked->all)
		say_holes(store, options, range, output);
	arena_close(arena);
	return held.touched;
}

/* A long time is told by daily totals, where there is a report NAME-days of them; not where one table is asked for by name. True: they tell it, and
   there is something to tell, though its log may have been pruned. */
static bool
choose_days(struct store *store, struct asked *asked, struct range *range, struct arena *arena)
{
	struct part part;
	struct str days = str_suffix(asked->set, "-days") ? asked->set : arena_print(arena, "%.*s-days", (int)asked->set.n, asked->set.p);
	bool switches = days.p != asked->set.p;
	if (switches && (asked->name.p != NULL || when_day(range->since, 1) >= range->until || part_next(NULL, days, STR_NONE, &part) == NULL))
		return false;
	struct stmt *stmt = store_stmt(store, "report/dense.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "since"), range->since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range->until);
	stmt_bind_int(stmt, stmt_param(stmt, "rows"), ROWS_MOST);
	bool dense = stmt_step(stmt);
	stmt_reset(stmt);
	if (dense) {
		asked->set = days;
		*range = (struct range){ when_day(range->since, 0), when_day(range->until - 1, 1) };
	}
	return dense;
}

/* Whether the table that is drawn is of all times, though others of the report are not. */
static bool
pictured_all(const struct asked *asked)
{
	struct part part;
	for (const struct embedded *file = NULL; (file = part_next(file, asked->set, asked->name, &part)) != NULL;)
		if (part.plot.p != NULL && !str_is(part.plot, "none"))
			return part.all;
	return false;
}

/* The first table of the report that has a picture by its head, else the first that can have one. */
static struct plot *
find_plot(struct store *store, const struct report_options *options, const struct asked *asked, struct range range)
{
	struct part part;
	for (int wanted = 1; wanted >= 0; wanted--)
		for (const struct embedded *file = NULL; (file = part_next(file, asked->set, asked->name, &part)) != NULL;) {
			struct plot *plot = part.plot.p != NULL || !wanted ? picture_of(store, &part, options, range) : NULL;
			if (plot != NULL)
				return plot;
		}
	die_usage("report %s has nothing that can be drawn: no counts, or no time or text beside them", asked->title);
}

/* False: gnuplot could not, which is said; figures tell the same. */
static bool
draw(struct store *store, const struct report_options *options, const struct asked *asked, struct range range, struct output *output)
{
	struct arena *arena = arena_open();
	struct plot *plot = find_plot(store, options, asked, range);
	if (plot_empty(plot))
		output_say(output, "There is nothing to draw of that time.");
	struct str fault = plot_empty(plot) && strcmp(options->plot, "-") == 0 ? STR_NONE : plot_write(plot, options->plot, arena);
	if (fault.p != NULL)
		output_tell(output, "No picture: %.*s.", (int)fault.n, fault.p);
	else if (strcmp(options->plot, "-") != 0)
		say("%s: the picture is written", options->plot);
	plot_close(plot);
	arena_close(arena);
	return fault.p == NULL;
}

struct str
report_domain(struct arena *arena, struct str text)
{
	return utf8_lower(arena, text);
}

void
report_run(struct store *store, const struct report_options *options, const char *name)
{
	struct arena *arena = arena_open();
	struct report_options narrowed = *options;
	struct asked asked;
	struct held held;
	bool fell_back;
	if (!find_report(name, &asked))
		no_such_report(name);
	check_wishes(store, options, &asked);
	if (options->plot != NULL && asked.several)
		asked.all |= pictured_all(&asked);
	struct range range = range_choose(store, options, asked.all, &held, &fell_back);
	if (options->host.p != NULL && !held.any)
		no_such_host(store, options->host);
	struct str set = asked.set;
	bool days = choose_days(store, &asked, &range, arena);
	held.any |= days;
	held.touched |= days;
	struct output *output = output_open(options->format, REPORT_TEXT);
	bool any = say_range(store, options, &asked, range, held, fell_back, output);
	if (!str_equal(asked.set, set))
		output_tell(output, "By whole days, from the daily totals; one table of the log itself: unjoe report %s/NAME.", name);
	bool drawn = options->plot != NULL && (!any || draw(store, &narrowed, &asked, range, output));
	if (!drawn && (any || !output_is_read(output)))
		part_print(store, &narrowed, asked.set, asked.name, asked.several, range, output);
	output_close(output);
	arena_close(arena);
}
