/*
 * function.h - the functions of ours that SQL may call, plain functions over values (schema/store.h says what each does).
 * In: values. Out: one value. What they are to SQLite is offer.c's; gather(), which needs a store, is there, too.
 */
#ifndef FUNCTION_H
#define FUNCTION_H

#include "base.h"

enum { FUNCTION_ARGUMENTS_MAX = 12 };

/* A number, or a text; absent text is NULL, and a number from a NULL is none. */
struct value {
	bool is_number;
	int64_t number;         /* of a text, too, what SQL would take it for; 0 of NULL */
	struct str text;
};

struct function {
	const char *name;
	int arguments;          /* -1: any number; those that are not given are NULL */
	/* The result is NULL unless it is set; its text may be borrowed from the arguments or be in the arena. */
	void (*call)(const struct value *arguments, struct arena *arena, struct value *result);
};

/* Iterates over all; begin with previous == NULL. */
const struct function *function_next(const struct function *previous);

#endif
