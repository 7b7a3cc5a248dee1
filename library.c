/*
 * library.c - a shared library that is loaded when it is needed.
 */
#include "base.h"

#include <dlfcn.h>
#include <string.h>

static void *
must(void *found)
{
	if (found == NULL)
		die("%s", dlerror());
	return found;
}

void
library_load(const char *name, const char *const functions[], void *table, size_t count)
{
	void *library = must(dlopen(name, RTLD_NOW));
	for (size_t i = 0; i < count; i++) {
		void *function = must(dlsym(library, functions[i]));
		memcpy((char *)table + i * sizeof function, &function, sizeof function);
	}
}
