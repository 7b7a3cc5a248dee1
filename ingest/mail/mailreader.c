/*
 * mailreader.c - reads mail ahead, batch by batch.
 */
#include "ingest/mail/mailreader.h"
#include "ingest/source/content.h"
#include "ingest/source/mailform.h"
#include "ingest/mail/mbox.h"
#include "ingest/ring.h"
#include "schema/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { RING = 4, BATCH_BYTES = 1024 * 1024, FILE_ROOM = 64 * 1024 };

struct mailreader {
	struct mailbatch batches[RING];
	struct ring *ring;
	struct arrivals *arrivals;
	struct source *source;
	struct mbox *mbox;              /* NULL: a folder is read */

	struct folder *folder;
	struct store *store;            /* a connection of its own */
	struct stmt *known;             /* NULL: no file is known yet */
	const volatile sig_atomic_t *stop;
	char *bytes;                    /* of a file */
	size_t room;
};

static bool
is_full(const struct mailbatch *batch, size_t bytes)
{
	return batch->count == MAILBATCH_MAX || batch->file_count == MAILBATCH_FILES || bytes >= BATCH_BYTES;
}

static void
read_one(struct mailreader *reader, struct mailbatch *batch, struct str text, int64_t at)
{
	arrival_read(reader->arrivals, text, at, batch->arena, &batch->arrivals[batch->count++]);
}

static void
fill_from_stream(struct mailreader *reader, struct mailbatch *batch)
{
	size_t bytes = 0;
	struct mbox_message message;
	while (!is_full(batch, bytes)) {
		if (!mbox_next(reader->mbox, &message)) {
			batch->last = true;
			batch->left = mbox_left(reader->mbox);
			break;
		}
		bytes += message.text.n;
		if (message.quoted)
			message.text = mbox_unquote((char *)message.text.p, message.text.n);
		read_one(reader, batch, message.text, source_modified(reader->source));
		batch->arrivals[batch->count - 1].position = message.position;
	}
	mbox_mark(reader->mbox, &batch->mark);
}

/* --- a folder -------------------------------------------------------------------------------------------------- */

static bool
is_known(struct mailreader *reader, const struct look *look)
{
	if (reader->known == NULL)
		return false;
	stmt_bind_int(reader->known, 1, look->inode);
	stmt_bind_int(reader->known, 2, look->device);
	stmt_bind_int(reader->known, 3, look->size);
	stmt_bind_int(reader->known, 4, look->modified_ns);
	bool known = stmt_step(reader->known);
	stmt_reset(reader->known);
	return known;
}

static struct str
read_file(struct mailreader *reader, struct content *content)
{
	size_t n = 0, got = 1;
	while (got > 0 && n < MESSAGE_BYTES_MAX) {
		if (reader->room - n < FILE_ROOM / 2) {
			reader->room = 2 * reader->room + FILE_ROOM;
			reader->bytes = mem_resize(reader->bytes, reader->room);
		}
		got = content_read(content, reader->bytes + n, reader->room - n);
		n += got;
	}
	return (struct str){ reader->bytes, n };
}

/* Memory that one long message took. */
static void
give_back(struct mailreader *reader)
{
	if (reader->room <= 16 * FILE_ROOM)
		return;
	free(reader->bytes);
	reader->bytes = NULL;
	reader->room = 0;
}

/* Whether a file of the folder is one message: in a Maildir whatever looks like one, elsewhere no mbox and nothing of an archive. */
static bool
is_message(const struct mailreader *reader, struct content *content)
{
	enum mail_form form = mail_form(content_head(content));
	return content_error(content) == NULL && content_member(content) == NULL && form != MAIL_NONE && (form == MAIL_SINGLE || folder_is_maildir(reader->folder));
}

static void
note_file(struct mailbatch *batch, const struct folder_file *file, int error)
{
	batch->files[batch->file_count++] = (struct mailbatch_file){ arena_copy(batch->arena, str_of(file->name)), error };
}

/* Whether all of a file was read, as it was when it was looked at; else why not: one that is being written to is for the next run. */
static int
fault_of(const struct mailreader *reader, struct content *content, const struct folder_file *file, size_t n)
{
	struct look look = content_look(content);
	if (*reader->stop)
		return ENOENT;
	if (n < MESSAGE_BYTES_MAX && !content_ended(content))
		return EIO;
	return look.size == file->look.size && look.modified_ns == file->look.modified_ns ? 0 : ENOENT;
}

/* Returns the bytes read. */
static size_t
take_file(struct mailreader *reader, struct mailbatch *batch, const struct folder_file *file)
{
	int descriptor = file->error != 0 ? -1 : folder_file_open(reader->folder, file);
	if (descriptor < 0) {
		note_file(batch, file, file->error != 0 ? file->error : errno);
		return 0;
	}
	struct content *content = content_open(descriptor, reader->stop);
	struct str text = STR("");
	bool message = content_next(content) && is_message(reader, content);
	if (message)
		text = read_file(reader, content);
	int fault = message ? fault_of(reader, content, file, text.n) : 0;
	if (message && fault == 0) {
		read_one(reader, batch, text, file->look.modified_ns / 1000000000);
		struct arrival *arrival = &batch->arrivals[batch->count - 1];
		arrival->file = arena_copy(batch->arena, str_of(file->name));
		arrival->look = file->look;
	} else {
		note_file(batch, file, fault);
	}
	content_close(content);
	give_back(reader);
	return text.n;
}

/* What is known is asked within one transaction for a batch: one for each file costs more than the question. */
static void
fill_from_folder(struct mailreader *reader, struct mailbatch *batch)
{
	size_t bytes = 0;
	struct folder_file file;
	store_begin(reader->store);
	while (!is_full(batch, bytes)) {
		if (*reader->stop || !folder_next(reader->folder, &file)) {
			batch->last = true;
			break;
		}
		if (file.error == 0 && is_known(reader, &file.look))
			batch->known++;
		else
			bytes += take_file(reader, batch, &file);
	}
	store_commit(reader->store);
}

/* --------------------------------------------------------------------------------------------------------------- */

static bool
fill(void *context, void *slot)
{
	struct mailreader *reader = context;
	struct mailbatch *batch = slot;
	arena_reset(batch->arena);
	batch->count = batch->file_count = 0;
	batch->known = 0;
	batch->last = false;
	batch->left = false;
	if (reader->mbox != NULL)
		fill_from_stream(reader, batch);
	else
		fill_from_folder(reader, batch);
	return batch->last;
}

static struct mailreader *
begin(struct mailreader *reader, struct bounces *bounces)
{
	reader->arrivals = arrivals_open(bounces);
	for (size_t i = 0; i < RING; i++)
		reader->batches[i].arena = arena_open();
	reader->ring = ring_open(reader->batches, sizeof *reader->batches, RING, fill, reader);
	return reader;
}

struct mailreader *
mailreader_open_stream(struct source *source, struct bounces *bounces)
{
	struct mailreader *reader = mem_new(sizeof *reader);
	reader->source = source;
	reader->mbox = mbox_open(source);
	return begin(reader, bounces);
}

struct mailreader *
mailreader_open_folder(struct folder *folder, const char *store_path, struct bounces *bounces, const volatile sig_atomic_t *stop)
{
	struct mailreader *reader = mem_new(sizeof *reader);
	reader->folder = folder;
	reader->stop = stop;
	reader->store = store_open(store_path, STORE_READ);
	struct stmt *any = store_stmt(reader->store, "ingest/mail/message_file_any.sql");
	if (stmt_step(any))
		reader->known = store_stmt(reader->store, "ingest/mail/message_file_find.sql");
	stmt_reset(any);
	return begin(reader, bounces);
}

void
mailreader_close(struct mailreader *reader)
{
	if (reader == NULL)
		return;
	ring_close(reader->ring);
	for (size_t i = 0; i < RING; i++)
		arena_close(reader->batches[i].arena);
	arrivals_close(reader->arrivals);
	mbox_close(reader->mbox);
	folder_close(reader->folder);
	if (reader->store != NULL)
		store_close(reader->store);
	free(reader->bytes);
	free(reader);
}

struct mailbatch *
mailreader_next(struct mailreader *reader)
{
	return ring_next(reader->ring);
}
