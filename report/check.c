/*
 * check.c - what was looked at to see whether all is well: a line each, with what to do below.
 */
#include "report/part.h"

#include <inttypes.h>

void
report_check_begin(struct store *rows)
{
	store_run(rows, "report/check/rows.sql");
}

void
report_check_add(struct store *rows, const char *area, enum check_state state, struct str what, struct str todo)
{
	static const char *const states[] = { [CHECK_OK] = "ok", [CHECK_WARNING] = "warning", [CHECK_ERROR] = "error" };
	struct stmt *stmt = store_stmt(rows, "report/check/add.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "area"), str_of(area));
	stmt_bind_str(stmt, stmt_param(stmt, "state"), str_of(states[state]));
	stmt_bind_str(stmt, stmt_param(stmt, "finding"), what);
	stmt_bind_str(stmt, stmt_param(stmt, "todo"), todo);
	stmt_do(stmt);
}

/* The finding, and below it what to do, both broken beneath their own start. */
static void
print_text(struct store *rows, struct output *output)
{
	struct stmt *stmt = store_stmt(rows, "report/check/1_findings.sql");
	output_gap(output);
	while (stmt_step(stmt)) {
		struct str state = stmt_str(stmt, 0), area = stmt_str(stmt, 1), finding = stmt_str(stmt, 2), todo = stmt_str(stmt, 3);
		output_pair(output, state, arena_print(output->arena, "%s: %.*s", area.p, (int)finding.n, finding.p));
		if (todo.p != NULL)
			output_pair(output, STR(""), arena_print(output->arena, "-> %s", todo.p));
	}
	stmt_reset(stmt);
}

bool
report_check(struct store *rows, const struct report_options *options)
{
	struct output *output = output_open(options->format, REPORT_TEXT);
	struct stmt *stmt = store_stmt(rows, "report/check/worst.sql");
	stmt_step(stmt);
	int64_t errors = stmt_int(stmt, 0), warnings = stmt_int(stmt, 1);
	stmt_reset(stmt);
	output_head(output, "UNJOE CHECK", STR(""));
	if (output->format == REPORT_TEXT)
		print_text(rows, output);
	else
		part_print(rows, options, STR("check"), STR_NONE, false, (struct range){ 0, options->now }, output);
	output_gap(output);
	output_say(output, "%" PRId64 " error%s, %" PRId64 " warning%s.", errors, errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
	output_close(output);
	return errors == 0;
}
