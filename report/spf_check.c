/*
 * spf_check.c - what SPF says of a client: the verdict in a sentence, the records on the way to it with the terms underlined, the lookups.
 * In: the rows of analyze/spf/rows/check.sql. Programs get the tables of report/spf_check/.
 */
#include "report/part.h"
#include "report/underline.h"
#include "report/utf8.h"

#include <inttypes.h>
#include <stdio.h>

/* The columns of report/spf_check/said.sql. */
enum { CHECK_ID, RESULT, SAYS, ASKED, BECAUSE, SHARED, EXPLANATION, LOOKUPS, VOIDS, PLACEHOLDER, REPLAYABLE };

/* Each record, with the term that led on or decided. */
static void
print_steps(struct store *rows, int64_t check, struct output *output)
{
	struct stmt *stmt = store_stmt(rows, "report/spf_check/steps.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "check_id"), check);
	while (stmt_step(stmt)) {
		struct str how = stmt_str(stmt, 0), domain = stmt_str(stmt, 1);
		if (stmt_int(stmt, 5) > 0) {
			output_gap(output);
			output_say(output, "  ... %" PRId64 " more ...", stmt_int(stmt, 5));
		}
		output_gap(output);
		output_say(output, "  %.*s of %.*s:", (int)how.n, how.p, (int)domain.n, domain.p);
		underline_print(output, 4, stmt_str(stmt, 2), stmt_type(stmt, 3) == STMT_NULL ? -1 : stmt_int(stmt, 3), (size_t)stmt_int(stmt, 4));
	}
	stmt_reset(stmt);
}

static void
print_check(struct store *rows, struct stmt *stmt, struct output *output)
{
	struct str result = utf8_upper(output->arena, stmt_str(stmt, RESULT)), says = stmt_str(stmt, SAYS), asked = stmt_str(stmt, ASKED);
	struct str because = stmt_str(stmt, BECAUSE), shared = stmt_str(stmt, SHARED), explanation = stmt_str(stmt, EXPLANATION);
	output_title(output, result);
	printf("  ");
	output_say(output, "%.*s", (int)asked.n, asked.p);
	output_gap(output);
	output_say(output, "  %.*s%s%.*s.", (int)says.n, says.p, because.p == NULL ? "" : ": ", (int)because.n, because.p == NULL ? "" : because.p);
	if (shared.p != NULL)
		output_say(output, "  It is let in by the record of %.*s, which may name the hosts of many others.", (int)shared.n, shared.p);
	if (explanation.p != NULL)
		output_say(output, "  The domain explains: \"%.*s\"", (int)explanation.n, explanation.p);
	print_steps(rows, stmt_int(stmt, CHECK_ID), output);
	output_gap(output);
	output_say(output, "  %" PRId64 " of 10 lookups, %" PRId64 " of 2 void lookups.", stmt_int(stmt, LOOKUPS), stmt_int(stmt, VOIDS));
	if (stmt_int(stmt, PLACEHOLDER) != 0)
		output_say(output, "  Names with the local part in them were looked up with \"unjoe\" for it: with the real one it may come out otherwise.");
	if (stmt_int(stmt, REPLAYABLE) == 0)
		output_say(output, "  The explanation is another one at another time or elsewhere.");
}

void
report_spf_check(struct store *rows, const struct report_options *options, const char *ip)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/spf_check/said.sql");
	struct range range = { 0, options->now };
	output_head_of(output, "UNJOE SPF CHECK", ip, options->now);
	while (output->format == REPORT_TEXT && stmt_step(stmt))
		print_check(rows, stmt, output);
	stmt_reset(stmt);
	part_print(rows, options, STR("spf_check"), output->format == REPORT_TEXT ? STR("lookups") : STR_NONE, output->format != REPORT_TEXT, range, output);
	output_close(output);
}

void
report_spf_batch(struct store *rows, const struct report_options *options)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	part_print(rows, options, STR("spf_batch"), STR_NONE, false, (struct range){ 0, options->now }, output);
	output_close(output);
}
