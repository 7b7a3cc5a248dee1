/*
 * singles.c - the files of the list that hold one message each, by folder.
 */
#include "ingest/source/singles.h"

#include <stdlib.h>
#include <string.h>

struct singles {
	char **paths;           /* sorted: those of one folder lie together */
	size_t count, at;
	char *folder;
};

static int
by_path(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

struct singles *
singles_open(struct item *items, size_t count)
{
	struct singles *singles = mem_new(sizeof *singles);
	singles->paths = mem_new(count * sizeof *singles->paths);
	for (size_t i = 0; i < count; i++) {
		if (!items[i].message || items[i].done)
			continue;
		singles->paths[singles->count++] = items[i].path;
		items[i].done = true;
	}
	qsort(singles->paths, singles->count, sizeof *singles->paths, by_path);
	return singles;
}

void
singles_close(struct singles *singles)
{
	if (singles == NULL)
		return;
	free(singles->paths);
	free(singles->folder);
	free(singles);
}

/* How long the path of the folder is in which a file lies, with its slash. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

const char *
singles_next(struct singles *singles, char ***names, size_t *count)
{
	char **paths = singles->paths + singles->at;
	size_t left = singles->count - singles->at;
	if (left == 0)
		return NULL;
	const char *first = paths[0];
	size_t length = folder_length(first);
	free(singles->folder);
	singles->folder = mem_string(length == 0 ? STR(".") : (struct str){ first, length > 1 ? length - 1 : 1 });
	for (*count = 0; *count < left && folder_length(paths[*count]) == length && strncmp(paths[*count], first, length) == 0; ++*count)
		paths[*count] += length;
	singles->at += *count;
	*names = paths;
	return singles->folder;
}
