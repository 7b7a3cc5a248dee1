/*
 * incident.c - storms and takeovers: the list, and all about one. Tables and sentences are report/incident/; a part of which the first column
 * is "form" is read as text: paragraphs, commands, warnings.
 */
#include "report/course.h"
#include "report/format.h"
#include "report/fragment.h"
#include "report/html.h"
#include "report/range.h"
#include "report/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FOUND_SHOWN = 5 };

static struct incident_head
read_head(struct store *store, struct str incident, struct arena *arena)
{
	struct stmt *stmt = store_stmt(store, "report/incident/head.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "incident"), incident);
	if (!stmt_step(stmt))
		bug("there is no incident %.*s", (int)incident.n, incident.p);
	struct incident_head head = { incident, arena_copy(arena, stmt_str(stmt, 3)), stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_int(stmt, 2) };
	stmt_reset(stmt);
	return head;
}

/* Up to FOUND_SHOWN that may be meant, in the arena; *count: how many there are. */
static void
find(struct store *store, struct str what, struct arena *arena, struct str *found, size_t *count)
{
	struct stmt *stmt = store_stmt(store, "report/incident/find.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "what"), what);
	for (*count = 0; stmt_step(stmt); ++*count)
		if (*count < FOUND_SHOWN)
			found[*count] = arena_copy(arena, stmt_str(stmt, 0));
	stmt_reset(stmt);
}

static void
say_not_found(struct store *store, const struct report_options *options, const char *what, const struct str *found, size_t count)
{
	struct stmt *gone = store_stmt(store, "report/incident/gone.sql");
	stmt_bind_str(gone, stmt_param(gone, "what"), str_of(what));
	if (count > 0) {
		warn("%s may be one of %zu incidents:", what, count);
		for (size_t i = 0; i < count && i < FOUND_SHOWN; i++)
			say("  %s incident %s", options->unjoe.p != NULL ? options->unjoe.p : "unjoe", found[i].p);
	} else if (stmt_step(gone))
		warn("%s is no incident any more: what was read since tells otherwise; 'unjoe incident' lists those that there are", what);
	else
		warn("there is no incident %s; 'unjoe incident' lists those that there are", what);
	stmt_reset(gone);
}

/* In text paragraphs have empty lines around them, and commands follow one another. */
static void
print_prose(const struct part *part, struct stmt *stmt, struct output *output)
{
	bool text = output->format == REPORT_TEXT, after_command = false;
	for (int64_t n = 0; stmt_step(stmt); n++) {
		struct str form = stmt_str(stmt, 0), says = stmt_str(stmt, 1);
		bool command = str_is(form, "command");
		if (n == 0)
			output_title(output, text ? utf8_upper(output->arena, part->title) : part->title);
		if (n == 0 && text)
			putchar('\n');
		if (text && (n == 0 || !command || !after_command))
			putchar('\n');
		output_text(output, command ? 6 : 2, str_is(form, "warning") ? arena_print(output->arena, "! %.*s", (int)says.n, says.p) : says, !command);
		after_command = command;
	}
	stmt_reset(stmt);
}

/* A part of which the first column is "form" is read as text. */
static void
print_part(struct store *store, const struct part *part, const struct report_options *options, struct output *output)
{
	struct range range = { 0, options->now };
	struct stmt *stmt = store_stmt(store, part->path);
	if (output_is_read(output) && strcmp(stmt_name(stmt, 0), "form") == 0) {
		part_bind(stmt, options, range);
		print_prose(part, stmt, output);
	} else {
		part_table(store, part, options, range, output, true);
	}
}

static void
print_reasons(struct store *store, const struct report_options *options, struct output *output)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = fragment_compile(store, "report/signals.sql", "report/incident/reasons.sql", NULL);
	part_bind(stmt, options, (struct range){ 0, options->now });
	struct table table = {
		.output = output, .title = STR("Why this is called backscatter"), .none = STR(""), .name = STR("reasons"),
		.columns = part_columns(arena, stmt, STR("bounces:count, reason:prose"), "report/incident/reasons.sql"),
		.count = (size_t)stmt_columns(stmt),
	};
	table_fill(&table, stmt);
	stmt_close(stmt);
	arena_close(arena);
}

/* All parts of the set, with the drawn course before the told one and the reasons behind it; people read the first one as the others' sentences. */
static void
print_all(struct store *store, const struct report_options *options, const struct incident_head *head, struct output *output)
{
	struct part part;
	tables_begin(output);
	for (const struct embedded *file = NULL; (file = part_next(file, STR("incident"), STR_NONE, &part)) != NULL;) {
		if (output_is_read(output) && str_is(part.name, "incident"))
			continue;
		if (str_is(part.name, "course"))
			course_print(store, head, output);
		print_part(store, &part, options, output);
		if (str_is(part.name, "course"))
			print_reasons(store, options, output);
	}
	tables_end(output);
}

static void
say_next(struct store *store, const struct report_options *options, struct output *output)
{
	struct stmt *stmt = store_stmt(store, "report/incident/next.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (output->format == REPORT_TEXT && stmt_step(stmt)) {
		output_gap(output);
		output_text(output, 0, arena_print(output->arena, "Next: %s", stmt_str(stmt, 0).p), false);
	}
	stmt_reset(stmt);
}

/* The head of a page says what it is, that of a text what it is called. */
static void
print_head(const struct report_options *options, const struct incident_head *head, struct output *output)
{
	struct arena *arena = arena_open();
	if (output->format == REPORT_HTML)
		output_head(output, head->title.p, arena_print(arena, "%s. %s. Written %s %s by unjoe %s.", head->incident.p, format_range(arena, head->starts_at, head->ends_at).p,
		    format_minute(arena, options->now).p, format_zone(arena, options->now).p, options->version));
	else
		output_head(output, arena_print(arena, "UNJOE %s", head->incident.p).p, output->one_day ? arena_print(arena, "%s, %s", format_day(arena, head->starts_at).p,
		    format_zone(arena, head->starts_at).p) : format_zone(arena, head->starts_at));
	arena_close(arena);
}

static void
print_figures(struct store *store, const struct report_options *options, struct output *output)
{
	struct stmt *stmt = store_stmt(store, "report/incident/figures.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	html_figures_begin();
	while (stmt_step(stmt))
		html_figure(output, stmt_str(stmt, 0), stmt_str(stmt, 1));
	html_figures_end();
	stmt_reset(stmt);
}

static void
print_dossier(struct store *store, const struct report_options *options, const struct incident_head *head, const char *what)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	output->one_day = when_day(head->starts_at, 0) == when_day(head->ends_at, 0);
	print_head(options, head, output);
	if (strcmp(what, head->incident.p) != 0 && strcmp(what, "last") != 0 && output->format != REPORT_HTML)
		output_tell(output, "%s is %s.", what, head->incident.p);
	if (output->format == REPORT_HTML)
		print_figures(store, options, output);
	print_all(store, options, head, output);
	say_next(store, options, output);
	output_close(output);
}

/* True, as is said then: it was asked for one domain alone. What cannot be narrowed is not shown then, since it may be handed on. */
static bool
tells_of_others(struct store *store, const struct report_options *options)
{
	struct stmt *stmt = store_stmt(store, "report/bundled/domains.sql");
	bool others = false;
	for (part_bind(stmt, options, (struct range){ 0, options->now }); options->domain.p != NULL && stmt_step(stmt);)
		others |= !str_equal(stmt_str(stmt, 0), options->domain);
	stmt_reset(stmt);
	if (others)
		warn("the dossier of %s tells of other domains, too; a bundle (--bundle FILE) tells of %s alone", options->incident.p, options->domain.p);
	return others;
}

static void
show_incident(struct store *store, const struct report_options *options, const char *what, struct arena *arena)
{
	struct incident_head head = read_head(store, options->incident, arena);
	struct str wrong = STR_NONE;
	if (options->plot != NULL)
		wrong = course_plot(store, &head, options->plot, arena);
	else
		print_dossier(store, options, &head, what);
	if (wrong.p != NULL)
		die("%s: %s", options->plot, wrong.p);
}

bool
report_incident(struct store *store, const struct report_options *options, const char *what)
{
	struct arena *arena = arena_open();
	struct report_options one = *options;
	one.incident = report_incident_find(store, options, what, arena);
	bool shown = one.incident.p != NULL && !tells_of_others(store, &one);
	if (shown)
		show_incident(store, &one, what, arena);
	arena_close(arena);
	return shown;
}

struct str
report_incident_find(struct store *store, const struct report_options *options, const char *what, struct arena *arena)
{
	struct str found[FOUND_SHOWN];
	size_t count;
	find(store, str_of(what), arena, found, &count);
	if (count == 1)
		return found[0];
	say_not_found(store, options, what, found, count);
	return STR_NONE;
}

/* While what is usual is not known, a list that is empty tells less. */
static void
say_learning(struct store *store, struct held held, struct output *output)
{
	enum { LEARNED = 3 };
	struct stmt *stmt = store_stmt(store, "report/incident/learning.sql");
	if (!stmt_step(stmt) || stmt_type(stmt, 0) == STMT_NULL)
		range_tell_none(held, output);
	else if (stmt_int(stmt, 0) < LEARNED)
		output_say(output, "What is usual is still learned (day %" PRId64 " of %d): until then a storm is what is far too much for any small domain.", stmt_int(stmt, 0) + 1, LEARNED);
	stmt_reset(stmt);
}

void
report_incidents(struct store *store, const struct report_options *options)
{
	struct arena *arena = arena_open();
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct held held = range_held(store, options, (struct range){ 0, options->now });
	struct range range = range_asked(options, held);
	output_head(output, "UNJOE INCIDENTS", arena_print(arena, "%s %s", format_time(arena, options->now).p, format_zone(arena, options->now).p));
	say_learning(store, held, output);
	part_print(store, options, STR("incidents"), STR_NONE, false, range, output);
	say_next(store, options, output);
	output_close(output);
	arena_close(arena);
}

void
report_incident_brief(struct store *store, const struct report_options *options)
{
	struct stmt *stmt = store_stmt(store, "report/incident/brief.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (stmt_step(stmt))
		fprintf(stderr, "%s\n", stmt_str(stmt, 0).p);
	stmt_reset(stmt);
}

void
report_events(struct store *store, const struct report_options *options)
{
	struct arena *arena = arena_open();
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct range range = { 0, INT64_MAX };
	if (options->since.p != NULL || options->until.p != NULL)
		range = range_asked(options, (struct held){ .any = false });
	output_head(output, "UNJOE EVENTS", arena_print(arena, "%s %s", format_time(arena, options->now).p, format_zone(arena, options->now).p));
	part_print(store, options, STR("events"), STR_NONE, false, range, output);
	output_close(output);
	arena_close(arena);
}
