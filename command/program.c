/*
 * program.c - runs other programs.
 */
#include "command/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct str
program_find(struct arena *arena, const char *name)
{
	const char *given = getenv("PATH");
	struct str folders = arena_print(arena, "%s:/usr/local/sbin:/usr/sbin:/sbin:/usr/lib", given == NULL ? "/usr/bin:/bin" : given);
	while (folders.p != NULL) {
		struct str folder = str_cut(&folders, ':');
		struct str path = arena_print(arena, "%.*s/%s", (int)folder.n, folder.p, name);
		if (folder.n > 0 && access(path.p, X_OK) == 0)
			return path;
	}
	return STR_NONE;
}

static int64_t
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False: it said too much, or time ran out. */
static bool
read_all(int fd, char *text, size_t most, size_t *n, int64_t until)
{
	for (*n = 0; *n <= most;) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int64_t left = until - milliseconds();
		if (left <= 0 || (poll(&wait, 1, (int)left) < 0 && errno != EINTR))
			return false;
		if (wait.revents == 0)
			continue;
		ssize_t got = read(fd, text + *n, most + 1 - *n);
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR)
			return false;
		*n += got > 0 ? (size_t)got : 0;
	}
	return false;
}

static pid_t
start(const char *const *argv, int out)
{
	pid_t child;
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int fault = posix_spawn(&child, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return fault == 0 ? child : -1;
}

struct str
program_output(struct arena *arena, const char *const *argv, size_t most, int seconds)
{
	int ends[2], status = -1;
	size_t n = 0;
	if (pipe2(ends, O_CLOEXEC) != 0)
		die("pipe: %s", strerror(errno));
	pid_t child = start(argv, ends[1]);
	close(ends[1]);
	char *text = arena_take(arena, most + 1);
	bool whole = child > 0 && read_all(ends[0], text, most, &n, milliseconds() + (int64_t)seconds * 1000);
	close(ends[0]);
	if (child <= 0)
		return STR_NONE;
	if (!whole)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return whole && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? (struct str){ text, n } : STR_NONE;
}
