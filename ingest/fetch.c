/*
 * fetch.c - from an arrival back to its mail. What lies there may have changed since: only what is the same, byte for byte that counts, is given.
 */
#include "ingest/source/content.h"
#include "ingest/mail/fingerprint.h"
#include "ingest/ingest.h"
#include "ingest/mail/mbox.h"
#include "ingest/mail/message.h"
#include "ingest/source/moved.h"
#include "ingest/source/recall.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the last answer left open. */
static struct {
	struct recall *recall;
	int64_t stream;                 /* the source of mbox; 0: none */
	struct mbox *mbox;
	struct mbox_message message;
	bool there;                     /* the message is */
	int64_t listed;                 /* the source of moved; 0: none */
	struct moved *moved;
	int64_t packed;                 /* the source of archive; 0: none */
	struct content *archive;        /* gone through up to a file of it; NULL: to its end */
} at;

/* --- a mailbox ------------------------------------------------------------------------------------------------- */

static void
go_on(void)
{
	at.there = mbox_next(at.mbox, &at.message);
	if (at.there && at.message.quoted)
		at.message.text = mbox_unquote((char *)at.message.text.p, at.message.text.n);
}

static bool
open_stream(struct store *store, int64_t id)
{
	if (at.mbox != NULL)
		mbox_close(at.mbox);
	at.mbox = NULL;
	if (at.recall == NULL)
		at.recall = recall_open(store);
	struct source *source = recall_source(at.recall, id);
	at.stream = source == NULL ? 0 : id;
	if (source == NULL)
		return false;
	at.mbox = mbox_open(source);
	go_on();
	return true;
}

static struct str
fetch_from_stream(struct store *store, int64_t id, uint64_t position)
{
	bool ahead = at.stream == id && at.there && at.message.position <= position;
	if (!ahead && !open_stream(store, id))
		return STR_NONE;
	while (at.there && at.message.position < position)
		go_on();
	return at.there && at.message.position == position ? at.message.text : STR_NONE;
}

/* --- a folder -------------------------------------------------------------------------------------------------- */

static int
open_file(const char *folder, const char *name, struct arena *arena)
{
	struct stat status;
	int file = open(arena_print(arena, "%s/%s", folder, name).p, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (file >= 0 && (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))) {
		close(file);
		return -1;
	}
	return file;
}

/* What is left of a stream; in the arena. */
static struct str
read_stream(struct content *content, struct arena *arena)
{
	size_t n = 0, room = 0, got = 1;
	char *bytes = NULL;
	while (got > 0 && n < MESSAGE_BYTES_MAX) {
		if (room - n < 32 * 1024)
			bytes = mem_resize(bytes, room = 2 * room + 64 * 1024);
		n += got = content_read(content, bytes + n, room - n);
	}
	struct str text = arena_copy(arena, (struct str){ bytes, n });
	free(bytes);
	return text;
}

static struct str
read_file(int file, struct arena *arena)
{
	struct content *content = content_open(file, NULL);
	struct str text = content_next(content) ? read_stream(content, arena) : STR_NONE;
	content_close(content);
	return text;
}

/* A mail program may have moved it from new/ to cur/ since, with other flags. */
static struct str
fetch_from_folder(int64_t id, struct str folder, struct str name, struct arena *arena)
{
	const char *path = arena_copy(arena, folder).p, *wanted = arena_copy(arena, name).p;
	int file = open_file(path, wanted, arena);
	if (file < 0) {
		if (at.listed != id) {
			moved_close(at.moved);
			at.moved = moved_open(path);
			at.listed = id;
		}
		const char *found = moved_find(at.moved, wanted);
		file = found == NULL ? -1 : open_file(path, found, arena);
	}
	return file < 0 ? STR_NONE : read_file(file, arena);
}

/* --- an archive ------------------------------------------------------------------------------------------------ */

static void
open_archive(int64_t id, const char *path)
{
	if (at.archive != NULL)
		content_close(at.archive);
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	at.archive = file < 0 ? NULL : content_open(file, NULL);
	at.packed = id;
}

/* From where it is now on. */
static struct str
find_member(struct str name, struct arena *arena)
{
	while (at.archive != NULL) {
		if (!content_next(at.archive)) {
			content_close(at.archive);
			at.archive = NULL;
		} else if (content_member(at.archive) != NULL && str_is(name, content_member(at.archive)))
			return read_stream(at.archive, arena);
	}
	return STR_NONE;
}

/* Who asks in its order has it unpacked once. */
static struct str
fetch_from_archive(int64_t id, const char *path, struct str name, struct arena *arena)
{
	struct str found = at.packed == id ? find_member(name, arena) : STR_NONE;
	if (found.p != NULL)
		return found;
	open_archive(id, path);
	return find_member(name, arena);
}

static struct str
fetch_from_below(int64_t id, struct str path, struct str name, struct arena *arena)
{
	struct stat status;
	const char *holder = arena_copy(arena, path).p;
	if (stat(holder, &status) == 0 && S_ISREG(status.st_mode))
		return fetch_from_archive(id, holder, name, arena);
	return fetch_from_folder(id, path, name, arena);
}

bool
ingest_fetch(struct store *store, int64_t source, uint64_t position, struct str folder, struct str file, int64_t whole, struct arena *arena, struct str *text)
{
	struct message message;
	struct arena *scratch = arena_open();
	struct str found = file.p == NULL ? fetch_from_stream(store, source, position) : fetch_from_below(source, folder, file, scratch);
	bool same = false;
	if (found.p != NULL) {
		struct hash *hash = hash_open();
		message_read(found, scratch, &message);
		same = fingerprint_whole(hash, &message) == (uint64_t)whole;
		hash_close(hash);
	}
	*text = same ? arena_copy(arena, found) : STR_NONE;
	arena_close(scratch);
	return same;
}
