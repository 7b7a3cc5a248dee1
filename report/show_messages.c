/*
 * show_messages.c - messages that fit, each with all that belong to it.
 */
#include "report/showing.h"
#include "report/events.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MESSAGES_USUAL = 3, FAMILY_MOST = 100 };
enum { IDS_MOST = 1000000 };    /* an id that no index finds is looked for in so many rows, less than half a second */

/* Numbers of messages. */
struct numbers {
	int64_t *items;
	size_t count;
};

static void
add(struct numbers *numbers, int64_t id)
{
	if ((numbers->count & (numbers->count - 1)) == 0)
		numbers->items = mem_resize(numbers->items, (numbers->count == 0 ? 1 : 2 * numbers->count) * sizeof *numbers->items);
	numbers->items[numbers->count++] = id;
}

static bool
is_in(const struct numbers *numbers, size_t from, int64_t id)
{
	for (size_t i = from; i < numbers->count; i++)
		if (numbers->items[i] == id)
			return true;
	return false;
}

/* Adds a message and all that are linked with it, near and far, to the numbers. */
static void
add_family(struct store *store, struct numbers *numbers, int64_t id)
{
	struct stmt *stmt = store_stmt(store, "report/show/linked.sql");
	size_t first = numbers->count;
	add(numbers, id);
	for (size_t i = first; i < numbers->count; i++) {
		stmt_bind_int(stmt, stmt_param(stmt, "mail_id"), numbers->items[i]);
		while (stmt_step(stmt))
			if (numbers->count - first < FAMILY_MOST && !is_in(numbers, first, stmt_int(stmt, 0)))
				add(numbers, stmt_int(stmt, 0));
		stmt_reset(stmt);
	}
}

static struct str
json_of(struct arena *arena, const int64_t *ids, size_t count)
{
	char *text = arena_take(arena, count * 22 + 3), *end = text;
	*end++ = '[';
	for (size_t i = 0; i < count; i++)
		end += snprintf(end, 22, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
	*end++ = ']';
	return (struct str){ text, (size_t)(end - text) };
}

/* report/show/message.sql: a line without label begins a message. */
static void
print_heads(const struct showing *showing, struct str ids)
{
	struct output *output = showing->output;
	struct stmt *stmt = store_stmt(showing->store, "report/show/message.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "ids"), ids);
	while (stmt_step(stmt)) {
		struct str label = stmt_str(stmt, 0), value = stmt_str(stmt, 1);
		if (label.p != NULL) {
			output_pair(output, label, value);
			continue;
		}
		output_title(output, value);
		putchar('\n');
	}
	stmt_reset(stmt);
}

/* Whole, on whatever host and whenever it went on. */
static void
print_messages(const struct showing *showing, const int64_t *ids, size_t count)
{
	struct arena *arena = arena_open();
	struct report_options options = *showing->options;
	struct events events = {
		.hits = "report/show/hits_messages.sql", .order = "report/show/tail_timeline.sql",
		.ids = json_of(arena, ids, count), .range = { INT64_MIN, INT64_MAX },
	};
	options.host = STR_NONE;
	if (showing->output->format == REPORT_TEXT)
		print_heads(showing, events.ids);
	struct events_kinds kinds = { .arena = arena };
	events_find(showing->store, &options, &events, &kinds);
	events_print(showing->store, &options, &events, showing->output);
	arena_close(arena);
}

static struct numbers
find_messages(struct showing *showing, const struct finder *finder)
{
	struct numbers found = { NULL, 0 };
	struct stmt *stmt = store_stmt(showing->store, finder->messages);
	int64_t since = showing->range.since;
	if (finder->scans && showing->options->since.p == NULL && showing->options->until.p == NULL)
		since = showing_reach(showing, showing->range, IDS_MOST);
	if (since > showing->log_since)
		showing->log_since = since;
	stmt_unbind(stmt);
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), showing->options->host);
	stmt_bind_int(stmt, stmt_param(stmt, "since"), since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), showing->range.until);
	while (stmt_step(stmt))
		add(&found, stmt_int(stmt, 0));
	stmt_reset(stmt);
	return found;
}

bool
show_messages(struct showing *showing, const struct finder *finder)
{
	struct numbers found = find_messages(showing, finder), shown = { NULL, 0 };
	size_t limit = showing->options->limit < 0 ? MESSAGES_USUAL : (size_t)showing->options->limit;
	size_t most = limit == 0 || limit > found.count ? found.count : limit;
	bool any = found.count > 0;
	if (any)
		showing_open(showing, finder->name);
	if (any && found.count > most)
		output_say(showing->output, "%zu messages fit; the newest %zu are shown: see --limit.", found.count, most);
	for (size_t i = 0; i < most; i++) {
		size_t first = shown.count;
		if (is_in(&shown, 0, found.items[i]))
			continue;
		add_family(showing->store, &shown, found.items[i]);
		if (showing->output->format == REPORT_TEXT)
			print_messages(showing, shown.items + first, shown.count - first);
	}
	/* Programs get one list. */
	if (any && showing->output->format != REPORT_TEXT)
		print_messages(showing, shown.items, shown.count);
	free(found.items);
	free(shown.items);
	return any;
}
