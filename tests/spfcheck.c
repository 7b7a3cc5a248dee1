/*
 * spfcheck.c - checks of a file of worlds (tests/spf/worlds.txt has the form): prints "name TAB result TAB explanation" of each T line.
 * In: a file. Out: lines, "-" where there is no explanation. A line that cannot be read ends it with 1.
 */
#include "analyze/spf/answerfile.h"
#include "analyze/spf/guard.h"
#include "tests/percent.h"

#include <stdio.h>
#include <stdlib.h>

static struct answers *
world_of(struct str text)
{
	struct answers *world = answers_open(NULL);
	struct answerfile file;

	answers_complete(world, STR(""));
	answerfile_read(text, world, &file);
	if (file.error != NULL)
		die("line %u: %s", file.line, file.error);
	return world;
}

static void
check(struct str line, struct guard *guard, struct answers *world, struct arena *arena)
{
	struct str field[6] = { STR_NONE };
	struct spf_verdict verdict;

	for (size_t i = 0; i < LENGTH(field) && line.p != NULL; i++)
		field[i] = percent_decoded(str_cut(&line, '\t'), arena);
	struct spf_request request = { .ip = field[3], .helo = field[4], .sender = field[5] };
	guard_check(guard, &request, world, ANSWERS_NEWEST, arena, &verdict);
	struct str text = verdict.explanation.p == NULL ? STR("-") : verdict.explanation;
	printf("%.*s\t%s\t%.*s\n", (int)field[1].n, field[1].p, spf_result_name(verdict.result), (int)text.n, text.p);
}

int
main(int count, char **arguments)
{
	FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
	struct arena *arena = arena_open();
	struct guard *guard = guard_open();
	struct answers *world = NULL;
	size_t n = 0, size = 1 << 20;
	char *text = mem_new(size);

	if (file == NULL)
		die("give one file that can be read");
	while ((n += fread(text + n, 1, size - n, file)) == size)
		text = mem_resize(text, size *= 2);
	fclose(file);
	struct str rest = { text, n }, lines = { text, 0 };
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		if (str_prefix(line, "S\t")) {
			lines = (struct str){ line.p, 0 };
			answers_close(world);
			world = NULL;
		} else if (!str_prefix(line, "T\t")) {
			lines.n = (size_t)(line.p + line.n - lines.p);
		} else {
			if (world == NULL)
				world = world_of(lines);
			check(line, guard, world, arena);
			arena_reset(arena);
		}
	}
	answers_close(world);
	guard_close(guard);
	arena_close(arena);
	free(text);
	return 0;
}
