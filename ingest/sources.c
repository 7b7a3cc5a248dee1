/*
 * sources.c - the list of what to read, in order, one after another, and for --follow again and again.
 */
#include "ingest/folder.h"
#include "ingest/items.h"
#include "ingest/mailform.h"
#include "ingest/names.h"
#include "ingest/recall.h"
#include "ingest/source_open.h"
#include "ingest/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct sources {
	struct store *store;
	struct ledger *ledger;
	const volatile sig_atomic_t *stop;
	struct names names;
	size_t folder;          /* the next to be given */
	size_t named;           /* paths that are no files of folders; those come behind */
	struct item *items;     /* NULL: the list is still growing */
	size_t count, at;
	char **messages;        /* paths of those files, sorted, from which those of one folder are taken */
	size_t message_count, message_at;
	char *folder_path;
	struct content *content;
	struct source *source;
	struct watch *watch;
};

struct sources *
sources_open(struct store *store, int64_t now)
{
	struct sources *sources = mem_new(sizeof *sources);
	sources->store = store;
	sources->ledger = ledger_open(store, now);
	return sources;
}

static void
close_source(struct sources *sources)
{
	source_close(sources->source);
	sources->source = NULL;
}

static void
close_content(struct sources *sources)
{
	close_source(sources);
	content_close(sources->content);
	sources->content = NULL;
}

void
sources_close(struct sources *sources)
{
	if (sources == NULL)
		return;
	close_content(sources);
	if (!ledger_is_settled(sources->ledger)) {
		store_begin(sources->store);
		ledger_settle(sources->ledger);
		store_commit(sources->store);
	}
	for (size_t i = 0; sources->items != NULL && i < sources->count; i++)
		content_close(sources->items[i].content);
	free(sources->items);
	free(sources->messages);
	free(sources->folder_path);
	names_clear(&sources->names);
	watch_close(sources->watch);
	ledger_close(sources->ledger);
	free(sources);
}

void
sources_stop(struct sources *sources, const volatile sig_atomic_t *stop)
{
	sources->stop = stop;
}

bool
sources_add(struct sources *sources, const char *name)
{
	if (sources->items != NULL)
		bug("%s is added to a list that is being read", name);
	bool all = names_add(&sources->names, name);
	sources->named = sources->names.count;
	return all;
}

const char *
sources_folder(struct sources *sources)
{
	return sources->folder == sources->names.folder_count ? NULL : sources->names.folders[sources->folder++];
}

bool
sources_add_file(struct sources *sources, const char *path)
{
	/* found while a Maildir is followed: the next run takes it */
	if (sources->watch != NULL)
		return true;
	if (sources->items != NULL)
		bug("%s is added to a list that is being read", path);
	return names_add_file(&sources->names, path);
}

int64_t
sources_folder_id(struct sources *sources, const char *path)
{
	struct entry *entry = ledger_by_path(sources->ledger, path);
	return entry != NULL ? entry->id : ledger_reserve(sources->ledger);
}

void
sources_folder_commit(struct sources *sources, int64_t id, const char *path)
{
	struct entry values = { .id = id, .path = (char *)path };
	ledger_save(sources->ledger, &values, STR_NONE);
}

void
sources_fail(struct sources *sources, const char *path, int error)
{
	names_fail(&sources->names, path, error);
}

unsigned
sources_failed(const struct sources *sources)
{
	return sources->names.failed;
}

static bool
stopped(const struct sources *sources)
{
	return sources->stop != NULL && *sources->stop;
}

static int
by_path(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Makes the list of files; then it can no longer be added to. Those of folders came as they lie there. */
static void
list(struct sources *sources)
{
	if (sources->items != NULL)
		return;
	sources->count = sources->names.count;
	if (sources->count > sources->named)
		qsort(sources->names.paths + sources->named, sources->count - sources->named, sizeof *sources->names.paths, by_path);
	sources->items = items_list(sources->names.paths, sources->count);
}

/* Asks for the first time stamp of what is new. What is wrong with a file is said when its turn comes. */
static void
look_into(struct sources *sources, struct item *item, int64_t (*first_at)(void *, struct str, const char *, int64_t), void *context)
{
	if (item->again || ledger_by_look(sources->ledger, &item->look) != NULL)
		return;
	struct content *content = item_open(item, sources->stop);
	if (content == NULL)
		return;
	item->begun = content_next(content);
	if (item->begun) {
		int64_t modified = content_modified(content);
		struct str head = content_head(content);
		item->message = strcmp(item->path, "-") != 0 && content_is_plain(content) && mail_form(head) == MAIL_SINGLE;
		if (head.n > 0 && !item->message)
			item->first_at = first_at(context, head, item->path, modified != 0 ? modified : ledger_now(sources->ledger));
	}
	if (content_is_pipe(content))
		item->content = content;
	else
		content_close(content);
}

void
sources_sort(struct sources *sources, int64_t (*first_at)(void *context, struct str head, const char *name, int64_t modified), void *context)
{
	list(sources);
	for (size_t i = 0; i < sources->count && !stopped(sources); i++)
		look_into(sources, &sources->items[i], first_at, context);
	items_sort(sources->items, sources->count);
}

static void
list_messages(struct sources *sources)
{
	sources->messages = mem_new(sources->count * sizeof *sources->messages);
	for (size_t i = 0; i < sources->count; i++) {
		struct item *item = &sources->items[i];
		if (!item->message || item->again)
			continue;
		sources->messages[sources->message_count++] = item->path;
		item->again = true;
	}
	qsort(sources->messages, sources->message_count, sizeof *sources->messages, by_path);
}

/* How long the path of the folder is in which a file lies, with its slash. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

const char *
sources_messages(struct sources *sources, char ***names, size_t *count)
{
	if (sources->messages == NULL)
		list_messages(sources);
	char **list = sources->messages + sources->message_at;
	size_t left = sources->message_count - sources->message_at;
	if (left == 0)
		return NULL;
	const char *first = list[0];
	size_t length = folder_length(first);
	free(sources->folder_path);
	sources->folder_path = mem_string(length == 0 ? STR(".") : (struct str){ first, length > 1 ? length - 1 : 1 });
	for (*count = 0; *count < left && folder_length(list[*count]) == length && strncmp(list[*count], first, length) == 0; ++*count)
		list[*count] += length;
	sources->message_at += *count;
	*names = list;
	return sources->folder_path;
}

/* What is in the file as a whole cannot be read. */
static void
warn_of(struct sources *sources, const char *path, const char *why)
{
	warn("%s: %s", path, why);
	sources->names.failed++;
}

/* What the file is known for where it looks as it did. An archive's look is that of its last file's row: under another name it is
   opened, since the names of all its files have changed. */
static struct entry *
known_by_look(struct sources *sources, const char *path, const struct look *look)
{
	struct entry *entry = ledger_by_look(sources->ledger, look);
	if (entry == NULL)
		return NULL;
	char *whole = ledger_path(path);
	size_t n = strlen(whole);
	bool member = strncmp(entry->path, whole, n) == 0 && entry->path[n] == ':';
	bool known = member || strcmp(entry->path, whole) == 0 || strchr(entry->path, ':') == NULL;
	if (known)
		ledger_meet(entry, member ? entry->path : whole, look);
	free(whole);
	return known ? entry : NULL;
}

/* The stream at which the content stands, NULL where it cannot be read. */
static struct source *
open_stream(struct sources *sources, const char *path)
{
	char *name = content_name(sources->content, path);
	const char *why = NULL;
	struct str head = content_head(sources->content);
	if (content_is_nested(sources->content, head))
		why = "is packed within what is packed; unpack it first";
	else if (head.n == 0)
		why = content_error(sources->content);
	if (why != NULL) {
		content_spoil(sources->content);
		warn_of(sources, name, why);
	} else if (mail_form(head) == MAIL_SINGLE) {
		sources->source = source_open_message(sources->ledger, sources->content, name, path, content_member(sources->content));
	} else {
		sources->source = source_open(sources->ledger, sources->content, name);
	}
	free(name);
	return sources->source;
}

/* Opens the file whose turn it is, at its first stream, or, unchanged, not at all. False: there is nothing to read in it. */
static bool
open_item(struct sources *sources, struct item *item)
{
	struct look look = look_at(item->path);
	struct entry *entry = item->again ? NULL : known_by_look(sources, item->path, &look);
	if (entry != NULL)
		sources->source = source_open_unchanged(sources->ledger, entry, item->path, &look);
	if (entry != NULL || item->again)
		return false;
	sources->content = item->content;
	item->content = NULL;
	if (sources->content != NULL)
		return item->begun;
	sources->content = item_open(item, sources->stop);
	if (sources->content == NULL && !stopped(sources))
		names_fail(&sources->names, item->path, errno);
	return sources->content != NULL && content_next(sources->content);
}

struct source *
sources_next(struct sources *sources)
{
	bool told = sources->source != NULL && source_error(sources->source) != NULL;
	list(sources);
	close_source(sources);
	while (!stopped(sources) && sources->at < sources->count) {
		struct item *item = &sources->items[sources->at];
		bool there = sources->content == NULL ? open_item(sources, item) : content_next(sources->content);
		if (there && open_stream(sources, item->path) != NULL)
			return sources->source;
		if (there) {
			told = content_error(sources->content) != NULL;
			continue;
		}
		if (sources->content != NULL && content_error(sources->content) != NULL && !told)
			warn_of(sources, item->path, content_error(sources->content));
		content_close(sources->content);
		sources->content = NULL;
		told = false;
		sources->at++;
		if (sources->source != NULL)
			return sources->source;
	}
	return NULL;
}

/* What may grow: the files of the list, and the Maildirs among the folders. */
static struct watch *
watch_all(struct sources *sources)
{
	struct watch *watch = watch_open();
	for (size_t i = 0; i < sources->count; i++)
		if (!sources->items[i].again && strcmp(sources->items[i].path, "-") != 0 && !watch_add(watch, sources->items[i].path))
			names_fail(&sources->names, sources->items[i].path, errno);
	for (size_t i = 0; i < sources->names.folder_count; i++)
		if (folder_holds_maildir(sources->names.folders[i]))
			watch_add_maildir(watch, sources->names.folders[i]);
	return watch;
}

static bool
is_folder(int descriptor)
{
	struct stat status;
	return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

struct source *
sources_follow(struct sources *sources, const char **maildir)
{
	const char *path;
	int descriptor;
	*maildir = NULL;
	list(sources);
	close_content(sources);
	if (sources->watch == NULL)
		sources->watch = watch_all(sources);
	while ((descriptor = watch_next(sources->watch, sources->stop, &path)) >= 0) {
		if (is_folder(descriptor)) {
			close(descriptor);
			*maildir = path;
			return NULL;
		}
		ledger_forget_met(sources->ledger);
		sources->content = content_open(descriptor, sources->stop);
		if (content_next(sources->content) && open_stream(sources, path) != NULL &&
		    source_state(sources->source) != SOURCE_UNCHANGED)
			return sources->source;
		close_content(sources);
	}
	return NULL;
}

struct source *
sources_recall(struct sources *sources, int64_t id)
{
	struct entry *entry = ledger_by_id(sources->ledger, id);
	char *name;
	close_content(sources);
	sources->content = entry == NULL ? NULL : recall_content(sources->ledger, entry, &name);
	if (sources->content == NULL)
		return NULL;
	sources->source = source_open_whole(sources->ledger, entry, sources->content, name);
	free(name);
	return sources->source;
}
