/*
 * complete.c - how a word of a query can go on.
 */
#include "report/choice.h"
#include "report/part.h"
#include "report/safe.h"

#include <ctype.h>
#include <string.h>

struct completing {
	struct store *store;
	struct arena *arena;
	struct str *found;
	size_t most, count;
};

/* Those that begin with the prefix, put behind what stands before it; each once. */
static void
offer(struct completing *completing, struct str before, struct str prefix, struct str word, const char *behind)
{
	if (word.n < prefix.n || strncmp(word.p, prefix.p, prefix.n) != 0 || completing->count == completing->most)
		return;
	struct str whole = arena_print(completing->arena, "%.*s%.*s%s", (int)before.n, before.p, (int)word.n, word.p, behind);
	for (size_t i = 0; i < completing->count; i++)
		if (str_equal(completing->found[i], whole))
			return;
	completing->found[completing->count++] = whole;
}

/* Strangers chose it, and a shell would obey some of it where the line goes on with it: only what nobody obeys is offered. */
static bool
is_harmless(struct str word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@:+,/=%";
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.p[i] < 0x80 && memchr(plain, word.p[i], sizeof plain - 1) == NULL)
			return false;
	return word.n > 0 && word.p[0] != '-';
}

/* report/complete/NAME.sql, where there is one. */
static void
offer_known(struct completing *completing, struct str name, struct str before, struct str prefix)
{
	struct str path = arena_print(completing->arena, "report/complete/%.*s.sql", (int)name.n, name.p);
	const struct embedded *file = embedded_find(path.p);
	if (file == NULL || completing->store == NULL)
		return;
	struct stmt *stmt = store_stmt(completing->store, file->path);
	stmt_bind_str(stmt, stmt_param(stmt, "prefix"), prefix);
	while (completing->count < completing->most && stmt_step(stmt)) {
		struct str word = stmt_str(stmt, 0);
		if (is_harmless(word) && str_equal(word, safe_terminal(completing->arena, word)))
			offer(completing, before, prefix, word, "");
	}
	stmt_reset(stmt);
}

static void
offer_values(struct completing *completing, const struct noun *noun, struct str name, struct str before, struct str prefix)
{
	const struct piece *term = noun_piece(noun, "term", name);
	struct str choices[CHOICES_MOST];
	size_t count = term == NULL ? 0 : choice_list(noun, term, completing->store, completing->arena, choices);
	offer_known(completing, name, before, prefix);
	for (size_t i = 0; i < count; i++)
		offer(completing, before, prefix, choices[i], "");
}

static void
offer_terms(struct completing *completing, const struct noun *noun, struct str before, struct str prefix, bool by)
{
	static const char *const times[] = { "since", "until", "date" };
	for (size_t i = 0; i < noun->count; i++) {
		const struct piece *piece = &noun->pieces[i];
		bool time = str_is(piece->more, "time") || str_is(piece->more, "day");
		if (str_is(piece->word, "term") && (by ? !str_is(piece->more, "pattern") : !time))
			offer(completing, before, prefix, piece->name, by ? "" : ":");
	}
	for (size_t i = 0; !by && i < LENGTH(times); i++)
		offer(completing, before, prefix, str_of(times[i]), ":");
}

static void
offer_reports(struct completing *completing, struct str prefix)
{
	struct part part;
	for (const struct embedded *file = NULL; (file = part_next(file, STR_NONE, STR_NONE, &part)) != NULL;)
		if (part.report.p != NULL)
			offer(completing, STR(""), prefix, part.set, "");
}

/* Behind the last comma. */
static void
offer_by(struct completing *completing, const struct noun *noun, struct str word)
{
	size_t n = word.n;
	while (n > 0 && word.p[n - 1] != ',')
		n--;
	offer_terms(completing, noun, (struct str){ word.p, n }, (struct str){ word.p + n, word.n - n }, true);
}

/* The views that are for all, which are those of an export, and, of a word that is begun, their columns: behind what can be no part of a name. */
static void
offer_sql(struct completing *completing, struct str word)
{
	static const char from[] = "report/export/", ending[] = ".sql";
	size_t n = word.n;
	while (n > 0 && (isalnum((unsigned char)word.p[n - 1]) || word.p[n - 1] == '_'))
		n--;
	struct str before = { word.p, n }, prefix = { word.p + n, word.n - n };
	for (const struct embedded *file = NULL; (file = embedded_next(file, from, ending)) != NULL;) {
		struct str view = str_of(file->path + sizeof from - 1);
		view.n -= sizeof ending - 1;
		offer(completing, before, prefix, view, "");
		if (completing->store == NULL || prefix.n == 0)
			continue;
		struct stmt *stmt = store_stmt(completing->store, "report/complete/column.sql");
		stmt_bind_str(stmt, stmt_param(stmt, "view"), view);
		while (stmt_step(stmt))
			offer(completing, before, prefix, stmt_str(stmt, 0), "");
		stmt_reset(stmt);
	}
}

size_t
report_complete(struct store *store, const char *noun_name, const char *option, struct str word, struct arena *arena, struct str *found, size_t most)
{
	struct completing completing = { .store = store, .arena = arena, .found = found, .most = most };
	struct noun noun;
	struct str name = word, value;
	size_t sign = word.n > 0 && strchr("-(", *word.p) != NULL ? 1 : 0;
	if (noun_name == NULL) {
		for (const struct embedded *file = NULL; (file = noun_next(file, &noun)) != NULL;)
			offer(&completing, STR(""), word, noun.name, "");
	} else if (strcmp(noun_name, "sql") == 0) {
		offer_sql(&completing, word);
	} else if (!noun_find(str_of(noun_name), &noun)) {
		offer_known(&completing, str_of(noun_name), STR(""), word);
		if (strcmp(noun_name, "report") == 0)
			offer_reports(&completing, word);
	} else if (option != NULL && strcmp(option, "--by") == 0) {
		offer_by(&completing, &noun, word);
	} else if (option == NULL) {
		value = (struct str){ word.p + sign, word.n - sign };
		name = str_cut(&value, ':');
		if (value.p == NULL)
			offer_terms(&completing, &noun, (struct str){ word.p, sign }, name, false);
		else
			offer_values(&completing, &noun, name, (struct str){ word.p, (size_t)(value.p - word.p) }, value);
	}
	return completing.count;
}
