/*
 * part.c - one table of a report.
 */
#include "report/part.h"
#include "report/html.h"
#include "report/picture.h"
#include "report/rows.h"

#include <stdio.h>
#include <string.h>

static void
read_head(struct str text, struct part *part)
{
	const struct { const char *word; struct str *value; } words[] = {
		{ "report", &part->report }, { "title", &part->title }, { "columns", &part->columns },
		{ "none", &part->none }, { "note", &part->note }, { "plot", &part->plot },
	};
	while (str_prefix(text, "--")) {
		struct str value = str_cut(&text, '\n');
		value.p += 2;
		value.n -= 2;
		struct str word = str_trim(str_cut(&value, ':'));
		value = str_trim(value);
		if (value.p == NULL)
			continue;
		for (size_t i = 0; i < LENGTH(words); i++)
			if (str_is(word, words[i].word))
				*words[i].value = value;
		if ((str_is(word, "limit") && !str_number(value, &part->limit)) || (str_is(word, "page") && !str_number(value, &part->page)))
			bug("%s: %.*s is no number", part->path, (int)word.n, word.p);
		if (str_is(word, "range"))
			part->all = str_is(value, "all");
	}
}

/* "report/spf/2_domains.sql" is domains of spf; the number says where it stands among the others. */
static void
read_path(struct part *part)
{
	struct str path = str_of(part->path + sizeof "report/" - 1);
	path.n -= sizeof ".sql" - 1;
	const char *slash = memchr(path.p, '/', path.n);
	part->set = part->name = path;
	if (slash == NULL)
		return;
	part->set.n = (size_t)(slash - path.p);
	part->name = (struct str){ slash + 1, path.n - part->set.n - 1 };
	size_t digits = strspn(part->name.p, "0123456789");
	if (digits > 0 && part->name.p[digits] == '_') {
		part->name.p += digits + 1;
		part->name.n -= digits + 1;
	}
}

/* False: the file is no part of a report. */
static bool
read_part(const struct embedded *file, struct part *part)
{
	*part = (struct part){ .path = file->path };
	read_path(part);
	read_head(file->text, part);
	return part->title.p != NULL;
}

const struct embedded *
part_next(const struct embedded *previous, struct str set, struct str name, struct part *part)
{
	const struct embedded *file = previous;
	while ((file = embedded_next(file, "report/", ".sql")) != NULL)
		if (read_part(file, part) && (set.p == NULL || str_equal(part->set, set)) &&
		    (name.p == NULL || str_equal(part->name, name)))
			return file;
	return NULL;
}

bool
part_takes(struct store *store, const struct part *part, const char *parameter)
{
	return stmt_param(store_stmt(store, part->path), parameter) > 0;
}

static enum column_kind
kind_of(struct str word, const char *path)
{
	static const char *const kinds[COLUMN_KINDS] = {
		[COLUMN_RAW] = "raw", [COLUMN_TEXT] = "text", [COLUMN_PATH] = "path", [COLUMN_LONG] = "long", [COLUMN_PROSE] = "prose", [COLUMN_SENDER] = "sender", [COLUMN_ID] = "id",
		[COLUMN_COUNT] = "count", [COLUMN_NUMBER] = "number", [COLUMN_BYTES] = "bytes", [COLUMN_SHARE] = "share", [COLUMN_SPAN] = "span", [COLUMN_TIME] = "time",
		[COLUMN_MINUTE] = "minute", [COLUMN_CLOCK] = "clock", [COLUMN_DAY] = "day",
	};
	if (word.p == NULL)
		return COLUMN_TEXT;
	for (enum column_kind kind = 0; kind < COLUMN_KINDS; kind++)
		if (str_is(word, kinds[kind]))
			return kind;
	bug("%s: there is no kind of column \"%.*s\"", path, (int)word.n, word.p);
}

struct column *
part_columns(struct arena *arena, struct stmt *stmt, struct str columns, const char *path)
{
	size_t count = (size_t)stmt_columns(stmt);
	struct column *all = arena_take(arena, count * sizeof *all);
	for (size_t i = 0; i < count; i++) {
		struct str kind = str_cut(&columns, ','), label = str_cut(&kind, ':');
		struct str name = str_of(stmt_name(stmt, (int)i));
		bool time = label.p == NULL && (str_is(name, "at") || str_suffix(name, "_at"));
		all[i] = (struct column){ .name = name, .label = str_trim(label) };
		all[i].kind = time ? COLUMN_TIME : kind_of(kind.p == NULL ? kind : str_trim(kind), path);
	}
	if (columns.p != NULL)
		bug("%s: more columns in its head than in its statement", path);
	return all;
}

void
part_bind(struct stmt *stmt, const struct report_options *options, struct range range)
{
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "since"), range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range.until);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), options->now);
	stmt_bind_int(stmt, stmt_param(stmt, "bounce"), options->bounce);
	stmt_bind_str(stmt, stmt_param(stmt, "place"), options->place);
	if (options->place_line > 0)
		stmt_bind_int(stmt, stmt_param(stmt, "line"), (int64_t)options->place_line);
	stmt_bind_str(stmt, stmt_param(stmt, "incident"), options->incident);
	stmt_bind_str(stmt, stmt_param(stmt, "about"), options->about);
	stmt_bind_int(stmt, stmt_param(stmt, "full"), options->full);
	stmt_bind_str(stmt, stmt_param(stmt, "failed"), options->failed);
	stmt_bind_str(stmt, stmt_param(stmt, "domain"), options->domain);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), options->host);
	stmt_bind_str(stmt, stmt_param(stmt, "unjoe"), options->unjoe.p != NULL ? options->unjoe : STR("unjoe"));
}

static void
part_picture(struct store *store, const struct part *part, const struct report_options *options, struct range range, struct output *output)
{
	struct plot *plot = picture_of(store, part, options, range);
	if (plot == NULL)
		return;
	html_picture(output, plot);
	plot_close(plot);
}

void
part_table(struct store *store, const struct part *part, const struct report_options *options, struct range range,
    struct output *output, bool named)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, part->path);
	int64_t usual = output_is_read(output) ? part->limit : 0;
	int64_t limit = options->limit >= 0 ? options->limit : usual;
	struct column *columns = part_columns(arena, stmt, part->columns, part->path);
	struct table table = {
		.output = output, .title = part->title, .none = part->none, .name = named ? part->name : STR_NONE,
		.columns = columns, .count = (size_t)stmt_columns(stmt), .limit = limit,
	};
	table.more = str_is(columns[table.count - 1].name, "more");
	table.count -= table.more;
	for (size_t i = 0; i < table.count && output->one_day; i++)
		if (columns[i].kind == COLUMN_DAY || columns[i].kind == COLUMN_MINUTE)
			columns[i].kind = COLUMN_CLOCK;
	if (output->format == REPORT_HTML && part->plot.p != NULL && !str_is(part->plot, "none"))
		part_picture(store, part, options, range, output);
	part_bind(stmt, options, range);
	if (limit > 0)
		stmt_bind_int(stmt, stmt_param(stmt, "limit"), limit);
	if (options->memo != NULL && output_is_read(output))
		rows_table(memo_rows(options->memo, stmt, part->path, limit, table.columns), &table);
	else
		table_fill(&table, stmt);
	if (part->note.p != NULL && table.rows > 0)
		output_say(output, "  %.*s", (int)part->note.n, part->note.p);
	arena_close(arena);
}

void
part_print(struct store *store, const struct report_options *options, struct str set, struct str name, bool several,
    struct range range, struct output *output)
{
	char left_out[512];
	size_t n = 0;
	struct part part;
	if (several)
		tables_begin(output);
	for (const struct embedded *file = NULL; (file = part_next(file, set, name, &part)) != NULL;) {
		bool fits = (options->domain.p == NULL || part_takes(store, &part, "domain")) &&
		    (options->host.p == NULL || part_takes(store, &part, "host"));
		if (fits)
			part_table(store, &part, options, range, output, several);
		else if (n < sizeof left_out)
			n += (size_t)snprintf(left_out + n, sizeof left_out - n, "%s%.*s", n > 0 ? ", " : "", (int)part.name.n, part.name.p);
	}
	if (several)
		tables_end(output);
	if (n > 0) {
		output_gap(output);
		output_tell(output, "Left out, as %s cannot be told in them: %s", options->domain.p != NULL ? "a domain" : "a host", left_out);
	}
}
