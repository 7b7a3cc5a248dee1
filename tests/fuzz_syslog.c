/*
 * fuzz_syslog.c - any bytes as a log: the header's parser answers, and what it gives lies where it says.
 * In: a byte that chooses the options, then lines, or entries of journalctl -o export. Out: nothing, or a crash.
 */
#include "ingest/syslog/syslog.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned char sink;

static void
touch(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		sink = (unsigned char)text.p[i];
}

/* Each unit stands in memory of its own, so that not a byte behind it is read unnoticed. */
static void
parse(struct syslog *syslog, struct str unit, struct arena *arena)
{
	struct header header;
	char *copy = malloc(unit.n == 0 ? 1 : unit.n);
	memcpy(copy, unit.p, unit.n);
	if (syslog_parse(syslog, (struct str){ copy, unit.n }, arena, &header) == SYSLOG_LINE) {
		touch(header.host);
		touch(header.program);
		touch(header.text);
		touch(header.cursor_id);
		if (header.program.p == NULL || header.repeat == 0)
			bug("a header breaks its promise");
	}
	free(copy);
	arena_reset(arena);
}

static void
parse_all(const struct syslog_options *options, struct str content)
{
	struct syslog *syslog = syslog_open(options);
	struct arena *arena = arena_open();
	if (str_prefix(content, "__"))
		parse(syslog, content, arena);
	for (struct str rest = content; rest.p != NULL; )
		parse(syslog, str_cut(&rest, '\n'), arena);
	arena_close(arena);
	syslog_close(syslog);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* One zone a process, and one in which an hour is repeated. */
	static const struct syslog_options options[] = {
		{ .zone = "CET-1CEST,M3.5.0,M10.5.0/3", .latest = 1795404825, .host = "mx" },
		{ .latest = 1795404825, .year = 2024 },
		{ .latest = 0 },
		{ .latest = INT64_MAX, .after = 1792891800 }
	};
	if (size == 0)
		return 0;
	const struct syslog_options *chosen = &options[data[0] % LENGTH(options)];
	struct str content = { (const char *)data + 1, size - 1 };
	struct syslog_part halves[2] = { { .text = { content.p, content.n / 2 } },
		{ .text = { content.p + content.n / 2, content.n - content.n / 2 }, .goes_on = (data[0] & 0x80) != 0 } };
	parse_all(chosen, content);
	sink = (unsigned char)syslog_first(chosen, content);
	sink = (unsigned char)syslog_year(chosen, halves, 2);
	return 0;
}
