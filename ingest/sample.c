/*
 * sample.c - reads parts of a plain file.
 */
#include "ingest/sample.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PARTS = 64, PART_BYTES = 4096 };

/* Whole lines: the first of a part that begins in the middle is cut off, and the last as well. */
static struct str
read_part(int fd, off_t at, struct arena *arena)
{
	char *p = arena_take(arena, PART_BYTES);
	ssize_t n = pread(fd, p, PART_BYTES, at);
	struct str part = { p, n > 0 ? (size_t)n : 0 };
	if (at > 0)
		str_cut(&part, '\n');
	const char *end = part.n == 0 ? NULL : memrchr(part.p, '\n', part.n);
	part.n = end == NULL ? 0 : (size_t)(end + 1 - part.p);
	return part;
}

int
sample_year(const struct source *source, const struct syslog_options *options)
{
	struct stat stat;
	int fd = source_is_pipe(source) ? -1 : open(source_name(source), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return 0;
	struct arena *arena = arena_open();
	struct str parts[PARTS];
	int year = 0;
	if (fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode)) {
		/* Parts do not overlap: what is read twice would look like another year. */
		off_t last = stat.st_size - PART_BYTES, step = last / (PARTS - 1) > PART_BYTES ? last / (PARTS - 1) : PART_BYTES, at = 0;
		size_t count = 0;
		for (; count < PARTS && at < stat.st_size; count++, at += step)
			parts[count] = read_part(fd, count == PARTS - 1 && last > at ? last : at, arena);
		year = syslog_year(options, parts, count);
	}
	arena_close(arena);
	close(fd);
	return year;
}
