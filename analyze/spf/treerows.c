/*
 * treerows.c - the tree of a record as rows: each term, with its lookups, voids and addresses; the sum; the networks that pass.
 */
#include "analyze/spf/idn.h"
#include "analyze/spf/put.h"
#include "analyze/spf/tree.h"
#include "analyze/spf/world.h"

#include <string.h>

enum { ROUNDS_MAX = 3 * SPF_DEPTH_MAX };        /* of asking DNS: each finds the names that the one before brought to light */

struct rows {
	struct store *store;
	struct arena *arena;
	bool ip6;                       /* whose voids are told: of an IPv6 client, since they are more */
	unsigned n, lookups, voids;     /* so far */
};

static void
put_node(struct stmt *stmt, const struct spf_node *node)
{
	const struct spf_record *record = &node->record;
	if (node->status != SPF_NODE_SOUND)
		put_str(stmt, "status", str_of(spf_node_status_text(node->status)));
	put_str(stmt, "record", record->text);
	if (node->status != SPF_NODE_BROKEN)
		return;
	put_str(stmt, "error", str_of(spf_error_text(record->error)));
	if (record->place.p != NULL) {
		put_int(stmt, "error_place", record->place.p - record->text.p);
		put_int(stmt, "error_length", (int64_t)record->place.n);
	}
}

static bool
passes(const struct spf_branch *branch)
{
	return branch->term->qualifier == '+' || branch->term->kind == SPF_TERM_REDIRECT;
}

static void
put_addresses(struct rows *rows, struct stmt *stmt, const struct spf_branch *branch)
{
	uint64_t ip4;
	double ip6;
	struct spf_network *networks = arena_take(rows->arena, (branch->network_count + 1) * sizeof *networks);
	if (branch->node != NULL) {
		put_int(stmt, "ip4", (int64_t)branch->node->ip4_below);
		put_real(stmt, "ip6", branch->node->ip6_below);
	} else if (branch->networks != NULL) {
		memcpy(networks, branch->networks, branch->network_count * sizeof *networks);
		spf_networks_count(networks, branch->network_count, &ip4, &ip6);
		put_int(stmt, "ip4", (int64_t)ip4);
		put_real(stmt, "ip6", ip6);
	}
}

static void add_node(struct rows *rows, const struct spf_node *node, unsigned parent, unsigned depth, bool passing);

/* A term; the networks that pass by it; what is below it. */
static void
add_branch(struct rows *rows, const struct spf_node *node, const struct spf_branch *branch, unsigned parent, unsigned depth, bool passing)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_tree.sql");
	unsigned n = ++rows->n, voids = rows->ip6 ? branch->voids6 : branch->voids4;

	rows->lookups += branch->lookup;
	rows->voids += voids;
	stmt_unbind(stmt);
	put_int(stmt, "n", n);
	put_int(stmt, "parent", parent);
	put_int(stmt, "depth", depth);
	put_str(stmt, "domain", node->domain);
	put_str(stmt, "term", branch->term->text);
	put_str(stmt, "name", branch->name);
	if (branch->node != NULL)
		put_node(stmt, branch->node);
	if (branch->lookup)
		put_int(stmt, "lookup", rows->lookups);
	put_int(stmt, "lookups", branch->lookup + (branch->node == NULL ? 0 : branch->node->lookups_below));
	put_int(stmt, "voids", voids);
	put_int(stmt, "voids_so_far", rows->voids);
	put_int(stmt, "known", branch->known || !branch->lookup);
	if (passes(branch))
		put_addresses(rows, stmt, branch);
	stmt_do(stmt);
	passing = passing && passes(branch);
	stmt = store_stmt(rows->store, "analyze/spf/rows/add_network.sql");
	for (size_t i = 0; passing && i < branch->network_count; i++) {
		struct spf_network network = branch->networks[i];
		spf_network_clear(&network);
		put_str(stmt, "network", spf_network_write(&network, rows->arena));
		put_str(stmt, "term", branch->term->text);
		put_str(stmt, "domain", node->domain);
		stmt_do(stmt);
	}
	if (branch->node != NULL)
		add_node(rows, branch->node, n, depth + 1, passing);
}

static void
add_node(struct rows *rows, const struct spf_node *node, unsigned parent, unsigned depth, bool passing)
{
	for (size_t i = 0; i < node->count; i++)
		add_branch(rows, node, &node->steps[i], parent, depth, passing);
}

static void
add_root(struct rows *rows, const struct spf_node *root, const struct spf_tree *tree)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_tree.sql");

	stmt_unbind(stmt);
	put_int(stmt, "n", 0);
	put_int(stmt, "depth", 0);
	put_str(stmt, "domain", root->domain);
	put_node(stmt, root);
	put_int(stmt, "lookups", tree->lookups);
	put_int(stmt, "voids", tree->voids);
	put_int(stmt, "voids_so_far", 0);
	put_int(stmt, "known", root->status != SPF_NODE_UNKNOWN && root->status != SPF_NODE_FAILED);
	put_int(stmt, "ip4", (int64_t)root->ip4_below);
	put_real(stmt, "ip6", root->ip6_below);
	stmt_do(stmt);
	add_node(rows, root, 0, 1, true);
}

static enum spf_policy
policy_of(const struct spf_node *node)
{
	switch (node->status) {
	case SPF_NODE_SOUND:
		return spf_record_policy(&node->record);
	case SPF_NODE_SEVERAL:
	case SPF_NODE_BROKEN:
		return SPF_POLICY_PERMERROR;
	case SPF_NODE_FAILED:
		return SPF_POLICY_TEMPERROR;
	default:
		return SPF_POLICY_NONE;
	}
}

static void
add_sum(struct rows *rows, const struct spf_node *root, const struct spf_tree *tree)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_tree_sum.sql");

	stmt_unbind(stmt);
	put_str(stmt, "domain", root->domain);
	put_node(stmt, root);
	put_str(stmt, "policy", str_of(spf_policy_name(policy_of(root))));
	put_int(stmt, "lookups", tree->lookups);
	put_int(stmt, "voids", tree->voids);
	put_int(stmt, "ip4", (int64_t)root->ip4_below);
	put_real(stmt, "ip6", root->ip6_below);
	put_int(stmt, "everybody", root->everybody);
	put_int(stmt, "voids_ip6", rows->ip6);
	put_int(stmt, "known", tree->known);
	put_int(stmt, "cut", tree->cut);
	stmt_do(stmt);
}

bool
spf_tree_rows(struct spf_world *world, struct str domain, struct store *store)
{
	struct rows rows = { .store = store, .arena = arena_open() };
	struct arena *arena = arena_open();
	struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = arena };
	struct spf_tree tree;
	unsigned rounds = 0;

	do {
		spf_tree(idn_name(domain, arena), STR_NONE, &ask, arena, &tree);
	} while (spf_world_fetch(world, &ask) && rounds++ < ROUNDS_MAX);
	rows.ip6 = tree.voids != tree.root->voids4_below;
	store_run(store, "analyze/spf/rows/tree.sql");
	store_begin(store);
	add_root(&rows, tree.root, &tree);
	add_sum(&rows, tree.root, &tree);
	store_commit(store);
	bool sound = tree.root->status == SPF_NODE_SOUND;
	arena_close(arena);
	arena_close(rows.arena);
	return sound;
}
