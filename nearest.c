/*
 * nearest.c - what a word that is none was most likely meant to be.
 */
#include "base.h"

#include <string.h>

enum { WORD_MOST = 32 };

static size_t
smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

/* Levenshtein's distance; two letters that changed places count one. */
static size_t
distance(const char *a, const char *b)
{
	size_t rows[3][WORD_MOST + 1], m = strlen(a), n = strlen(b);
	if (m > WORD_MOST || n > WORD_MOST)
		return WORD_MOST;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && above2[j - 2] + 1 < row[j])
				row[j] = above2[j - 2] + 1;
		}
	}
	return rows[m % 3][n];
}

const char *
word_nearest(const char *word, const char *const *first, size_t count, size_t stride)
{
	const char *nearest = NULL;
	size_t least = strlen(word) < 5 ? 2 : 3;
	for (size_t i = 0; i < count; i++) {
		const char *name = *(const char *const *)(const void *)((const char *)first + i * stride);
		size_t far = distance(word, name);
		if (far < least) {
			least = far;
			nearest = name;
		}
	}
	return nearest;
}
