/*
 * fragment.c - one statement put together from whole .sql files.
 */
#include "report/fragment.h"

#include <stdarg.h>

struct stmt *
fragment_compile(struct store *store, const char *path, ...)
{
	struct arena *arena = arena_open();
	struct str sql = STR(""), error;
	va_list paths;
	va_start(paths, path);
	for (const char *next = path; next != NULL; next = va_arg(paths, const char *)) {
		const struct embedded *file = embedded_find(next);
		if (file == NULL)
			bug("%s is not built in", next);
		sql = arena_join(arena, sql, file->text);
	}
	va_end(paths);
	struct stmt *stmt = store_compile(store, sql, path, &error);
	if (stmt == NULL)
		bug("%s and what is put behind it: %.*s", path, (int)error.n, error.p);
	arena_close(arena);
	return stmt;
}
