/*
 * complain.c - what is handed to others of an incident: complaints, and all of it in one file.
 */
#include "command/command.h"
#include "ingest/ingest.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
run_complain(struct call *call)
{
	struct report_options options = call_report_options(call);
	const char *folder = call->options.value[OPT_OUTPUT];
	if (folder == NULL)
		die_usage("complain needs --output DIR, the folder to write to");
	if (mkdir(folder, 0750) != 0 && errno != EEXIST)
		die("%s: %s", folder, strerror(errno));
	return report_complain(call_reads(call), &options, call->names, call->count, folder);
}

/* The names of the files of a folder, the last one NULL, behind first; in the arena. */
static const char **
list_files(struct arena *arena, const char *folder, const char *first)
{
	enum { FILES_MOST = 64 };
	const char **names = arena_take(arena, (FILES_MOST + 2) * sizeof *names);
	struct dirent **files;
	size_t n = 0;
	int count = scandir(folder, &files, NULL, alphasort);
	if (count < 0)
		die("%s: %s", folder, strerror(errno));
	names[n++] = first;
	for (int i = 0; i < count; i++) {
		if (files[i]->d_name[0] != '.' && n <= FILES_MOST)
			names[n++] = arena_print(arena, "%s/%s", folder, files[i]->d_name).p;
		free(files[i]);
	}
	free(files);
	names[n] = NULL;
	return names;
}

/* As sha256sum(1) writes and checks them: without the folder, which is another one when it is unpacked. */
static void
write_sums(struct arena *arena, const char *folder)
{
	enum { SECONDS = 600 };
	const char *path = arena_print(arena, "%s/SHA256SUMS", folder).p;
	struct process process = process_run(arena, list_files(arena, folder, "sha256sum"), STR(""), SECONDS);
	struct str sums = process.out;
	if (!process.done)
		die("%s: %.*s", path, (int)process.fault.n, process.fault.p);
	FILE *out = fopen(path, "we");
	if (out == NULL)
		die("%s: %s", path, strerror(errno));
	while (sums.n > 0) {
		struct str name = str_cut(&sums, '\n'), sum = str_cut(&name, ' ');
		fprintf(out, "%.*s  %s\n", (int)sum.n, sum.p, arena_copy(arena, name).p + 1 + strlen(folder) + 1);
	}
	if (fclose(out) != 0)
		die("%s: %s", path, strerror(errno));
}

/* Of a bundle that is being written; NULL where there is none. */
static const char *begun_folder, *begun_file;

/* Whether it is done or the program ends in the middle of it: what strangers wrote stays nowhere but in the bundle. */
static void
clear_begun(void)
{
	DIR *folder = begun_folder == NULL ? NULL : opendir(begun_folder);
	for (const struct dirent *file; folder != NULL && (file = readdir(folder)) != NULL;)
		unlinkat(dirfd(folder), file->d_name, 0);
	if (folder != NULL) {
		closedir(folder);
		rmdir(begun_folder);
		unlink(begun_file);
	}
	begun_folder = begun_file = NULL;
}

bool
call_bundle(struct call *call, const char *incident, const char *path)
{
	struct report_options options = call_report_options(call);
	struct arena *arena = arena_open();
	const char *unfinished = arena_print(arena, "%s.unfinished", path).p;
	char *folder = (char *)(uintptr_t)arena_print(arena, "%s.XXXXXX", path).p;
	struct store *store = call_reads(call);
	if (mkdtemp(folder) == NULL)
		die("%s: %s", folder, strerror(errno));
	begun_folder = folder;
	begun_file = unfinished;
	atexit(clear_begun);
	struct str name = report_bundle(store, &options, incident, folder, arena);
	bool made = name.p != NULL;
	if (made) {
		write_sums(arena, folder);
		ingest_pack(folder, name.p, unfinished, call->now);
		if (chmod(unfinished, 0640) != 0 || rename(unfinished, path) != 0)
			die("%s: %s", path, strerror(errno));
		say("%s is written; to look into it: tar --list --file %s", path, path);
	}
	clear_begun();
	arena_close(arena);
	return made;
}

const struct entry entry_complain = {
	{ "complain", "hand over", "[ID|BOUNCE...]", "reports to who forges and bounces, unsent",
	    OPTION_BIT(OUTPUT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(DOMAIN) | OPTION_BIT(FULL),
	    "A message in the Abuse Reporting Format (RFC 5965) for each address: of networks\n"
	    "that three unrelated bouncers name as the origin, and of hosts that bounced.\n"
	    "Nothing is sent. Where no name tells the address to write to, To: is left empty.\n\n"
	    "  unjoe complain last --output complaints\n" },
	0, INT_MAX, run_complain
};
