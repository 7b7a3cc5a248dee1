/*
 * postfix.c - judges the settings of Postfix. Each function looks at one thing, for one service or for all.
 */
#include "command/postfix.h"
#include "command/notices.h"
#include "command/recipients.h"
#include "command/restrictions.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

static const char *const restriction_lists[] = {
	"smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions",
	"smtpd_recipient_restrictions", "smtpd_data_restrictions", "smtpd_end_of_data_restrictions",
};

/* A service that strangers reach, by the name that findings give it: "smtp inet". */
static bool
is_public(const struct service *service)
{
	bool loops = str_prefix(service->name, "127.") || str_prefix(service->name, "localhost:") || str_prefix(service->name, "[::1]") ||
	    str_prefix(service->name, "::1:");
	return str_is(service->command, "smtpd") && (str_is(service->type, "inet") || str_is(service->type, "pass")) && !loops;
}

/* Whether it is where other hosts bring mail: port 25, or what postscreen hands them to. */
static bool
is_exchanger(const struct service *service)
{
	return is_public(service) && (str_is(service->type, "pass") || str_is(service->name, "smtp") || str_is(service->name, "25") ||
	    str_suffix(service->name, ":smtp") || str_suffix(service->name, ":25"));
}

static void
say_open(const struct postconf *postconf, struct store *rows, const struct service *service, const char *list, struct str opener, bool error)
{
	struct str what = arena_print(postconf->arena, "%.*s %.*s: %.*s stands before reject_unauth_destination in %s, and no other list stands behind it: "
	    "whom it permits may send to all the world (an open relay)", (int)service->name.n, service->name.p, (int)service->type.n, service->type.p,
	    (int)opener.n, opener.p, list);
	struct str todo = arena_print(postconf->arena, "put reject_unauth_destination before %.*s in %s, or set smtpd_relay_restrictions = "
	    "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination", (int)opener.n, opener.p, list);
	report_check_add(rows, "postfix", error ? CHECK_ERROR : CHECK_WARNING, what, todo);
}

/* A stranger's mail passes both lists, or is refused: one tight list is enough, and only one is a narrow margin. */
static void
check_relay(const struct postconf *postconf, const struct service *service, struct store *rows)
{
	struct restrictions relay, recipient;
	struct arena *arena = postconf->arena;
	restrictions_read(postconf, service, "smtpd_relay_restrictions", &relay);
	restrictions_read(postconf, service, "smtpd_recipient_restrictions", &recipient);
	const char *name = arena_copy(arena, service->name).p;
	if (relay.guard == GUARD_TIGHT && recipient.guard != GUARD_LOOSE)
		return;
	if (relay.guard == GUARD_TIGHT || recipient.guard == GUARD_TIGHT) {
		if (relay.guard == GUARD_LOOSE)
			report_check_add(rows, "postfix", CHECK_WARNING,
			    arena_print(arena, "%s: %.*s stands before reject_unauth_destination in smtpd_relay_restrictions; only smtpd_recipient_restrictions "
			    "keeps this from being an open relay", name, (int)relay.opener.n, relay.opener.p),
			    STR("move it to smtpd_recipient_restrictions, behind reject_unauth_destination"));
		return;
	}
	if (relay.guard == GUARD_NONE && recipient.guard == GUARD_NONE && relay.opener.p == NULL && recipient.opener.p == NULL) {
		report_check_add(rows, "postfix", CHECK_ERROR, arena_print(arena, "%s: nothing refuses mail for other domains (Postfix itself refuses to serve so)", name),
		    STR("set smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination"));
		return;
	}
	const struct restrictions *open = recipient.opener.p != NULL ? &recipient : &relay;
	say_open(postconf, rows, service, open == &recipient ? "smtpd_recipient_restrictions" : "smtpd_relay_restrictions", open->opener, !open->opener_is_table);
}

static const struct service *
find_service(const struct postconf *postconf, struct str name)
{
	for (const struct service *service = postconf->services; service != NULL; service = service->next)
		if (str_equal(service->name, name) && !str_is(service->type, "inet"))
			return service;
	return NULL;
}

/* spawn(8) ends a program after NAME_time_limit, in the midst of a question: mail is deferred then. */
static void
check_time_limit(const struct postconf *postconf, const struct service *service, struct store *rows)
{
	struct arena *arena = postconf->arena;
	const char *name = arena_copy(arena, service->name).p, *parameter = arena_print(arena, "%s_time_limit", name).p;
	if (!str_is(service->command, "spawn") || postconf_is_set(postconf, service, parameter))
		return;
	struct str usual = postconf_get(postconf, service, "command_time_limit");
	report_check_add(rows, "postfix", CHECK_WARNING,
	    arena_print(arena, "%s: there is no %s; after %.*s its policy daemon is killed, and mail that waits for it is deferred", name, parameter, (int)usual.n, usual.p),
	    arena_print(arena, "postconf -e %s=3600", parameter));
}

/* How much policyd-spf logs: debugLevel 0 is nothing of its verdicts. */
static void
check_loudness(const struct postconf *postconf, const struct service *service, const char *path, struct store *rows)
{
	struct str text, rest = service->arguments, word;
	struct arena *arena = postconf->arena;
	int64_t level = 1;
	if (memmem(rest.p, rest.n, "policyd-spf", 11) == NULL || memmem(rest.p, rest.n, "perl", 4) != NULL)
		return;
	while (path == NULL && (word = postconf_word(&rest)).p != NULL)
		if (str_suffix(word, ".conf"))
			path = arena_copy(arena, word).p;
	if (path == NULL)
		path = "/etc/postfix-policyd-spf-python/policyd-spf.conf";
	if (!recipients_read_file(arena, path, &text))
		return;
	while (text.p != NULL) {
		struct str value = str_cut(&text, '\n'), name = str_trim(str_cut(&value, '='));
		int64_t number;
		if (value.p != NULL && str_is(name, "debugLevel") && str_number(str_trim(value), &number))
			level = number;
	}
	if (level < 1)
		report_check_add(rows, "postfix", CHECK_WARNING, arena_print(arena, "%s: debugLevel = %lld: what SPF says is not logged", path, (long long)level),
		    STR("set debugLevel = 1 there, so that the log holds each verdict"));
}

static void
check_policy_service(const struct postconf *postconf, struct str where, const char *policyd, struct store *rows)
{
	struct str kind = str_cut(&where, ':'), name = where;
	struct arena *arena = postconf->arena;
	if (!str_is(kind, "unix") || where.p == NULL)
		return;
	str_cut(&where, '/');
	const struct service *service = find_service(postconf, where.p != NULL ? where : name);
	if (service == NULL && str_prefix(name, "private/")) {
		report_check_add(rows, "postfix", CHECK_ERROR, arena_print(arena, "check_policy_service unix:%.*s: master.cf has no such service; mail is deferred", (int)name.n, name.p),
		    STR("add it to master.cf, with spawn(8)"));
	} else if (service != NULL) {
		check_time_limit(postconf, service, rows);
		check_loudness(postconf, service, policyd, rows);
	}
}

/* Whether and when strangers are asked for SPF. */
static void
check_policy(const struct postconf *postconf, const struct service *service, const char *policyd, struct store *rows)
{
	struct arena *arena = postconf->arena;
	const char *name = arena_copy(arena, service->name).p;
	bool asked = false, before_own = false, callouts = false;
	for (size_t i = 0; i < LENGTH(restriction_lists); i++) {
		struct restrictions list;
		restrictions_read(postconf, service, restriction_lists[i], &list);
		asked |= list.policy;
		before_own |= list.policy_before_own;
		callouts |= list.callouts;
		for (size_t n = 0; n < list.service_count; n++)
			check_policy_service(postconf, list.services[n], policyd, rows);
	}
	notices_check_callouts(postconf, service, callouts, rows);
	if (!asked && postconf_get(postconf, service, "smtpd_milters").n > 0)
		report_check_add(rows, "postfix", CHECK_OK, arena_print(arena, "%s: no policy service is asked; a milter may check SPF", name), STR_NONE);
	else if (!asked)
		report_check_add(rows, "postfix", CHECK_WARNING, arena_print(arena, "%s: no policy service and no milter is asked: nothing checks SPF, and the log cannot tell of it", name),
		    STR("install postfix-policyd-spf-python, and put check_policy_service unix:private/policyd-spf behind reject_unauth_destination in smtpd_recipient_restrictions"));
	else if (before_own)
		report_check_add(rows, "postfix", CHECK_WARNING, arena_print(arena, "%s: the policy service is asked before your own users are let in: SPF may refuse their mail", name),
		    STR("put permit_mynetworks and permit_sasl_authenticated before check_policy_service"));
	else
		report_check_add(rows, "postfix", CHECK_OK, arena_print(arena, "%s: a policy service is asked for strangers' mail", name), STR_NONE);
}

static void
check_networks(const struct postconf *postconf, struct store *rows)
{
	struct str list = postconf_get(postconf, NULL, "mynetworks"), style = postconf_get(postconf, NULL, "mynetworks_style"), word;
	if (!postconf_is_set(postconf, NULL, "mynetworks") && (str_is(style, "class") || str_is(style, "subnet")))
		report_check_add(rows, "postfix", CHECK_WARNING, arena_print(postconf->arena, "mynetworks_style = %.*s: whoever has an address beside yours may send to all the world",
		    (int)style.n, style.p), STR("set mynetworks to your own networks, or mynetworks_style = host"));
	while ((word = postconf_word(&list)).p != NULL)
		if (str_is(word, "0.0.0.0/0") || str_is(word, "::/0") || str_is(word, "[::]/0"))
			report_check_add(rows, "postfix", CHECK_ERROR, arena_print(postconf->arena, "mynetworks has %.*s: all the world may send (an open relay)", (int)word.n, word.p),
			    STR("list your own networks there only"));
}

void
postfix_check(const struct postconf *postconf, const char *policyd, struct store *rows)
{
	bool exchanger = false;
	check_networks(postconf, rows);
	notices_check(postconf, rows);
	for (const struct service *service = postconf->services; service != NULL; service = service->next) {
		if (is_public(service))
			check_relay(postconf, service, rows);
		if (is_exchanger(service)) {
			exchanger = true;
			check_policy(postconf, service, policyd, rows);
			recipients_check(postconf, service, rows);
		}
	}
	if (!exchanger)
		report_check_add(rows, "postfix", CHECK_OK, STR("no service takes mail from other hosts (port 25)"), STR_NONE);
}
