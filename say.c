/*
 * say.c - lines on standard error: what was done, what is wrong, why the program ends.
 */
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Control bytes would let a log line write to the terminal; UTF-8 stays as it is. */
static void print_safe(const char *prefix, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static struct {
	bool wanted;
	size_t n;
	char text[4096];
} kept;

/* Threads warn, too: the caller holds the lock of stderr. */
static void
keep(const char *text)
{
	int room = (int)(sizeof kept.text - kept.n), n = snprintf(kept.text + kept.n, (size_t)room, "%s\n", text);
	if (n > 0 && n < room)
		kept.n += (size_t)n;
}

static void
print_safe(const char *prefix, const char *format, va_list arguments)
{
	char text[2048];
	vsnprintf(text, sizeof text, format, arguments);
	for (char *c = text; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;
		if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f || (byte == 0xc2 && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] <= 0x9f))
			*c = '?';
	}
	fflush(stdout);
	flockfile(stderr);
	fprintf(stderr, "%s%s\n", prefix, text);
	if (kept.wanted && *prefix != '\0')
		keep(text);
	funlockfile(stderr);
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

void
warn_keep(void)
{
	kept.wanted = true;
}

struct str
warn_kept(void)
{
	return (struct str){ kept.text, kept.n };
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
