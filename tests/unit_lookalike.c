/*
 * unit_lookalike.c - mails that look like a failed delivery and are none: the first word of a sample's name is the kind that it has.
 * Those that a dialect file names are tested there too; most of these fit no rule at all, and that is what they are for.
 *   unit_lookalike              all of samples/ndr
 *   unit_lookalike FILE.eml...  these alone
 */
#include "tests/tap.h"

#include <glob.h>
#include <string.h>

#include "ingest/mail/bounce.h"

enum { FILE_SIZE = 4 * 1024 * 1024 };

/* Those of failures bear the name of their dialect. */
static const char *const kinds[] = { "autoreply", "challenge", "disposition", "feedback", "other" };

static const char *
kind_in_name(const char *path)
{
	const char *name = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (strncmp(name, kinds[i], strlen(kinds[i])) == 0 && name[strlen(kinds[i])] == '-')
			return kinds[i];
	return NULL;
}

static void
test_file(struct bounces *bounces, struct arena *arena, const char *path, const char *kind)
{
	struct message message;
	struct bounce bounce;
	char *buffer = arena_take(arena, FILE_SIZE);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		die("%s: cannot be opened", path);
	message_read((struct str){ buffer, fread(buffer, 1, FILE_SIZE, file) }, arena, &message);
	fclose(file);
	bounce_read(bounces, &message, arena, &bounce);
	if (!is_str(str_of(bounce_kind_name(bounce.kind)), kind, path))
		tap_show("dialect", bounce.dialect);
	arena_reset(arena);
}

static void
test_glob(struct bounces *bounces, struct arena *arena)
{
	glob_t found;
	unsigned count = 0;
	if (glob("samples/ndr/*.eml", 0, NULL, &found) != 0)
		die("samples/ndr: there are no mails (run it at the root of the tree)");
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (kind_in_name(found.gl_pathv[i]) != NULL) {
			test_file(bounces, arena, found.gl_pathv[i], kind_in_name(found.gl_pathv[i]));
			count++;
		}
	globfree(&found);
	ok(count > 40, "all kinds of look-alikes are there");
}

int
main(int argc, char **argv)
{
	struct bounces *bounces = bounces_open(NULL);
	struct arena *arena = arena_open();
	for (int i = 1; i < argc; i++) {
		const char *kind = kind_in_name(argv[i]);
		if (kind == NULL)
			die("%s: no kind in its name", argv[i]);
		test_file(bounces, arena, argv[i], kind);
	}
	if (argc == 1)
		test_glob(bounces, arena);
	arena_close(arena);
	bounces_close(bounces);
	return done_testing();
}
