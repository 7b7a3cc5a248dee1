/*
 * packed.c - what is in a compressed file or an archive, stream after stream.
 */
#include "ingest/source/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PACKED_INPUT = 64 * 1024 };

/* libarchive's functions, without their prefix. It brings libxml2, ICU and libstdc++. */
static struct {
#define FUNCTION(name) __typeof__(archive_##name) *name;
#include "ingest/source/archive.def"
#undef FUNCTION
} la;

static void
load(void)
{
	static const char *const names[] = {
#define FUNCTION(name) "archive_" #name,
#include "ingest/source/archive.def"
#undef FUNCTION
	};
	library_load(LIBRARY, names, &la, LENGTH(names));
}

static void
need_library(void)
{
	static pthread_once_t loaded = PTHREAD_ONCE_INIT;
	pthread_once(&loaded, load);
}

struct packed {
	size_t (*read)(void *context, char *buffer, size_t size);
	void *context;
	enum packing packing;
	bool fed;                       /* all the input there is */
	struct archive *archive;
	struct archive_entry *entry;    /* of the stream that is read, or, ahead, of the next one */
	bool ahead;                     /* packed_last has gone to the next one */
	bool finished, broken;          /* no more of this stream; because of a fault */
	bool ended;                     /* no more at all */
	char *member;
	char *error;
	const char *block;              /* libarchive's, given up to position; its first byte is at offset */
	size_t block_n;
	int64_t offset, position;
	char input[PACKED_INPUT];
};

enum packing
packing_of(struct str head)
{
	static const struct { enum packing packing; size_t at, n; const char *mark; } marks[] = {
		{ PACKING_GZIP, 0, 2, "\x1f\x8b" },
		{ PACKING_XZ, 0, 6, "\xfd" "7zXZ\0" },
		{ PACKING_ZSTD, 0, 4, "\x28\xb5\x2f\xfd" },
		{ PACKING_BZIP2, 4, 6, "1AY&SY" },
		{ PACKING_BZIP2, 4, 6, "\x17\x72\x45\x38\x50\x90" },     /* of nothing */
		{ PACKING_ZIP, 0, 4, "PK\3\4" },
		{ PACKING_ZIP, 0, 4, "PK\5\6" },
		{ PACKING_TAR, 257, 6, "ustar\0" },
		{ PACKING_TAR, 257, 8, "ustar  \0" },
	};
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (head.n >= marks[i].at + marks[i].n && memcmp(head.p + marks[i].at, marks[i].mark, marks[i].n) == 0)
			return marks[i].packing != PACKING_BZIP2 || str_prefix(head, "BZh") ? marks[i].packing : PACKING_NONE;
	return PACKING_NONE;
}

static la_ssize_t
give_input(struct archive *archive, void *context, const void **bytes)
{
	struct packed *packed = context;
	(void)archive;
	size_t n = packed->read(packed->context, packed->input, sizeof packed->input);
	*bytes = packed->input;
	packed->fed = n == 0;
	return (la_ssize_t)n;
}

/* A fault of one stream leaves the others readable, unless the archive itself is broken. Who wants more input than there is has
   met a file that breaks off; the decoders call that by many names. */
static void
keep_error(struct packed *packed, int result)
{
	static const char *const truncated[] = {
		[PACKING_XZ] = "truncated xz data", [PACKING_ZSTD] = "truncated zstd data", [PACKING_BZIP2] = "truncated bzip2 data",
		[PACKING_TAR] = "truncated tar archive", [PACKING_ZIP] = "truncated zip archive",
	};
	const char *why = packed->fed ? truncated[packed->packing] : la.error_string(packed->archive);
	packed->broken = true;
	packed->ended = result == ARCHIVE_FATAL;
	free(packed->error);
	packed->error = mem_string(str_of(why == NULL ? "damaged archive" : why));
}

/* Only what was told by the first bytes is tried, so what is compressed twice stays so. */
static void
choose(struct archive *archive, enum packing packing)
{
	if (packing == PACKING_ZIP) {
		la.read_support_format_zip_streamable(archive);
		return;
	}
	la.read_support_format_tar(archive);
	if (packing == PACKING_TAR)
		return;
	la.read_support_format_raw(archive);
	la.read_support_format_empty(archive);
	if (packing == PACKING_XZ)
		la.read_support_filter_xz(archive);
	else if (packing == PACKING_ZSTD)
		la.read_support_filter_zstd(archive);
	else
		la.read_support_filter_bzip2(archive);
}

struct packed *
packed_open(enum packing packing, size_t (*read)(void *context, char *buffer, size_t size), void *context)
{
	need_library();
	struct packed *packed = mem_new(sizeof *packed);
	packed->read = read;
	packed->context = context;
	packed->packing = packing;
	packed->archive = la.read_new();
	if (packed->archive == NULL)
		die("out of memory (the state of an archive)");
	choose(packed->archive, packing);
	if (la.read_open(packed->archive, packed, NULL, give_input, NULL) != ARCHIVE_OK)
		keep_error(packed, ARCHIVE_FATAL);
	return packed;
}

void
packed_close(struct packed *packed)
{
	if (packed == NULL)
		return;
	la.read_free(packed->archive);
	free(packed->member);
	free(packed->error);
	free(packed);
}

/* To the next header of a regular file. */
static void
advance(struct packed *packed)
{
	while (!packed->ended) {
		int result = la.read_next_header(packed->archive, &packed->entry);
		if (result == ARCHIVE_EOF)
			packed->ended = true;
		else if (result < ARCHIVE_WARN)
			keep_error(packed, ARCHIVE_FATAL);
		else if (la.entry_filetype(packed->entry) == AE_IFREG && la.entry_hardlink(packed->entry) == NULL)
			return;
	}
}

bool
packed_next(struct packed *packed)
{
	if (!packed->ahead)
		advance(packed);
	packed->ahead = false;
	free(packed->member);
	packed->member = NULL;
	if (packed->ended)
		return false;
	packed->finished = packed->broken = false;
	packed->block_n = 0;
	packed->offset = packed->position = 0;
	free(packed->error);
	packed->error = NULL;
	if (la.format(packed->archive) != ARCHIVE_FORMAT_RAW) {
		const char *name = la.entry_pathname(packed->entry);
		packed->member = mem_string(str_of(name == NULL ? "(a name that cannot be read)" : name));
	}
	return true;
}

bool
packed_last(struct packed *packed)
{
	if (!packed->ahead && !packed->broken)
		advance(packed);
	packed->ahead = !packed->broken;
	return packed->ended && packed->error == NULL;
}

const char *
packed_member(const struct packed *packed)
{
	return packed->member;
}

int64_t
packed_modified(const struct packed *packed)
{
	return packed->member == NULL || packed->ahead ? 0 : la.entry_mtime(packed->entry);
}

/* The next block: archive_read_data would drop what it has copied already when it meets a fault. */
static bool
next_block(struct packed *packed)
{
	const void *block = NULL;
	int result;
	do
		result = la.read_data_block(packed->archive, &block, &packed->block_n, &packed->offset);
	while (result == ARCHIVE_RETRY || (result == ARCHIVE_OK && packed->block_n == 0));
	packed->block = block;
	if (result < ARCHIVE_OK)
		keep_error(packed, result);
	packed->finished = result != ARCHIVE_OK;
	return result == ARCHIVE_OK;
}

size_t
packed_read(struct packed *packed, char *buffer, size_t size)
{
	if (packed->finished || packed->ended || packed->ahead)
		return 0;
	int64_t end = packed->offset + (int64_t)packed->block_n;
	if (packed->position >= end) {
		if (!next_block(packed))
			return 0;
		end = packed->offset + (int64_t)packed->block_n;
	}
	/* what a sparse file leaves out is NULs */
	bool hole = packed->position < packed->offset;
	int64_t there = (hole ? packed->offset : end) - packed->position;
	size_t n = there < (int64_t)size ? (size_t)there : size;
	if (hole)
		memset(buffer, 0, n);
	else
		memcpy(buffer, packed->block + (packed->position - packed->offset), n);
	packed->position += (int64_t)n;
	return n;
}

const char *
packed_error(const struct packed *packed)
{
	return packed->error;
}

static _Noreturn void
pack_failed(struct archive *archive, const char *path)
{
	die("%s: %s", path, la.error_string(archive));
}

static void
pack_file(struct archive *archive, const char *folder, const char *name, const char *file, const char *path, int64_t now)
{
	static char block[64 * 1024];
	char from[4096], member[4096];
	struct stat status;
	snprintf(from, sizeof from, "%s/%s", folder, file);
	snprintf(member, sizeof member, "%s/%s", name, file);
	FILE *in = fopen(from, "re");
	if (in == NULL || fstat(fileno(in), &status) != 0)
		die("%s: %s", from, strerror(errno));
	struct archive_entry *entry = la.entry_new();
	la.entry_set_pathname(entry, member);
	la.entry_set_size(entry, status.st_size);
	la.entry_set_filetype(entry, AE_IFREG);
	la.entry_set_perm(entry, 0640);
	la.entry_set_mtime(entry, now, 0);
	if (la.write_header(archive, entry) != ARCHIVE_OK)
		pack_failed(archive, path);
	for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;)
		if (la.write_data(archive, block, n) < 0)
			pack_failed(archive, path);
	la.entry_free(entry);
	fclose(in);
}

void
packed_write(const char *folder, const char *name, const char *path, int64_t now)
{
	struct dirent **files;
	need_library();
	int count = scandir(folder, &files, NULL, alphasort);
	struct archive *archive = la.write_new();
	if (count < 0)
		die("%s: %s", folder, strerror(errno));
	if (la.write_set_format_pax_restricted(archive) != ARCHIVE_OK || la.write_add_filter_zstd(archive) < ARCHIVE_WARN ||
	    la.write_open_filename(archive, path) != ARCHIVE_OK)
		pack_failed(archive, path);
	for (int i = 0; i < count; i++) {
		if (files[i]->d_name[0] != '.')
			pack_file(archive, folder, name, files[i]->d_name, path, now);
		free(files[i]);
	}
	free(files);
	if (la.write_close(archive) != ARCHIVE_OK)
		pack_failed(archive, path);
	la.write_free(archive);
}
