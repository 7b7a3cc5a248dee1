/*
 * str.c - borrowed text: compared, cut, read as a number.
 */
#include "base.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct str
str_of(const char *z)
{
	return z == NULL ? STR_NONE : (struct str){ z, strlen(z) };
}

bool
str_equal(struct str a, struct str b)
{
	if (a.p == NULL || b.p == NULL)
		return a.p == b.p;
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool
str_is(struct str a, const char *z)
{
	return str_equal(a, str_of(z));
}

bool
str_prefix(struct str a, const char *z)
{
	size_t n = strlen(z);
	return a.p != NULL && a.n >= n && memcmp(a.p, z, n) == 0;
}

bool
str_suffix(struct str a, const char *z)
{
	size_t n = strlen(z);
	return a.p != NULL && a.n >= n && memcmp(a.p + a.n - n, z, n) == 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str a)
{
	while (a.n > 0 && is_blank(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && is_blank(a.p[a.n - 1]))
		a.n--;
	return a;
}

struct str
str_cut(struct str *rest, char separator)
{
	const char *at = rest->n == 0 ? NULL : memchr(rest->p, separator, rest->n);
	struct str part = *rest;
	if (at == NULL) {
		*rest = STR_NONE;
		return part;
	}
	part.n = (size_t)(at - rest->p);
	rest->p += part.n + 1;
	rest->n -= part.n + 1;
	return part;
}

bool
str_number(struct str a, int64_t *value)
{
	size_t i = 0;
	bool minus = a.n > 0 && a.p[0] == '-';
	int64_t sum = 0;
	if (a.n > 0 && (a.p[0] == '-' || a.p[0] == '+'))
		i++;
	if (i == a.n)
		return false;
	for (; i < a.n; i++) {
		if (a.p[i] < '0' || a.p[i] > '9' || __builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, a.p[i] - '0', &sum))
			return false;
	}
	*value = minus ? -sum : sum;
	return true;
}

size_t
number_write(int64_t n, char text[NUMBER_ROOM])
{
	char digits[NUMBER_ROOM];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRId64, n), out = 0;
	for (size_t i = 0; i < length; i++) {
		size_t left = length - 1 - i;
		text[out++] = digits[i];
		if (left > 0 && left % 3 == 0 && digits[i] != '-')
			text[out++] = ',';
	}
	text[out] = '\0';
	return out;
}
