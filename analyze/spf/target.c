/*
 * target.c - what DNS says of the names in a record: what it includes, what is not there, how many lookups it takes.
 */
#include "analyze/spf/pass.h"
#include "analyze/spf/tree.h"

#include <string.h>

/* The finding that a node is worth by itself; SPF_FINDING_KINDS for none. */
static enum spf_finding_kind
finding_of(enum spf_node_status status)
{
	switch (status) {
	case SPF_NODE_NO_RECORD:
		return SPF_FINDING_TARGET_NO_RECORD;
	case SPF_NODE_SEVERAL:
	case SPF_NODE_BROKEN:
		return SPF_FINDING_TARGET_BROKEN;
	case SPF_NODE_FAILED:
		return SPF_FINDING_TARGET_FAILED;
	case SPF_NODE_LOOP:
		return SPF_FINDING_LOOP;
	default:
		return SPF_FINDING_KINDS;
	}
}

/* term is that of our own record, the root, which leads to node, or to what it is below of. */
static void
look_node(struct mend *mend, const struct spf_node *root, const struct spf_term *term, const struct spf_node *node, bool direct)
{
	enum spf_finding_kind kind = finding_of(node->status);
	if (kind != SPF_FINDING_KINDS) {
		struct str domain = node->domain;
		const char *why = node->status == SPF_NODE_BROKEN ? spf_error_text(node->record.error) : spf_node_status_text(node->status);
		mend_find(mend, kind, term->text, arena_print(mend->arena, "%.*s: %s", (int)domain.n, domain.p, why));
		/* A loop of others is theirs to break; one that leads back to us ends with our term. */
		bool ours = node->status == SPF_NODE_LOOP && term->kind == SPF_TERM_INCLUDE && text_order(domain, root->domain) == 0;
		if (ours || (direct && node->status == SPF_NODE_NO_RECORD))
			mend_drop(mend, term->text);
	}
	for (size_t i = 0; i < node->count; i++)
		if (node->steps[i].node != NULL)
			look_node(mend, root, term, node->steps[i].node, false);
}

static void
look_step(struct mend *mend, const struct spf_node *root, const struct spf_branch *step)
{
	const struct spf_term *term = step->term;
	if (step->node != NULL) {
		look_node(mend, root, term, step->node, true);
		if (step->node->everybody) {
			struct str domain = step->node->domain;
			mend_find(mend, SPF_FINDING_TARGET_PASS_ALL, term->text, arena_copy(mend->arena, domain));
		}
	} else if (step->known && step->voids4 > 0 && step->voids6 > 0 && step->network_count == 0) {
		mend_find(mend, SPF_FINDING_VOID_LOOKUP, term->text, arena_copy(mend->arena, step->name));
		mend_drop(mend, term->text);
	} else if (term->kind == SPF_TERM_MX && step->known && step->name.p != NULL && step->hosts == 0) {
		mend_find(mend, SPF_FINDING_NULL_MX, term->text, arena_copy(mend->arena, step->name));
		mend_drop(mend, term->text);
	} else if (step->hosts > SPF_HOSTS_MAX) {
		mend_find(mend, SPF_FINDING_TOO_MANY_MX, term->text, arena_print(mend->arena, "%u", step->hosts));
	}
}

/* "12 lookups: mx 1, include:_spf.example.net 11" */
static struct str
count_lookups(struct mend *mend, const struct spf_tree *tree)
{
	struct str text = arena_print(mend->arena, "%u lookups", tree->lookups);
	for (size_t i = 0, told = 0; i < tree->root->count && told < SPF_LOOKUPS_MAX * 2; i++) {
		const struct spf_branch *step = &tree->root->steps[i];
		struct str term = step->term->text;
		if (!step->lookup)
			continue;
		text = arena_print(mend->arena, "%.*s%s %.*s %u", (int)text.n, text.p, told++ == 0 ? ":" : ",", (int)term.n, term.p,
		    1 + (step->node == NULL ? 0 : step->node->lookups_below));
	}
	return text;
}

/* A limit is told once, with the numbers of the record as it was given. */
static bool
is_told(const struct mend *mend, enum spf_finding_kind kind)
{
	size_t i = 0;
	while (i < mend->lint->count && mend->lint->findings[i].kind != kind)
		i++;
	return i < mend->lint->count;
}

void
target_look(struct mend *mend, const struct spf_subject *subject)
{
	struct spf_tree tree;
	struct arena *arena = arena_open();     /* a tree may be large, and there is one in each pass */
	spf_tree(subject->domain, mend->text, subject->ask, arena, &tree);
	for (size_t i = 0; i < tree.root->count; i++)
		look_step(mend, tree.root, &tree.root->steps[i]);
	if (tree.lookups > SPF_LOOKUPS_MAX && !is_told(mend, SPF_FINDING_TOO_MANY_LOOKUPS))
		mend_find(mend, SPF_FINDING_TOO_MANY_LOOKUPS, STR_NONE, count_lookups(mend, &tree));
	if (tree.voids > SPF_VOIDS_MAX && !is_told(mend, SPF_FINDING_TOO_MANY_VOID))
		mend_find(mend, SPF_FINDING_TOO_MANY_VOID, STR_NONE, arena_print(mend->arena, "%u void lookups%s", tree.voids,
		    tree.root->voids4_below < tree.voids ? " of an IPv6 client" : ""));
	arena_close(arena);
}
