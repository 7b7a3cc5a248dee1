/*
 * fuzz_safe.c - any bytes through what makes text safe: nothing that acts may come out, and nothing may be lost that need not be.
 */
#include "report/safe.h"
#include "report/utf8.h"
#include "report/when.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Valid UTF-8 without control characters. */
static void
check_characters(struct str text)
{
	while (text.n > 0) {
		uint32_t character = 0;
		size_t length = utf8_decode(text, &character);
		must(length > 0 && character >= 0x20 && (character < 0x7f || character > 0x9f) && !(character >= 0x202a && character <= 0x202e));
		text.p += length;
		text.n -= length;
	}
}

static void
check_json(struct str text)
{
	check_characters(text);
	for (size_t i = 0; i < text.n; i++) {
		must(text.p[i] != '"');
		if (text.p[i] == '\\') {
			must(i + 1 < text.n && strchr("\"\\nrtu", text.p[i + 1]) != NULL);
			i++;
		}
	}
}

/* Reading a field back gives what was written. */
static void
check_tsv(struct str safe, struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < safe.n; i++, n++) {
		char c = safe.p[i];
		must(c != '\t' && c != '\n' && c != '\r');
		if (c == '\\') {
			must(++i < safe.n);
			c = safe.p[i] == 'n' ? '\n' : safe.p[i] == 't' ? '\t' : safe.p[i] == 'r' ? '\r' : safe.p[i];
		}
		must(n < text.n && text.p[n] == c);
	}
	must(n == text.n);
}

static void
check_csv(struct str safe, struct str text)
{
	bool quoted = safe.n > 0 && safe.p[0] == '"';
	size_t n = 0, start = quoted ? 1 : 0, end = quoted ? safe.n - 1 : safe.n;
	must(!quoted || (safe.n >= 2 && safe.p[end] == '"'));
	if (start < end && safe.p[start] == '\'' && (text.n == 0 || text.p[0] != '\''))
		start++;
	for (size_t i = start; i < end; i++, n++) {
		must(quoted || strchr(",\"\r\n", safe.p[i]) == NULL || safe.p[i] == '\0');
		if (safe.p[i] == '"')
			must(quoted && ++i < end && safe.p[i] == '"');
		must(n < text.n && text.p[n] == safe.p[i]);
	}
	must(n == text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_open();
	struct str text = { (const char *)data, size }, rest;
	int64_t at;
	if (size == 0)
		text.p = "";
	struct str terminal = safe_terminal(arena, text);
	check_characters(terminal);
	check_json(safe_json(arena, text));
	check_tsv(safe_tsv(arena, text), text);
	check_csv(safe_csv(arena, text), text);
	for (size_t width = 0; width < 12; width++)
		must(utf8_width(utf8_cut(arena, terminal, width)) <= width && utf8_width(utf8_tail(arena, terminal, width)) <= width);
	rest = terminal;
	while (rest.n > 0) {
		size_t before = rest.n;
		must(utf8_width(utf8_line(&rest, 10, true)) <= 10);
		must(rest.n < before);
	}
	when_parse(text, 1795071600, &at);
	arena_close(arena);
	return 0;
}
