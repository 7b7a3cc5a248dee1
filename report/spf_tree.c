/*
 * spf_tree.c - a record with all that it includes: how many lookups it takes, who may send, where it breaks.
 * In: the rows of analyze/spf/rows/tree.sql. The tables are report/spf_tree/.
 */
#include "report/part.h"
#include "report/underline.h"

static void
print_record(struct store *rows, struct output *output)
{
	struct stmt *stmt = store_stmt(rows, "report/spf_tree/record.sql");
	if (stmt_step(stmt))
		underline_print(output, 2, stmt_str(stmt, 0), stmt_type(stmt, 1) == STMT_NULL ? -1 : stmt_int(stmt, 1), (size_t)stmt_int(stmt, 2));
	stmt_reset(stmt);
}

void
report_spf_tree(struct store *rows, const struct report_options *options, const char *domain)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/spf_tree/said.sql");
	struct part part;
	bool text = output->format == REPORT_TEXT;
	output_head_of(output, "UNJOE SPF TREE", domain, options->now);
	print_record(rows, output);
	output_gap(output);
	while (stmt_step(stmt))
		output_say(output, "  %.*s", (int)stmt_str(stmt, 0).n, stmt_str(stmt, 0).p);
	stmt_reset(stmt);
	tables_begin(output);
	for (const struct embedded *file = NULL; (file = part_next(file, STR("spf_tree"), STR_NONE, &part)) != NULL;)
		if (!text || !str_is(part.name, "sum"))
			part_table(rows, &part, options, (struct range){ 0, options->now }, output, true);
	tables_end(output);
	output_close(output);
}
