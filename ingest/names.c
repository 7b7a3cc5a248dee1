/*
 * names.c - what a user names, as paths of files: folders opened, globs matched.
 */
#include "ingest/names.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
push(struct names *names, const char *path)
{
	if (names->count == names->room) {
		names->room = names->room * 2 + 16;
		names->paths = mem_resize(names->paths, names->room * sizeof *names->paths);
	}
	names->paths[names->count++] = mem_string(str_of(path));
}

void
names_clear(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->paths[i]);
	free(names->paths);
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

/* What is there beside logs: hidden files, and what editors and package managers leave behind. */
static int
wanted(const struct dirent *file)
{
	static const char *const leftovers[] = { "~", ".swp", ".dpkg-old", ".dpkg-new", ".dpkg-dist", ".dpkg-tmp" };
	struct str name = str_of(file->d_name);
	for (size_t i = 0; i < LENGTH(leftovers); i++)
		if (str_suffix(name, leftovers[i]))
			return 0;
	return file->d_name[0] != '.' && file->d_name[0] != '#';
}

static bool
add_file(struct names *names, const char *path)
{
	if (euidaccess(path, R_OK) != 0) {
		names_fail(names, path, errno);
		return false;
	}
	push(names, path);
	return true;
}

static bool
add_found(struct names *names, const char *path, bool deep)
{
	struct stat status;
	if (stat(path, &status) != 0) {
		/* gone in the meantime, or a link to nowhere: nobody named it */
		if (errno == ENOENT)
			return true;
		names_fail(names, path, errno);
		return false;
	}
	if (S_ISREG(status.st_mode))
		return add_file(names, path);
	return !S_ISDIR(status.st_mode) || !deep || names_add_folder(names, path, false);
}

bool
names_add_folder(struct names *names, const char *folder, bool deep)
{
	struct dirent **files;
	bool all = true;
	int count = scandir(folder, &files, wanted, alphasort);
	size_t length = strlen(folder);
	if (count < 0) {
		names_fail(names, folder, errno);
		return false;
	}
	while (length > 1 && folder[length - 1] == '/')
		length--;
	for (int i = 0; i < count; i++) {
		size_t n = strlen(files[i]->d_name);
		char *path = mem_new(length + n + 2);
		memcpy(path, folder, length);
		path[length] = '/';
		memcpy(path + length + (folder[length - 1] != '/'), files[i]->d_name, n + 1);
		all &= add_found(names, path, deep);
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
		names->failed++;
		warn("%s: no file has such a name", pattern);
		return false;
	default:
		names_fail(names, pattern, errno);
		return false;
	}
	for (size_t i = 0; i < found.gl_pathc; i++)
		all &= add_found(names, found.gl_pathv[i], true);
	globfree(&found);
	return all;
}

bool
names_add(struct names *names, const char *name)
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
		return names_add_folder(names, name, true);
	/* a terminal or /dev/null may well be standard input */
	if (standard ? S_ISDIR(status.st_mode) : !S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) {
		names->failed++;
		warn("%s: is a folder, device or socket; name a file, a folder, a fifo or - for standard input", name);
		return false;
	}
	if (!standard)
		return add_file(names, name);
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->paths[i], "-") == 0)
			return true;
	push(names, name);
	return true;
}
