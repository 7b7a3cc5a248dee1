/*
 * folder.c - the files of one folder, or of a Maildir, one after another.
 */
#include "ingest/source/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	int root;               /* descriptor */
	bool maildir;
	char **files;           /* NULL: all that are there */
	size_t file_count, file_at;
	char **below;           /* the folders of a Maildir that have messages; of another one "" alone */
	size_t count, at;
	DIR *open;              /* below[at - 1] */
	char *name;
	size_t size;            /* of name */
};

static bool
has_folder(int root, const char *name)
{
	struct stat status;
	return fstatat(root, name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

static bool
is_maildir(int root)
{
	return has_folder(root, "cur") && has_folder(root, "new");
}

bool
folder_holds_maildir(const char *path)
{
	int root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool is = root >= 0 && is_maildir(root);
	if (root >= 0)
		close(root);
	return is;
}

bool
folder_is_maildir(const struct folder *folder)
{
	return folder->maildir;
}

/* One that is there. */
static void
add_below(struct folder *folder, const char *first, const char *second)
{
	char *path;
	if (asprintf(&path, "%s%s%s", first, *second == '\0' ? "" : "/", second) < 0)
		die("out of memory");
	if (*path != '\0' && !has_folder(folder->root, path)) {
		free(path);
		return;
	}
	folder->below = mem_resize(folder->below, (folder->count + 1) * sizeof *folder->below);
	folder->below[folder->count++] = path;
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* A Maildir's own two folders, and those of each ".Name" in it. */
static void
list_maildir(struct folder *folder)
{
	int copy = openat(folder->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *open = copy < 0 ? NULL : fdopendir(copy);
	char **names = NULL;
	size_t count = 0;
	for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
		if (entry->d_name[0] != '.' || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || entry->d_type == DT_REG)
			continue;
		names = mem_resize(names, (count + 1) * sizeof *names);
		names[count++] = mem_string(str_of(entry->d_name));
	}
	if (open != NULL)
		closedir(open);
	if (count > 0)
		qsort(names, count, sizeof *names, by_name);
	add_below(folder, "new", "");
	add_below(folder, "cur", "");
	for (size_t i = 0; i < count; i++) {
		add_below(folder, names[i], "new");
		add_below(folder, names[i], "cur");
		free(names[i]);
	}
	free(names);
}

static struct folder *
open_root(const char *path)
{
	int root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct folder *folder = root < 0 ? NULL : mem_new(sizeof *folder);
	if (folder != NULL)
		folder->root = root;
	return folder;
}

struct folder *
folder_open(const char *path)
{
	struct folder *folder = open_root(path);
	if (folder == NULL)
		return NULL;
	folder->maildir = is_maildir(folder->root);
	if (folder->maildir)
		list_maildir(folder);
	else
		add_below(folder, "", "");
	return folder;
}

struct folder *
folder_open_files(const char *path, char **names, size_t count)
{
	struct folder *folder = open_root(path);
	if (folder == NULL)
		return NULL;
	folder->files = names;
	folder->file_count = count;
	return folder;
}

void
folder_close(struct folder *folder)
{
	if (folder == NULL)
		return;
	if (folder->open != NULL)
		closedir(folder->open);
	close(folder->root);
	for (size_t i = 0; i < folder->count; i++)
		free(folder->below[i]);
	free(folder->below);
	free(folder->name);
	free(folder);
}

/* What is there beside logs and mails: hidden files, and what editors and package managers leave behind. */
bool
folder_wants(const char *name)
{
	static const char *const leftovers[] = { "~", ".swp", ".dpkg-old", ".dpkg-new", ".dpkg-dist", ".dpkg-tmp" };
	for (size_t i = 0; i < LENGTH(leftovers); i++)
		if (str_suffix(str_of(name), leftovers[i]))
			return false;
	return name[0] != '.' && name[0] != '#';
}

static void
name_file(struct folder *folder, const char *below, const char *name)
{
	size_t size = strlen(below) + strlen(name) + 2;
	if (size > folder->size)
		folder->name = mem_resize(folder->name, folder->size = 2 * size);
	snprintf(folder->name, folder->size, "%s%s%s", below, *below == '\0' || *name == '\0' ? "" : "/", name);
}

/* The next folder below. False: there is none. */
static bool
go_on(struct folder *folder, struct folder_file *file)
{
	const char *below = folder->below[folder->at++];
	int descriptor = openat(folder->root, *below == '\0' ? "." : below, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	folder->open = descriptor < 0 ? NULL : fdopendir(descriptor);
	if (folder->open != NULL)
		return true;
	name_file(folder, below, "");
	*file = (struct folder_file){ .name = folder->name, .error = errno };
	return false;
}

/* Looks at a file; false where it is none. */
static bool
look_at_file(struct folder *folder, struct folder_file *file)
{
	*file = (struct folder_file){ .name = folder->name, .look = look_in(folder->root, folder->name) };
	file->error = file->look.inode == 0 ? errno : 0;
	return file->look.inode != 0 || file->error != 0;
}

bool
folder_next(struct folder *folder, struct folder_file *file)
{
	while (folder->file_at < folder->file_count) {
		name_file(folder, "", folder->files[folder->file_at++]);
		if (look_at_file(folder, file))
			return true;
	}
	for (;;) {
		struct dirent *entry;
		if (folder->open == NULL) {
			if (folder->at == folder->count)
				return false;
			if (!go_on(folder, file))
				return true;
		}
		while ((entry = readdir(folder->open)) != NULL) {
			if (!folder_wants(entry->d_name) || entry->d_type == DT_DIR)
				continue;
			name_file(folder, folder->below[folder->at - 1], entry->d_name);
			if (look_at_file(folder, file))
				return true;
		}
		closedir(folder->open);
		folder->open = NULL;
	}
}

int
folder_file_open(const struct folder *folder, const struct folder_file *file)
{
	return openat(folder->root, file->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}
