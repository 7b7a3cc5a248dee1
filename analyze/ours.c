/*
 * ours.c - whether a name or an address is ours.
 */
#include "analyze/ours.h"

#include <stdlib.h>
#include <string.h>

struct ours_list {
	struct ours ours;
	struct arena *arena;
	struct str *names, *networks;           /* domains, hosts and outgoing addresses; networks */
	struct str *world;                      /* private networks by which the world is reached */
	size_t name_count, network_count, world_count;
	bool *is_domain;                        /* of a name: what lies in it is ours, too */
};

/* As SQLite sorts: by bytes. */
static int
compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static bool
find(const struct ours_list *list, struct str name, bool domains_only)
{
	size_t low = 0, high = list->name_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(list->names[middle], name);
		if (order == 0)
			return !domains_only || list->is_domain[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool
holds_name(const struct ours_list *list, struct str name)
{
	char lower[256];
	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n == 0 || name.n > sizeof lower)
		return false;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
	struct str rest = { lower, name.n };
	if (find(list, rest, false))
		return true;
	while (rest.p != NULL) {
		str_cut(&rest, '.');
		if (rest.p != NULL && find(list, rest, true))
			return true;
	}
	return false;
}

static bool
is_ours(void *context, struct str name_or_ip)
{
	const struct ours_list *list = context;
	if (holds_name(list, name_or_ip))
		return true;
	for (size_t i = 0; i < list->network_count; i++)
		if (network_holds(list->networks[i], name_or_ip))
			return true;
	return false;
}

static void
add(struct ours_list *list, struct str kind, struct str value)
{
	struct str kept = arena_copy(list->arena, value);
	if (str_is(kind, "network")) {
		list->networks = mem_resize(list->networks, (list->network_count + 1) * sizeof *list->networks);
		list->networks[list->network_count++] = kept;
		return;
	}
	/* one value may be of two kinds */
	if (list->name_count > 0 && str_equal(list->names[list->name_count - 1], kept)) {
		list->is_domain[list->name_count - 1] |= str_is(kind, "domain");
		return;
	}
	list->names = mem_resize(list->names, (list->name_count + 1) * sizeof *list->names);
	list->is_domain = mem_resize(list->is_domain, (list->name_count + 1) * sizeof *list->is_domain);
	list->names[list->name_count] = kept;
	list->is_domain[list->name_count++] = str_is(kind, "domain");
}

static void
find_world(struct store *store, struct ours_list *list)
{
	struct stmt *stmt = store_stmt(store, "analyze/world.sql");
	if (stmt_step(stmt)) {
		list->ours.private_world = stmt_int(stmt, 0) != 0;
		list->ours.world_loops = stmt_int(stmt, 1) != 0;
	}
	stmt_reset(stmt);
	stmt = store_stmt(store, "analyze/world_networks.sql");
	while (stmt_step(stmt)) {
		list->world = mem_resize(list->world, (list->world_count + 1) * sizeof *list->world);
		list->world[list->world_count++] = arena_copy(list->arena, stmt_str(stmt, 0));
	}
	stmt_reset(stmt);
	list->ours.world_networks = list->world;
	list->ours.world_network_count = list->world_count;
}

struct ours_list *
ours_open(struct store *store)
{
	struct ours_list *list = mem_new(sizeof *list);
	struct stmt *stmt = store_stmt(store, "analyze/ours.sql");
	list->arena = arena_open();
	while (stmt_step(stmt))
		add(list, stmt_str(stmt, 0), stmt_str(stmt, 1));
	stmt_reset(stmt);
	list->ours = (struct ours){ .is_ours = is_ours, .context = list };
	find_world(store, list);
	return list;
}

void
ours_close(struct ours_list *list)
{
	arena_close(list->arena);
	free(list->names);
	free(list->is_domain);
	free(list->networks);
	free(list->world);
	free(list);
}

const struct ours *
ours_of(struct ours_list *list)
{
	return &list->ours;
}
