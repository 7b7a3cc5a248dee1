/*
 * view.c - tables print on standard output: it leads to the file while one is printed.
 */
#include "report/view.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
view_redirect(const char *path)
{
	int was = dup(STDOUT_FILENO), fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0 || was < 0 || fflush(stdout) != 0 || dup2(fd, STDOUT_FILENO) < 0)
		die("%s: %s", path, strerror(errno));
	close(fd);
	return was;
}

void
view_restore(int was, const char *path)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		die("%s: %s", path, strerror(errno));
	dup2(was, STDOUT_FILENO);
	close(was);
}

void
view_write(struct store *store, const struct report_options *options, const struct embedded *file, const char *path)
{
	struct arena *arena = arena_open();
	int was = view_redirect(path);
	struct stmt *stmt = store_stmt(store, file->path);
	part_bind(stmt, options, (struct range){ 0, options->now });
	struct output *output = output_open(options->format, REPORT_CSV);
	struct column *columns = part_columns(arena, stmt, STR_NONE, file->path);
	struct table table = { .output = output, .columns = columns, .count = (size_t)stmt_columns(stmt) };
	table_fill(&table, stmt);
	output_close(output);
	view_restore(was, path);
	arena_close(arena);
}
