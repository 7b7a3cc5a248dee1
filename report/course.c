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

/* What is drawn: the incident, some of the time around it, and all that is numbered in its course. */
static void
find_span(struct store *store, const struct incident_head *head, int64_t *from, int64_t *to)
{
	struct stmt *marks = begin(store, "report/incident/marks.sql", head);
	*from = head->starts_at - AROUND;
	*to = head->ends_at + AROUND;
	while (stmt_step(marks)) {
		*from = stmt_int(marks, 0) < *from ? stmt_int(marks, 0) : *from;
		*to = stmt_int(marks, 0) > *to ? stmt_int(marks, 0) : *to;
	}
	stmt_reset(marks);
}

static void
print_bars(struct store *store, const struct incident_head *head, struct output *output)
{
	int64_t from, to;
	find_span(store, head, &from, &to);
	struct chart chart = chart_of(from, to);
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
	int64_t from, to;
	struct arena *arena = arena_open();
	struct plot *plot = plot_open(PLOT_STACK, head->title);
	struct stmt *course = begin(store, "report/incident/course.sql", head), *marks = begin(store, "report/incident/marks.sql", head);
	plot_subtitle(plot, head->takeover ? STR("recipients") : STR("bounces"), format_range(arena, head->starts_at, head->ends_at));
	find_span(store, head, &from, &to);
	plot_span(plot, from, to + 1, 0);
	plot_band(plot, head->starts_at, head->ends_at);
	size_t other = plot_series(plot, head->takeover ? STR("compromised") : STR("accepted"));
	while (stmt_step(course)) {
		int64_t refused = stmt_int(course, 2);
		if (refused > 0)
			plot_add(plot, plot_series(plot, STR("refused at the door")), stmt_int(course, 0), (double)refused);
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
