/*
 * lintrows.c - findings as rows: of records alone, of domains, of all names in a zone file, of all that is ours.
 */
#include "analyze/spf/idn.h"
#include "analyze/spf/lint.h"
#include "analyze/spf/put.h"
#include "analyze/spf/world.h"

#include <stdlib.h>

enum {
	ROUNDS_MAX = 64,                /* of asking DNS for one domain: each finds the names that the one before brought to light */
	MISSING_MOST = 4,               /* answers that are not known, of one subject, that are told */
	LINE_MAX = 1 << 20              /* bytes of a line; a record has at most 64 KiB */
};

struct rows {
	struct spf_world *world;        /* NULL: nothing is asked */
	struct store *store;
	struct arena *arena;            /* of the subject at hand */
	int64_t subject;                /* the last one */
	bool clean;                     /* no error so far */
};

static void
begin(struct rows *rows, struct spf_world *world, struct store *store)
{
	*rows = (struct rows){ .world = world, .store = store, .arena = arena_open(), .clean = true };
	store_run(store, "analyze/spf/rows/lint.sql");
	store_begin(store);
}

static bool
end(struct rows *rows)
{
	store_commit(rows->store);
	arena_close(rows->arena);
	return rows->clean;
}

static void
add_finding(struct rows *rows, struct str text, const struct spf_finding *finding)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_finding.sql");
	enum spf_severity severity = spf_finding_severity(finding->kind);

	stmt_unbind(stmt);
	put_int(stmt, "subject_id", rows->subject);
	put_str(stmt, "severity", str_of(spf_severity_name(severity)));
	put_str(stmt, "name", str_of(spf_finding_name(finding->kind)));
	if (finding->n > 0) {
		put_int(stmt, "place", (int64_t)finding->at);
		put_int(stmt, "length", (int64_t)finding->n);
		put_str(stmt, "term", (struct str){ text.p + finding->at, finding->n });
	}
	put_str(stmt, "detail", finding->detail);
	put_str(stmt, "why", str_of(spf_finding_why(finding->kind)));
	put_str(stmt, "corrected", finding->corrected);
	stmt_do(stmt);
	rows->clean &= severity != SPF_SEVERITY_ERROR;
}

/* What is looked at. */
struct about {
	struct str name;
	bool helo;                      /* it is the name of a host */
	bool unknown;                   /* whether there is a record */
	struct str missing;             /* what else is not known */
};

static void
add_subject(struct rows *rows, const struct about *about, const struct spf_lint *lint)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_subject.sql");

	rows->subject++;
	stmt_unbind(stmt);
	put_int(stmt, "subject_id", rows->subject);
	put_str(stmt, "name", about->name);
	put_int(stmt, "helo", about->helo);
	put_str(stmt, "record", lint->text);
	put_str(stmt, "corrected", lint->proposed);
	put_int(stmt, "sound", lint->sound);
	put_int(stmt, "known", !about->unknown);
	put_str(stmt, "missing", about->missing);
	put_int(stmt, "left_out", (int64_t)lint->left_out);
	stmt_do(stmt);
	for (size_t i = 0; i < lint->count; i++)
		add_finding(rows, lint->text, &lint->findings[i]);
}

static void
lint_text(struct rows *rows, struct str name, struct str text)
{
	struct spf_lint lint;

	spf_lint(&(struct spf_subject){ .text = text }, rows->arena, &lint);
	add_subject(rows, &(struct about){ .name = name }, &lint);
	arena_reset(rows->arena);
}

/* Where the domain has no DMARC record, that of its organisation holds (RFC 7489 section 6.6.3). */
static void
find_dmarc(struct spf_subject *subject, struct arena *arena)
{
	struct str above = organisation_of(subject->domain, arena);
	struct str own = arena_print(arena, "_dmarc.%.*s", (int)subject->domain.n, subject->domain.p);
	const struct answer *answer = spf_ask(subject->ask, own, ANSWER_TXT);

	if (answer == NULL || answer->count > 0 || above.p == NULL || above.n >= subject->domain.n)
		return;
	answer = spf_ask(subject->ask, arena_print(arena, "_dmarc.%.*s", (int)above.n, above.p), ANSWER_TXT);
	for (unsigned i = 0; answer != NULL && i < answer->count && subject->dmarc.p == NULL; i++)
		if (str_prefix(answer->values[i], "v=DMARC1"))
			subject->dmarc = answer->values[i];
	subject->dmarc_inherited = subject->dmarc.p != NULL;
}

/* A host without a record of its own. */
static void
tell_helo(struct spf_lint *lint)
{
	lint->count = 1;
	lint->left_out = 0;
	lint->findings[0] = (struct spf_finding){ .kind = SPF_FINDING_HELO_NO_RECORD, .detail = STR_NONE, .corrected = STR("v=spf1 a -all") };
	lint->proposed = STR("v=spf1 a -all");
}

/* Absent: nothing is missing. */
static struct str
tell_missing(const struct spf_ask *ask)
{
	struct str text = STR_NONE;
	for (size_t i = 0; i < ask->missing_count && i < MISSING_MOST; i++)
		text = arena_print(ask->arena, "%.*s%s%s %.*s", (int)text.n, text.n == 0 ? "" : text.p, i > 0 ? ", " : "",
		    answer_type_name(ask->missing[i].type), (int)ask->missing[i].name.n, ask->missing[i].name.p);
	if (ask->missing_count > MISSING_MOST)
		text = arena_print(ask->arena, "%.*s, and %zu more", (int)text.n, text.p, ask->missing_count - MISSING_MOST);
	return text;
}

/* wanted: that there is no record is a finding. helo: it is one of a host. */
static void
lint_domain(struct rows *rows, struct str domain, struct str text, bool wanted, bool helo)
{
	struct arena *arena = rows->arena;
	struct spf_ask ask = { .answers = rows->world->answers, .when = rows->world->when, .arena = arena };
	struct spf_subject subject = { .domain = domain, .text = text, .ask = &ask };
	struct spf_lint lint;
	unsigned rounds = 0;

	do {
		find_dmarc(&subject, arena);
		spf_lint(&subject, arena, &lint);
	} while (spf_world_fetch(rows->world, &ask) && rounds++ < ROUNDS_MAX);
	bool known = text.p != NULL || answers_find(ask.answers, ask.when, domain, ANSWER_TXT) != NULL;
	if (lint.text.p == NULL && !wanted && helo && known)
		tell_helo(&lint);
	if (lint.text.p != NULL || wanted || helo)
		add_subject(rows, &(struct about){ domain, helo && !wanted, !known, tell_missing(&ask) }, &lint);
	rows->clean &= known || !(wanted || helo);
	arena_reset(arena);
}

static void
add_candidate(struct store *store, struct str name, bool wanted, bool helo)
{
	struct stmt *stmt = store_stmt(store, "analyze/spf/rows/add_candidate.sql");
	put_str(stmt, "name", name);
	put_int(stmt, "wanted", wanted);
	put_int(stmt, "helo", helo);
	stmt_do(stmt);
}

static bool
lint_candidates(struct rows *rows)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/candidates.sql");
	size_t count = 0;
	for (; stmt_step(stmt); count++)
		lint_domain(rows, stmt_str(stmt, 0), STR_NONE, stmt_int(stmt, 1) != 0, stmt_int(stmt, 2) != 0);
	stmt_reset(stmt);
	return count > 0;
}

bool
spf_lint_text_rows(struct str text, struct store *store)
{
	struct rows rows;
	begin(&rows, NULL, store);
	lint_text(&rows, STR_NONE, text);
	return end(&rows);
}

bool
spf_lint_domain_rows(struct spf_world *world, char **domains, int count, struct str text, struct store *store)
{
	struct rows rows;
	begin(&rows, world, store);
	for (int i = 0; i < count; i++)
		lint_domain(&rows, idn_name(str_of(domains[i]), rows.arena), text, true, false);
	return end(&rows);
}

bool
spf_lint_zone_rows(struct spf_world *world, struct store *store)
{
	struct rows rows;
	begin(&rows, world, store);
	for (const struct answer *answer = NULL; (answer = answers_next(world->zones, answer)) != NULL;) {
		bool mail = answer->type == ANSWER_MX;
		if (answer->status != ANSWER_OK || (!mail && answer->type != ANSWER_TXT))
			continue;
		add_candidate(store, answer->name, mail, false);
		for (unsigned i = 0; mail && i < answer->count; i++) {
			struct str host = answer_mx_host(answer->values[i]);
			if (host.n > 0 && answers_find(world->zones, world->when, host, ANSWER_TXT) != NULL)
				add_candidate(store, host, false, true);
		}
	}
	lint_candidates(&rows);
	return end(&rows);
}

bool
spf_lint_own_rows(struct spf_world *world, struct store *store)
{
	struct rows rows;
	struct stmt *stmt = store_stmt(world->store, "analyze/spf/own_names.sql");
	begin(&rows, world, store);
	while (stmt_step(stmt))
		add_candidate(store, stmt_str(stmt, 0), stmt_int(stmt, 1) != 0, stmt_int(stmt, 2) != 0);
	stmt_reset(stmt);
	if (!lint_candidates(&rows)) {
		warn("%s: nothing is known to be yours; name a DOMAIN", store_path(world->store));
		rows.clean = false;
	}
	return end(&rows);
}

/* Without its end; false at the end of the file. What is behind LINE_MAX bytes is passed over. */
static bool
next_line(FILE *in, char *line, size_t *n)
{
	int c = getc_unlocked(in);
	if (c == EOF)
		return false;
	for (*n = 0; c != '\n' && c != EOF; c = getc_unlocked(in))
		if (*n < LINE_MAX)
			line[(*n)++] = (char)c;
	if (*n > 0 && line[*n - 1] == '\r')
		--*n;
	return true;
}

bool
spf_lint_lines_rows(FILE *in, struct store *store)
{
	struct rows rows;
	char *line = mem_new(LINE_MAX);
	size_t n;
	begin(&rows, NULL, store);
	for (unsigned number = 1; next_line(in, line, &n); number++)
		if (n > 0)
			lint_text(&rows, arena_print(rows.arena, "line %u", number), (struct str){ line, n });
	free(line);
	return end(&rows);
}
