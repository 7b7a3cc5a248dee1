/*
 * json.c - a line of JSON as a log entry: journalctl -o json, rsyslog's templates.
 */
#include "ingest/syslog/json.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH = 16, BYTES = 256 * 1024 };

struct json {
	struct json_tokener *tokener;
};

struct json *
json_open(void)
{
	struct json *json = mem_new(sizeof *json);
	if ((json->tokener = json_tokener_new_ex(DEPTH)) == NULL)
		die("out of memory (JSON)");
	return json;
}

void
json_close(struct json *json)
{
	if (json == NULL)
		return;
	json_tokener_free(json->tokener);
	free(json);
}

/* [98,97,255]; anything else in it is no text. */
static struct str
bytes_of(struct json_object *array, struct arena *arena)
{
	size_t n = json_object_array_length(array);
	char *p = arena_take(arena, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct json_object *item = json_object_array_get_idx(array, i);
		int64_t byte = json_object_is_type(item, json_type_int) ? json_object_get_int64(item) : -1;
		if (byte < 0 || byte > 255)
			return STR_NONE;
		p[i] = (char)byte;
	}
	return (struct str){ p, n };
}

static struct str
text_of(struct json_object *value, struct arena *arena)
{
	switch (json_object_get_type(value)) {
	case json_type_string:
		return arena_copy(arena, (struct str){ json_object_get_string(value), (size_t)json_object_get_string_len(value) });
	case json_type_int:
	case json_type_double:
		return arena_copy(arena, str_of(json_object_get_string(value)));
	default:
		return STR_NONE;
	}
}

static struct str
value_of(struct json_object *value, struct arena *arena)
{
	if (!json_object_is_type(value, json_type_array))
		return text_of(value, arena);
	struct json_object *first = json_object_array_length(value) > 0 ? json_object_array_get_idx(value, 0) : NULL;
	if (json_object_is_type(first, json_type_array))        /* several values, this one of bytes */
		return bytes_of(first, arena);
	return json_object_is_type(first, json_type_string) ? text_of(first, arena) : bytes_of(value, arena);
}

/* What is in an object of its own, "host": {"name": "mx"}, goes by both names: "host.name"; of those that only hold the entry, by the inner one. */
static enum journal_field
inner_field(const char *outer, const char *inner)
{
	static const char *const holders[] = { "_source", "fields", "result", "log", "syslog", "labels", "jsonPayload" };
	char name[40];
	for (size_t i = 0; i < LENGTH(holders); i++)
		if (strcmp(outer, holders[i]) == 0)
			return journal_field(str_of(inner));
	int n = snprintf(name, sizeof name, "%s.%s", outer, inner);
	return n > 0 && (size_t)n < sizeof name ? journal_field(str_of(name)) : JOURNAL_NOTHING;
}

static void
set(struct journal_entry *entry, enum journal_field field, struct json_object *value, struct arena *arena)
{
	if (field != JOURNAL_NOTHING && entry->values[field].p == NULL)
		entry->values[field] = value_of(value, arena);
}

static void
fill(struct json_object *object, struct arena *arena, struct journal_entry *entry)
{
	json_object_object_foreach(object, name, value) {
		if (!json_object_is_type(value, json_type_object)) {
			set(entry, journal_field(str_of(name)), value, arena);
			continue;
		}
		json_object_object_foreach(value, inner, held) {
			if (json_object_is_type(held, json_type_object)) {
				json_object_object_foreach(held, innermost, last)
					set(entry, inner_field(inner, innermost), last, arena);
			} else {
				set(entry, inner_field(name, inner), held, arena);
			}
		}
	}
}

bool
json_read(struct json *json, struct str line, struct arena *arena, struct journal_entry *entry)
{
	line = str_trim(line);
	if (line.n < 2 || line.n > BYTES || line.p[0] != '{' || line.p[line.n - 1] != '}')
		return false;
	json_tokener_reset(json->tokener);
	struct json_object *object = json_tokener_parse_ex(json->tokener, line.p, (int)line.n);
	bool whole = object != NULL && json_object_is_type(object, json_type_object) && json_tokener_get_parse_end(json->tokener) == line.n;
	*entry = (struct journal_entry){ .values = { STR_NONE } };
	if (whole)
		fill(object, arena, entry);
	json_object_put(object);
	return whole;
}
