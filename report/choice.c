/*
 * choice.c - the values that a term may have.
 */
#include "report/choice.h"

#include <string.h>

static void
check_room(const struct piece *term, size_t count)
{
	if (count == CHOICES_MOST)
		bug("%.*s: more than %d values", (int)term->name.n, term->name.p, CHOICES_MOST);
}

/* "forged, genuine"; a help that says anything else is no list. */
static size_t
listed(const struct piece *term, struct str choices[CHOICES_MOST])
{
	struct str list = term->text;
	size_t count = 0;
	if (term->more.n > 0 || memchr(list.p, ',', list.n) == NULL)
		return 0;
	while (list.p != NULL) {
		struct str word = str_trim(str_cut(&list, ','));
		if (memchr(word.p, ' ', word.n) != NULL)
			return 0;
		check_room(term, count);
		choices[count++] = word;
	}
	return count;
}

static size_t
selected(const struct piece *values, struct store *store, struct arena *arena, struct str choices[CHOICES_MOST])
{
	struct str path = arena_copy(arena, values->text), error;
	const struct embedded *before = embedded_find(path.p);
	if (before == NULL)
		bug("%s is not built in", path.p);
	struct str sql = arena_join(arena, before->text, values->sql);
	struct stmt *stmt = store_compile(store, sql, path.p, &error);
	size_t count = 0;
	if (stmt == NULL)
		bug("values of %.*s: %.*s", (int)values->name.n, values->name.p, (int)error.n, error.p);
	while (stmt_step(stmt)) {
		check_room(values, count);
		choices[count++] = arena_copy(arena, stmt_str(stmt, 0));
	}
	stmt_close(stmt);
	return count;
}

size_t
choice_list(const struct noun *noun, const struct piece *term, struct store *store, struct arena *arena, struct str choices[CHOICES_MOST])
{
	const struct piece *values = noun_piece(noun, "values", term->name);
	if (values == NULL)
		return listed(term, choices);
	return store == NULL ? 0 : selected(values, store, arena, choices);
}
