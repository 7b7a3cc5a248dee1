/*
 * path.c - where a file lies.
 */
#include "schema/path.h"

#include <string.h>
#include <unistd.h>

struct str
path_near(struct str path)
{
	char folder[4096];
	if (path.n == 0 || path.p[0] != '/' || getcwd(folder, sizeof folder) == NULL || !str_prefix(path, folder))
		return path;
	size_t n = strlen(folder);
	return path.n > n + 1 && path.p[n] == '/' ? (struct str){ path.p + n + 1, path.n - n - 1 } : path;
}
