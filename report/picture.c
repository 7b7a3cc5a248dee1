/*
 * picture.c - the plot of a table.
 */
#include "report/picture.h"
#include "report/format.h"
#include "report/when.h"

enum { DAY = 86400, LONGEST = 400 * DAY, NO_COLUMN = -1 };

/* Which columns are what. */
struct axes {
	const struct column *columns;
	int time, text, counts, count;  /* the first of each kind; how many counts */
	size_t width;
	enum plot_form form;
	enum column_kind figures;       /* what is drawn */
	int64_t step;           /* the time is that of a day or week; 0: of a moment */
};

static bool
is_day(const struct column *column)
{
	return column->kind == COLUMN_DAY || (column->kind == COLUMN_TEXT && str_is(column->name, "day"));
}

static int64_t
step_of(const struct column *column)
{
	return !is_day(column) ? 0 : str_is(column->name, "week") ? 7 * DAY : DAY;
}

/* False: there is nothing to draw. */
static bool
find_axes(const struct part *part, struct axes *axes)
{
	bool shares = str_is(part->plot, "shares");
	axes->time = axes->text = axes->count = NO_COLUMN;
	axes->figures = shares ? COLUMN_SHARE : COLUMN_COUNT;
	for (int i = 0; i < (int)axes->width; i++) {
		const struct column *column = &axes->columns[i];
		if (column->label.p == NULL)
			continue;
		bool first = i == 0, time = first && (is_day(column) || column_is_time(column->kind));
		if (time) {
			axes->time = i;
			axes->step = step_of(column);
		} else if ((column->kind == COLUMN_TEXT || column->kind == COLUMN_PATH) && axes->text == NO_COLUMN)
			axes->text = i;
		else if (column->kind == axes->figures && axes->counts++ == 0)
			axes->count = i;
	}
	axes->form = axes->time == NO_COLUMN ? PLOT_BARS : shares ? PLOT_SHARES : PLOT_STACK;
	return axes->count != NO_COLUMN && (axes->time != NO_COLUMN || axes->text != NO_COLUMN) && !str_is(part->plot, "none");
}

static double
figure(struct stmt *stmt, int column)
{
	return stmt_type(stmt, column) == STMT_REAL ? stmt_real(stmt, column) : stmt_type(stmt, column) == STMT_INT ? (double)stmt_int(stmt, column) : 0;
}

static bool
time_of_row(struct stmt *stmt, const struct axes *axes, int64_t now, int64_t *at)
{
	if (stmt_type(stmt, axes->time) == STMT_INT) {
		*at = stmt_int(stmt, axes->time);
		return true;
	}
	return stmt_type(stmt, axes->time) == STMT_TEXT && when_parse(stmt_str(stmt, axes->time), now, at);
}

static void
add_row(struct plot *plot, struct stmt *stmt, const struct axes *axes, int64_t at)
{
	if (axes->counts == 1 && axes->text != NO_COLUMN) {
		plot_add(plot, plot_series(plot, stmt_str(stmt, axes->text)), at, figure(stmt, axes->count));
		return;
	}
	/* The first one lies on top of a stack; parts of a whole are built from below. */
	for (int k = axes->count; k < (int)axes->width; k++) {
		int i = axes->form == PLOT_SHARES ? (int)axes->width - 1 - (k - axes->count) : k;
		if (axes->columns[i].label.p != NULL && axes->columns[i].kind == axes->figures)
			plot_add(plot, plot_series(plot, axes->columns[i].label), at, figure(stmt, i));
	}
}

/* The time that the report is about; where that is very long, what rows there are of, since a report of all begins with the first mail ever. */
static struct range
covered(struct stmt *stmt, const struct axes *axes, const struct report_options *options, struct range asked)
{
	struct range range = { INT64_MAX, INT64_MIN };
	int64_t at, step = axes->step > 0 ? axes->step : 60;
	if (axes->form == PLOT_STACK && asked.until - asked.since <= LONGEST)
		return asked;
	while (stmt_step(stmt))
		if (time_of_row(stmt, axes, options->now, &at)) {
			range.since = at < range.since ? at : range.since;
			range.until = at + step > range.until ? at + step : range.until;
		}
	stmt_reset(stmt);
	return range;
}

static void
fill(struct plot *plot, struct stmt *stmt, const struct axes *axes, const struct report_options *options, struct range asked)
{
	int64_t at;
	if (axes->form == PLOT_BARS) {
		while (stmt_step(stmt))
			plot_bar(plot, stmt_str(stmt, axes->text), figure(stmt, axes->count));
		stmt_reset(stmt);
		return;
	}
	struct range range = covered(stmt, axes, options, asked);
	if (range.since >= range.until)
		return;
	plot_span(plot, range.since, range.until, axes->step);
	while (stmt_step(stmt))
		if (time_of_row(stmt, axes, options->now, &at))
			add_row(plot, stmt, axes, at);
	stmt_reset(stmt);
}

struct plot *
picture_of(struct store *store, const struct part *part, const struct report_options *options, struct range range)
{
	struct arena *arena = arena_open();
	struct plot *plot = NULL;
	struct stmt *stmt = store_stmt(store, part->path);
	struct axes axes = { .width = (size_t)stmt_columns(stmt), .columns = part_columns(arena, stmt, part->columns, part->path) };
	if (find_axes(part, &axes)) {
		plot = plot_open(axes.form, part->title);
		bool several = axes.form == PLOT_STACK && axes.counts > 1;
		plot_subtitle(plot, axes.form == PLOT_SHARES ? STR("shares") : several ? STR("") : axes.columns[axes.count].label, format_range(arena, range.since, range.until));
		part_bind(stmt, options, range);
		fill(plot, stmt, &axes, options, range);
	}
	arena_close(arena);
	return plot;
}
