/*
 * moved.c - where a message of a Maildir lies now.
 */
#include "ingest/source/moved.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

/* What a delivery agent called it: flags come behind a colon. */
static size_t
bare_length(const char *name)
{
	return strcspn(name, ":");
}

static struct str
find(struct str maildir, const char *box, const char *name, struct arena *arena)
{
	struct str folder = arena_print(arena, "%.*s%s", (int)maildir.n, maildir.p, box), found = STR_NONE;
	size_t n = bare_length(name);
	DIR *open = opendir(folder.p);
	if (open == NULL)
		return found;
	for (struct dirent *entry; found.p == NULL && (entry = readdir(open)) != NULL;)
		if (bare_length(entry->d_name) == n && memcmp(entry->d_name, name, n) == 0)
			found = arena_print(arena, "%s/%s", folder.p, entry->d_name);
	closedir(open);
	return found;
}

struct str
moved_path(struct str path, struct arena *arena)
{
	static const char *const boxes[] = { "cur", "new" };
	struct str whole = arena_print(arena, "%.*s", (int)path.n, path.p == NULL ? "" : path.p), found = STR_NONE;
	const char *name = strrchr(whole.p, '/');
	struct str box = { whole.p, name == NULL ? 0 : (size_t)(name - whole.p) };
	if (access(whole.p, F_OK) == 0)
		return whole;
	for (size_t i = 0; i < LENGTH(boxes); i++)
		if (str_suffix(box, boxes[i]) && (box.n == 3 || box.p[box.n - 4] == '/'))
			box.n -= 3;
	if (name == NULL || box.n + 3 != (size_t)(name - whole.p))
		return STR_NONE;
	for (size_t i = 0; found.p == NULL && i < LENGTH(boxes); i++)
		found = find(box, boxes[i], name + 1, arena);
	return found;
}
