/*
 * tree.c - a domain's record with all that it includes and redirects to.
 */
#include "analyze/spf/tree.h"

#include <string.h>

struct grower {
	struct spf_ask *ask;
	struct arena *arena;
	struct spf_tree *tree;
	size_t terms, addresses;
};

static struct spf_node *grow(struct grower *grower, struct str domain, struct str text, const struct spf_node *parent);

static struct str
lower(struct str name, struct arena *arena)
{
	char *p = arena_take(arena, name.n + 1);
	size_t n = name.n > 0 && name.p[name.n - 1] == '.' ? name.n - 1 : name.n;
	for (size_t i = 0; i < n; i++)
		p[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
	p[n] = '\0';
	return (struct str){ p, n };
}

/* The name that a term asks for: its own domain where it has no value; absent where that depends on the mail. */
static struct str
target(struct grower *grower, const struct spf_node *node, const struct spf_term *term)
{
	if (term->value.n == 0)
		return node->domain;
	if (spf_macros_use(&term->macros, "slopivhcrt"))
		return STR_NONE;
	struct spf_facts facts = { .domain = node->domain };
	return lower(spf_expand_name(&term->macros, &facts, grower->arena), grower->arena);
}

/* Addresses of a name, added to step->networks, which has room for them; or NULL. */
static void
add_addresses(struct spf_branch *step, const struct answer *answer, bool ip6, struct spf_network *networks)
{
	if (answer == NULL || answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT) {
		step->known = false;
		return;
	}
	*(ip6 ? &step->voids6 : &step->voids4) += spf_is_void(answer);
	for (unsigned i = 0; networks != NULL && i < answer->count; i++) {
		struct spf_network *network = &networks[step->network_count];
		if (answer->values[i].n != (ip6 ? 16 : 4))
			continue;
		*network = (struct spf_network){ .ip6 = ip6, .prefix = ip6 ? step->term->prefix6 : step->term->prefix4 };
		memcpy(network->address, answer->values[i].p, answer->values[i].n);
		step->network_count++;
	}
}

struct host {
	const struct answer *a, *aaaa;
};

static void
look_hosts(struct grower *grower, struct spf_branch *step, const struct str *names, unsigned count)
{
	struct host hosts[SPF_HOSTS_MAX];
	size_t most = 0;
	for (unsigned i = 0; i < count; i++) {
		hosts[i].a = spf_ask(grower->ask, names[i], ANSWER_A);
		hosts[i].aaaa = spf_ask(grower->ask, names[i], ANSWER_AAAA);
		most += (hosts[i].a == NULL ? 0 : hosts[i].a->count) + (hosts[i].aaaa == NULL ? 0 : hosts[i].aaaa->count);
	}
	grower->addresses += most;
	bool room = grower->addresses <= SPF_ADDRESSES_MAX;
	struct spf_network *networks = room ? arena_take(grower->arena, (most + 1) * sizeof *networks) : NULL;
	grower->tree->cut = grower->tree->cut || !room;
	step->networks = networks;
	for (unsigned i = 0; i < count; i++) {
		add_addresses(step, hosts[i].a, false, networks);
		add_addresses(step, hosts[i].aaaa, true, networks);
	}
}

static void
look_mx(struct grower *grower, struct spf_branch *step)
{
	struct str names[SPF_HOSTS_MAX];
	const struct answer *answer = spf_ask(grower->ask, step->name, ANSWER_MX);
	step->known = answer != NULL && answer->status != ANSWER_FAILED && answer->status != ANSWER_TIMEOUT;
	step->voids4 = step->voids6 = spf_is_void(answer);
	for (unsigned i = 0; step->known && i < answer->count; i++) {
		struct str host = answer_mx_host(answer->values[i]);
		if (host.n == 0 || str_is(host, "."))
			continue;
		if (step->hosts < SPF_HOSTS_MAX)
			names[step->hosts] = host;
		step->hosts++;
	}
	look_hosts(grower, step, names, step->hosts < SPF_HOSTS_MAX ? step->hosts : SPF_HOSTS_MAX);
}

static void
look_exists(struct grower *grower, struct spf_branch *step)
{
	const struct answer *answer = spf_ask(grower->ask, step->name, ANSWER_A);
	step->known = answer != NULL && answer->status != ANSWER_FAILED && answer->status != ANSWER_TIMEOUT;
	step->voids4 = step->voids6 = spf_is_void(answer);
}

static void
look_literal(struct grower *grower, struct spf_branch *step)
{
	struct spf_network *network = arena_take(grower->arena, sizeof *network);
	const struct spf_term *term = step->term;
	*network = (struct spf_network){ .ip6 = term->kind == SPF_TERM_IP6, .prefix = term->kind == SPF_TERM_IP6 ? term->prefix6 : term->prefix4 };
	memcpy(network->address, term->address, sizeof network->address);
	step->networks = network;
	step->network_count = 1;
}

static void
look_target(struct grower *grower, const struct spf_node *node, struct spf_branch *step)
{
	const struct spf_node *below = grow(grower, step->name.p == NULL ? step->term->value : step->name, STR_NONE, node);
	step->node = below;
	step->known = below->status != SPF_NODE_UNKNOWN && below->status != SPF_NODE_FAILED;
	if (below->status == SPF_NODE_NO_RECORD) {
		const struct answer *answer = spf_ask(grower->ask, step->name, ANSWER_TXT);
		step->voids4 = step->voids6 = spf_is_void(answer);
	}
}

static void
take_step(struct grower *grower, const struct spf_node *node, const struct spf_term *term, struct spf_branch *step)
{
	bool literal = term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6;
	*step = (struct spf_branch){ .term = term, .known = true, .lookup = !literal && term->kind != SPF_TERM_ALL };
	if (step->lookup)
		step->name = target(grower, node, term);
	switch (term->kind) {
	case SPF_TERM_IP4:
	case SPF_TERM_IP6:
		look_literal(grower, step);
		break;
	case SPF_TERM_INCLUDE:
	case SPF_TERM_REDIRECT:
		look_target(grower, node, step);
		break;
	case SPF_TERM_A:
		if (step->name.p != NULL)
			look_hosts(grower, step, &step->name, 1);
		break;
	case SPF_TERM_MX:
		if (step->name.p != NULL)
			look_mx(grower, step);
		break;
	case SPF_TERM_EXISTS:
		if (step->name.p != NULL)
			look_exists(grower, step);
		break;
	default:
		break;
	}
}

/* Whether what matches passes, as far as this node goes. */
static bool
passes(const struct spf_branch *step)
{
	return step->term->qualifier == '+' || step->term->kind == SPF_TERM_REDIRECT;
}

/* The networks that pass, and below it if so wanted; networks NULL counts them. */
static size_t
gather(const struct spf_node *node, bool below, struct spf_network *networks)
{
	size_t n = 0;
	for (size_t i = 0; i < node->count; i++) {
		const struct spf_branch *step = &node->steps[i];
		if (!passes(step))
			continue;
		if (networks != NULL && step->network_count > 0)
			memcpy(networks + n, step->networks, step->network_count * sizeof *networks);
		n += step->network_count;
		if (below && step->node != NULL)
			n += gather(step->node, true, networks == NULL ? NULL : networks + n);
	}
	return n;
}

static void
sum_up(struct grower *grower, struct spf_node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct spf_branch *step = &node->steps[i];
		node->lookups += step->lookup;
		node->voids4 += step->voids4;
		node->voids6 += step->voids6;
		node->lookups_below += step->lookup + (step->node == NULL ? 0 : step->node->lookups_below);
		node->voids4_below += step->voids4 + (step->node == NULL ? 0 : step->node->voids4_below);
		node->voids6_below += step->voids6 + (step->node == NULL ? 0 : step->node->voids6_below);
		node->everybody = node->everybody || (passes(step) && (step->term->kind == SPF_TERM_ALL || (step->node != NULL && step->node->everybody)));
		grower->tree->known = grower->tree->known && step->known;
	}
	struct spf_network *networks = arena_take(grower->arena, (gather(node, true, NULL) + 1) * sizeof *networks);
	spf_networks_count(networks, gather(node, false, networks), &node->ip4, &node->ip6);
	spf_networks_count(networks, gather(node, true, networks), &node->ip4_below, &node->ip6_below);
}

static enum spf_node_status
find_record(struct grower *grower, struct str domain, struct str *text)
{
	const struct answer *answer = spf_ask(grower->ask, domain, ANSWER_TXT);
	if (answer == NULL)
		return SPF_NODE_UNKNOWN;
	if (answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT)
		return SPF_NODE_FAILED;
	unsigned count = answer_spf_record(answer, text);
	return count == 0 ? SPF_NODE_NO_RECORD : count == 1 ? SPF_NODE_SOUND : SPF_NODE_SEVERAL;
}

static enum spf_node_status
status_of(struct grower *grower, const struct spf_node *node, struct str *text)
{
	unsigned depth = 0;
	if (memchr(node->domain.p, '%', node->domain.n) != NULL)
		return SPF_NODE_MACRO;
	for (const struct spf_node *up = node->parent; up != NULL; up = up->parent, depth++)
		if (str_equal(up->domain, node->domain))
			return SPF_NODE_LOOP;
	if (depth > SPF_DEPTH_MAX || grower->tree->nodes > SPF_NODES_MAX || grower->terms > SPF_TERMS_MAX)
		return SPF_NODE_BEYOND;
	return text->p == NULL ? find_record(grower, node->domain, text) : SPF_NODE_SOUND;
}

static struct spf_node *
grow(struct grower *grower, struct str domain, struct str text, const struct spf_node *parent)
{
	struct spf_node *node = arena_take(grower->arena, sizeof *node);
	*node = (struct spf_node){ .domain = domain, .parent = parent };
	grower->tree->nodes++;
	node->status = status_of(grower, node, &text);
	grower->tree->cut = grower->tree->cut || node->status == SPF_NODE_BEYOND;
	grower->tree->known = grower->tree->known && node->status != SPF_NODE_UNKNOWN && node->status != SPF_NODE_FAILED;
	if (node->status != SPF_NODE_SOUND)
		return node;
	spf_record_read(text, grower->arena, &node->record);
	if (!node->record.is_record || node->record.error != SPF_ERROR_NONE) {
		node->status = node->record.is_record ? SPF_NODE_BROKEN : SPF_NODE_NO_RECORD;
		return node;
	}
	grower->terms += node->record.count;
	struct spf_branch *steps = arena_take(grower->arena, (node->record.count + 1) * sizeof *steps);
	node->steps = steps;
	for (size_t i = 0; i < node->record.count; i++) {
		const struct spf_term *term = &node->record.terms[i];
		if (spf_is_mechanism(term->kind) && (node->record.all == NULL || term <= node->record.all))
			take_step(grower, node, term, &steps[node->count++]);
	}
	if (node->record.redirect != NULL && node->record.all == NULL)
		take_step(grower, node, node->record.redirect, &steps[node->count++]);
	sum_up(grower, node);
	return node;
}

void
spf_tree(struct str domain, struct str text, struct spf_ask *ask, struct arena *arena, struct spf_tree *tree)
{
	struct grower grower = { .ask = ask, .arena = arena, .tree = tree };
	*tree = (struct spf_tree){ .known = true };
	struct spf_node *root = grow(&grower, lower(domain, arena), text, NULL);
	tree->root = root;
	tree->lookups = root->lookups_below;
	tree->voids = root->voids6_below > root->voids4_below && root->ip6_below > 0 ? root->voids6_below : root->voids4_below;
}

const char *
spf_node_status_text(enum spf_node_status status)
{
	static const char *const texts[] = {
		[SPF_NODE_SOUND] = "",
		[SPF_NODE_NO_RECORD] = "no record",
		[SPF_NODE_SEVERAL] = "several records",
		[SPF_NODE_BROKEN] = "permerror",
		[SPF_NODE_FAILED] = "lookup failed",
		[SPF_NODE_UNKNOWN] = "not known",
		[SPF_NODE_LOOP] = "loop",
		[SPF_NODE_MACRO] = "depends on the mail",
		[SPF_NODE_BEYOND] = "not followed",
	};
	return texts[status];
}
