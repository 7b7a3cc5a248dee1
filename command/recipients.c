/*
 * recipients.c - what a stranger's mail to nobody meets. A table that is a text (hash: and its like, with the text beside them) is looked into for
 * lines that take all addresses of a domain.
 */
#include "command/recipients.h"
#include "command/restrictions.h"
#include "report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
recipients_read_file(struct arena *arena, const char *path, struct str *text)
{
	struct stat stat;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool good = fd >= 0 && fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_size <= POSTCONF_BYTES;
	if (good) {
		char *bytes = arena_take(arena, (size_t)stat.st_size + 1);
		ssize_t n = read(fd, bytes, (size_t)stat.st_size);
		good = n == stat.st_size;
		*text = (struct str){ bytes, (size_t)(n > 0 ? n : 0) };
	}
	if (fd >= 0)
		close(fd);
	return good;
}

struct look {
	const struct postconf *postconf;
	const struct service *service;
	struct store *rows;
	struct arena *arena;
	const char *name;       /* of the service */
};

static void
found(const struct look *look, enum check_state state, struct str what, const char *todo)
{
	report_check_add(look->rows, "postfix", state, arena_print(look->arena, "%s: %.*s", look->name, (int)what.n, what.p), str_of(todo));
}

static bool
is_no(struct str value)
{
	return str_is(value, "no");
}

/* The path of a table whose text stands beside it. Absent: it has none. */
static struct str
text_of_table(struct str table)
{
	static const char *const kinds[] = { "hash", "btree", "lmdb", "cdb", "dbm", "texthash" };
	struct str path = table, kind = str_cut(&path, ':');
	if (str_is(kind, "proxy"))
		kind = str_cut(&path, ':');
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (str_is(kind, kinds[i]))
			return path;
	return STR_NONE;
}

/* "@example.com user": every address of the domain. */
static struct str
find_catch_all(struct str text)
{
	while (text.p != NULL) {
		struct str line = str_cut(&text, '\n'), key = line;
		key.n = 0;
		while (key.n < line.n && line.p[key.n] != ' ' && line.p[key.n] != '\t')
			key.n++;
		if (key.n > 1 && key.p[0] == '@' && str_trim((struct str){ line.p + key.n, line.n - key.n }).n > 0)
			return key;
	}
	return STR_NONE;
}

static void
check_tables(const struct look *look, const char *parameter)
{
	struct str list = postconf_get(look->postconf, look->service, parameter), word, text;
	while ((word = postconf_word(&list)).p != NULL) {
		struct str path = text_of_table(word);
		if (str_prefix(word, "static:"))
			found(look, CHECK_ERROR, arena_print(look->arena, "%s = %.*s: every recipient is taken to exist; mail to those who do not is bounced later, to whoever was forged",
			    parameter, (int)word.n, word.p), "name a table of the recipients that there are");
		if (path.p == NULL || !recipients_read_file(look->arena, arena_copy(look->arena, path).p, &text))
			continue;
		struct str all = find_catch_all(text);
		if (all.p != NULL)
			found(look, CHECK_WARNING, arena_print(look->arena, "%.*s has %.*s: each address of that domain is accepted, and bounced later if its target refuses",
			    (int)path.n, path.p, (int)all.n, all.p), "list the addresses that there are, instead of a catch-all");
	}
}

static void
check_local(const struct look *look)
{
	struct str maps = postconf_get(look->postconf, look->service, "local_recipient_maps"), relay = postconf_get(look->postconf, look->service, "luser_relay");
	if (str_trim(maps).n == 0 && relay.n == 0)
		found(look, CHECK_ERROR, STR("local_recipient_maps is empty: mail to local users that do not exist is accepted, and bounced later, to whoever was forged"),
		    "postconf -X local_recipient_maps (its default knows the users of this host)");
	else if (str_trim(maps).n == 0)
		found(look, CHECK_WARNING, arena_print(look->arena, "local_recipient_maps is empty, and luser_relay = %.*s takes mail to every unknown user", (int)relay.n, relay.p),
		    "postconf -X local_recipient_maps luser_relay, or see that what it names never bounces");
}

static bool
is_given(const struct look *look, const char *parameter)
{
	return str_trim(postconf_get(look->postconf, look->service, parameter)).n > 0;
}

/* Domains for which a list of recipients is missing. */
static void
check_missing(const struct look *look, bool verifies)
{
	static const struct { const char *domains, *maps; } classes[] = {
		{ "relay_domains", "relay_recipient_maps" }, { "virtual_mailbox_domains", "virtual_mailbox_maps" },
	};
	struct str mine = postconf_get(look->postconf, look->service, "mydestination");
	for (size_t i = 0; i < LENGTH(classes); i++) {
		struct str domains = str_trim(postconf_get(look->postconf, look->service, classes[i].domains));
		if (domains.n == 0 || is_given(look, classes[i].maps) || verifies || str_equal(domains, str_trim(mine)))
			continue;
		found(look, CHECK_ERROR, arena_print(look->arena, "%s = %.*s, but %s is empty: mail to recipients that do not exist there is accepted, and bounced later, to whoever was forged",
		    classes[i].domains, (int)(domains.n < 200 ? domains.n : 200), domains.p, classes[i].maps),
		    arena_print(look->arena, "set %s, or put reject_unverified_recipient into smtpd_recipient_restrictions", classes[i].maps).p);
	}
}

void
recipients_check(const struct postconf *postconf, const struct service *service, struct store *rows)
{
	static const char *const tables[] = { "local_recipient_maps", "relay_recipient_maps", "virtual_mailbox_maps", "virtual_alias_maps" };
	struct restrictions list;
	struct look look = { postconf, service, rows, postconf->arena, arena_copy(postconf->arena, service->name).p };
	struct str override = postconf_get(postconf, service, "receive_override_options");
	restrictions_read(postconf, service, "smtpd_recipient_restrictions", &list);
	check_local(&look);
	check_missing(&look, list.verifies);
	for (size_t i = 0; i < LENGTH(tables); i++)
		check_tables(&look, tables[i]);
	if (is_no(postconf_get(postconf, service, "smtpd_reject_unlisted_recipient")) && !list.unlisted)
		found(&look, CHECK_ERROR, STR("smtpd_reject_unlisted_recipient = no: unknown recipients are accepted, and bounced later, to whoever was forged"),
		    "postconf -X smtpd_reject_unlisted_recipient");
	if (memmem(override.p, override.n, "no_unknown_recipient_checks", 27) != NULL)
		found(&look, CHECK_ERROR, STR("receive_override_options has no_unknown_recipient_checks: unknown recipients are accepted, and bounced later, to whoever was forged"),
		    "take it out; it belongs to the service behind a content filter only");
	if (str_is(postconf_get(postconf, service, "soft_bounce"), "yes"))
		found(&look, CHECK_WARNING, STR("soft_bounce = yes: what should be refused for good is only deferred, and comes again"), "postconf -X soft_bounce");
}
