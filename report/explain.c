/*
 * explain.c - one bounce: whose fault it is, the chain of reasons with the lines they rest on, and what to do next.
 * In: its number, its Message-ID, or the path of its file. The tables are report/explain/, the words for signals report/signals.sql.
 */
#include "report/fragment.h"
#include "report/part.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of report/explain/reasons.sql, and what is found out about their lines. */
enum { NAME, SAYS, SPEAKS, DETAIL, DECIDES, SOURCE_ID, POSITION, PLACE, LINE, TEXT, COLUMNS };

/* The newest that a statement finds, 0 for none; *count tells how many. */
static int64_t
find_by(struct store *store, const char *path, struct str what, struct str name, int64_t *count)
{
	struct stmt *stmt = store_stmt(store, path);
	int64_t found = 0;
	stmt_unbind(stmt);
	stmt_bind_str(stmt, stmt_param(stmt, "what"), what);
	stmt_bind_str(stmt, stmt_param(stmt, "name"), name);
	for (*count = 0; stmt_step(stmt); ++*count)
		if (*count == 0)
			found = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return found;
}

/* The name of a file, without the flags behind a colon that a mail client gives it. */
static struct str
name_of(struct str path)
{
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/') {
			path = (struct str){ path.p + i, path.n - i };
			break;
		}
	return str_cut(&path, ':');
}

static int64_t
find(struct store *store, const char *asked, int64_t *count)
{
	char full[PATH_MAX];
	struct str what = str_trim(str_of(asked)), path = str_of(realpath(asked, full) != NULL ? full : asked);
	if (what.n > 2 && what.p[0] == '<' && what.p[what.n - 1] == '>')
		what = (struct str){ what.p + 1, what.n - 2 };
	int64_t found = find_by(store, "report/explain/by_number.sql", what, STR_NONE, count);
	if (found == 0)
		found = find_by(store, "report/explain/by_message_id.sql", what, STR_NONE, count);
	if (found == 0)
		found = find_by(store, "report/explain/by_path.sql", path, name_of(path), count);
	return found;
}

/* Of the copies of the bounce the first that is still there. */
static void
find_place(struct store *store, struct report_options *options, struct arena *arena)
{
	struct stmt *stmt = store_stmt(store, "report/explain/copies.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "bounce"), options->bounce);
	while (options->place.p == NULL && stmt_step(stmt))
		if (!options->locate_message(store, stmt_int(stmt, 0), (uint64_t)stmt_int(stmt, 1), stmt_str(stmt, 2), arena, &options->place, &options->place_line))
			options->place = STR_NONE;
	stmt_reset(stmt);
}

/* report/explain/head.sql: a line without label is a sentence of its own. */
static void
print_head(struct store *store, const struct report_options *options, struct output *output)
{
	struct stmt *stmt = store_stmt(store, "report/explain/head.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (stmt_step(stmt)) {
		struct str label = stmt_str(stmt, 0), value = stmt_str(stmt, 1);
		if (label.p != NULL)
			output_pair(output, label, value);
		else
			output_say(output, "%.*s", (int)value.n, value.p);
		if (label.p == NULL)
			output_gap(output);
	}
	stmt_reset(stmt);
}

static void
read_reason(struct store *store, const struct report_options *options, struct stmt *stmt, struct arena *arena, struct value *values)
{
	struct str path, text;
	uint64_t line;
	for (int i = 0; i < COLUMNS; i++)
		values[i] = i < PLACE ? table_value(stmt, i) : (struct value){ .type = STMT_NULL };
	if (values[SOURCE_ID].type == STMT_NULL ||
	    !options->locate(store, values[SOURCE_ID].integer, (uint64_t)values[POSITION].integer, arena, &path, &line, &text))
		return;
	values[PLACE] = (struct value){ .type = STMT_TEXT, .text = path };
	values[LINE] = (struct value){ .type = STMT_INT, .integer = (int64_t)line };
	values[TEXT] = (struct value){ .type = STMT_TEXT, .text = text };
}

/* A sentence, its detail, and the line of the log. */
static void
say_reason(struct output *output, const struct value *values)
{
	struct str says = values[SAYS].text, name = values[NAME].text, detail = values[DETAIL].text;
	output_say(output, "  %.*s (%.*s)", (int)says.n, says.p, (int)name.n, name.p);
	if (detail.n > 0)
		output_say(output, "      %.*s", (int)detail.n, detail.p);
	if (values[PLACE].type == STMT_TEXT) {
		struct str path = path_near(values[PLACE].text), text = values[TEXT].text;
		output_say(output, "      %.*s:%" PRId64 ": %.*s", (int)path.n, path.p, values[LINE].integer, (int)text.n, text.p);
	} else if (values[SOURCE_ID].type != STMT_NULL)
		output_say(output, "      The file of its line is gone.");
}

static void
print_reasons(struct store *store, const struct report_options *options, struct output *output)
{
	static const struct column columns[COLUMNS] = {
		{ STR("name"), STR_NONE, COLUMN_RAW }, { STR("says"), STR_NONE, COLUMN_RAW }, { STR("speaks"), STR_NONE, COLUMN_RAW },
		{ STR("detail"), STR_NONE, COLUMN_RAW }, { STR("decides"), STR_NONE, COLUMN_RAW }, { STR("source_id"), STR_NONE, COLUMN_RAW },
		{ STR("position"), STR_NONE, COLUMN_RAW }, { STR("file"), STR_NONE, COLUMN_RAW }, { STR("line"), STR_NONE, COLUMN_RAW },
		{ STR("text"), STR_NONE, COLUMN_RAW },
	};
	struct arena *arena = arena_open();
	struct table table = { .output = output, .name = STR("reasons"), .columns = columns, .count = COLUMNS };
	struct stmt *stmt = fragment_compile(store, "report/signals.sql", "report/explain/reasons.sql", NULL);
	struct value values[COLUMNS];
	int64_t decides = -1;
	bool text = output->format == REPORT_TEXT;
	if (!text)
		table_begin(&table);
	stmt_bind_int(stmt, stmt_param(stmt, "bounce"), options->bounce);
	while (stmt_step(stmt)) {
		read_reason(store, options, stmt, arena, values);
		if (text && decides != values[DECIDES].integer) {
			decides = values[DECIDES].integer;
			output_title(output, decides != 0 ? STR("WHY") : STR("ALSO SEEN"));
			putchar('\n');
		}
		if (text)
			say_reason(output, values);
		else
			table_row(&table, values);
		arena_reset(arena);
	}
	if (!text)
		table_end(&table);
	stmt_close(stmt);
	arena_close(arena);
}

static void
print_missing(struct store *store, int64_t bounce, struct output *output)
{
	struct stmt *stmt = store_stmt(store, "report/explain/missing.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "bounce"), bounce);
	if (stmt_step(stmt) && stmt_str(stmt, 0).n > 0) {
		struct str missing = stmt_str(stmt, 0);
		output_title(output, STR("WHAT WOULD DECIDE IT"));
		putchar('\n');
		output_say(output, "  %.*s", (int)missing.n, missing.p);
	}
	stmt_reset(stmt);
}

/* All parts of the set; people read the first one as lines of label and value. */
static void
print_all(struct store *store, const struct report_options *options, struct output *output)
{
	struct part part;
	bool text = output->format == REPORT_TEXT, first = true;
	tables_begin(output);
	for (const struct embedded *file = NULL; (file = part_next(file, STR("explain"), STR_NONE, &part)) != NULL; first = false) {
		if (!first || !text)
			part_table(store, &part, options, (struct range){ 0, options->now }, output, true);
		if (first && text)
			print_head(store, options, output);
		if (first)
			print_reasons(store, options, output);
		if (first && text)
			print_missing(store, options->bounce, output);
	}
	tables_end(output);
}

bool
report_explain(struct store *store, const struct report_options *options, const char *what)
{
	struct report_options one = *options;
	int64_t count;
	char left[64];
	one.bounce = find(store, what, &count);
	if (one.bounce == 0) {
		warn("there is no bounce %s; a bounce is its number in a report, its Message-ID, or the path of its file", what);
		return false;
	}
	struct arena *arena = arena_open();
	find_place(store, &one, arena);
	struct output *output = output_open(options->format, REPORT_TEXT);
	snprintf(left, sizeof left, "UNJOE EXPLAIN %" PRId64, one.bounce);
	output_head(output, left, STR(""));
	if (count > 1)
		output_tell(output, "%" PRId64 " bounces fit; this is the newest.", count);
	print_all(store, &one, output);
	output_close(output);
	arena_close(arena);
	return true;
}
