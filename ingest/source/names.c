/*
 * names.c - what a user names, as paths of files: folders opened, globs matched.
 */
#include "ingest/source/names.h"
#include "ingest/source/folder.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVELS = 32 };   /* of folders below one that is named: /srv/vmail/DOMAIN/USER/Maildir has three */

static void
push(char ***list, size_t *count, size_t *room, const char *path)
{
	if (*count == *room) {
		*room = *room * 2 + 16;
		*list = mem_resize(*list, *room * sizeof **list);
	}
	(*list)[(*count)++] = mem_string(str_of(path));
}

static void
clear(char **list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i]);
	free(list);
}

void
names_clear(struct names *names)
{
	clear(names->paths, names->count);
	clear(names->folders, names->folder_count);
	*names = (struct names){ .failed = names->failed, .quiet = names->quiet };
}

void
names_fail(struct names *names, const char *path, int error)
{
	const char *advice = "";
	names->failed++;
	if (error == EACCES)
		advice = " (root may read it, or who is in its group; on Debian logs belong to adm)";
	else if (error == EMFILE)
		advice = " (raise ulimit -n)";
	if (!names->quiet)
		warn("%s: %s%s", path, strerror(error), advice);
}

void
names_warn(struct names *names, const char *path, const char *why)
{
	names->failed++;
	if (!names->quiet)
		warn("%s: %s", path, why);
}

static int
wanted(const struct dirent *file)
{
	return folder_wants(file->d_name);
}

bool
names_add_file(struct names *names, const char *path)
{
	if (euidaccess(path, R_OK) != 0) {
		names_fail(names, path, errno);
		return false;
	}
	push(&names->paths, &names->count, &names->room, path);
	return true;
}

/* The path of what is in a folder; the caller frees it. */
static char *
path_in(const char *folder, const char *name)
{
	char *path;
	int length = (int)strlen(folder);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	if (asprintf(&path, "%.*s%s%s", length, folder, folder[length - 1] == '/' || *name == '\0' ? "" : "/", name) < 0)
		die("out of memory");
	return path;
}

/* A folder, and those in it, so many levels deep. What is in a Maildir is its own. Only right below what was named links are followed. */
static bool
add_folder(struct names *names, const char *folder, int levels)
{
	bool all = true;
	if (levels < 0) {
		names_warn(names, folder, "it lies too deep below what was named, and is not read; name it, too");
		return false;
	}
	DIR *open = opendir(folder);
	if (open == NULL) {
		names_fail(names, folder, errno);
		return false;
	}
	char *path = path_in(folder, "");
	push(&names->folders, &names->folder_count, &names->folder_room, path);
	free(path);
	bool opened = !folder_holds_maildir(folder);
	for (struct dirent *entry; opened && (entry = readdir(open)) != NULL;) {
		if (!folder_wants(entry->d_name) || entry->d_type == DT_REG)
			continue;
		path = path_in(folder, entry->d_name);
		struct stat status;
		if ((levels == LEVELS ? stat : lstat)(path, &status) == 0 && S_ISDIR(status.st_mode))
			all &= add_folder(names, path, levels - 1);
		free(path);
	}
	closedir(open);
	return all;
}

static bool
add_found(struct names *names, const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0) {
		/* gone in the meantime, or a link to nowhere: nobody named it */
		if (errno == ENOENT)
			return true;
		names_fail(names, path, errno);
		return false;
	}
	return S_ISREG(status.st_mode) ? names_add_file(names, path) : !S_ISDIR(status.st_mode) || add_folder(names, path, LEVELS);
}

bool
names_add_files(struct names *names, const char *folder)
{
	struct dirent **files;
	bool all = true;
	int count = scandir(folder, &files, wanted, alphasort);
	if (count < 0) {
		names_fail(names, folder, errno);
		return false;
	}
	for (int i = 0; i < count; i++) {
		char *path = path_in(folder, files[i]->d_name);
		struct stat status;
		if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
			all &= names_add_file(names, path);
		free(path);
		free(files[i]);
	}
	free(files);
	return all;
}

static bool
add_glob(struct names *names, const char *pattern)
{
	glob_t found;
	bool all = true;
	switch (glob(pattern, 0, NULL, &found)) {
	case 0:
		break;
	case GLOB_NOMATCH:
		names_warn(names, pattern, "no file has such a name");
		return false;
	default:
		names_fail(names, pattern, errno);
		return false;
	}
	for (size_t i = 0; i < found.gl_pathc; i++)
		all &= add_found(names, found.gl_pathv[i]);
	globfree(&found);
	return all;
}

static bool
add(struct names *names, const char *name)
{
	struct stat status;
	bool standard = strcmp(name, "-") == 0;
	if ((standard ? fstat(STDIN_FILENO, &status) : stat(name, &status)) != 0) {
		if (!standard && errno == ENOENT && strpbrk(name, "*?[") != NULL)
			return add_glob(names, name);
		names_fail(names, standard ? "standard input" : name, errno);
		return false;
	}
	if (S_ISDIR(status.st_mode) && !standard)
		return add_folder(names, name, LEVELS);
	/* a terminal or /dev/null may well be standard input */
	if (standard ? S_ISDIR(status.st_mode) : !S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) {
		names_warn(names, name, "is a folder, device or socket; name a file, a folder, a fifo or - for standard input");
		return false;
	}
	if (!standard)
		return names_add_file(names, name);
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->paths[i], "-") == 0)
			return true;
	push(&names->paths, &names->count, &names->room, name);
	return true;
}

bool
names_add(struct names *names, const char *name)
{
	bool all = add(names, name);
	names->named = names->count;
	return all;
}

static int
by_path(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

void
names_sort_found(struct names *names)
{
	if (names->count > names->named)
		qsort(names->paths + names->named, names->count - names->named, sizeof *names->paths, by_path);
}
