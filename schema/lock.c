/*
 * lock.c - a lock file.
 */
#include "schema/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static int
open_file(const char *path)
{
	char name[4096];
	snprintf(name, sizeof name, "%s.lock", path);
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		die("%s: %s", name, strerror(errno));
	return fd;
}

int
lock_take(const char *path, int64_t *pid)
{
	char text[32];
	int fd = open_file(path);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		ssize_t n = pread(fd, text, sizeof text - 1, 0);
		text[n > 0 ? n : 0] = '\0';
		*pid = atoll(text);
		close(fd);
		return -1;
	}
	int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n)
		warn("%s.lock: %s", path, strerror(errno));
	return fd;
}
