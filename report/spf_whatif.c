/*
 * spf_whatif.c - what another record would have done, and which one is suggested. In: the rows of analyze/spf/rows/whatif.sql. The tables are report/spf_whatif/ and
 * report/spf_suggest/.
 */
#include "report/part.h"

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
	part_print(rows, options, set, STR_NONE, true, (struct range){ 0, options->now }, output);
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
