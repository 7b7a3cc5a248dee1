/*
 * ledger.c - the source table as one run sees it: which streams are known, by which proof, and under which name.
 */
#include "ingest/source/ledger.h"

#include "ingest/hash.h"
#include "ingest/source/trail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>

struct ledger {
	struct store *store;
	int64_t now;
	struct entry **entries; /* in order of id */
	size_t count, room;
	int64_t last_id;        /* given or reserved */
};

static struct entry *
add(struct ledger *ledger, int64_t id)
{
	if (ledger->count == ledger->room) {
		ledger->room = ledger->room * 2 + 64;
		ledger->entries = mem_resize(ledger->entries, ledger->room * sizeof *ledger->entries);
	}
	struct entry *entry = mem_new(sizeof *entry);
	entry->id = id;
	ledger->last_id = id > ledger->last_id ? id : ledger->last_id;
	return ledger->entries[ledger->count++] = entry;
}

struct ledger *
ledger_open(struct store *store, int64_t now)
{
	struct ledger *ledger = mem_new(sizeof *ledger);
	struct stmt *stmt = store_stmt(store, "ingest/source/source_list.sql");
	ledger->store = store;
	ledger->now = now;
	while (stmt_step(stmt)) {
		struct entry *entry = add(ledger, stmt_int(stmt, 0));
		entry->path = mem_string(stmt_str(stmt, 1));
		entry->head_length = (uint64_t)stmt_int(stmt, 2);
		entry->head_hash = (uint64_t)stmt_int(stmt, 3);
		entry->position = (uint64_t)stmt_int(stmt, 4);
		entry->tail_hash = (uint64_t)stmt_int(stmt, 5);
		entry->look = (struct look){ stmt_int(stmt, 6), stmt_int(stmt, 7), stmt_int(stmt, 8), stmt_int(stmt, 9) };
	}
	stmt_reset(stmt);
	return ledger;
}

void
ledger_close(struct ledger *ledger)
{
	if (ledger == NULL)
		return;
	for (size_t i = 0; i < ledger->count; i++) {
		free(ledger->entries[i]->path);
		free(ledger->entries[i]);
	}
	free(ledger->entries);
	free(ledger);
}

int64_t
ledger_now(const struct ledger *ledger)
{
	return ledger->now != 0 ? ledger->now : (int64_t)time(NULL);
}

struct entry *
ledger_by_id(struct ledger *ledger, int64_t id)
{
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->entries[i]->id == id)
			return ledger->entries[i];
	return NULL;
}

/* The path under which a file stands in the table: one that names it from any folder; "-" stays. The caller frees it. */
static char *
whole_path(const char *path)
{
	char *folder = *path == '/' || strcmp(path, "-") == 0 ? NULL : getcwd(NULL, 0), *whole = NULL;
	if (folder == NULL || asprintf(&whole, "%s/%s", folder, path) < 0)
		whole = mem_string(str_of(path));
	free(folder);
	return whole;
}

struct entry *
ledger_by_path(struct ledger *ledger, const char *path)
{
	struct entry *found = NULL;
	char *whole = whole_path(path);
	for (size_t i = 0; i < ledger->count && found == NULL; i++)
		if (ledger->entries[i]->head_length == 0 && strcmp(ledger->entries[i]->path, whole) == 0)
			found = ledger->entries[i];
	free(whole);
	return found;
}

struct entry *
ledger_by_look(struct ledger *ledger, const struct look *look)
{
	for (size_t i = 0; i < ledger->count; i++) {
		const struct look *known = &ledger->entries[i]->look;
		if (look->inode != 0 && known->inode == look->inode && known->device == look->device &&
		    known->size == look->size && known->modified_ns == look->modified_ns)
			return ledger->entries[i];
	}
	return NULL;
}

bool
ledger_fits(const struct entry *entry, struct str head)
{
	return entry->head_length > 0 && entry->head_length <= head.n &&
	    hash_of((struct str){ head.p, entry->head_length }) == entry->head_hash;
}

/* Nearly all heads are of one length, so that its hash is worth keeping. */
size_t
ledger_by_head(struct ledger *ledger, struct str head, struct entry ***entries)
{
	uint64_t whole = hash_of(head);
	size_t count = 0;
	*entries = mem_new(ledger->count * sizeof **entries);
	for (size_t i = 0; i < ledger->count; i++) {
		struct entry *entry = ledger->entries[i];
		if (entry->head_length == head.n ? entry->head_hash == whole : ledger_fits(entry, head))
			(*entries)[count++] = entry;
	}
	return count;
}

uint64_t *
ledger_blocks(struct ledger *ledger, const struct entry *entry)
{
	struct stmt *stmt = store_stmt(ledger->store, "ingest/source/source_blocks.sql");
	uint64_t count = entry->position / TRAIL_BLOCK, *blocks = NULL;
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), entry->id);
	struct str bytes = stmt_step(stmt) ? stmt_str(stmt, 0) : STR_NONE;
	if (bytes.n == count * 8) {
		blocks = mem_new(bytes.n);
		for (size_t i = 0; i < bytes.n; i++)
			blocks[i / 8] |= (uint64_t)(unsigned char)bytes.p[i] << (i % 8 * 8);
	}
	stmt_reset(stmt);
	return blocks;
}

int64_t
ledger_reserve(struct ledger *ledger)
{
	return ++ledger->last_id;
}

static void
bind(struct stmt *stmt, const char *name, int64_t value)
{
	stmt_bind_int(stmt, stmt_param(stmt, name), value);
}

/* The name and look, for both statements. */
static void
bind_file(struct stmt *stmt, const struct entry *entry)
{
	bind(stmt, "source_id", entry->id);
	stmt_bind_str(stmt, stmt_param(stmt, "path"), str_of(entry->path));
	if (entry->look.inode == 0)
		return;
	bind(stmt, "device", entry->look.device);
	bind(stmt, "inode", entry->look.inode);
	bind(stmt, "size", entry->look.size);
	bind(stmt, "modified_ns", entry->look.modified_ns);
}

static void
set_file(struct entry *entry, const char *path, const struct look *look)
{
	/* a stream that came through a pipe keeps the name of the file in which it was seen */
	if (entry->path == NULL || strcmp(path, "-") != 0) {
		char *copy = whole_path(path);
		free(entry->path);
		entry->path = copy;
	}
	if (look->inode != 0)
		entry->look = *look;
	entry->met = true;
}

void
ledger_save(struct ledger *ledger, const struct entry *values, struct str blocks)
{
	struct stmt *stmt = store_stmt(ledger->store, "ingest/source/source_save.sql");
	struct entry *entry = ledger_by_id(ledger, values->id);
	if (entry == NULL)
		entry = add(ledger, values->id);
	set_file(entry, values->path, &values->look);
	entry->head_length = values->head_length;
	entry->head_hash = values->head_hash;
	entry->position = values->position;
	entry->tail_hash = values->tail_hash;
	entry->changed = false;

	stmt_unbind(stmt);
	bind_file(stmt, entry);
	bind(stmt, "head_length", (int64_t)entry->head_length);
	bind(stmt, "head_hash", (int64_t)entry->head_hash);
	bind(stmt, "position", (int64_t)entry->position);
	bind(stmt, "tail_hash", (int64_t)entry->tail_hash);
	bind(stmt, "read_at", ledger_now(ledger));
	stmt_bind_blob(stmt, stmt_param(stmt, "blocks"), blocks);
	stmt_do(stmt);
}

void
ledger_meet(struct entry *entry, const char *path, const struct look *look)
{
	struct look before = entry->look;
	if (entry->met)
		return;
	char *whole = whole_path(path);
	if (strcmp(entry->path, whole) != 0 || memcmp(&before, look, sizeof before) != 0) {
		set_file(entry, whole, look);
		entry->changed = true;
	}
	free(whole);
	entry->met = true;
}

struct entry *
ledger_known(struct ledger *ledger, const char *path, const struct look *look)
{
	struct entry *entry = ledger_by_look(ledger, look);
	if (entry == NULL)
		return NULL;
	char *whole = whole_path(path);
	size_t n = strlen(whole);
	bool member = strncmp(entry->path, whole, n) == 0 && entry->path[n] == ':';
	bool known = member || strcmp(entry->path, whole) == 0 || strchr(entry->path, ':') == NULL;
	if (known)
		ledger_meet(entry, member ? entry->path : whole, look);
	free(whole);
	return known ? entry : NULL;
}

void
ledger_forget_met(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		ledger->entries[i]->met = false;
}

void
ledger_settle(struct ledger *ledger)
{
	struct stmt *stmt = store_stmt(ledger->store, "ingest/source/source_met.sql");
	for (size_t i = 0; i < ledger->count; i++) {
		if (!ledger->entries[i]->changed)
			continue;
		stmt_unbind(stmt);
		bind_file(stmt, ledger->entries[i]);
		stmt_do(stmt);
		ledger->entries[i]->changed = false;
	}
}

bool
ledger_is_settled(const struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->entries[i]->changed)
			return false;
	return true;
}
