/*
 * fuzz_spf_answers.c - answers as text and zone files: bounded, and what was read is written and read again the same.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/zonefile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str
written(struct answers *answers)
{
	char *p = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&p, &n);

	answerfile_write(answers, out);
	fclose(out);
	return (struct str){ p, n };
}

static void
fuzz_text(struct str text)
{
	struct answers *one = answers_open(NULL), *two = answers_open(NULL);
	struct answerfile file, again;

	answerfile_read(text, one, &file);
	struct str first = written(one);
	answerfile_read(first, two, &again);
	if (again.error != NULL)
		bug("line %u of what was written is not read: %s", again.line, again.error);
	struct str second = written(two);
	if (!str_equal(first, second))
		bug("what was written is not read the same");
	for (const struct answer *answer = NULL; (answer = answers_next(one, answer)) != NULL;)
		if (answers_find(one, ANSWERS_NEWEST, answer->name, answer->type) == NULL)
			bug("an answer is not found");
	free((char *)first.p);
	free((char *)second.p);
	answers_close(one);
	answers_close(two);
}

static void
fuzz_zone(struct str text)
{
	static struct arena *arena;
	static int fd = -1;
	static char path[64];
	struct answers *answers = answers_open(NULL);
	struct zonefile zone;

	if (arena == NULL) {
		arena = arena_open();
		fd = memfd_create("zone", 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	if (ftruncate(fd, 0) != 0 || pwrite(fd, text.p, text.n, 0) != (ssize_t)text.n)
		bug("the file is not written");
	zonefile_read(path, answers, arena, &zone);
	struct str first = written(answers);
	free((char *)first.p);
	answers_close(answers);
	arena_reset(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data + 1, size - 1 };

	if (size == 0)
		return 0;
	if (data[0] & 1)
		fuzz_zone(text);
	else
		fuzz_text(text);
	return 0;
}
