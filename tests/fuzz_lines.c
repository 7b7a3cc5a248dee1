/*
 * fuzz_lines.c - units of text out of any content: the same in whatever pieces it comes and wherever it is resumed.
 * The source is played here: content from memory, in pieces of the size that the input's first byte says. The byte 0x1a
 * stands for 100,000 letters, so that small inputs reach the limit of a unit.
 */
#include "ingest/syslog/lines.h"
#include "tests/played.h"

enum { LETTERS = 100000, CONTENT_MAX = 4000000 };

bool
source_ready(struct source *source, int milliseconds)
{
	return source != NULL && milliseconds > 0;
}

/* All units from start on; the mark behind unit number "behind" goes to *resume. */
static char *
read_all(struct str content, uint64_t start, size_t piece, unsigned behind, uint64_t *resume, size_t *skip, size_t *size)
{
	struct source source = played(content, start, piece);
	source.unfinished = content.n % 2 == 1;
	struct lines *lines = lines_open(&source);
	struct source_mark mark;
	struct line line;
	char *units = mem_new(content.n * 2);
	size_t n = 0;
	uint64_t before = start;
	*resume = start;
	*skip = 0;
	for (unsigned count = 1; lines_next(lines, &line) == LINES_UNIT; count++) {
		if (line.text.n == 0 || line.text.n > LINES_LIMIT || line.position < before || line.position >= source.at)
			abort();
		memcpy(units + n, line.text.p, line.text.n);
		n += line.text.n;
		units[n++] = line.cut ? 'C' : 'E';
		before = line.position + 1;
		if (count != behind)
			continue;
		lines_mark(lines, &mark);
		*resume = mark.position;
		*skip = n;
	}
	lines_mark(lines, &mark);
	if (mark.position < *resume)
		abort();
	lines_close(lines);
	*size = n;
	return units;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t resume, none;
	size_t skip, nothing, all, some, room = size;
	if (size < 2)
		return 0;
	for (size_t i = 2; i < size; i++)
		room += data[i] == 0x1a ? LETTERS : 0;
	char *text = mem_new(room < CONTENT_MAX ? room : CONTENT_MAX);
	struct str content = { text, 0 };
	for (size_t i = 2; i < size && content.n + LETTERS <= CONTENT_MAX; i++) {
		if (data[i] == 0x1a)
			memset(text + content.n, 'x', LETTERS);
		else
			text[content.n] = (char)data[i];
		content.n += data[i] == 0x1a ? LETTERS : 1;
	}
	char *units = read_all(content, 0, CONTENT_MAX, data[1] % 16, &resume, &skip, &all);
	/* long content in single bytes would take its time */
	size_t piece = 1 + data[0] + content.n / 2000;
	char *pieces = read_all(content, 0, piece, 0, &none, &nothing, &some);
	if (some != all || memcmp(pieces, units, all) != 0)
		abort();
	char *rest = read_all(content, resume, piece, 0, &none, &nothing, &some);
	if (some != all - skip || memcmp(rest, units + skip, some) != 0)
		abort();
	free(rest);
	free(pieces);
	free(units);
	free(text);
	return 0;
}
