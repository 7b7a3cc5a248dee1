/*
 * transfer.c - answers of DNS out of the database and into it, as text, of any length.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/answerrows.h"
#include "analyze/spf/put.h"
#include "analyze/spf/spf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROWS = 1000,                            /* at a time */
	LINE_MOST = 256 << 10,                  /* bytes: a value of 64 KiB, each byte encoded, and what stands beside it */
	MEMORY_MOST = 1 << 20
};

void
spf_export(struct store *store, FILE *out)
{
	struct answers *answers = answers_open(NULL);
	bool more = true;

	while (more && !ferror(out)) {
		more = answerrows_next(store, answers, ROWS);
		answerfile_write(answers, out);
		answers_forget(answers);
	}
	answers_close(answers);
}

/* Each line of the file into a table: lines of one answer need not stand together. */
static void
spool(struct store *store, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "re");
	char *buffer = mem_new(LINE_MOST);
	struct stmt *stmt = store_stmt(store, "analyze/spf/import/add_line.sql");

	if (file == NULL)
		die("%s: %s", path, strerror(errno));
	for (unsigned n = 1; fgets(buffer, LINE_MOST, file) != NULL; n++) {
		struct str line = str_of(buffer), rest = line;
		if (line.n == LINE_MOST - 1 && buffer[line.n - 1] != '\n')
			die("%s:%u: a line of more than %d bytes", path, n, LINE_MOST);
		str_cut(&rest, '\t');
		put_int(stmt, "n", n);
		put_str(stmt, "name", str_cut(&rest, '\t'));
		put_str(stmt, "line", line);
		stmt_do(stmt);
	}
	if (ferror(file))
		die("%s: %s", path, strerror(errno));
	if (!standard)
		fclose(file);
	free(buffer);
}

/* Name by name. An error ends the program, and the transaction with it: then nothing was taken. */
static size_t
take_lines(struct store *store, const char *path, int64_t at)
{
	struct stmt *stmt = store_stmt(store, "analyze/spf/import/lines.sql");
	struct answers *answers = answers_open(NULL);
	struct answerfile file;
	size_t saved = 0;

	while (stmt_step(stmt)) {
		if (stmt_int(stmt, 2) != 0 && answers_size(answers) > MEMORY_MOST) {
			saved += answerrows_save(answers, store, 0, true);
			answers_forget(answers);
		}
		answerfile_read_at(stmt_str(stmt, 1), at, answers, &file);
		if (file.error != NULL)
			die("%s:%llu: %s", path, (unsigned long long)stmt_int(stmt, 0), file.error);
	}
	stmt_reset(stmt);
	saved += answerrows_save(answers, store, 0, true);
	answers_close(answers);
	return saved;
}

void
spf_import(struct store *store, const char *path, int64_t at)
{
	store_begin(store);
	store_run(store, "analyze/spf/import/begin.sql");
	spool(store, path);
	size_t saved = take_lines(store, path, at);
	store_commit(store);
	say("%s: %zu answers", path, saved);
}
