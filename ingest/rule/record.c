/*
 * record.c - what one line says: the names of the fields and kinds, and a record's values by field.
 */
#include "ingest/rule/record.h"

#include <string.h>

#include "ingest/rule/grammar.h"

static const char *const field_names[FIELD_COUNT] = {
	[FIELD_NONE] = "",
#define FIELD(name, type) [F_##name] = #name,
#include "ingest/rule/fields.def"
#undef FIELD
};

static const char *const kind_names[RECORD_KINDS] = {
	[RECORD_NOTHING] = "nothing",
	[RECORD_MAIL] = "mail",
	[RECORD_MESSAGE_ID] = "message_id",
	[RECORD_QUEUED] = "queued",
	[RECORD_DELIVERY] = "delivery",
	[RECORD_EXPIRED] = "expired",
	[RECORD_REMOVED] = "removed",
	[RECORD_LINK] = "link",
	[RECORD_REJECT] = "reject",
	[RECORD_CHECK] = "check",
	[RECORD_LOGIN] = "login",
	[RECORD_LOSS] = "loss",
	[RECORD_HOP] = "hop",
	[RECORD_STAMP] = "stamp",
	[RECORD_REASON] = "reason",
};

const char *
field_name(enum field field)
{
	if ((unsigned)field >= FIELD_COUNT)
		bug("there is no field %d", (int)field);
	return field_names[field];
}

enum field
field_find(struct str name)
{
	for (unsigned field = FIELD_NONE + 1; field < FIELD_COUNT; field++)
		if (str_is(name, field_names[field]))
			return field;
	return FIELD_NONE;
}

const char *
record_kind_name(enum record_kind kind)
{
	if ((unsigned)kind >= RECORD_KINDS)
		bug("there is no kind of record %d", (int)kind);
	return kind_names[kind];
}

bool
record_kind_find(struct str name, enum record_kind *kind)
{
	for (unsigned i = 0; i < RECORD_KINDS; i++) {
		if (str_is(name, kind_names[i])) {
			*kind = i;
			return true;
		}
	}
	return false;
}

struct str
record_field(const struct record *record, enum field field)
{
	unsigned slot = record->rule == NULL ? 0 : record->rule->slot[field];
	return slot == 0 ? STR_NONE : record->values[slot - 1];
}

int64_t
record_number(const struct record *record, enum field field, int64_t otherwise)
{
	int64_t number;
	return str_number(record_field(record, field), &number) ? number : otherwise;
}
