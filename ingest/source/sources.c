/*
 * sources.c - the list of what to read, in order, one after another, and for --follow again and again.
 */
#include "ingest/source/sources.h"

#include "ingest/source/folder.h"
#include "ingest/source/items.h"
#include "ingest/source/mailform.h"
#include "ingest/source/names.h"
#include "ingest/source/singles.h"
#include "ingest/source/source_open.h"
#include "ingest/source/watch.h"

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
	struct item *items;     /* NULL: the list is still growing */
	size_t count, at;
	struct singles *singles;        /* NULL: not asked for yet */
	struct content *content;
	struct source *source;
	struct watch *watch;
};

bool
sources_may_hold_log(char *const names[], int count)
{
	for (int i = 0; i < count; i++)
		if (!folder_holds_maildir(names[i]))
			return true;
	return false;
}

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
	singles_close(sources->singles);
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
	return names_add(&sources->names, name);
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

/* Makes the list of files; then it can no longer be added to. */
static void
list(struct sources *sources)
{
	if (sources->items != NULL)
		return;
	names_sort_found(&sources->names);
	sources->count = sources->names.count;
	sources->items = items_list(sources->names.paths, sources->count);
}

void
sources_sort(struct sources *sources, int64_t (*first_at)(void *context, struct str head, const char *name, int64_t modified), void *context)
{
	list(sources);
	for (size_t i = 0; i < sources->count && !stopped(sources); i++)
		item_look_into(&sources->items[i], sources->ledger, sources->stop, first_at, context);
	items_sort(sources->items, sources->count);
}

const char *
sources_messages(struct sources *sources, char ***names, size_t *count)
{
	if (sources->singles == NULL)
		sources->singles = singles_open(sources->items, sources->count);
	return singles_next(sources->singles, names, count);
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
		names_warn(&sources->names, name, why);
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
	struct entry *entry = item->done ? NULL : ledger_known(sources->ledger, item->path, &look);
	if (entry != NULL)
		sources->source = source_open_unchanged(sources->ledger, entry, item->path, &look);
	if (entry != NULL || item->done)
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
			names_warn(&sources->names, item->path, content_error(sources->content));
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
		if (!sources->items[i].done && strcmp(sources->items[i].path, "-") != 0 && !watch_add(watch, sources->items[i].path))
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
