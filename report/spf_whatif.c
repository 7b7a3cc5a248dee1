/*
 * spf_whatif.c - what another record would have done, and which one is suggested. In: the rows of analyze/spf/rows/whatif.sql. The tables are report/spf_whatif/ and
 * report/spf_suggest/; report/spf_unplaced/ stands below either.
 */
#include "report/part.h"

static void
print_parts(struct store *rows, const struct report_options *options, struct str set, struct output *output)
{
	struct part part;
	for (const struct embedded *file = NULL; (file = part_next(file, set, STR_NONE, &part)) != NULL;)
		part_table(rows, &part, options, (struct range){ 0, options->now }, output, true);
}

static void
print(struct store *rows, const struct report_options *options, const char *domain, const char *title, struct str set)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/spf_whatif/records.sql");
	output_head_of(output, title, domain, options->now);
	if (stmt_step(stmt)) {
		struct str record = stmt_str(stmt, 0), proposed = stmt_str(stmt, 1);
		output_say(output, "  now:  %.*s", (int)record.n, record.p);
		output_say(output, "  new:  %.*s", (int)proposed.n, proposed.p);
	}
	stmt_reset(stmt);
	tables_begin(output);
	print_parts(rows, options, set, output);
	print_parts(rows, options, STR("spf_unplaced"), output);
	tables_end(output);
	output_close(output);
}

void
report_spf_whatif(struct store *rows, const struct report_options *options, const char *domain)
{
	print(rows, options, domain, "UNJOE SPF WHATIF", STR("spf_whatif"));
}

void
report_spf_suggest(struct store *rows, const struct report_options *options, const char *domain)
{
	print(rows, options, domain, "UNJOE SPF SUGGEST", STR("spf_suggest"));
}
