/*
 * base.h - the hall: text, memory, failing, other programs, embedded files.
 * In: nothing. Out: what every room uses. Small for ever.
 */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed text: never owns, not NUL-terminated. p == NULL is "absent" (SQL NULL); n == 0 with p set is "empty". */
struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str str_of(const char *z);                       /* a C string, NULL gives absent */
bool str_equal(struct str a, struct str b);             /* same bytes; absent equals only absent */
bool str_is(struct str a, const char *z);
bool str_prefix(struct str a, const char *z);           /* a begins with z */
bool str_suffix(struct str a, const char *z);
struct str str_trim(struct str a);                      /* without blanks, tabs, CR and LF at both ends */
struct str str_cut(struct str *rest, char separator);   /* takes the part before separator off rest; at the end rest becomes absent */
bool str_number(struct str a, int64_t *value);          /* decimal, optional sign, nothing else; false on overflow */
enum { NUMBER_ROOM = 32 };
size_t number_write(int64_t n, char text[NUMBER_ROOM]); /* for people, 1,234,567, and its length */

/* The name that a mistyped word was most likely meant to be, NULL if none is near. Names are stride bytes apart. */
const char *word_nearest(const char *word, const char *const *first, size_t count, size_t stride);

/* The program cannot go on: what, where, what to do. Prints "unjoe: ..." on stderr, exit status 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Wrong usage: as die, and points at --help; exit status 2. */
_Noreturn void die_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Our own broken promise: as die, but aborts, so that there is a core. */
_Noreturn void bug(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Worth a line on stderr; the work goes on. Bytes from outside in the arguments are made safe for a terminal, as in die. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Keeps what warn() says from now on, for a report that nobody sees it beside. */
void warn_keep(void);
/* That, a line each, the first few KiB; borrowed until the next warning. Empty: it said nothing. */
struct str warn_kept(void);

/* A line on stderr about what was done, safe in the same way. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* From now on say() is silent: for a command that nobody watches. */
void say_nothing(void);

/* Milliseconds of a clock that only goes on. */
int64_t clock_ms(void);

/* How far a long work is: one line on standard error that is written over a few times a second, where that is a terminal, else nothing. */
struct progress {
	const char *unit;       /* "lines" */
	bool shown, dirty;
	int64_t began, last;    /* by clock_ms */
	double first_share;
};
void progress_begin(struct progress *progress, const char *unit);
/* done: so many since the beginning. share: of all that there is to do, with what was done before; below 0 where that is not known. */
void progress_show(struct progress *progress, uint64_t done, double share);
/* Takes the line away. */
void progress_end(struct progress *progress);
/* What the line says after so many seconds, in less than size bytes: if need be without the bar, then without the rate, then cut. Returns its length. */
size_t progress_write(const struct progress *progress, char *text, size_t size, double elapsed, uint64_t done, double share);

/* malloc and realloc that do not fail: out of memory is die(). */
void *mem_new(size_t bytes);                            /* zeroed */
void *mem_resize(void *old, size_t bytes);
char *mem_string(struct str text);                      /* NUL-terminated copy, the caller frees it */

/* One arena per line, batch or message: everything in it goes at once. */
struct arena;
struct arena *arena_open(void);
void arena_close(struct arena *arena);
void arena_reset(struct arena *arena);                  /* all that was taken from it is gone; the memory is kept, down to a bound */
size_t arena_size(const struct arena *arena);           /* bytes of memory that it has taken */
void *arena_take(struct arena *arena, size_t bytes);    /* aligned for any type, not zeroed */
struct str arena_copy(struct arena *arena, struct str text);    /* NUL-terminated behind the end; absent stays absent */
struct str arena_join(struct arena *arena, struct str first, struct str second);                /* one behind the other; likewise */
struct str arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Another program, run on a text: no shell, and no longer than it may. */
struct process {
	bool done;              /* it ended by itself, with status 0 */
	bool late;              /* it had to be stopped */
	struct str out;         /* its standard output, 32 MiB of it, in the arena; with a NUL behind it */
	struct str fault;       /* why it is not done, in one line, in the arena; not made safe */
};
/* The path of a program, in the arena: in $PATH, or where the system's own programs are (/usr/sbin, /usr/lib). Absent: there is none. */
struct str process_find(struct arena *arena, const char *name);
/* argv ends with NULL; argv[0] is looked for in $PATH. Whoever is not done after so many seconds is killed, and all that it started with it. */
struct process process_run(struct arena *arena, const char *const argv[], struct str input, int seconds);

/* Loads a shared library that few runs need, and with it all that it needs itself, so that not every start waits for that. table: count pointers, one for
   each function. For the door to that library, which calls it once. */
void library_load(const char *name, const char *const functions[], void *table, size_t count);

/* Text files that were built into the program (.sql, .gram, .gp ...), named by their path in the tree, in order of the path. */
struct embedded {
	const char *path;
	struct str text;
};
const struct embedded *embedded_find(const char *path); /* NULL where there is none */
/* Iterates over those whose path begins and ends so; begin with previous == NULL. */
const struct embedded *embedded_next(const struct embedded *previous, const char *prefix, const char *suffix);

#endif
