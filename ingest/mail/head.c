/*
 * head.c - the head of a mail or of a part: its field lines, and the fields that they make.
 */
#include "ingest/mail/head.h"
#include "ingest/mail/mime.h"
#include "ingest/scan.h"

#include <string.h>

enum { NAME_MAX_LENGTH = 128, VALUE_MAX = 64 * 1024, FIELDS_FIRST = 32 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The line at the start of text, without its LF. */
static struct str
line_of(struct str text)
{
	const char *end = text.n == 0 ? NULL : memchr(text.p, '\n', text.n);
	return (struct str){ text.p, end == NULL ? text.n : (size_t)(end - text.p) };
}

static struct str
behind(struct str text, struct str line)
{
	return scan_from(text, line.n < text.n ? line.n + 1 : line.n);
}

/* Where the value begins; 0 where the line is no field. A name has fewer kinds of bytes than RFC 5322 lets it have: what
   is mistaken for a field else are the lines of a text, such as "<a@example.org>:" and "http://". */
static size_t
field_at(struct str line, struct str *name)
{
	size_t n = scan_name(line), colon = n;
	if (n == 0 || n > NAME_MAX_LENGTH || line.p[0] == '-' || line.p[0] == '.')
		return 0;
	while (colon < line.n && is_blank(line.p[colon]))
		colon++;
	if (colon == line.n || line.p[colon] != ':' || (line.n - colon > 2 && memcmp(line.p + colon, "://", 3) == 0))
		return 0;
	*name = (struct str){ line.p, n };
	return colon + 1;
}

static bool
is_field(struct str text)
{
	struct str name;
	return field_at(line_of(text), &name) > 0;
}

/* A line of blanks alone goes on with the field only where the head goes on behind it. */
static bool
is_fold(struct str text)
{
	if (text.n == 0 || !is_blank(text.p[0]))
		return false;
	struct str line = line_of(text), next = behind(text, line);
	return str_trim(line).n > 0 || is_field(next) || (next.n > 0 && is_blank(next.p[0]) && str_trim(line_of(next)).n > 0);
}

bool
head_next(struct head *head, struct head_line *line)
{
	for (;;) {
		struct str text = head->rest, first = line_of(text);
		if (text.n == 0)
			return false;
		if (first.n == 0) {
			head->rest = scan_from(text, 1);
			return false;
		}
		size_t at = field_at(first, &line->name);
		struct str rest = behind(text, first);
		if (at > 0) {
			const char *end = first.p + first.n;
			head->begun = true;
			while (is_fold(rest)) {
				struct str fold = line_of(rest);
				end = fold.p + fold.n;
				rest = behind(rest, fold);
			}
			line->value = (struct str){ first.p + at, (size_t)(end - first.p) - at };
			head->rest = rest;
			return true;
		}
		bool stray = head->begun || str_prefix(first, "From ") || str_prefix(first, ">From ");
		if (!stray || !is_field(rest))
			return false;
		head->rest = rest;
	}
}

struct str
head_unfold(struct str value, struct arena *arena, bool *cut)
{
	value = str_trim(value);
	if (value.n > VALUE_MAX) {
		value.n = VALUE_MAX;
		*cut = true;
	}
	if (memchr(value.p, '\n', value.n) == NULL)
		return mime_utf8(value, STR_NONE, arena);
	char *out = arena_take(arena, value.n + 1);
	size_t n = 0;
	for (struct str rest = value; rest.p != NULL; ) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (n > 0 && line.n > 0)
			out[n++] = ' ';
		memcpy(out + n, line.p, line.n);
		n += line.n;
	}
	return mime_utf8((struct str){ out, n }, STR_NONE, arena);
}

/* Whether "=?" stands in it, with which encoded words begin. */
static bool
has_words(struct str value)
{
	const char *at = value.p, *end = value.p + value.n;
	while (at < end && (at = memchr(at, '=', (size_t)(end - at))) != NULL)
		if (++at < end && *at == '?')
			return true;
	return false;
}

static void
field_of(const struct head_line *line, struct arena *arena, struct head_budget *budget, struct message_field *field, bool *cut)
{
	field->name = line->name;
	field->raw = field->value = head_unfold(line->value, arena, cut);
	budget->bytes -= field->raw.n < budget->bytes ? field->raw.n : budget->bytes;
	if (!has_words(field->raw))
		return;
	if (field->raw.n > budget->words) {
		*cut = true;
		return;
	}
	budget->words -= field->raw.n;
	field->value = mime_words(field->raw, arena);
}

unsigned
head_fields(struct str text, struct arena *arena, struct head_budget *budget, const struct message_field **fields,
    struct str *body, bool *cut)
{
	struct head head = { text, false };
	struct head_line line;
	struct message_field *list = arena_take(arena, FIELDS_FIRST * sizeof *list);
	unsigned count = 0, room = FIELDS_FIRST;
	while (head_next(&head, &line)) {
		if (count == MESSAGE_FIELDS_MAX || budget->bytes == 0) {
			*cut = true;
			continue;
		}
		if (count == room) {
			struct message_field *more = arena_take(arena, 2 * room * sizeof *list);
			memcpy(more, list, room * sizeof *list);
			list = more;
			room *= 2;
		}
		field_of(&line, arena, budget, &list[count++], cut);
	}
	*fields = list;
	*body = head.rest;
	return count;
}

unsigned
message_fields_of(struct str text, struct arena *arena, const struct message_field **fields)
{
	struct head_budget budget = HEAD_BUDGET;
	struct str body;
	bool cut = false;
	while (scan_sees(text, '\n'))
		text = scan_from(text, 1);
	return head_fields(text, arena, &budget, fields, &body, &cut);
}

struct str
message_field_nth(const struct message_field *fields, unsigned count, const char *name, unsigned n)
{
	struct str wanted = str_of(name);
	for (unsigned i = 0; i < count; i++)
		if (scan_alike(fields[i].name, wanted) && n-- == 0)
			return fields[i].value;
	return STR_NONE;
}

struct str
message_field(const struct message_field *fields, unsigned count, const char *name)
{
	return message_field_nth(fields, count, name, 0);
}
