/*
 * capture.c - standard output into memory for a while.
 */
#include "report/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct capture {
	int saved, file;
};

struct capture *
capture_open(void)
{
	struct capture *capture = mem_new(sizeof *capture);
	fflush(stdout);
	capture->file = memfd_create("unjoe", MFD_CLOEXEC);
	capture->saved = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (capture->file < 0 || dup2(capture->file, STDOUT_FILENO) < 0)
		die("standard output: %s", strerror(errno));
	return capture;
}

struct str
capture_close(struct capture *capture, struct arena *arena)
{
	struct stat status;
	size_t n = 0;
	ssize_t got;
	if (fflush(stdout) != 0 || fstat(capture->file, &status) != 0)
		die("a file in memory: %s", strerror(errno));
	if (capture->saved >= 0)
		dup2(capture->saved, STDOUT_FILENO);
	else
		close(STDOUT_FILENO);
	char *text = arena_take(arena, (size_t)status.st_size + 1);
	while (n < (size_t)status.st_size && (got = pread(capture->file, text + n, (size_t)status.st_size - n, (off_t)n)) > 0)
		n += (size_t)got;
	text[n] = '\0';
	if (capture->saved >= 0)
		close(capture->saved);
	close(capture->file);
	free(capture);
	return (struct str){ text, n };
}

static void
write_all(int file, struct str content, const char *path, const char *beside)
{
	while (content.n > 0) {
		ssize_t n = write(file, content.p, content.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			int fault = errno;
			if (beside != NULL)
				unlink(beside);
			die("%s: %s", path, strerror(fault));
		}
		content = (struct str){ content.p + n, content.n - (size_t)n };
	}
}

static void
write_device(const char *path, struct str content)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		die("%s: %s", path, strerror(errno));
	write_all(file, content, path, NULL);
	close(file);
}

void
capture_file(const char *path, struct str content)
{
	struct stat status;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
		write_device(path, content);
		return;
	}
	size_t size = strlen(path) + sizeof ".XXXXXX";
	char *beside = mem_new(size);
	snprintf(beside, size, "%s.XXXXXX", path);
	int file = mkostemp(beside, O_CLOEXEC);
	if (file < 0)
		die("%s: %s", path, strerror(errno));
	/* As open() would have made it. */
	mode_t mask = umask(077);
	umask(mask);
	write_all(file, content, path, beside);
	if (fchmod(file, 0666 & ~mask) != 0 || fsync(file) != 0 || close(file) != 0 || rename(beside, path) != 0) {
		int fault = errno;
		unlink(beside);
		die("%s: %s", path, strerror(fault));
	}
	free(beside);
}
