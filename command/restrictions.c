/*
 * restrictions.c - goes through a list of smtpd's restrictions as smtpd does: the first that permits or refuses ends it.
 */
#include "command/restrictions.h"

#include <string.h>

enum { DEPTH_MOST = 8, WORDS_MOST = 4096 };

struct walk {
	const struct postconf *postconf;
	const struct service *service;
	struct restrictions *list;
	struct str classes;
	bool ended;             /* nothing behind it is reached */
	bool own;               /* who may send has been let in */
	unsigned words;
};

static bool
is_one_of(struct str word, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(word, names[i]))
			return true;
	return false;
}

#define IS_ONE_OF(word, names) is_one_of(word, names, LENGTH(names))

static const char *const guards[] = {
	"reject_unauth_destination", "defer_unauth_destination", "reject", "defer", "defer_if_permit", "check_relay_domains",
};
static const char *const ends[] = { "reject", "defer", "permit" };
static const char *const owns[] = {
	"permit_mynetworks", "permit_sasl_authenticated", "permit_tls_clientcerts", "permit_tls_all_clientcerts",
};
/* Tables of what the client alone says: who writes himself so is let through. Its address and confirmed name it cannot choose. */
static const char *const tables[] = {
	"check_sender_access", "check_helo_access", "check_ehlo_access", "check_recipient_access", "check_sender_mx_access", "check_sender_ns_access",
	"check_sender_a_access", "check_helo_mx_access", "check_helo_ns_access", "check_helo_a_access", "check_reverse_client_hostname_access",
	"check_recipient_mx_access", "check_recipient_ns_access", "permit_mx_backup", "permit_naked_ip_address",
};

static bool
takes_argument(struct str word)
{
	return str_prefix(word, "check_") || str_prefix(word, "reject_rbl_client") || str_prefix(word, "reject_rhsbl_") ||
	    str_is(word, "permit_dnswl_client") || str_is(word, "permit_rhswl_client") || str_is(word, "sleep");
}

static bool
is_class(const struct walk *walk, struct str word)
{
	struct str classes = walk->classes, name;
	while ((name = postconf_word(&classes)).p != NULL)
		if (str_equal(name, word))
			return true;
	return false;
}

static void
open_up(struct restrictions *list, struct str word, bool table)
{
	if (list->guard != GUARD_NONE || (list->opener.p != NULL && (table || !list->opener_is_table)))
		return;
	list->opener = word;
	list->opener_is_table = table;
}

/* unix:private/NAME or inet:HOST:PORT, the first word of its argument. */
static void
note_policy(struct walk *walk, struct str argument)
{
	struct restrictions *list = walk->list;
	list->policy = true;
	list->policy_before_own |= !walk->own;
	if (list->service_count < LENGTH(list->services))
		list->services[list->service_count++] = postconf_word(&argument);
	open_up(list, STR("check_policy_service"), false);
}

static void walk_list(struct walk *walk, struct str text, int depth);

static void
walk_word(struct walk *walk, struct str word, struct str argument, int depth)
{
	struct restrictions *list = walk->list;
	if (IS_ONE_OF(word, guards) && list->guard == GUARD_NONE)
		list->guard = list->opener.p == NULL ? GUARD_TIGHT : GUARD_LOOSE;
	else if (str_is(word, "permit"))
		open_up(list, word, false);
	else if (str_is(word, "check_policy_service"))
		note_policy(walk, argument);
	else if (IS_ONE_OF(word, tables))
		open_up(list, word, true);
	else if (depth < DEPTH_MOST && is_class(walk, word))
		walk_list(walk, postconf_get(walk->postconf, walk->service, arena_copy(walk->postconf->arena, word).p), depth + 1);
	walk->own |= IS_ONE_OF(word, owns);
	walk->ended |= IS_ONE_OF(word, ends);
	list->verifies |= str_is(word, "reject_unverified_recipient");
	list->unlisted |= str_is(word, "reject_unlisted_recipient");
	list->callouts |= str_is(word, "reject_unverified_sender");
}

static void
walk_list(struct walk *walk, struct str text, int depth)
{
	struct str word;
	bool only_warned = false;
	while (!walk->ended && walk->words++ < WORDS_MOST && (word = postconf_word(&text)).p != NULL) {
		if (str_is(word, "warn_if_reject")) {
			only_warned = true;
			continue;
		}
		struct str argument = takes_argument(word) ? postconf_word(&text) : STR_NONE;
		/* what would refuse only says so; what would permit does */
		if (!only_warned || !(str_prefix(word, "reject") || str_prefix(word, "defer")))
			walk_word(walk, word, argument, depth);
		only_warned = false;
	}
}

void
restrictions_read(const struct postconf *postconf, const struct service *service, const char *name, struct restrictions *list)
{
	struct walk walk = { .postconf = postconf, .service = service, .list = list };
	*list = (struct restrictions){ .guard = GUARD_NONE };
	walk.classes = postconf_get(postconf, service, "smtpd_restriction_classes");
	struct str text = postconf_get(postconf, service, name);
	if (text.p != NULL)
		walk_list(&walk, text, 0);
}
