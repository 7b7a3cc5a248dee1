/*
 * offer.c - the functions that SQL may call: their values to and from SQLite.
 */
#include "schema/function.h"
#include "schema/sqlite.h"

#include <stdlib.h>

/* A function of function.c, as one store offers it. */
struct offer {
	const struct function *function;
	struct arena *arena;
};

static struct str
argument(sqlite3_value *value)
{
	/* Asked for as a text it would be copied, to have a NUL behind it. */
	bool text = sqlite3_value_type(value) == SQLITE_TEXT;
	const char *p = text ? sqlite3_value_blob(value) : (const char *)sqlite3_value_text(value);
	size_t n = (size_t)sqlite3_value_bytes(value);
	return p != NULL ? (struct str){ p, n } : text ? STR("") : STR_NONE;
}

static void
sql_gather(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	int64_t numbers[GATHER_NUMBERS];
	for (int i = 1; i < n; i++)
		numbers[i - 1] = sqlite3_value_int64(values[i]);
	gather_add(store->gather, argument(values[0]), numbers, 1);
}

/* Every function of function.c: its number and text are asked for by type, so that an integer need not become a text. */
static void
sql_function(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct offer *offer = sqlite3_user_data(context);
	struct value arguments[FUNCTION_ARGUMENTS_MAX], result = { .text = STR_NONE };
	if (n > FUNCTION_ARGUMENTS_MAX) {
		sqlite3_result_error(context, "too many arguments", -1);
		return;
	}
	for (int i = 0; i < n; i++) {
		int type = sqlite3_value_type(values[i]);
		arguments[i] = (struct value){
			.is_number = type == SQLITE_INTEGER, .number = type == SQLITE_TEXT ? 0 : sqlite3_value_int64(values[i]),
			.text = type == SQLITE_INTEGER ? STR_NONE : argument(values[i]),
		};
	}
	for (int i = n; i < FUNCTION_ARGUMENTS_MAX && offer->function->arguments < 0; i++)
		arguments[i] = (struct value){ .text = STR_NONE };
	offer->function->call(arguments, offer->arena, &result);
	if (result.is_number)
		sqlite3_result_int64(context, result.number);
	else if (result.text.p != NULL)
		sqlite3_result_text(context, result.text.p, (int)result.text.n, SQLITE_TRANSIENT);
	arena_reset(offer->arena);
}

/* free_data takes data with the connection, and may be NULL. */
static void
offer(struct store *store, const char *name, int arguments, int flags, void *data, void (*call)(sqlite3_context *, int, sqlite3_value **),
    void (*free_data)(void *))
{
	if (sqlite3_create_function_v2(store->sqlite, name, arguments, SQLITE_UTF8 | flags, data, call, NULL, NULL, free_data) != SQLITE_OK)
		store_fail(store, name);
}

void
offer_functions(struct store *store)
{
	for (const struct function *function = NULL; (function = function_next(function)) != NULL;) {
		struct offer *data = mem_new(sizeof *data);
		*data = (struct offer){ function, store->arena };
		offer(store, function->name, function->arguments, SQLITE_DETERMINISTIC, data, sql_function, free);
	}
	offer(store, "gather", 1 + GATHER_NUMBERS, SQLITE_DIRECTONLY, store, sql_gather, NULL);
}
