/*
 * bundle.c - all about one incident as files, to hand on: the dossier, the tables of report/bundle/, the lines of the log.
 * What strangers did not agree to (recipients, and so the bounces themselves) is in it only where all of it is asked for; so is the dossier, where it
 * tells of others, too.
 */
#include "report/view.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void
write_dossier(struct store *store, const struct report_options *options, const char *folder, struct arena *arena)
{
	static const struct { enum report_format format; const char *name; } forms[] = { { REPORT_TEXT, "incident.txt" }, { REPORT_JSON, "incident.json" } };
	struct report_options one = *options;
	for (size_t i = 0; i < LENGTH(forms); i++) {
		const char *path = arena_print(arena, "%s/%s", folder, forms[i].name).p;
		int was = view_redirect(path);
		one.format = forms[i].format;
		report_incident(store, &one, options->incident.p);
		view_restore(was, path);
	}
	one.format = REPORT_HTML;
	report_page_begin();
	report_incident(store, &one, options->incident.p);
	report_page_end(arena_print(arena, "%s/incident.html", folder).p, true);
}

static void
close_file(FILE *out, const char *path)
{
	bool written = !ferror(out);
	if (fclose(out) != 0 || !written)
		die("%s: %s", path, strerror(errno));
}

/* Each with the name of its file and its number there; a file that is gone leaves only its name. */
static void
write_lines(struct store *store, const struct report_options *options, const char *path)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, "report/bundled/lines.sql");
	FILE *out = fopen(path, "we");
	if (out == NULL)
		die("%s: %s", path, strerror(errno));
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (stmt_step(stmt)) {
		struct str file, text;
		uint64_t number;
		if (options->locate(store, stmt_int(stmt, 0), (uint64_t)stmt_int(stmt, 1), arena, &file, &number, &text))
			fprintf(out, "%.*s:%" PRIu64 ": %.*s\n", (int)file.n, file.p, number, (int)text.n, text.p);
		else
			fprintf(out, "source %" PRId64 ", byte %" PRId64 ": the file is gone\n", stmt_int(stmt, 0), stmt_int(stmt, 1));
		arena_reset(arena);
	}
	stmt_reset(stmt);
	close_file(out, path);
	arena_close(arena);
}

/* As lines of an mbox (RFC 4155): what looks like the beginning of a message gets a ">" more. */
static void
write_mail(FILE *out, struct str text, int64_t at)
{
	char date[32];
	time_t time = (time_t)at;
	struct tm tm;
	strftime(date, sizeof date, "%a %b %e %H:%M:%S %Y", gmtime_r(&time, &tm));
	if (str_prefix(text, "From "))
		str_cut(&text, '\n');
	fprintf(out, "From MAILER-DAEMON %s\n", date);
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n'), rest = line;
		while (str_prefix(rest, ">"))
			rest = (struct str){ rest.p + 1, rest.n - 1 };
		if (str_prefix(rest, "From "))
			fputc('>', out);
		fwrite(line.p, 1, line.n, out);
		fputc('\n', out);
	}
	fputc('\n', out);
}

/* The bounces themselves. */
static void
write_mails(struct store *store, const struct report_options *options, const char *path)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, "report/bundled/mails.sql");
	FILE *out = fopen(path, "we");
	int64_t gone = 0, all = 0;
	if (out == NULL)
		die("%s: %s", path, strerror(errno));
	part_bind(stmt, options, (struct range){ 0, options->now });
	for (; stmt_step(stmt); all++) {
		struct str text;
		if (options->fetch(store, stmt_int(stmt, 0), (uint64_t)stmt_int(stmt, 1), stmt_str(stmt, 2), stmt_str(stmt, 3), stmt_int(stmt, 4), arena, &text))
			write_mail(out, text, stmt_int(stmt, 5));
		else
			gone++;
		arena_reset(arena);
	}
	stmt_reset(stmt);
	close_file(out, path);
	if (gone > 0)
		say("%" PRId64 " of %" PRId64 " bounces are not in bounces.mbox: their files are gone, or have changed.", gone, all);
	arena_close(arena);
}

static bool
may_have_dossier(struct store *store, const struct report_options *options)
{
	struct stmt *stmt = store_stmt(store, "report/bundled/whole.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	bool may = stmt_step(stmt) && stmt_int(stmt, 0) != 0;
	stmt_reset(stmt);
	return may;
}

bool
report_bundle(struct store *store, const struct report_options *options, const char *what, const char *folder)
{
	static const char from[] = "report/bundle/";
	struct arena *arena = arena_open();
	struct report_options one = *options;
	one.incident = report_incident_find(store, options, what, arena);
	one.format = REPORT_CSV;
	bool found = one.incident.p != NULL;
	if (found && may_have_dossier(store, &one))
		write_dossier(store, &one, folder, arena);
	else if (found)
		say("The dossier is left out: it tells of other domains, or of recipients (--full).");
	for (const struct embedded *file = NULL; found && (file = embedded_next(file, from, ".sql")) != NULL;) {
		const char *name = file->path + sizeof from - 1;
		view_write(store, &one, file, arena_print(arena, "%s/%.*s.csv", folder, (int)(strlen(name) - 4), name).p);
	}
	if (found)
		write_lines(store, &one, arena_print(arena, "%s/log.txt", folder).p);
	if (found && options->full)
		write_mails(store, &one, arena_print(arena, "%s/bounces.mbox", folder).p);
	arena_close(arena);
	return found;
}
