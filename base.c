/*
 * base.c - the hall: text, memory, failing, embedded files.
 */
#define _GNU_SOURCE
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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

/* Control bytes would let a log line write to the terminal; UTF-8 stays as it is. */
static void print_safe(const char *prefix, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static void
print_safe(const char *prefix, const char *format, va_list arguments)
{
	char text[2048];
	vsnprintf(text, sizeof text, format, arguments);
	fflush(stdout);
	fputs(prefix, stderr);
	for (const char *c = text; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;
		bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f ||
		    (byte == 0xc2 && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] <= 0x9f);
		fputc(control ? '?' : byte, stderr);
	}
	fputc('\n', stderr);
}

#define SAY(prefix) do { \
	va_list arguments; \
	va_start(arguments, format); \
	print_safe(prefix, format, arguments); \
	va_end(arguments); \
} while (0)

void
die(const char *format, ...)
{
	SAY("unjoe: ");
	exit(1);
}

void
die_usage(const char *format, ...)
{
	SAY("unjoe: ");
	fputs("Try 'unjoe --help'.\n", stderr);
	exit(2);
}

void
bug(const char *format, ...)
{
	SAY("unjoe: this is a bug in unjoe: ");
	abort();
}

void
warn(const char *format, ...)
{
	SAY("unjoe: ");
}

static bool quiet;

void
say_nothing(void)
{
	quiet = true;
}

void
say(const char *format, ...)
{
	if (!quiet)
		SAY("");
}

void *
mem_new(size_t bytes)
{
	void *p = calloc(1, bytes == 0 ? 1 : bytes);
	if (p == NULL)
		die("out of memory (%zu bytes)", bytes);
	return p;
}

void *
mem_resize(void *old, size_t bytes)
{
	void *p = realloc(old, bytes == 0 ? 1 : bytes);
	if (p == NULL)
		die("out of memory (%zu bytes)", bytes);
	return p;
}

char *
mem_string(struct str text)
{
	char *z = mem_new(text.n + 1);
	if (text.n > 0)
		memcpy(z, text.p, text.n);
	return z;
}

/* An arena is a chain of blocks, newest first; reset keeps the oldest one only. */
enum { ARENA_BLOCK = 64 * 1024, ARENA_ALIGN = 16 };

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(ARENA_ALIGN) char data[];
};

struct arena {
	struct block *top;
};

static struct block *
block_new(size_t bytes)
{
	size_t size = bytes < ARENA_BLOCK ? ARENA_BLOCK : bytes;
	struct block *block = malloc(sizeof *block + size);
	if (block == NULL)
		die("out of memory (%zu bytes)", size);
	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *
arena_open(void)
{
	struct arena *arena = mem_new(sizeof *arena);
	arena->top = block_new(0);
	return arena;
}

void
arena_reset(struct arena *arena)
{
	struct block *block = arena->top, *next;
	while ((next = block->next) != NULL) {
		free(block);
		block = next;
	}
	block->used = 0;
	arena->top = block;
}

void
arena_close(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->top);
	free(arena);
}

size_t
arena_size(const struct arena *arena)
{
	size_t size = 0;
	for (const struct block *block = arena->top; block != NULL; block = block->next)
		size += block->size;
	return size;
}

void *
arena_take(struct arena *arena, size_t bytes)
{
	struct block *block = arena->top;
	size_t used = (block->used + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	if (used > block->size || block->size - used < bytes) {
		block = block_new(bytes);
		block->next = arena->top;
		arena->top = block;
		used = 0;
	}
	block->used = used + bytes;
	return block->data + used;
}

struct str
arena_copy(struct arena *arena, struct str text)
{
	if (text.p == NULL)
		return text;
	char *p = arena_take(arena, text.n + 1);
	memcpy(p, text.p, text.n);
	p[text.n] = '\0';
	return (struct str){ p, text.n };
}

struct str
arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (n < 0)
		bug("arena_print: bad format \"%s\"", format);
	char *p = arena_take(arena, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return (struct str){ p, (size_t)n };
}

/* Written by tools/embed into build/embedded.c, sorted by path, ends with a NULL path. */
extern const struct embedded embedded_files[];

const struct embedded *
embedded_find(const char *path)
{
	for (const struct embedded *e = embedded_files; e->path != NULL; e++)
		if (strcmp(e->path, path) == 0)
			return e;
	return NULL;
}

const struct embedded *
embedded_next(const struct embedded *previous, const char *prefix, const char *suffix)
{
	const struct embedded *e = previous == NULL ? embedded_files : previous + 1;
	for (; e->path != NULL; e++)
		if (str_prefix(str_of(e->path), prefix) && str_suffix(str_of(e->path), suffix))
			return e;
	return NULL;
}
