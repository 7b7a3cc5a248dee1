/*
 * rulefolder.c - the .gram files of a folder.
 */
#include "ingest/rule/rulefolder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_SIZE = 1024 * 1024 };

static int
is_rule_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_suffix(str_of(entry->d_name), ".gram");
}

/* False where it cannot be read; why then tells. */
static bool
read_file(const char *path, struct arena *arena, struct str *text, struct str *why)
{
	struct stat status;
	FILE *file = NULL;
	if (stat(path, &status) != 0 || (S_ISREG(status.st_mode) && (file = fopen(path, "re")) == NULL))
		*why = arena_print(arena, "%s: %s", path, strerror(errno));
	else if (file == NULL || status.st_size > FILE_SIZE)
		*why = arena_print(arena, "%s: no regular file of at most %d bytes", path, FILE_SIZE);
	else {
		char *p = arena_take(arena, (size_t)status.st_size);
		*text = (struct str){ p, fread(p, 1, (size_t)status.st_size, file) };
	}
	if (file != NULL)
		fclose(file);
	return why->p == NULL;
}

struct str
rulefolder_read(const char *folder, struct arena *arena,
    struct str (*add)(void *owner, const char *path, struct str text), void *owner)
{
	struct dirent **entries;
	struct str why = STR_NONE, text;
	int count = scandir(folder, &entries, is_rule_file, alphasort);
	if (count < 0)
		return arena_print(arena, "%s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		const char *path = arena_print(arena, "%s/%s", folder, entries[i]->d_name).p;
		if (why.p == NULL && read_file(path, arena, &text, &why))
			why = add(owner, path, text);
		free(entries[i]);
	}
	free(entries);
	return why;
}
