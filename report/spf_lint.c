/*
 * spf_lint.c - what is wrong in records: each finding with the bytes that it is about underlined, why it matters, the record as it should be.
 * In: the rows of analyze/spf/rows/lint.sql. Programs get the tables of report/spf_lint/.
 */
#include "report/part.h"
#include "report/safe.h"
#include "report/underline.h"

#include <inttypes.h>
#include <stdio.h>

static void
print_finding(struct stmt *stmt, struct str record, struct output *output)
{
	struct str severity = stmt_str(stmt, 0), name = stmt_str(stmt, 1), detail = stmt_str(stmt, 4), why = stmt_str(stmt, 5);
	bool placed = stmt_type(stmt, 2) != STMT_NULL;
	output_gap(output);
	if (placed)
		output_say(output, "  %.*s: %.*s, at byte %" PRId64, (int)severity.n, severity.p, (int)name.n, name.p, stmt_int(stmt, 2));
	else
		output_say(output, "  %.*s: %.*s", (int)severity.n, severity.p, (int)name.n, name.p);
	if (placed)
		underline_print(output, 4, record, stmt_int(stmt, 2), (size_t)stmt_int(stmt, 3));
	if (detail.p != NULL)
		output_say(output, "    %.*s", (int)detail.n, detail.p);
	output_say(output, "    %.*s", (int)why.n, why.p);
}

static void
print_subject(struct store *rows, struct stmt *subject, struct output *output)
{
	struct stmt *stmt = store_stmt(rows, "report/spf_lint/findings.sql");
	struct str name = stmt_str(subject, 1), record = stmt_str(subject, 2), corrected = stmt_str(subject, 3);
	if (name.p != NULL) {
		output_title(output, name);
		printf("\n");
	}
	/* The first finding shows it, if it has a place. */
	if (stmt_type(subject, 6) == STMT_NULL)
		underline_print(output, 2, record, -1, 0);
	stmt_bind_int(stmt, stmt_param(stmt, "subject_id"), stmt_int(subject, 0));
	while (stmt_step(stmt))
		print_finding(stmt, record, output);
	stmt_reset(stmt);
	if (stmt_int(subject, 4) > 0)
		output_say(output, "  and %" PRId64 " more", stmt_int(subject, 4));
	if (corrected.p == NULL)
		return;
	output_gap(output);
	output_say(output, record.p == NULL ? "  It should be:" : stmt_int(subject, 5) ? "  Corrected:" : "  Corrected as far as can be told:");
	/* In one line, so that it can be copied. */
	corrected = safe_terminal(output->arena, corrected);
	printf("    %.*s\n", (int)corrected.n, corrected.p);
	arena_reset(output->arena);
}

void
report_spf_lint(struct store *rows, const struct report_options *options)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/spf_lint/subjects.sql"), *said = store_stmt(rows, "report/spf_lint/said.sql");
	bool text = output->format == REPORT_TEXT;
	output_head(output, "UNJOE SPF LINT", STR(""));
	while (text && stmt_step(stmt))
		print_subject(rows, stmt, output);
	while (text && stmt_step(said)) {
		output_gap(output);
		output_say(output, "%.*s", (int)stmt_str(said, 0).n, stmt_str(said, 0).p);
	}
	if (!text)
		part_print(rows, options, STR("spf_lint"), options->format == REPORT_JSON ? STR_NONE : STR("findings"), options->format == REPORT_JSON,
		    (struct range){ 0, options->now }, output);
	stmt_reset(stmt);
	stmt_reset(said);
	output_close(output);
}
