/*
 * pin.c - what the postmaster says is his.
 */
#include "analyze/analyze.h"

#include <string.h>

static const struct {
	const char *name, *wanted;
} kinds[PIN_KINDS] = {
	[PIN_DOMAIN] = { "domain", "a domain, as in example.com" },
	[PIN_NETWORK] = { "network", "a network, as in 192.0.2.0/24" },
	[PIN_OUTGOING] = { "outgoing", "an IP address" },
	[PIN_HOST] = { "host", "the name of a host" },
	[PIN_COMPLETE] = { "complete", "a domain, as in example.com" },
};

bool
pin_kind_find(struct str word, enum pin_kind *kind)
{
	for (size_t i = 0; i < PIN_KINDS; i++)
		if (str_is(word, kinds[i].name)) {
			*kind = (enum pin_kind)i;
			return true;
		}
	return false;
}

/* Labels of letters, digits, hyphens and underscores (RFC 1123, and what DNS has besides), in lower case; how many there are, 0 where it is no name. */
static size_t
read_name(struct arena *arena, struct str text, struct str *name)
{
	enum { NAME_MAX_BYTES = 253, LABEL_MAX = 63 };
	size_t labels = 0, letters = 0;
	if (str_suffix(text, "."))
		text.n--;
	if (text.n == 0 || text.n > NAME_MAX_BYTES)
		return 0;
	*name = arena_copy(arena, text);
	char *p = (char *)name->p;
	for (size_t i = 0, begin = 0; i <= text.n; i++) {
		if (i == text.n || p[i] == '.') {
			if (i == begin || i - begin > LABEL_MAX || p[begin] == '-' || p[i - 1] == '-')
				return 0;
			begin = i + 1;
			labels++;
			continue;
		}
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] |= 0x20;
		letters += p[i] >= 'a' && p[i] <= 'z';
		if ((p[i] < 'a' || p[i] > 'z') && (p[i] < '0' || p[i] > '9') && p[i] != '-' && p[i] != '_')
			return 0;
	}
	return letters > 0 ? labels : 0;
}

bool
pin_read(struct arena *arena, enum pin_kind kind, struct str text, struct pin *pin, const char **wanted)
{
	bool single;
	*wanted = kinds[kind].wanted;
	pin->kind = kind;
	if (kind == PIN_DOMAIN || kind == PIN_COMPLETE)
		return read_name(arena, text, &pin->value) > 1;
	if (kind == PIN_HOST)
		return read_name(arena, text, &pin->value) > 0;
	pin->value = network_written(text, arena, &single);
	if (pin->value.p == NULL || (kind == PIN_OUTGOING && !single) || str_suffix(pin->value, "/0"))
		return false;
	if (kind == PIN_OUTGOING)
		pin->value = str_cut(&(struct str){ pin->value.p, pin->value.n }, '/');
	return true;
}

static struct stmt *
bind(struct store *store, const char *file, enum pin_kind kind, struct str value)
{
	struct stmt *stmt = store_stmt(store, file);
	stmt_unbind(stmt);
	stmt_bind_str(stmt, stmt_param(stmt, "kind"), str_of(kinds[kind].name));
	stmt_bind_str(stmt, stmt_param(stmt, "value"), value);
	return stmt;
}

static void
add(struct store *store, const struct pin *pin, bool configured, int64_t now)
{
	struct stmt *stmt = bind(store, "analyze/pin_set.sql", pin->kind, pin->value);
	stmt_bind_int(stmt, stmt_param(stmt, "configured"), configured);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), now);
	stmt_do(stmt);
	if (pin->kind == PIN_COMPLETE)
		add(store, &(struct pin){ PIN_DOMAIN, pin->value }, configured, now);
}

void
pin_set(struct store *store, const struct pin *pin, int64_t now)
{
	store_begin(store);
	add(store, pin, false, now);
	store_commit(store);
}

enum pin_dropped
pin_drop(struct store *store, const struct pin *pin)
{
	enum pin_dropped dropped = PIN_WAS_NONE;
	store_begin(store);
	struct stmt *stmt = bind(store, "analyze/pin_find.sql", pin->kind, pin->value);
	if (stmt_step(stmt))
		dropped = stmt_int(stmt, 0) != 0 ? PIN_IS_CONFIGURED : PIN_DROPPED;
	stmt_reset(stmt);
	if (dropped == PIN_DROPPED)
		stmt_do(bind(store, "analyze/pin_drop.sql", pin->kind, pin->value));
	store_commit(store);
	return dropped;
}

bool
pin_is_believed(struct store *store, const struct pin *pin)
{
	struct stmt *stmt = bind(store, "analyze/pin_believed.sql", pin->kind == PIN_COMPLETE ? PIN_DOMAIN : pin->kind, pin->value);
	bool believed = stmt_step(stmt);
	stmt_reset(stmt);
	return believed;
}

void
pin_configure(struct store *store, const struct pin *pins, size_t count, int64_t now)
{
	store_begin(store);
	store_run(store, "analyze/pin_unconfigure.sql");
	for (size_t i = 0; i < count; i++)
		add(store, &pins[i], true, now);
	store_run(store, "analyze/pin_configured.sql");
	store_commit(store);
}
