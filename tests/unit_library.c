/*
 * unit_library.c - shared libraries that are loaded when they are needed.
 */
#include "base.h"
#include "tests/tap.h"

#include <stdlib.h>

int
main(void)
{
	static const char *const names[] = { "labs", "strtol" };
	struct {
		__typeof__(labs) *labs;
		__typeof__(strtol) *strtol;
	} libc;
	library_load("libc.so.6", names, &libc, LENGTH(names));
	is_int(libc.labs(-7), 7, "the first function");
	is_int(libc.strtol("12", NULL, 10), 12, "and the second");
	return done_testing();
}
