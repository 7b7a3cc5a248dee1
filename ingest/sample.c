/*
 * sample.c - reads parts of a plain file.
 */
#include "ingest/sample.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PARTS = 64, PART_BYTES = 4096 };

struct sample {
	int fd;
	struct arena *arena;
	struct syslog_part parts[2 * PARTS];
	size_t count;
	off_t end;              /* of the last part */
};

/* The whole lines among so many bytes; at becomes where they begin. */
static struct str
read_lines(struct sample *sample, off_t *at, size_t size)
{
	off_t from = *at > 0 ? *at - 1 : 0;     /* a line begins behind the end of another */
	char *p = arena_take(sample->arena, size + 1);
	ssize_t n = pread(sample->fd, p, size + (size_t)(*at - from), from);
	struct str text = { p, n > 0 ? (size_t)n : 0 };
	if (*at > 0)
		str_cut(&text, '\n');
	const char *end = text.n == 0 ? NULL : memrchr(text.p, '\n', text.n);
	text.n = end == NULL ? 0 : (size_t)(end + 1 - text.p);
	*at = text.n == 0 ? *at : from + (text.p - p);
	return text;
}

static void
add(struct sample *sample, off_t at, struct str text)
{
	sample->parts[sample->count] = (struct syslog_part){ text, sample->count > 0 && at == sample->end };
	sample->count++;
	sample->end = at + (off_t)text.n;
}

/* Somewhere between the last part and the next, time goes back. The lines there tell why: New Year, or logs that were put together in any order. */
static void
add_seam(struct sample *sample, off_t next)
{
	struct str before = sample->parts[sample->count - 1].text;
	off_t from = sample->end, to = next;
	while (to - from > PART_BYTES) {
		off_t at = from + (to - from) / 2;
		struct str text = read_lines(sample, &at, PART_BYTES);
		if (at >= to)
			break;
		*(syslog_goes_back(before, text) ? &to : &from) = at;
	}
	to = to + PART_BYTES < next ? to + PART_BYTES : next;
	struct str text = read_lines(sample, &from, (size_t)(to - from));
	add(sample, from, text);
}

/* Parts do not overlap: what is read twice would look like another year. */
static void
take_parts(struct sample *sample, off_t size)
{
	off_t last = size - PART_BYTES, step = last / (PARTS - 1) > PART_BYTES ? last / (PARTS - 1) : PART_BYTES;
	for (int i = 0; i < PARTS && i * step < size; i++) {
		off_t at = i == PARTS - 1 && last > i * step ? last : i * step;
		struct str text = read_lines(sample, &at, PART_BYTES);
		if (i > 0 && at > sample->end && syslog_goes_back(sample->parts[sample->count - 1].text, text))
			add_seam(sample, at);
		add(sample, at, text);
	}
}

int
sample_year(const struct source *source, const struct syslog_options *options)
{
	struct stat stat;
	struct sample sample = { .fd = source_is_pipe(source) ? -1 : open(source_name(source), O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
	int year = 0;
	if (sample.fd < 0)
		return 0;
	sample.arena = arena_open();
	if (fstat(sample.fd, &stat) == 0 && S_ISREG(stat.st_mode)) {
		take_parts(&sample, stat.st_size);
		year = syslog_year(options, sample.parts, sample.count);
	}
	arena_close(sample.arena);
	close(sample.fd);
	return year;
}
