/*
 * tree.h - a domain's record with all that it includes and redirects to: lookups counted, addresses counted.
 * In: a domain, and what DNS answers. Out: a tree of records, as for a client that matches nothing before the end.
 */
#ifndef SPF_TREE_H
#define SPF_TREE_H

#include "analyze/spf/ask.h"
#include "analyze/spf/limits.h"
#include "analyze/spf/network.h"
#include "analyze/spf/record.h"

enum {
	SPF_NODES_MAX = 256,            /* records that we follow, to show by how much the limits are exceeded */
	SPF_DEPTH_MAX = 20,
	SPF_TERMS_MAX = 20000,          /* of all records together, before the last one that is read */
	SPF_ADDRESSES_MAX = 100000      /* that the names in all records together have */
};

enum spf_node_status {
	SPF_NODE_SOUND,
	SPF_NODE_NO_RECORD,
	SPF_NODE_SEVERAL,               /* more than one record */
	SPF_NODE_BROKEN,                /* record.error tells why */
	SPF_NODE_FAILED,                /* the lookup failed */
	SPF_NODE_UNKNOWN,               /* the answer is not in the store */
	SPF_NODE_LOOP,                  /* it is being evaluated already, further up */
	SPF_NODE_MACRO,                 /* its name depends on the mail */
	SPF_NODE_BEYOND                 /* not looked at: too many, or too deep */
};

/* One mechanism, or the redirect, in the order of evaluation; what stands behind an all is none. */
struct spf_branch {
	const struct spf_term *term;
	struct str name;                /* that is looked up; absent where the term needs no lookup or the name depends on the mail */
	bool lookup;                    /* counts against SPF_LOOKUPS_MAX */
	bool known;                     /* all answers that it needs were there, and none had failed */
	unsigned voids4, voids6;        /* lookups that find nothing, for an IPv4 client and an IPv6 client */
	unsigned hosts;                 /* of mx: how many exchangers; a null MX is none */
	const struct spf_network *networks;     /* addresses that match: those of ip4, ip6, a, mx */
	size_t network_count;
	const struct spf_node *node;    /* of include and redirect */
};

struct spf_node {
	struct str domain;              /* lower case, no dot at the end; as written where it depends on the mail */
	const struct spf_node *parent;
	enum spf_node_status status;
	struct spf_record record;       /* where status is sound or broken */
	const struct spf_branch *steps;
	size_t count;
	/* Of this record alone, and with all below it. */
	unsigned lookups, lookups_below;
	unsigned voids4, voids6, voids4_below, voids6_below;
	/* Addresses that pass (each once): by its own terms, and with all below it that passes them on. What is excluded before is not taken off. */
	uint64_t ip4, ip4_below;
	double ip6, ip6_below;
	bool everybody;                 /* +all, here or in what passes it on */
};

struct spf_tree {
	const struct spf_node *root;
	unsigned nodes;
	unsigned lookups;               /* of all of it; against SPF_LOOKUPS_MAX */
	unsigned voids;                 /* against SPF_VOIDS_MAX: of an IPv4 client, or of an IPv6 client where there are more and any may send */
	bool known;                     /* no answer was missing, or had failed */
	bool cut;                       /* there is a node that is SPF_NODE_BEYOND, or there are more than SPF_ADDRESSES_MAX */
};

/* text is the record to take for the domain's own, or absent: the one that ask knows. Texts and nodes are in the arena. */
void spf_tree(struct str domain, struct str text, struct spf_ask *ask, struct arena *arena, struct spf_tree *tree);

/* What is wrong at a node, in words: "no record"; "" where it is sound. */
const char *spf_node_status_text(enum spf_node_status status);

#endif
