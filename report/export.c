/*
 * export.c - everything, for other systems: the views as files, what is held about an address, and figures for Prometheus.
 * In: report/export/, report/about/, report/metrics/. Out: files, or standard output.
 */
#include "report/part.h"
#include "report/safe.h"
#include "report/view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void
report_export(struct store *store, const struct report_options *options, const char *folder)
{
	static const char from[] = "report/export/";
	char path[4096];
	size_t count = 0;
	const char *ending = options->format == REPORT_JSON ? "json" : options->format == REPORT_TSV ? "tsv" : "csv";
	for (const struct embedded *file = NULL; (file = embedded_next(file, from, ".sql")) != NULL; count++) {
		const char *name = file->path + sizeof from - 1;
		snprintf(path, sizeof path, "%s/%.*s.%s", folder, (int)(strlen(name) - 4), name, ending);
		view_write(store, options, file, path);
	}
	say("%zu files in %s", count, folder);
}

void
report_about(struct store *store, const struct report_options *options, const char *address)
{
	struct report_options about = *options;
	about.about = str_of(address);
	struct output *output = output_open(options->format, REPORT_TEXT);
	output_head_of(output, "UNJOE EXPORT --ABOUT", address, options->now);
	part_print(store, &about, STR("about"), STR_NONE, true, (struct range){ 0, options->now }, output);
	output_gap(output);
	if (output->rows == 0)
		output_tell(output, "Nothing in the database has it. Logs and mailboxes themselves are not searched.");
	else
		output_tell(output, "Logs and mailboxes themselves are not searched. To take it out of the database: %s erase %s", options->unjoe.p != NULL ? options->unjoe.p : "unjoe", address);
	output_close(output);
}

/* The value of a line "-- word: value" in the head of a file. */
static struct str
head_word(struct str text, const char *word)
{
	while (str_prefix(text, "--")) {
		struct str value = str_cut(&text, '\n');
		value.p += 2;
		value.n -= 2;
		if (str_is(str_trim(str_cut(&value, ':')), word))
			return str_trim(value);
	}
	bug("a metric has no %s", word);
}

/* The text format of Prometheus 0.0.4: backslash and quote are escaped. What a terminal would obey, or is no UTF-8, stands as safe_terminal() writes it. */
static void
put_label(FILE *out, struct arena *arena, struct str text)
{
	text = safe_terminal(arena, text);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\' || text.p[i] == '"')
			fputc('\\', out);
		fputc(text.p[i], out);
	}
}

static void
put_row(FILE *out, struct arena *arena, struct str name, struct stmt *stmt)
{
	int columns = stmt_columns(stmt), value = columns - 1;
	fprintf(out, "%.*s", (int)name.n, name.p);
	for (int i = 0; i < value; i++) {
		fprintf(out, "%s%s=\"", i == 0 ? "{" : ",", stmt_name(stmt, i));
		put_label(out, arena, stmt_str(stmt, i));
		fputc('"', out);
	}
	fputs(value > 0 ? "} " : " ", out);
	fprintf(out, "%" PRId64 "\n", stmt_int(stmt, value));
}

void
report_metrics(struct store *store, const struct report_options *options, FILE *out)
{
	struct arena *arena = arena_open();
	for (const struct embedded *file = NULL; (file = embedded_next(file, "report/metrics/", ".sql")) != NULL;) {
		struct str name = head_word(file->text, "metric"), type = head_word(file->text, "type"), help = head_word(file->text, "help");
		struct stmt *stmt = store_stmt(store, file->path);
		part_bind(stmt, options, (struct range){ 0, options->now });
		fprintf(out, "# HELP %.*s %.*s\n# TYPE %.*s %.*s\n", (int)name.n, name.p, (int)help.n, help.p, (int)name.n, name.p, (int)type.n, type.p);
		while (stmt_step(stmt))
			put_row(out, arena, name, stmt);
		stmt_reset(stmt);
	}
	arena_close(arena);
}

void
report_holds(struct store *store, const struct report_options *options)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	output_head_of(output, "UNJOE", "HOLDS", options->now);
	part_print(store, options, STR("holds"), STR_NONE, false, (struct range){ 0, options->now }, output);
	output_close(output);
}
