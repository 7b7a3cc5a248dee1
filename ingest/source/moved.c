/*
 * moved.c - the names in a Maildir, sorted by what no client changes.
 */
#include "ingest/source/moved.h"
#include "ingest/source/folder.h"

#include <stdlib.h>
#include <string.h>

struct moved {
	char **names;
	size_t count;
};

static struct str
firm_part(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct str rest = str_of(slash == NULL ? name : slash + 1);
	return str_cut(&rest, ':');
}

static int
compare(const void *a, const void *b)
{
	struct str x = firm_part(*(char *const *)a), y = firm_part(*(char *const *)b);
	int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
	return order != 0 ? order : (x.n > y.n) - (x.n < y.n);
}

struct moved *
moved_open(const char *path)
{
	struct moved *moved = mem_new(sizeof *moved);
	struct folder_file file;
	struct folder *folder = folder_holds_maildir(path) ? folder_open(path) : NULL;
	while (folder != NULL && folder_next(folder, &file)) {
		if ((moved->count & (moved->count - 1)) == 0)
			moved->names = mem_resize(moved->names, (2 * moved->count + 1) * sizeof *moved->names);
		moved->names[moved->count++] = mem_string(str_of(file.name));
	}
	folder_close(folder);
	if (moved->count > 1)
		qsort(moved->names, moved->count, sizeof *moved->names, compare);
	return moved;
}

void
moved_close(struct moved *moved)
{
	if (moved == NULL)
		return;
	for (size_t i = 0; i < moved->count; i++)
		free(moved->names[i]);
	free(moved->names);
	free(moved);
}

const char *
moved_find(const struct moved *moved, const char *name)
{
	char **found = moved->count == 0 ? NULL : bsearch(&name, moved->names, moved->count, sizeof *moved->names, compare);
	return found == NULL ? NULL : *found;
}
