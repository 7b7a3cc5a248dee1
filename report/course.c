/*
 * course.c - the course of an incident.
 */
#include "report/course.h"
#include "report/chart.h"
#include "report/format.h"
#include "report/html.h"

enum { AROUND = 1800 };

static struct stmt *
begin(struct store *store, const char *path, const struct incident_head *head)
{
	struct stmt *stmt = store_stmt(store, path);
	stmt_bind_str(stmt, stmt_param(stmt, "incident"), head->incident);
	return stmt;
}

static void
print_bars(struct store *store, const struct incident_head *head, struct output *output)
{
	struct chart chart = chart_of(head->starts_at - AROUND, head->ends_at + AROUND);
	struct stmt *course = begin(store, "report/incident/course.sql", head), *marks = begin(store, "report/incident/marks.sql", head);
	while (stmt_step(course))
		chart_add(&chart, stmt_int(course, 0), stmt_int(course, 1));
	stmt_reset(course);
	while (stmt_step(marks))
		chart_mark(&chart, stmt_int(marks, 0));
	stmt_reset(marks);
	output_gap(output);
	chart_print(&chart, head->takeover ? "recipients" : "bounces", output);
}

/* The caller closes it. */
static struct plot *
picture(struct store *store, const struct incident_head *head)
{
	struct arena *arena = arena_open();
	struct plot *plot = plot_open(PLOT_STACK, head->title);
	struct stmt *course = begin(store, "report/incident/course.sql", head), *marks = begin(store, "report/incident/marks.sql", head);
	plot_subtitle(plot, arena_print(arena, "%s, %s", head->takeover ? "recipients" : "bounces", format_range(arena, head->starts_at, head->ends_at).p));
	plot_span(plot, head->starts_at - 4 * AROUND, head->ends_at + 4 * AROUND, 0);
	plot_band(plot, head->starts_at, head->ends_at);
	size_t other = plot_series(plot, head->takeover ? STR("compromised") : STR("backscatter"));
	while (stmt_step(course)) {
		int64_t refused = stmt_int(course, 2);
		if (refused > 0)
			plot_add(plot, plot_series(plot, STR("refused")), stmt_int(course, 0), (double)refused);
		plot_add(plot, other, stmt_int(course, 0), (double)(stmt_int(course, 1) - refused));
	}
	stmt_reset(course);
	while (stmt_step(marks))
		plot_event(plot, stmt_int(marks, 0), stmt_str(marks, 1));
	stmt_reset(marks);
	arena_close(arena);
	return plot;
}

void
course_print(struct store *store, const struct incident_head *head, struct output *output)
{
	if (output->format == REPORT_HTML) {
		struct plot *plot = picture(store, head);
		html_picture(output, plot);
		plot_close(plot);
	} else if (output->format == REPORT_TEXT) {
		print_bars(store, head, output);
	}
}

struct str
course_plot(struct store *store, const struct incident_head *head, const char *path, struct arena *arena)
{
	struct plot *plot = picture(store, head);
	struct str wrong = plot_write(plot, path, arena);
	plot_close(plot);
	return wrong;
}
