/*
 * recall.c - where the content of a row is now: under its name, or in a file beside it that begins alike.
 */
#include "ingest/recall.h"

#include "ingest/names.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_file(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* The file that an entry names, without the name in the archive; the caller frees it. */
static char *
file_of(const struct entry *entry)
{
	char *path = mem_string(str_of(entry->path));
	for (char *colon = strchr(path, ':'); colon != NULL && !is_file(path); colon = strchr(colon + 1, ':')) {
		*colon = '\0';
		if (is_file(path))
			return path;
		*colon = ':';
	}
	return path;
}

/* A file that is known to hold another stream, or is too short, does not hold this one, though it may begin alike. */
static bool
may_hold(struct ledger *ledger, const struct entry *entry, const struct content *content)
{
	struct look look = content_look(content);
	const struct entry *other = ledger_by_look(ledger, &look);
	if (other != NULL && other != entry && strchr(other->path, ':') == NULL)
		return false;
	return !content_is_plain(content) || (uint64_t)look.size >= entry->position;
}

static struct content *
look_into(struct ledger *ledger, const struct entry *entry, const char *path, char **name)
{
	int descriptor = is_file(path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : -1;
	if (descriptor < 0)
		return NULL;
	struct content *content = content_open(descriptor, NULL);
	while (content_next(content) && may_hold(ledger, entry, content)) {
		if (!ledger_fits(entry, content_head(content)))
			continue;
		*name = content_name(content, path);
		return content;
	}
	content_close(content);
	return NULL;
}

struct content *
recall_content(struct ledger *ledger, const struct entry *entry, char **name)
{
	char *path = file_of(entry);
	struct content *content = strcmp(path, "-") == 0 ? NULL : look_into(ledger, entry, path, name);
	if (content == NULL && strcmp(path, "-") != 0) {
		struct names beside = { .quiet = true };
		char *slash = strrchr(path, '/');
		const char *folder = slash == NULL ? "." : slash == path ? "/" : path;
		if (slash != NULL && slash != path)
			*slash = '\0';
		names_add_files(&beside, folder);
		for (size_t i = 0; i < beside.count && content == NULL; i++)
			content = look_into(ledger, entry, beside.paths[i], name);
		names_clear(&beside);
	}
	free(path);
	return content;
}
