/*
 * transfer.c - answers of DNS out of the database and into it, as text.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/answerrows.h"
#include "analyze/spf/world.h"

#include <stdlib.h>

enum { ROWS = 1000 };                   /* at a time */

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

void
spf_import(struct store *store, const char *path, int64_t at)
{
	struct answers *answers = answers_open(NULL);
	struct answerfile file;
	struct str text = spf_file_read(path);

	answerfile_read_at(text, at, answers, &file);
	if (file.error != NULL)
		die("%s:%u: %s", path, file.line, file.error);
	free((char *)text.p);
	store_begin(store);
	size_t saved = answerrows_save(answers, store, 0, true);
	store_commit(store);
	say("%s: %zu answers", path, saved);
	answers_close(answers);
}
