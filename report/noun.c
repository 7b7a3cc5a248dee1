/*
 * noun.c - what can be asked for, cut into pieces.
 */
#include "report/noun.h"

#include <string.h>

static bool
is_word(struct str word)
{
	static const char *const words[] = { "query", "show", "days", "rows", "count", "from", "time", "order", "free", "term", "exact", "values", "operator" };
	for (size_t i = 0; i < LENGTH(words); i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

/* "-- WORD NAME, MORE: TEXT". False: another line. */
static bool
begins(struct str line, struct piece *piece)
{
	if (!str_prefix(line, "-- "))
		return false;
	line = (struct str){ line.p + 3, line.n - 3 };
	struct str rest = line, head = str_cut(&rest, ':'), more = head, name = str_cut(&more, ','), word = str_cut(&name, ' ');
	if (!is_word(word))
		return false;
	*piece = (struct piece){ word, str_trim(name), str_trim(more), str_trim(rest), STR("") };
	return true;
}

static void
read_noun(const struct embedded *file, struct noun *noun)
{
	const char *name = strrchr(file->path, '/') + 1;
	struct str rest = file->text;
	*noun = (struct noun){ .path = file->path, .name = { name, strlen(name) - (sizeof ".sql" - 1) } };
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		struct piece piece;
		if (begins(line, &piece)) {
			if (noun->count == PIECES_MOST)
				bug("%s: more than %d pieces", file->path, PIECES_MOST);
			piece.sql.p = rest.p;
			noun->pieces[noun->count++] = piece;
		} else if (noun->count > 0) {
			struct str *sql = &noun->pieces[noun->count - 1].sql;
			sql->n = (size_t)(line.p + line.n - sql->p);
		}
	}
}

const struct piece *
noun_piece(const struct noun *noun, const char *word, struct str name)
{
	for (size_t i = 0; i < noun->count; i++)
		if (str_is(noun->pieces[i].word, word) && (name.p == NULL || str_equal(noun->pieces[i].name, name)))
			return &noun->pieces[i];
	return NULL;
}

struct str
noun_sql(const struct noun *noun, const char *word)
{
	const struct piece *piece = noun_piece(noun, word, STR_NONE);
	if (piece == NULL)
		bug("%s: there is no \"-- %s\"", noun->path, word);
	return piece->sql;
}

bool
noun_counts_by(const struct piece *piece)
{
	return str_is(piece->word, "term") && !str_is(piece->more, "pattern");
}

const struct embedded *
noun_next(const struct embedded *previous, struct noun *noun)
{
	const struct embedded *file = previous;
	while ((file = embedded_next(file, "report/query/", ".sql")) != NULL) {
		read_noun(file, noun);
		if (noun_piece(noun, "query", STR_NONE) != NULL)
			return file;
	}
	return NULL;
}

bool
noun_find(struct str name, struct noun *noun)
{
	for (const struct embedded *file = NULL; (file = noun_next(file, noun)) != NULL;)
		if (str_equal(noun->name, name))
			return true;
	return false;
}

void
noun_operators(struct noun *operators)
{
	const struct embedded *file = embedded_find("report/query/operator.sql");
	if (file == NULL)
		bug("report/query/operator.sql is not built in");
	read_noun(file, operators);
}
