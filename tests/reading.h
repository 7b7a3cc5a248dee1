/*
 * reading.h - for tests of sources: logs made up, packed, and read as the loop of ingest does.
 */
#ifndef READING_H
#define READING_H

#include "ingest/source/folder.h"
#include "ingest/syslog/lines.h"
#include "ingest/source/sources.h"
#include "tests/tap.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEEN_MAX = 16 };

/* What a run gave of each source, and the units of all. */
static struct seen {
	char name[200], error[300];
	enum source_state state;
	int64_t id;
	uint64_t position;
	unsigned lines;
} seen[SEEN_MAX];
static unsigned seen_count, seen_failed;
static char *seen_text;
static size_t seen_size;
static FILE *seen_file;

static struct store *store;
static unsigned commit_every;   /* units; 0: at the end only */
static unsigned die_after;      /* commits; 0: never. The run then ends, and what was not committed is forgotten */

/* Units and sources seen so far are forgotten. */
static inline void
forget(void)
{
	if (seen_file != NULL)
		fclose(seen_file);
	free(seen_text);
	seen_text = NULL;
	seen_file = open_memstream(&seen_text, &seen_size);
	seen_count = 0;
}

/* A new database in a new folder, which becomes the current one. */
static inline void
fresh(const char *name)
{
	static char start[500];
	const char *folder = getenv("TMPDIR");
	char path[600];
	if (start[0] == '\0')
		snprintf(start, sizeof start, "%s", folder == NULL ? "/tmp" : folder);
	snprintf(path, sizeof path, "rm -rf '%s/%s'", start, name);
	store_close(store);
	if (chdir(start) != 0 || (access(name, F_OK) == 0 && (system)(path) != 0) || mkdir(name, 0700) != 0 || chdir(name) != 0)
		die("%s: cannot make a folder for the test", name);
	store = store_open("db", STORE_WRITE);
	forget();
	commit_every = die_after = 0;
}

/* Line number i of a log; its length differs from line to line. */
static inline void
print_line(FILE *out, unsigned seed, unsigned i)
{
	fprintf(out, "2026-01-%02uT%02u:%02u:%02u+00:00 mx postfix/smtpd[%u]: line %u of log %u%.*s\n", 1 + i / 86400, i / 3600 % 24, i / 60 % 60,
	    i % 60, 100 + i % 900, i, seed, (int)(i * 7919 % 60), " and some text that makes it longer than it would otherwise be");
}

/* Lines from (included) to to; the caller frees it. */
static inline struct str
make_log(unsigned seed, unsigned from, unsigned to)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	for (unsigned i = from; i < to; i++)
		print_line(out, seed, i);
	fclose(out);
	return (struct str){ text, n };
}

static inline void
write_at(const char *path, struct str content, int flags, int seconds_ago)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | flags, 0600);
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = time(NULL) - seconds_ago } };
	while (descriptor >= 0 && content.n > 0) {
		ssize_t n = write(descriptor, content.p, content.n);
		if (n <= 0)
			die("%s cannot be written", path);
		content.p += n;
		content.n -= (size_t)n;
	}
	if (descriptor < 0 || futimens(descriptor, times) != 0)
		die("%s cannot be written", path);
	close(descriptor);
}

static inline void
write_file(const char *path, struct str content)
{
	write_at(path, content, O_TRUNC, 60);
}

static inline void
append_file(const char *path, struct str content)
{
	write_at(path, content, O_APPEND, 30);
}

/* Other bytes at the beginning, but the same size and time: who opens the file sees it. */
static inline void
spoil(const char *path)
{
	struct stat status;
	struct timespec times[2];
	if (stat(path, &status) != 0)
		die("%s is not there", path);
	times[0] = times[1] = status.st_mtim;
	write_at(path, STR("XXXXXXXXX"), 0, 60);
	utimensat(AT_FDCWD, path, times, 0);
}

/* Lines from to to of a log, as a file of its own, or behind what is there. */
static inline void
write_log(const char *path, unsigned seed, unsigned from, unsigned to)
{
	struct str log = make_log(seed, from, to);
	if (from == 0)
		write_file(path, log);
	else
		append_file(path, log);
	free((char *)log.p);
}

/* A compressed file by its ending, or an archive of members names[i] with contents[i]. Returns its content. */
static inline struct str
pack(const char *path, const char *const *names, const struct str *contents, size_t count)
{
	struct archive *archive = archive_write_new();
	struct str ending = str_of(path);
	char *bytes = mem_new(1 << 20);
	size_t used = 0, size = 1 << 20;
	if (str_suffix(ending, ".gz"))
		archive_write_add_filter_gzip(archive);
	else if (str_suffix(ending, ".xz"))
		archive_write_add_filter_xz(archive);
	else if (str_suffix(ending, ".zst"))
		archive_write_add_filter_zstd(archive);
	else if (str_suffix(ending, ".bz2"))
		archive_write_add_filter_bzip2(archive);
	if (str_suffix(ending, ".zip"))
		archive_write_set_format_zip(archive);
	else if (names == NULL)
		archive_write_set_format_raw(archive);
	else
		archive_write_set_format_ustar(archive);
	archive_write_set_options(archive, "compression-level=1");      /* how small it gets is no matter */
	archive_write_set_bytes_in_last_block(archive, 1);
	for (size_t i = 0; i < count; i++)
		size += contents[i].n;
	bytes = mem_resize(bytes, size);
	int result = archive_write_open_memory(archive, bytes, size, &used);
	for (size_t i = 0; i < count && result == ARCHIVE_OK; i++) {
		struct archive_entry *entry = archive_entry_new();
		archive_entry_set_pathname(entry, names == NULL ? "content" : names[i]);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_size(entry, (la_int64_t)contents[i].n);
		archive_entry_set_mtime(entry, 1700000000, 0);
		result = archive_write_header(archive, entry);
		if (archive_write_data(archive, contents[i].p, contents[i].n) != (la_ssize_t)contents[i].n)
			result = ARCHIVE_FATAL;
		archive_entry_free(entry);
	}
	if (result != ARCHIVE_OK || archive_write_close(archive) != ARCHIVE_OK)
		die("%s: %s", path, archive_error_string(archive));
	archive_write_free(archive);
	return (struct str){ bytes, used };
}

static inline void
pack_file(const char *path, const char *const *names, const struct str *contents, size_t count)
{
	struct str packed = pack(path, names, contents, count);
	write_file(path, packed);
	free((char *)packed.p);
}

/* Reads a source to its end as the loop does. False: the run died. */
static inline bool
read_source(struct source *source)
{
	struct seen *now = &seen[seen_count++ % SEEN_MAX];
	struct source_mark mark;
	struct line line;
	unsigned commits = 0;
	*now = (struct seen){ .state = source_state(source), .id = source_id(source), .position = source_position(source) };
	snprintf(now->name, sizeof now->name, "%s", source_name(source));
	struct lines *lines = lines_open(source);
	fflush(seen_file);
	off_t committed = ftello(seen_file);
	while (now->state != SOURCE_UNCHANGED && lines_next(lines, &line) == LINES_UNIT) {
		now->lines++;
		fprintf(seen_file, "%.*s\n", (int)line.text.n, line.text.p);
		if (commit_every == 0 || now->lines % commit_every != 0)
			continue;
		if (die_after != 0 && commits++ == die_after) {
			fseeko(seen_file, committed, SEEK_SET);
			lines_close(lines);
			return false;
		}
		lines_mark(lines, &mark);
		store_begin(store);
		source_commit(source, &mark, false);
		store_commit(store);
		committed = ftello(seen_file);
	}
	if (now->state != SOURCE_UNCHANGED) {
		lines_mark(lines, &mark);
		store_begin(store);
		source_commit(source, &mark, true);
		store_commit(store);
	}
	if (source_error(source) != NULL)
		snprintf(now->error, sizeof now->error, "%s", source_error(source));
	lines_close(lines);
	return true;
}

/* The files of folders, as a reader of messages gives them back that finds none. */
static inline void
add_folders(struct sources *sources)
{
	const char *path;
	while ((path = sources_folder(sources)) != NULL) {
		struct folder_file file;
		struct folder *folder = folder_open(path);
		while (folder_next(folder, &file)) {
			char whole[1000];
			snprintf(whole, sizeof whole, "%s/%s", path, file.name);
			if (file.error == 0)
				sources_add_file(sources, whole);
		}
		folder_close(folder);
	}
}

/* One run over these names, the last one NULL; in the order of the names. Forgets the sources of the run before, not their units. */
static inline void
run(const char *name, ...)
{
	va_list names;
	struct sources *sources = sources_open(store, 0);
	struct source *source;
	bool alive = true;
	seen_count = 0;
	va_start(names, name);
	for (; name != NULL; name = va_arg(names, const char *))
		sources_add(sources, name);
	va_end(names);
	add_folders(sources);
	while (alive && (source = sources_next(sources)) != NULL)
		alive = read_source(source);
	seen_failed = sources_failed(sources);
	sources_close(sources);
	fflush(seen_file);
}

/* The units of all runs since fresh are the lines of that log, each once, in order. */
static inline bool
is_log(unsigned seed, unsigned from, unsigned to, const char *name)
{
	struct str log = make_log(seed, from, to);
	fflush(seen_file);
	size_t n = (size_t)ftello(seen_file);
	bool same = n == log.n && memcmp(seen_text, log.p, n) == 0;
	if (!ok(same, name))
		printf("# %zu bytes of %zu; begins with \"%.60s\"\n", n, log.n, seen_text);
	free((char *)log.p);
	return same;
}

static inline bool
is_seen(unsigned at, const char *name, enum source_state state, unsigned lines, const char *what)
{
	static const char *const states[] = { "new", "grown", "unchanged" };
	bool same = at < seen_count && strcmp(seen[at].name, name) == 0 && seen[at].state == state && seen[at].lines == lines;
	ok(same, what);
	for (unsigned i = 0; !same && i < seen_count; i++)
		printf("# %u: %s, %s, %u lines, id %d, %s\n", i, seen[i].name, states[seen[i].state], seen[i].lines, (int)seen[i].id, seen[i].error);
	return same;
}

/* A number or text of the database. */
static inline const char *
ask(const char *sql)
{
	static char answer[300];
	struct str error;
	struct stmt *stmt = store_compile(store, str_of(sql), "test", &error);
	if (stmt == NULL)
		die("%s: %.*s", sql, (int)error.n, error.p);
	struct str text = stmt_step(stmt) ? stmt_str(stmt, 0) : STR("no row");
	snprintf(answer, sizeof answer, "%.*s", (int)text.n, text.p == NULL ? "" : text.p);
	stmt_close(stmt);
	return answer;
}

#endif
