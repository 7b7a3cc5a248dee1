/*
 * answers.c - the answer store: what goes into it, and the words for it.
 */
#include "analyze/spf/answertable.h"

#include "analyze/spf/record.h"

#include <stdlib.h>
#include <string.h>

static int
compare_values(const void *a, const void *b)
{
	const struct str *one = a, *two = b;
	size_t n = one->n < two->n ? one->n : two->n;
	int order = n == 0 ? 0 : memcmp(one->p, two->p, n);
	return order != 0 ? order : (one->n > two->n) - (one->n < two->n);
}

/* What is sorted already is left alone: from 64 values on qsort asks the system how much memory there is, which the worker may not. */
static void
sort_values(struct str *values, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		if (compare_values(&values[i - 1], &values[i]) > 0) {
			qsort(values, count, sizeof *values, compare_values);
			return;
		}
}

static bool
value_is_sound(enum answer_type type, struct str value)
{
	struct key key;

	switch (type) {
	case ANSWER_A:
		return value.n == 4;
	case ANSWER_AAAA:
		return value.n == 16;
	case ANSWER_MX:
		return value.n >= 2 && answers_key_of(answer_mx_host(value), &key);
	case ANSWER_PTR:
	case ANSWER_CNAME:
		return answers_key_of(value, &key);
	default:
		return value.p != NULL && value.n <= UINT16_MAX;
	}
}

static bool
says_the_same(const struct answer *a, const struct answer *b)
{
	if (a->status != b->status || a->count != b->count)
		return false;
	for (unsigned i = 0; i < a->count; i++)
		if (!str_equal(a->values[i], b->values[i]))
			return false;
	return true;
}

const struct answer *
answers_add(struct answers *answers, const struct answer *answer)
{
	struct key key;
	struct str *values;
	struct answer new = *answer;

	if (!answers_key_of(answer->name, &key) || answer->count > ANSWER_VALUES_MAX)
		return NULL;
	new.count = 0;
	new.values = values = arena_take(answers->arena, (answer->count + 1) * sizeof *values);
	for (unsigned i = 0; i < answer->count; i++)
		if (value_is_sound(answer->type, answer->values[i]))
			values[new.count++] = answer->values[i];
	sort_values(values, new.count);
	if (new.status == ANSWER_OK && new.count == 0)
		new.status = ANSWER_NODATA;
	if (new.seen < new.at)
		new.seen = new.at;

	struct entry *entry = answers_before(answers, &key, answer->type, answer->at);
	if (entry == NULL || !says_the_same(&entry->answer, &new)) {
		entry = answers_at(answers, &key, answer->type, answer->at);
		for (unsigned i = 0; i < new.count; i++)
			values[i] = arena_copy(answers->arena, values[i]);
		entry->answer.values = values;
		entry->answer.count = entry->capacity = new.count;
		entry->answer.status = new.status;
	}
	if (new.status == ANSWER_OK || new.status == ANSWER_NODATA)
		answers_mark(answers, &key)->exists = true;
	if (new.seen >= entry->answer.seen) {
		entry->answer.seen = new.seen;
		entry->answer.ttl = new.ttl;
	}
	return &entry->answer;
}

bool
answers_add_value(struct answers *answers, const struct answer *answer, struct str value)
{
	struct key key;

	if (!answers_key_of(answer->name, &key) || !value_is_sound(answer->type, value))
		return false;
	struct entry *entry = answers_at(answers, &key, answer->type, answer->at);
	struct answer *now = &entry->answer;
	if (now->count >= ANSWER_VALUES_MAX)
		return false;
	if (now->count == entry->capacity) {
		unsigned capacity = now->count < 4 ? 4 : 2 * now->count;
		struct str *more = arena_take(answers->arena, capacity * sizeof *more);
		if (now->count > 0)
			memcpy(more, now->values, now->count * sizeof *more);
		now->values = more;
		entry->capacity = capacity;
	}
	struct str *values = (struct str *)now->values;
	unsigned i = now->count++;
	for (; i > 0 && compare_values(&values[i - 1], &value) > 0; i--)
		values[i] = values[i - 1];
	values[i] = arena_copy(answers->arena, value);
	now->status = ANSWER_OK;
	now->ttl = answer->ttl;
	if (now->seen < answer->seen)
		now->seen = answer->seen;
	answers_mark(answers, &key)->exists = true;
	return true;
}

void
answers_add_txt(struct answers *answers, struct str name, struct str text)
{
	answers_add(answers, &(struct answer){ .name = name, .type = ANSWER_TXT, .status = ANSWER_OK, .count = 1, .values = &text });
}

const struct answer *
answers_next(struct answers *answers, const struct answer *previous)
{
	/* The answer is the first member of its entry. */
	const struct entry *next = previous == NULL ? answers->first : ((const struct entry *)(const void *)previous)->next;
	return next == NULL ? NULL : &next->answer;
}

struct str
answer_mx_host(struct str value)
{
	return (struct str){ value.p + 2, value.n - 2 };
}

unsigned
answer_mx_preference(struct str value)
{
	return (unsigned)(unsigned char)value.p[0] << 8 | (unsigned char)value.p[1];
}

static const struct {
	enum answer_type type;
	const char *name;
} types[] = {
	{ ANSWER_A, "A" }, { ANSWER_AAAA, "AAAA" }, { ANSWER_CNAME, "CNAME" }, { ANSWER_MX, "MX" }, { ANSWER_PTR, "PTR" },
	{ ANSWER_SPF, "SPF" }, { ANSWER_TXT, "TXT" }, { ANSWER_ANY, "*" }
};

const char *
answer_type_name(enum answer_type type)
{
	for (size_t i = 0; i < LENGTH(types); i++)
		if (types[i].type == type)
			return types[i].name;
	return "?";
}

enum answer_type
answer_type_of(struct str name)
{
	for (size_t i = 0; i < LENGTH(types); i++)
		if (str_is(name, types[i].name))
			return types[i].type;
	return 0;
}

const char *
answer_status_name(enum answer_status status)
{
	static const char *const names[] = { "ok", "nodata", "nxdomain", "failed", "timeout" };
	return (size_t)status < LENGTH(names) ? names[status] : "?";
}

unsigned
answer_spf_record(const struct answer *answer, struct str *record)
{
	unsigned count = 0;

	*record = STR_NONE;
	for (unsigned i = 0; i < answer->count; i++)
		if (spf_is_record(answer->values[i]) && count++ == 0)
			*record = answer->values[i];
	return count;
}
