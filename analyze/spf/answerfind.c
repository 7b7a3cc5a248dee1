/*
 * answerfind.c - the answer store: which of its answers is the one that is asked for.
 */
#include "analyze/spf/answertable.h"

#include <stdlib.h>
#include <string.h>

static const struct answer looped = { .status = ANSWER_FAILED };
static const struct answer no_name = { .status = ANSWER_NXDOMAIN };
static const struct answer no_data = { .status = ANSWER_NODATA };

static bool
is_failure(const struct answer *answer)
{
	return answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT;
}

static void
add_part(struct answers *answers, struct str domain, bool complete)
{
	struct key key;

	if (!answers_key_of(domain, &key))
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
	const struct entry *entry = answers_before(answers, key, type, when.as_of);

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
	struct entry *name = answers_mark(answers, key);
	if (name->loaded)
		return;
	name->loaded = true;
	answers->load(answers->context, answers, name->answer.name);
}

static bool
exists(const struct answers *answers, struct str name)
{
	const struct entry *there = answers_slot_of(answers, name.p, name.n, MARK)->newest;
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
		if (!answers_key_of(name, &key) || key.n == 0)
			return &no_name;
		for (struct answers *layer = answers; layer != NULL && found == NULL && alias == NULL; layer = layer->below)
			found = find_in(layer, when, &key, type, &alias);
		if (alias == NULL)
			return found;
		name = alias->values[0];
	}
	return &looped;
}
