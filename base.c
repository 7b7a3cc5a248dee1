/*
 * base.c - the hall: memory, a clock and embedded files.
 */
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* Before the address sanitizer each piece of an arena is a block of its own, so that nobody writes behind his, or uses it after a reset. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_OF_PIECES
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(ARENA_OF_PIECES)
enum { ARENA_BLOCK = 1 };
#else
enum { ARENA_BLOCK = 64 * 1024 };
#endif

/* An arena is a chain of blocks, newest first; reset keeps the oldest one only. */
enum { ARENA_ALIGN = 16 };

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
arena_join(struct arena *arena, struct str first, struct str second)
{
	size_t n = first.n + second.n;
	char *p = arena_take(arena, n + 1);
	memcpy(p, first.p, first.n);
	memcpy(p + first.n, second.p, second.n);
	p[n] = '\0';
	return (struct str){ p, n };
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

int64_t
clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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
