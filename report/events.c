/*
 * events.c - rows of several tables as one list of events.
 */
#include "report/events.h"
#include "report/format.h"
#include "report/fragment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As the statements give them, and what is found out about their lines. */
enum { AT, HOST, PROGRAM, EVENT, QUEUE_ID, MAIL_ID, SOURCE_ID, POSITION, PLACE, LINE, WHAT, TEXT, COLUMNS };

struct event {
	struct value values[COLUMNS];
};

struct found {
	struct event *events;
	size_t count;
	struct arena *arena;
};

static void
bind(struct stmt *stmt, const struct report_options *options, const struct events *events)
{
	stmt_bind_str(stmt, stmt_param(stmt, "what"), events->what);
	stmt_bind_str(stmt, stmt_param(stmt, "ids"), events->ids);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), options->host);
	stmt_bind_int(stmt, stmt_param(stmt, "since"), events->range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), events->range.until);
	stmt_bind_int(stmt, stmt_param(stmt, "log_since"), events->log_since);
	stmt_bind_int(stmt, stmt_param(stmt, "limit"), events->limit > 0 ? events->limit : -1);
}

static void
read_events(struct found *found, struct stmt *stmt)
{
	size_t room = 0;
	while (stmt_step(stmt)) {
		if (found->count == room) {
			room = room == 0 ? 64 : 2 * room;
			found->events = mem_resize(found->events, room * sizeof *found->events);
		}
		struct event *event = &found->events[found->count++];
		*event = (struct event){ 0 };
		for (int i = 0; i < stmt_columns(stmt); i++) {
			struct value *value = &event->values[i < PLACE ? i : WHAT];
			*value = table_value(stmt, i);
			value->text = arena_copy(found->arena, value->text);
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct event *x = *(const struct event *const *)a, *y = *(const struct event *const *)b;
	int64_t xs = x->values[SOURCE_ID].integer, ys = y->values[SOURCE_ID].integer;
	int64_t xp = x->values[POSITION].integer, yp = y->values[POSITION].integer;
	return xs != ys ? (xs > ys) - (xs < ys) : (xp > yp) - (xp < yp);
}

static void
locate(struct store *store, const struct report_options *options, struct event *event, struct arena *arena)
{
	struct str path = STR_NONE, text = STR_NONE;
	uint64_t line = 0;
	/* No line: a bounce, whose file report_explain tells, or what was concluded or asked for. */
	if (event->values[SOURCE_ID].type == STMT_NULL)
		return;
	if (!options->locate(store, event->values[SOURCE_ID].integer, (uint64_t)event->values[POSITION].integer, arena, &path, &line, &text))
		return;
	event->values[PLACE] = (struct value){ .type = STMT_TEXT, .text = arena_copy(arena, path) };
	event->values[LINE] = (struct value){ .type = STMT_INT, .integer = (int64_t)line };
	event->values[TEXT] = (struct value){ .type = STMT_TEXT, .text = arena_copy(arena, text) };
}

/* File by file and from front to back, so that none is read twice. */
static void
locate_all(struct store *store, const struct report_options *options, struct found *found)
{
	struct event **order = mem_new((found->count + 1) * sizeof(struct event *));
	for (size_t i = 0; i < found->count; i++)
		order[i] = &found->events[i];
	qsort(order, found->count, sizeof(struct event *), by_place);
	for (size_t i = 0; i < found->count; i++)
		locate(store, options, order[i], found->arena);
	free(order);
}

/* The folder that all files share, with its slash; "" where they do not. */
static struct str
common_folder(const struct found *found)
{
	struct str folder = STR_NONE;
	for (size_t i = 0; i < found->count; i++) {
		struct str path = found->events[i].values[PLACE].text;
		if (path.p == NULL)
			continue;
		if (folder.p == NULL)
			folder = path;
		size_t n = 0;
		while (n < folder.n && n < path.n && folder.p[n] == path.p[n])
			n++;
		folder.n = n;
		while (folder.n > 0 && folder.p[folder.n - 1] != '/')
			folder.n--;
	}
	return folder.p == NULL ? STR("") : folder;
}

/* For people: "mail.log.1:4711", below the common folder. */
static void
name_places(struct found *found, struct str folder)
{
	for (size_t i = 0; i < found->count; i++) {
		struct value *values = found->events[i].values;
		struct str path = values[PLACE].text, place = values[SOURCE_ID].type == STMT_NULL ? values[EVENT].text : STR("file gone");
		if (str_is(place, "bounce"))
			place = STR("a bounce");
		if (path.p != NULL)
			place = arena_print(found->arena, "%.*s:%lld", (int)(path.n - folder.n), path.p + folder.n, (long long)values[LINE].integer);
		values[PLACE] = (struct value){ .type = STMT_TEXT, .text = place };
	}
}

/* People need not read the same word in every line. */
static bool
all_same(const struct found *found, int column)
{
	for (size_t i = 1; i < found->count; i++)
		if (!str_equal(found->events[i].values[column].text, found->events[0].values[column].text))
			return false;
	return true;
}

static void
print_table(struct found *found, struct output *output)
{
	struct arena *arena = found->arena;
	int64_t first = found->count > 0 ? found->events[0].values[AT].integer : 0;
	int64_t last = found->count > 0 ? found->events[found->count - 1].values[AT].integer : 0;
	struct str day = format_day(arena, first), zone = format_zone(arena, first);
	bool one_day = str_equal(day, format_day(arena, last));
	const struct column columns[COLUMNS] = {
		[AT] = { STR("at"), STR("time"), one_day ? COLUMN_CLOCK : COLUMN_TIME },
		[HOST] = { STR("host"), all_same(found, HOST) ? STR_NONE : STR("host"), COLUMN_TEXT },
		[PROGRAM] = { STR("program"), STR("program"), COLUMN_TEXT },
		[EVENT] = { STR("event"), STR_NONE, COLUMN_TEXT },
		[QUEUE_ID] = { STR("queue_id"), all_same(found, QUEUE_ID) ? STR_NONE : STR("queue id"), COLUMN_TEXT },
		[MAIL_ID] = { STR("mail_id"), STR_NONE, COLUMN_RAW },
		[SOURCE_ID] = { STR("source_id"), STR_NONE, COLUMN_RAW },
		[POSITION] = { STR("position"), STR_NONE, COLUMN_RAW },
		[PLACE] = { STR("file"), STR("log"), COLUMN_TEXT },
		[LINE] = { STR("line"), STR_NONE, COLUMN_RAW },
		[WHAT] = { STR("what"), STR("what"), COLUMN_LONG },
		[TEXT] = { STR("text"), STR_NONE, COLUMN_TEXT },
	};
	struct table table = { .output = output, .columns = columns, .count = COLUMNS };
	table.title = one_day ? arena_print(arena, "%s, %s", day.p, zone.p) : arena_print(arena, "Time, %s", zone.p);
	table_begin(&table);
	for (size_t i = 0; i < found->count; i++)
		table_row(&table, found->events[i].values);
	table_end(&table);
}

void
events_print(struct store *store, const struct report_options *options, const struct events *events, struct output *output)
{
	struct found found = { .arena = arena_open() };
	struct stmt *stmt = fragment_compile(store, "report/show/event.sql", events->order, NULL);
	stmt_bind_str(stmt, stmt_param(stmt, "chosen"), events->chosen);
	read_events(&found, stmt);
	stmt_close(stmt);
	locate_all(store, options, &found);
	struct str folder = common_folder(&found);
	if (output->format == REPORT_TEXT)
		name_places(&found, folder);
	print_table(&found, output);
	if (folder.n > 0)
		output_say(output, "  The logs are in %.*s", (int)folder.n, folder.p);
	free(found.events);
	arena_close(found.arena);
}

void
events_find(struct store *store, const struct report_options *options, struct events *events, struct events_kinds *kinds)
{
	struct stmt *stmt = fragment_compile(store, events->hits, "report/show/chosen.sql", NULL);
	bind(stmt, options, events);
	kinds->count = 0;
	kinds->sum = 0;
	while (stmt_step(stmt)) {
		struct str chosen = stmt_str(stmt, 4);
		if (chosen.p != NULL) {
			events->chosen = arena_copy(kinds->arena, chosen);
			continue;
		}
		if (kinds->count == LENGTH(kinds->values))
			bug("%s: more than %zu kinds", events->hits, kinds->count);
		struct value *values = kinds->values[kinds->count++];
		for (int i = 0; i < 4; i++) {
			values[i] = table_value(stmt, i);
			values[i].text = arena_copy(kinds->arena, values[i].text);
		}
		kinds->sum += values[1].integer;
	}
	stmt_close(stmt);
}

void
events_print_kinds(const struct events_kinds *kinds, struct output *output)
{
	static const struct column columns[] = {
		{ { "kind", 4 }, { "", 0 }, COLUMN_TEXT }, { { "n", 1 }, { "n", 1 }, COLUMN_COUNT },
		{ { "first_at", 8 }, { "first", 5 }, COLUMN_TIME }, { { "last_at", 7 }, { "last", 4 }, COLUMN_TIME },
	};
	struct table table = { .output = output, .title = STR("Found"), .columns = columns, .count = LENGTH(columns) };
	if (output->format != REPORT_TEXT)
		return;
	table_begin(&table);
	for (size_t i = 0; i < kinds->count; i++)
		table_row(&table, kinds->values[i]);
	table_end(&table);
}
