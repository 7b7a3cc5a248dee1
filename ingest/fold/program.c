/*
 * program.c - syslog tags, each looked at once.
 */
#include "ingest/fold/program.h"
#include "ingest/table.h"

#include <stdlib.h>
#include <string.h>

enum { INSTANCES_MAX = 16, NAME_BYTES = 80 };

struct entry {
	UT_hash_handle hh;
	struct program program;
	char tag[];
};

struct programs {
	struct rows *rows;
	struct entry *entries;
	int64_t instances[INSTANCES_MAX];
	size_t count;
};

struct programs *
programs_open(struct rows *rows)
{
	struct programs *programs = mem_new(sizeof *programs);
	programs->rows = rows;
	programs->instances[programs->count++] = rows_word(rows, STR("postfix"));
	return programs;
}

void
programs_close(struct programs *programs)
{
	struct entry *entry, *next;
	HASH_ITER(hh, programs->entries, entry, next) {
		HASH_DEL(programs->entries, entry);
		free(entry);
	}
	free(programs);
}

static struct str
instance_name(struct str tag)
{
	static const char *const services[] = { "submission", "submissions", "smtps", "smtp", "relay", "amavis", "dkim", "policy" };
	struct str rest = tag, unit, first = str_cut(&rest, '/');
	bool has_parts = rest.p != NULL;
	unit = first;
	str_cut(&unit, '@');
	if (unit.p != NULL)
		return unit.n == 0 || str_is(unit, "-") ? STR("postfix") : unit;
	for (size_t i = 0; i < LENGTH(services); i++)
		if (str_is(first, services[i]))
			return STR("postfix");
	return has_parts || str_prefix(first, "postfix") || str_prefix(first, "exim") ? first : STR("postfix");
}

static int64_t
instance_of(struct programs *programs, struct str tag)
{
	int64_t instance = rows_word(programs->rows, instance_name(tag));
	for (size_t i = 0; i < programs->count; i++)
		if (programs->instances[i] == instance)
			return instance;
	if (programs->count < INSTANCES_MAX)
		programs->instances[programs->count++] = instance;
	return instance;
}

const struct program *
programs_find(struct programs *programs, struct str tag)
{
	struct entry *entry;
	HASH_FIND(hh, programs->entries, tag.p, tag.n, entry);
	if (entry != NULL)
		return &entry->program;
	entry = mem_new(sizeof *entry + tag.n + 1);
	memcpy(entry->tag, tag.p, tag.n);
	entry->program.word = rows_word(programs->rows, tag);
	entry->program.instance = instance_of(programs, tag);
	entry->program.local = str_suffix(tag, "/lmtp");
	HASH_ADD_KEYPTR(hh, programs->entries, entry->tag, tag.n, entry);
	return &entry->program;
}

const struct program *
programs_part(struct programs *programs, struct str tag, struct str part)
{
	char whole[NAME_BYTES];
	if (part.p == NULL || tag.n + 1 + part.n > sizeof whole)
		return programs_find(programs, tag);
	memcpy(whole, tag.p, tag.n);
	whole[tag.n] = '/';
	memcpy(whole + tag.n + 1, part.p, part.n);
	return programs_find(programs, (struct str){ whole, tag.n + 1 + part.n });
}

size_t
programs_instances(const struct programs *programs)
{
	return programs->count;
}

int64_t
programs_instance(const struct programs *programs, size_t index)
{
	return programs->instances[index];
}
