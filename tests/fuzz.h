/*
 * fuzz.h - what targets of libFuzzer share: any bytes as text, and an arena that lives as long as they do.
 * A target defines fuzz(). Out: nothing, or a crash.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "base.h"

static void fuzz(struct str input, struct arena *arena);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_open();
	fuzz((struct str){ (const char *)data, size }, arena);
	arena_reset(arena);
	return 0;
}

#endif
