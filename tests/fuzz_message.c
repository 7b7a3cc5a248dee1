/*
 * fuzz_message.c - any bytes as a mail: it is taken apart within its bounds, and all that comes out is valid UTF-8.
 * In: a mail; its first byte chooses a charset and an encoding that its body is read in as well. Out: nothing, or a crash.
 */
#include "ingest/mail/eol.h"
#include "ingest/mail/html.h"
#include "ingest/mail/message.h"
#include "ingest/mail/mime.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned char sink;
static struct arena *arena;

static void
check(struct str text, size_t most)
{
	if (text.n > most)
		bug("a text has %zu bytes", text.n);
	for (size_t i = 0; i < text.n; i++)
		sink = (unsigned char)text.p[i];
	/* What is valid is given back as it is. */
	if (text.n > 0 && mime_utf8(text, STR_NONE, arena).p != text.p)
		bug("a text is not valid UTF-8");
}

static void
check_fields(const struct message_field *fields, unsigned count)
{
	int64_t at;
	if (count > MESSAGE_FIELDS_MAX)
		bug("%u fields", count);
	for (unsigned i = 0; i < count; i++) {
		check(fields[i].name, SIZE_MAX);
		check(fields[i].value, SIZE_MAX);
		check(fields[i].raw, SIZE_MAX);
		if (memchr(fields[i].value.p, '\n', fields[i].value.n) != NULL)
			bug("a field is folded");
		check(message_address(fields[i].raw, arena), fields[i].raw.n);
		check(message_id_of(fields[i].raw, arena), fields[i].raw.n);
		sink = message_date(fields[i].raw, &at);
	}
}

static void
check_message(struct str bytes)
{
	struct message message;
	message_read(bytes, arena, &message);
	if (message.part_count > MESSAGE_PARTS_MAX)
		bug("%u parts", message.part_count);
	check(message.type, SIZE_MAX);
	check(message.report_type, SIZE_MAX);
	check_fields(message.fields, message.field_count);
	for (unsigned i = 0; i < message.part_count; i++) {
		const struct message_part *part = &message.parts[i];
		if (part->depth > MESSAGE_DEPTH_MAX || (part->text.p == NULL) != (part->kind == PART_OTHER) || (part->cut && !message.cut))
			bug("a part breaks its promise");
		check(part->type, SIZE_MAX);
		check(part->description, SIZE_MAX);
		check(part->text, MESSAGE_TEXT_MAX);
		check_fields(part->fields, part->field_count);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const charsets[] = { "utf-7", "iso-2022-jp", "windows-1252", "gb18030", "utf-16", "x-none", "hz-gb-2312", "iso-2022-kr" };
	static const char *const encodings[] = { "base64", "quoted-printable", "x-uuencode", "8bit" };
	if (size == 0)
		return 0;
	if (arena == NULL)
		arena = arena_open();
	/* In memory of its own, so that not a byte behind it is read unnoticed. */
	char *copy = malloc(size);
	struct str bytes = { copy, size }, date = { copy, size < 64 ? size : 64 };
	bool cut = false;
	int64_t at;
	const struct message_field *fields;
	memcpy(copy, data, size);
	check_message(bytes);
	unsigned count = message_fields_of(mime_utf8(eol_lf(bytes, arena), STR_NONE, arena), arena, &fields);
	check_fields(fields, count);
	struct str decoded = mime_decode(bytes, str_of(encodings[data[0] >> 4 & 3]), size / 2, arena, &cut);
	if (decoded.n > size / 2)
		bug("a limit was passed");
	decoded = mime_utf8(decoded, str_of(charsets[data[0] & 7]), arena);
	check(decoded, SIZE_MAX);
	check(html_text(decoded, arena), decoded.n);
	sink = message_date(date, &at);
	arena_reset(arena);
	free(copy);
	return 0;
}
