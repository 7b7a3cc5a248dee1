/*
 * limited.c - limited MEGABYTES SECONDS COMMAND... runs it; fails where it did, or took more memory or processor time than that.
 * Under a sanitizer, which takes much of both, only the first counts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif

int
main(int argc, char **argv)
{
	struct rusage used;
	int status;
	if (argc < 4)
		return 2;
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child)
		return 2;
	double seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
	printf("%.3f s, %ld KiB\n", seconds, used.ru_maxrss);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return 1;
	return !SANITIZED && (used.ru_maxrss > atol(argv[1]) * 1024 || seconds > atof(argv[2]));
}
