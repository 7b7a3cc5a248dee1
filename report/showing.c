/*
 * showing.c - what the files of "unjoe show" share: the head, and how far back they look.
 */
#include "report/showing.h"
#include "report/safe.h"

#include <stdio.h>

void
showing_open(struct showing *showing, const char *as)
{
	if (showing->output != NULL)
		return;
	char left[256];
	snprintf(left, sizeof left, "UNJOE SHOW %.100s", showing->asked);
	showing->output = output_open(showing->options->format, REPORT_TEXT);
	struct str safe = safe_terminal(showing->output->arena, str_of(left));
	output_head(showing->output, safe.p, str_of(as));
}

int64_t
showing_reach(const struct showing *showing, struct range range, int64_t rows)
{
	struct stmt *stmt = store_stmt(showing->store, "report/show/reach.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range.until);
	stmt_bind_int(stmt, stmt_param(stmt, "rows"), rows);
	int64_t since = range.since;
	if (stmt_step(stmt) && stmt_type(stmt, 0) != STMT_NULL && stmt_int(stmt, 0) > since)
		since = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return since;
}
