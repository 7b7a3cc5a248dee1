/*
 * spf_whatif.c - what another record would have done. In: the rows of analyze/spf/rows/whatif.sql. The tables are report/spf_whatif/.
 */
#include "report/part.h"

void
report_spf_whatif(struct store *rows, const struct report_options *options, const char *domain)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/spf_whatif/records.sql");
	output_head_of(output, "UNJOE SPF WHATIF", domain, options->now);
	if (stmt_step(stmt)) {
		struct str record = stmt_str(stmt, 0), proposed = stmt_str(stmt, 1);
		output_say(output, "  now:  %.*s", (int)record.n, record.p);
		output_say(output, "  new:  %.*s", (int)proposed.n, proposed.p);
	}
	stmt_reset(stmt);
	part_print(rows, options, STR("spf_whatif"), STR_NONE, true, (struct range){ 0, options->now }, output);
	output_close(output);
}
