/*
 * fuzz_query.c - words as a question: the first line is a noun, each other one a word of it. What is understood is a statement that compiles
 * and runs, what is not has a reason; and any word can be completed.
 */
#include "report/report.h"
#include "report/terms.h"
#include "tests/fuzz.h"

enum { WORDS = 64 };

static struct store *
empty_store(void)
{
	return store_open(":memory:", STORE_WRITE);
}

static void
ask(struct store *store, const struct noun *noun, char *const *words, int count, struct arena *arena)
{
	static struct noun operators;
	struct condition condition = { .store = store, .noun = noun, .operators = &operators, .arena = arena, .now = 1795404825 };
	struct str error;
	if (operators.path == NULL)
		noun_operators(&operators);
	condition_open(&condition);
	condition_add(&condition, noun_sql(noun, "rows"));
	condition_add(&condition, STR("\n"));
	condition_add(&condition, noun_sql(noun, "from"));
	condition_operator(&condition, "and");
	condition_operator(&condition, "open");
	if (terms_read(&condition, words, count)) {
		condition_operator(&condition, "close");
		condition_add(&condition, noun_sql(noun, "order"));
		struct stmt *stmt = store_compile(store, (struct str){ condition.sql, condition.n }, "query", &error);
		if (stmt == NULL)
			bug("%.*s: %.*s", (int)condition.n, condition.sql, (int)error.n, error.p);
		condition_bind(&condition, stmt);
		while (stmt_step(stmt))
			;
		stmt_close(stmt);
	} else if (condition.error.n == 0)
		bug("a fault without a word");
	condition_close(&condition);
}

static void
fuzz(struct str input, struct arena *arena)
{
	static struct store *store;
	struct str name = str_cut(&input, '\n'), found[16];
	struct noun noun;
	char *words[WORDS];
	int count = 0;
	if (store == NULL)
		store = empty_store();
	while (input.p != NULL && count < WORDS)
		words[count++] = (char *)arena_copy(arena, str_cut(&input, '\n')).p;
	const char *asked = arena_copy(arena, name).p;
	for (int i = 0; i < count && i < 3; i++)
		report_complete(store, asked, i > 0 ? words[i - 1] : NULL, str_of(words[i]), arena, found, LENGTH(found));
	if (noun_find(name, &noun))
		ask(store, &noun, words, count, arena);
}
