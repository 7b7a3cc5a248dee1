/*
 * measure COMMAND... - runs it, and appends to the file named in $MEASURE: wall seconds, CPU seconds (user and
 * system), peak RSS in KiB. Ends with the status of the command. As small as can be, because what a child was
 * before it became the command counts in its peak.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	const char *path = getenv("MEASURE");
	struct rusage used;
	int status;

	if (argc < 2 || path == NULL)
		return 125;
	double began = now();
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child)
		return 125;
	double wall = now() - began;
	FILE *out = fopen(path, "a");
	if (out == NULL)
		return 125;
	fprintf(out, "%.6f %.6f %ld\n", wall, seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
	if (fclose(out) != 0)
		return 125;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}
