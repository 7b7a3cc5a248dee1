/*
 * recall.c - where the content of a row is now: under its name, or in a file beside it that begins alike, or that is the same one.
 */
#include "ingest/source/recall.h"

#include "ingest/source/moved.h"
#include "ingest/source/names.h"
#include "ingest/source/source_open.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct recall {
	struct ledger *ledger;
	struct content *content;
	struct source *source;
};

struct recall *
recall_open(struct store *store)
{
	struct recall *recall = mem_new(sizeof *recall);
	recall->ledger = ledger_open(store, 0);
	return recall;
}

static void
leave(struct recall *recall)
{
	source_close(recall->source);
	content_close(recall->content);
	recall->source = NULL;
	recall->content = NULL;
}

void
recall_close(struct recall *recall)
{
	leave(recall);
	ledger_close(recall->ledger);
	free(recall);
}

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

/* The files in the folder of path. */
static void
look_beside(struct names *beside, const char *path)
{
	char *folder = mem_string(str_of(path)), *slash = strrchr(folder, '/');
	*beside = (struct names){ .quiet = true };
	if (slash != NULL)
		slash[slash == folder] = '\0';
	names_add_files(beside, slash == NULL ? "." : folder);
	free(folder);
}

/* Content that stands at the entry's stream, and the name of that, which the caller frees. */
static struct content *
find(struct ledger *ledger, const struct entry *entry, char **name)
{
	char *path = file_of(entry);
	struct content *content = strcmp(path, "-") == 0 ? NULL : look_into(ledger, entry, path, name);
	if (content == NULL && strcmp(path, "-") != 0) {
		struct names beside;
		look_beside(&beside, path);
		for (size_t i = 0; i < beside.count && content == NULL; i++)
			content = look_into(ledger, entry, beside.paths[i], name);
		names_clear(&beside);
	}
	free(path);
	return content;
}

struct source *
recall_source(struct recall *recall, int64_t id)
{
	struct entry *entry = ledger_by_id(recall->ledger, id);
	char *name;
	leave(recall);
	recall->content = entry == NULL ? NULL : find(recall->ledger, entry, &name);
	if (recall->content == NULL)
		return NULL;
	recall->source = source_open_whole(recall->ledger, entry, recall->content, name);
	free(name);
	return recall->source;
}

bool
recall_is_stream(struct recall *recall, int64_t id)
{
	const struct entry *entry = ledger_by_id(recall->ledger, id);
	return entry != NULL && entry->head_length > 0;
}

/* The file of an entry that is no folder, under the name that it has now. */
static struct str
file_now(const struct entry *entry, struct arena *arena)
{
	struct names beside;
	struct str found = STR_NONE;
	if (strcmp(entry->path, "-") == 0)
		return found;
	if (is_file(entry->path))
		return arena_copy(arena, str_of(entry->path));
	look_beside(&beside, entry->path);
	for (size_t i = 0; i < beside.count && found.p == NULL; i++) {
		struct look look = look_at(beside.paths[i]);
		if (look.inode != 0 && memcmp(&look, &entry->look, sizeof look) == 0)
			found = arena_copy(arena, str_of(beside.paths[i]));
	}
	names_clear(&beside);
	return found;
}

static struct str
packed_in(const char *path, const char *member, struct arena *arena)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct content *content = descriptor < 0 ? NULL : content_open(descriptor, NULL);
	struct str found = STR_NONE;
	while (found.p == NULL && content != NULL && content_next(content)) {
		const char *name = content_member(content);
		if (name != NULL && strcmp(name, member) == 0)
			found = arena_print(arena, "%s:%s", path, member);
	}
	content_close(content);
	return found;
}

/* The file of a folder, under the name that it has now. */
static struct str
single_now(const struct entry *entry, const char *member, struct arena *arena)
{
	struct str path = arena_print(arena, "%s/%s", entry->path, member);
	if (is_file(path.p))
		return path;
	struct moved *moved = moved_open(entry->path);
	const char *found = moved_find(moved, member);
	path = found == NULL ? STR_NONE : arena_print(arena, "%s/%s", entry->path, found);
	moved_close(moved);
	return path;
}

struct str
recall_member(struct recall *recall, int64_t id, const char *member, struct arena *arena)
{
	const struct entry *entry = ledger_by_id(recall->ledger, id);
	struct str path = STR_NONE;
	if (entry == NULL)
		return path;
	if (member != NULL)
		path = single_now(entry, member, arena);
	if (path.p != NULL)
		return path;
	path = file_now(entry, arena);
	return path.p == NULL || member == NULL ? path : packed_in(path.p, member, arena);
}
