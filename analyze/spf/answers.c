/*
 * answers.c - the answer store: a table of (name, type), each with its answers by time, the newest first.
 */
#include "analyze/spf/answers.h"

#include "analyze/spf/record.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* Beside the answers stands one mark for each name, of this type: that it was loaded, and that it exists. */
enum { MARK = 0 };
enum { TABLE_FIRST = 256 };

struct entry {
	struct answer answer;
	unsigned capacity;              /* of answer.values, where they grow one by one */
	bool loaded, exists;            /* of a mark */
	struct entry *older;
	struct entry *next;             /* in order of adding */
};

struct slot {
	uint64_t hash;
	struct entry *newest;           /* NULL: free */
};

/* A part of the tree of names, of which all is stored, or (below such a one) not. */
struct part {
	struct str domain;
	bool complete;
};

struct answers {
	struct answers *below;
	struct arena *arena;
	struct slot *slots;
	size_t size, used;
	uint64_t seed;                  /* names are chosen by strangers */
	struct entry *first, *last;
	struct part *parts;
	size_t parts_count;
	answers_load *load;
	void *context;
};

/* A name as the table holds it, on the stack. */
struct key {
	char name[ANSWER_NAME_MAX + 1];
	size_t n;
};

static const struct answer looped = { .status = ANSWER_FAILED };
static const struct answer no_name = { .status = ANSWER_NXDOMAIN };
static const struct answer no_data = { .status = ANSWER_NODATA };

struct answers *
answers_open(struct answers *below)
{
	struct answers *answers = mem_new(sizeof *answers);
	answers->below = below;
	answers->arena = arena_open();
	answers->size = TABLE_FIRST;
	answers->slots = mem_new(answers->size * sizeof *answers->slots);
	if (getrandom(&answers->seed, sizeof answers->seed, 0) < 0)
		die("no random numbers");
	return answers;
}

void
answers_close(struct answers *answers)
{
	if (answers == NULL)
		return;
	arena_close(answers->arena);
	free(answers->slots);
	free(answers->parts);
	free(answers);
}

void
answers_set_load(struct answers *answers, answers_load *load, void *context)
{
	answers->load = load;
	answers->context = context;
}

/* Lower case, without the dot at the end; false where DNS cannot carry it. */
static bool
key_of(struct str name, struct key *key)
{
	size_t label = 0;

	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n > ANSWER_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (c == '.') {
			if (label == 0)
				return false;
			label = 0;
		} else if (++label > 63) {
			return false;
		}
		key->name[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	key->n = name.n;
	return name.n == 0 || label > 0;
}

bool
answer_name_is_sound(struct str name)
{
	struct key key;
	return key_of(name, &key) && key.n > 0;
}

static uint64_t
hash_of(const struct answers *answers, const char *name, size_t n, unsigned type)
{
	uint64_t hash = answers->seed ^ type;
	for (size_t i = 0; i < n; i++) {
		hash = (hash ^ (unsigned char)name[i]) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	return hash ^ hash >> 32;
}

static struct slot *
slot_of(const struct answers *answers, const char *name, size_t n, unsigned type)
{
	uint64_t hash = hash_of(answers, name, n, type);
	for (size_t i = hash & (answers->size - 1);; i = (i + 1) & (answers->size - 1)) {
		struct slot *slot = &answers->slots[i];
		if (slot->newest == NULL) {
			slot->hash = hash;
			return slot;
		}
		const struct answer *answer = &slot->newest->answer;
		if (slot->hash == hash && answer->type == type && answer->name.n == n && memcmp(answer->name.p, name, n) == 0)
			return slot;
	}
}

static void
grow(struct answers *answers)
{
	struct slot *old = answers->slots;
	size_t size = answers->size;

	answers->size *= 2;
	answers->slots = mem_new(answers->size * sizeof *old);
	for (size_t i = 0; i < size; i++) {
		if (old[i].newest == NULL)
			continue;
		size_t at = old[i].hash & (answers->size - 1);
		while (answers->slots[at].newest != NULL)
			at = (at + 1) & (answers->size - 1);
		answers->slots[at] = old[i];
	}
	free(old);
}

static struct entry *
entry_new(struct answers *answers, struct str name, unsigned type)
{
	struct entry *entry = arena_take(answers->arena, sizeof *entry);
	memset(entry, 0, sizeof *entry);
	entry->answer.name = name;
	entry->answer.type = type;
	return entry;
}

/* The slot of (name, type), ready to take a first entry. */
static struct slot *
slot_for_adding(struct answers *answers, const struct key *key, unsigned type)
{
	if (2 * (answers->used + 1) > answers->size)
		grow(answers);
	struct slot *slot = slot_of(answers, key->name, key->n, type);
	answers->used += slot->newest == NULL;
	return slot;
}

static struct entry *
mark(struct answers *answers, const struct key *key)
{
	struct slot *slot = slot_for_adding(answers, key, MARK);
	if (slot->newest == NULL)
		slot->newest = entry_new(answers, arena_copy(answers->arena, (struct str){ key->name, key->n }), MARK);
	return slot->newest;
}

static int
compare_values(const void *a, const void *b)
{
	const struct str *one = a, *two = b;
	size_t n = one->n < two->n ? one->n : two->n;
	int order = n == 0 ? 0 : memcmp(one->p, two->p, n);
	return order != 0 ? order : (one->n > two->n) - (one->n < two->n);
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
		return value.n >= 2 && key_of(answer_mx_host(value), &key);
	case ANSWER_PTR:
	case ANSWER_CNAME:
		return key_of(value, &key);
	default:
		return value.p != NULL && value.n <= UINT16_MAX;
	}
}

/* The entry that takes what was received at this time: a new one in its place in the order, or the one that is there. */
static struct entry *
entry_at(struct answers *answers, const struct key *key, enum answer_type type, int64_t at)
{
	struct entry *name = mark(answers, key);
	struct slot *slot = slot_for_adding(answers, key, type);
	struct entry **place = &slot->newest;

	while (*place != NULL && (*place)->answer.at > at)
		place = &(*place)->older;
	if (*place != NULL && (*place)->answer.at == at)
		return *place;
	struct entry *entry = entry_new(answers, name->answer.name, type);
	entry->answer.at = entry->answer.seen = at;
	entry->older = *place;
	*place = entry;
	if (answers->first == NULL)
		answers->first = entry;
	else
		answers->last->next = entry;
	answers->last = entry;
	return entry;
}

static bool
is_failure(const struct answer *answer)
{
	return answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT;
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

/* The newest entry not after a time. */
static struct entry *
entry_before(const struct answers *answers, const struct key *key, enum answer_type type, int64_t at)
{
	struct entry *entry = slot_of(answers, key->name, key->n, type)->newest;
	while (entry != NULL && entry->answer.at > at)
		entry = entry->older;
	return entry;
}

const struct answer *
answers_add(struct answers *answers, const struct answer *answer)
{
	struct key key;
	struct str *values;
	struct answer new = *answer;

	if (!key_of(answer->name, &key) || answer->count > ANSWER_VALUES_MAX)
		return NULL;
	new.count = 0;
	new.values = values = arena_take(answers->arena, (answer->count + 1) * sizeof *values);
	for (unsigned i = 0; i < answer->count; i++)
		if (value_is_sound(answer->type, answer->values[i]))
			values[new.count++] = answer->values[i];
	qsort(values, new.count, sizeof *values, compare_values);
	if (new.status == ANSWER_OK && new.count == 0)
		new.status = ANSWER_NODATA;
	if (new.seen < new.at)
		new.seen = new.at;

	struct entry *entry = entry_before(answers, &key, answer->type, answer->at);
	if (entry == NULL || !says_the_same(&entry->answer, &new)) {
		entry = entry_at(answers, &key, answer->type, answer->at);
		for (unsigned i = 0; i < new.count; i++)
			values[i] = arena_copy(answers->arena, values[i]);
		entry->answer.values = values;
		entry->answer.count = entry->capacity = new.count;
		entry->answer.status = new.status;
	}
	if (new.status == ANSWER_OK || new.status == ANSWER_NODATA)
		mark(answers, &key)->exists = true;
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

	if (!key_of(answer->name, &key) || !value_is_sound(answer->type, value))
		return false;
	struct entry *entry = entry_at(answers, &key, answer->type, answer->at);
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
	mark(answers, &key)->exists = true;
	return true;
}

void
answers_add_txt(struct answers *answers, struct str name, struct str text)
{
	answers_add(answers, &(struct answer){ .name = name, .type = ANSWER_TXT, .status = ANSWER_OK, .count = 1, .values = &text });
}

static void
add_part(struct answers *answers, struct str domain, bool complete)
{
	struct key key;

	if (!key_of(domain, &key))
		return;
	answers->parts = mem_resize(answers->parts, (answers->parts_count + 1) * sizeof *answers->parts);
	answers->parts[answers->parts_count++] = (struct part){ arena_copy(answers->arena, (struct str){ key.name, key.n }), complete };
}

void
answers_complete(struct answers *answers, struct str domain)
{
	add_part(answers, domain, true);
}

void
answers_delegated(struct answers *answers, struct str domain)
{
	add_part(answers, domain, false);
}

static bool
is_within(const struct key *key, struct str domain)
{
	return domain.n == 0 || (key->n >= domain.n && memcmp(key->name + key->n - domain.n, domain.p, domain.n) == 0 &&
	    (key->n == domain.n || key->name[key->n - domain.n - 1] == '.'));
}

/* As the longest part says that the name lies in. */
static bool
is_complete(const struct answers *answers, const struct key *key)
{
	const struct part *best = NULL;

	for (size_t i = 0; i < answers->parts_count; i++) {
		const struct part *part = &answers->parts[i];
		if (is_within(key, part->domain) && (best == NULL || part->domain.n >= best->domain.n))
			best = part;
	}
	return best != NULL && best->complete;
}

/* The one of (name, type) that the caller wants, or NULL. */
static const struct answer *
choose(const struct answers *answers, struct answers_when when, const struct key *key, enum answer_type type)
{
	const struct answer *failure = NULL;
	const struct entry *entry = entry_before(answers, key, type, when.as_of);

	for (; entry != NULL; entry = entry->older) {
		const struct answer *answer = &entry->answer;
		bool received = when.fresh == 0 || answer->at == 0 || answer->seen >= when.fresh;
		if (is_failure(answer)) {
			if (received && when.fresh != 0)
				return answer;
			if (received && failure == NULL)
				failure = answer;
			continue;
		}
		return received || answer->seen + answer->ttl > when.fresh ? answer : NULL;
	}
	return failure;
}

static void
load(struct answers *answers, const struct key *key)
{
	if (answers->load == NULL)
		return;
	struct entry *name = mark(answers, key);
	if (name->loaded)
		return;
	name->loaded = true;
	answers->load(answers->context, answers, name->answer.name);
}

static bool
exists(const struct answers *answers, struct str name)
{
	const struct entry *there = slot_of(answers, name.p, name.n, MARK)->newest;
	return there != NULL && there->exists;
}

/* The name of the wildcard that stands for a name which does not exist: below the nearest one above it that does. False where there is none. */
static bool
wildcard_of(const struct answers *answers, const struct key *key, struct key *wildcard)
{
	for (size_t i = 0; i < key->n; i++) {
		struct str above = { key->name + i + 1, key->n - i - 1 };
		if (key->name[i] != '.' || !exists(answers, above))
			continue;
		wildcard->n = above.n + 2;
		wildcard->name[0] = '*';
		memcpy(wildcard->name + 1, key->name + i, above.n + 1);
		return exists(answers, (struct str){ wildcard->name, wildcard->n });
	}
	return false;
}

/* What a store says that knows all of a name: never NULL, but for an alias. */
static const struct answer *
conclude(const struct answers *answers, struct answers_when when, const struct key *key, enum answer_type type, const struct answer **alias)
{
	const struct answer *found;
	struct key wildcard;

	if (exists(answers, (struct str){ key->name, key->n }))
		return &no_data;
	if (!wildcard_of(answers, key, &wildcard))
		return &no_name;
	if ((found = choose(answers, when, &wildcard, type)) != NULL)
		return found;
	*alias = choose(answers, when, &wildcard, ANSWER_CNAME);
	return *alias == NULL ? &no_data : NULL;
}

/* What one store knows, an answer or a CNAME to follow; or neither. */
static const struct answer *
find_in(struct answers *answers, struct answers_when when, const struct key *key, enum answer_type type, const struct answer **alias)
{
	load(answers, key);
	const struct answer *found = choose(answers, when, key, type);
	if (found != NULL)
		return found;
	found = type == ANSWER_CNAME ? NULL : choose(answers, when, key, ANSWER_CNAME);
	if (found != NULL && found->status == ANSWER_OK) {
		*alias = found;
		return NULL;
	}
	found = choose(answers, when, key, ANSWER_ANY);
	if (found != NULL)
		return found;
	return is_complete(answers, key) ? conclude(answers, when, key, type, alias) : NULL;
}

const struct answer *
answers_find(struct answers *answers, struct answers_when when, struct str name, enum answer_type type)
{
	struct key key;

	for (int hops = 0; hops <= ANSWER_CNAMES_MAX; hops++) {
		const struct answer *alias = NULL, *found = NULL;
		if (!key_of(name, &key) || key.n == 0)
			return &no_name;
		for (struct answers *layer = answers; layer != NULL && found == NULL && alias == NULL; layer = layer->below)
			found = find_in(layer, when, &key, type, &alias);
		if (alias == NULL)
			return found;
		name = alias->values[0];
	}
	return &looped;
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
