/*
 * bundle.c - all about one incident as files, to hand on: the dossier, the tables of report/bundle/, the lines of the log.
 * What strangers did not agree to (recipients, and so the bounces themselves) is in it only where all of it is asked for; so is the dossier, where it
 * tells of others, too. Each domain that was hit may be another customer's: it tells of one.
 */
#include "report/view.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DOMAINS_SAID = 20 };

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

static bool
names_others(struct store *store, const struct report_options *options, struct str line)
{
	struct stmt *stmt = store_stmt(store, "report/bundled/others.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	stmt_bind_str(stmt, stmt_param(stmt, "text"), line);
	bool names = stmt_step(stmt) && stmt_int(stmt, 0) != 0;
	stmt_reset(stmt);
	return names;
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
		if (!options->locate(store, stmt_int(stmt, 0), (uint64_t)stmt_int(stmt, 1), arena, &file, &number, &text))
			fprintf(out, "source %" PRId64 ", byte %" PRId64 ": the file is gone\n", stmt_int(stmt, 0), stmt_int(stmt, 1));
		else if (names_others(store, options, text))
			fprintf(out, "%.*s:%" PRIu64 ": left out, since it names addresses of other domains, too\n", (int)file.n, file.p, number);
		else
			fprintf(out, "%.*s:%" PRIu64 ": %.*s\n", (int)file.n, file.p, number, (int)text.n, text.p);
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

/* False, as is said then: none of the domains that were hit was asked for, and there are several or it is another one. */
static bool
is_of_one(struct store *store, const struct report_options *options)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, "report/bundled/domains.sql");
	struct str hit[DOMAINS_SAID];
	size_t count = 0;
	bool asked = false;
	for (part_bind(stmt, options, (struct range){ 0, options->now }); stmt_step(stmt); count++) {
		asked |= str_equal(stmt_str(stmt, 0), options->domain);
		if (count < DOMAINS_SAID)
			hit[count] = arena_copy(arena, stmt_str(stmt, 0));
	}
	stmt_reset(stmt);
	bool may = asked || count == 0 || (count == 1 && options->domain.p == NULL);
	if (!may && options->domain.p != NULL)
		warn("%s has not hit %s; it hit", options->incident.p, options->domain.p);
	else if (!may)
		warn("%s hit %zu domains, and a bundle tells of one: the others may be other customers'. Say which:", options->incident.p, count);
	for (size_t i = 0; !may && i < count && i < DOMAINS_SAID; i++)
		say("  --domain %s", hit[i].p);
	arena_close(arena);
	return may;
}

static struct str
bundle_name(struct store *store, const struct report_options *options, struct arena *arena)
{
	struct stmt *stmt = store_stmt(store, "report/bundled/name.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	if (!stmt_step(stmt))
		bug("there is no incident %s", options->incident.p);
	struct str name = arena_copy(arena, stmt_str(stmt, 0));
	stmt_reset(stmt);
	return name;
}

struct str
report_bundle(struct store *store, const struct report_options *options, const char *what, const char *folder, struct arena *arena)
{
	static const char from[] = "report/bundle/";
	struct report_options one = *options;
	one.incident = report_incident_find(store, options, what, arena);
	one.format = REPORT_CSV;
	if (one.incident.p == NULL || !is_of_one(store, &one))
		return STR_NONE;
	if (may_have_dossier(store, &one))
		write_dossier(store, &one, folder, arena);
	else
		say("The dossier is left out: it tells of other domains, or of recipients (--full).");
	for (const struct embedded *file = NULL; (file = embedded_next(file, from, ".sql")) != NULL;) {
		const char *name = file->path + sizeof from - 1;
		view_write(store, &one, file, arena_print(arena, "%s/%.*s.csv", folder, (int)(strlen(name) - 4), name).p);
	}
	write_lines(store, &one, arena_print(arena, "%s/log.txt", folder).p);
	if (options->full)
		write_mails(store, &one, arena_print(arena, "%s/bounces.mbox", folder).p);
	return bundle_name(store, &one, arena);
}
