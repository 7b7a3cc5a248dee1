/*
 * watch.c - files that may grow and Maildirs that may be delivered to, looked at four times a second.
 */
#include "ingest/source/watch.h"

#include "ingest/source/packed.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PERIOD_MS = 250, OPEN = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK };

struct watched {
	char *path;
	int descriptor;
	struct stat seen;       /* when it was last handed out */
	bool replaced;          /* its name was seen to be another's: once more without growing, and that one's turn has come */
};

struct watch {
	struct watched *files;
	size_t count, room, turn;
};

struct watch *
watch_open(void)
{
	return mem_new(sizeof(struct watch));
}

void
watch_close(struct watch *watch)
{
	if (watch == NULL)
		return;
	for (size_t i = 0; i < watch->count; i++) {
		close(watch->files[i].descriptor);
		free(watch->files[i].path);
	}
	free(watch->files);
	free(watch);
}

static void
keep(struct watch *watch, const char *path, int descriptor)
{
	if (watch->count == watch->room) {
		watch->room = watch->room * 2 + 8;
		watch->files = mem_resize(watch->files, watch->room * sizeof *watch->files);
	}
	watch->files[watch->count++] = (struct watched){ .path = mem_string(str_of(path)), .descriptor = descriptor };
}

bool
watch_add(struct watch *watch, const char *path)
{
	char head[512];
	struct stat status;
	int descriptor = open(path, OPEN);
	if (descriptor < 0)
		return false;
	bool file = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
	ssize_t n = file ? pread(descriptor, head, sizeof head, 0) : 0;
	if (n < 0 || packing_of((struct str){ head, (size_t)n }) != PACKING_NONE || (!file && !S_ISFIFO(status.st_mode))) {
		close(descriptor);
		return true;
	}
	keep(watch, path, descriptor);
	return true;
}

/* What is delivered, moved or removed in a folder changes its time. */
static void
add_boxes(struct watch *watch, int folder, const char *maildir)
{
	static const char *const boxes[] = { "new", "cur" };
	for (size_t i = 0; i < LENGTH(boxes); i++) {
		int descriptor = openat(folder, boxes[i], OPEN | O_DIRECTORY);
		if (descriptor >= 0)
			keep(watch, maildir, descriptor);
	}
}

bool
watch_add_maildir(struct watch *watch, const char *path)
{
	DIR *folder = opendir(path);
	if (folder == NULL)
		return false;
	add_boxes(watch, dirfd(folder), path);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		int within = entry->d_name[0] != '.' || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ? -1 :
		    openat(dirfd(folder), entry->d_name, OPEN | O_DIRECTORY);
		if (within < 0)
			continue;
		add_boxes(watch, within, path);
		close(within);
	}
	closedir(folder);
	return true;
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool
is_changed(struct watched *file)
{
	struct stat now;
	struct pollfd poller = { .fd = file->descriptor, .events = POLLIN };
	if (fstat(file->descriptor, &now) != 0)
		return false;
	if (S_ISFIFO(now.st_mode))
		return poll(&poller, 1, 0) > 0 && (poller.revents & POLLIN) != 0;
	bool same = same_file(&now, &file->seen) && now.st_size == file->seen.st_size &&
	    now.st_mtim.tv_sec == file->seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == file->seen.st_mtim.tv_nsec;
	file->seen = now;
	return !same;
}

/* A logger goes on writing to the old file until it is told: the new one counts when something is in it and the old one is quiet. */
static void
follow_name(struct watched *file)
{
	struct stat named;
	bool replaced = stat(file->path, &named) == 0 && !same_file(&named, &file->seen) && S_ISREG(named.st_mode) && named.st_size > 0;
	if (replaced && file->replaced) {
		int descriptor = open(file->path, OPEN);
		if (descriptor < 0)
			return;
		close(file->descriptor);
		file->descriptor = descriptor;
		file->seen = (struct stat){ 0 };
		replaced = false;
	}
	file->replaced = replaced;
}

/* The watched descriptor is never read from, so that it may share the place with the one handed out. */
static int
hand_out(const struct watched *file)
{
	int descriptor = fcntl(file->descriptor, F_DUPFD_CLOEXEC, 3);
	if (descriptor < 0)
		return -1;
	fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
	lseek(descriptor, 0, SEEK_SET);
	return descriptor;
}

int
watch_next(struct watch *watch, const volatile sig_atomic_t *stop, const char **path)
{
	while (watch->count > 0) {
		/* a file that never rests is looked at no more often than the others */
		if (watch->turn > 0 && watch->turn % watch->count == 0)
			nanosleep(&(struct timespec){ .tv_nsec = PERIOD_MS * 1000000 }, NULL);
		if (stop != NULL && *stop)
			break;
		struct watched *file = &watch->files[watch->turn++ % watch->count];
		bool changed = is_changed(file);
		int descriptor = changed ? hand_out(file) : -1;
		*path = file->path;
		if (descriptor >= 0)
			return descriptor;
		if (!changed)
			follow_name(file);
	}
	return -1;
}
