/*
 * process.c - another program, run on a text. What it reads and writes are files in memory, so that nobody waits for anybody.
 */
#include "base.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUT_MOST = 32 << 20, FAULT_MOST = 300, LOOK_EVERY_MS = 5 };

static int
file_in_memory(struct str content)
{
	int file = memfd_create("unjoe", MFD_CLOEXEC);
	if (file < 0)
		die("a file in memory: %s", strerror(errno));
	for (size_t n = 0; n < content.n;) {
		ssize_t written = write(file, content.p + n, content.n - n);
		if (written < 0 && errno != EINTR)
			die("a file in memory: %s", strerror(errno));
		n += written > 0 ? (size_t)written : 0;
	}
	lseek(file, 0, SEEK_SET);
	return file;
}

/* What was written to it, and closes it. */
static struct str
content_of(struct arena *arena, int file, size_t most)
{
	struct stat status;
	size_t size = fstat(file, &status) == 0 ? (size_t)status.st_size : 0, n = 0;
	size = size < most ? size : most;
	char *text = arena_take(arena, size + 1);
	ssize_t got;
	while (n < size && (got = pread(file, text + n, size - n, (off_t)n)) > 0)
		n += (size_t)got;
	text[n] = '\0';
	close(file);
	return (struct str){ text, n };
}

/* 0, or why it cannot be started. Its group is its own. */
static int
start(const char *const argv[], const int files[3], pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t usual;
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, files[i], i);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
	int fault = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return fault;
}

/* Its status; -1: it was killed. */
static int
wait_for(pid_t pid, int seconds)
{
	int status;
	int64_t end = clock_ms() + (int64_t)seconds * 1000;
	pid_t ended;
	while ((ended = waitpid(pid, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
		if (clock_ms() >= end) {
			kill(-pid, SIGKILL);
			while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
				continue;
			return -1;
		}
		poll(NULL, 0, LOOK_EVERY_MS);
	}
	return status;
}

/* The last line is where programs say what is the matter. */
static struct str
last_line(struct str text)
{
	struct str trimmed = str_trim(text);
	const char *line = trimmed.n > 0 ? memrchr(trimmed.p, '\n', trimmed.n) : NULL;
	if (line == NULL)
		return trimmed;
	return (struct str){ line + 1, (size_t)(trimmed.p + trimmed.n - line - 1) };
}

static struct str
fault_of(struct arena *arena, const char *name, int status, int seconds, struct str told)
{
	struct str line = last_line(told);
	int n = (int)(line.n < FAULT_MOST ? line.n : FAULT_MOST);
	if (status < 0)
		return arena_print(arena, "%s was not done after %d s and was stopped", name, seconds);
	if (WIFSIGNALED(status))
		return arena_print(arena, "%s was ended by signal %d", name, WTERMSIG(status));
	return arena_print(arena, "%s ended with status %d%s%.*s", name, WEXITSTATUS(status), n > 0 ? ": " : "", n, line.p);
}

struct str
process_find(struct arena *arena, const char *name)
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

struct process
process_run(struct arena *arena, const char *const argv[], struct str input, int seconds)
{
	struct process process = { .done = false };
	pid_t pid;
	int files[3] = { file_in_memory(input), file_in_memory(STR("")), file_in_memory(STR("")) };
	int fault = start(argv, files, &pid), status = fault == 0 ? wait_for(pid, seconds) : 0;
	close(files[0]);
	process.out = content_of(arena, files[1], OUT_MOST);
	struct str told = content_of(arena, files[2], OUT_MOST);
	if (fault != 0)
		process.fault = arena_print(arena, fault == ENOENT ? "%s is not installed" : "%s: %s", argv[0], strerror(fault));
	else if (status != 0) {
		process.late = status < 0;
		process.fault = fault_of(arena, argv[0], status, seconds, told);
	} else
		process.done = true;
	return process;
}
