/*
 * dsn.c - the groups of fields in a delivery status notification or a receipt.
 */
#include "ingest/mail/dsn.h"

#include <string.h>
#include <strings.h>

#include "ingest/mail/mailbox.h"
#include "ingest/mail/message.h"
#include "ingest/scan.h"
#include "ingest/mail/status.h"

/* The fields of a group; the first three tell where one begins. */
enum part { ORIGINAL, FINAL, ACTION, STATUS, REMOTE, DIAGNOSTIC, ACTUAL, EXTRA, LOG_ID, RETRY, PARTS };

static const struct str part_names[PARTS] = {
	[ORIGINAL] = STR("Original-Recipient"),
	[FINAL] = STR("Final-Recipient"),
	[ACTION] = STR("Action"),
	[STATUS] = STR("Status"),
	[REMOTE] = STR("Remote-MTA"),
	[DIAGNOSTIC] = STR("Diagnostic-Code"),
	[ACTUAL] = STR("X-Actual-Recipient"),
	[EXTRA] = STR("X-Supplementary-Info"),
	[LOG_ID] = STR("Final-Log-ID"),
	[RETRY] = STR("Will-Retry-Until"),
};

struct reading {
	struct arena *arena;
	struct dsn *dsn;
	struct recipients *recipients;
	struct str group[PARTS];
	bool begun, blank;              /* the group has a field; a blank line came since its last one */
};

/* The words for an action that are in use, by what they begin with. */
static const struct {
	const char *begins, *action;
} actions[] = {
	{ "fail", "failed" }, { "delay", "delayed" }, { "delivered", "delivered" }, { "relay", "relayed" }, { "expand", "expanded" },
	{ "defer", "delayed" }, { "success", "delivered" }, { "bounce", "failed" }, { "undeliver", "failed" }, { "reject", "failed" },
};

struct str
dsn_action(struct str word)
{
	word = str_trim(word);
	for (unsigned i = 0; i < LENGTH(actions); i++) {
		size_t n = strlen(actions[i].begins);
		if (word.n >= n && strncasecmp(word.p, actions[i].begins, n) == 0)
			return str_of(actions[i].action);
	}
	return STR_NONE;
}

static struct str
action_of(const struct reading *reading, struct str status)
{
	struct str action = dsn_action(reading->group[ACTION]);
	if (action.p != NULL)
		return action;
	if (status.p != NULL && status.p[0] == '2')
		return STR("delivered");
	return status.p != NULL && status.p[0] == '4' && reading->group[RETRY].p != NULL ? STR("delayed") : STR("failed");
}

static struct str
untyped(struct str value)
{
	mailbox_type(&value);
	value = str_trim(value);
	return value.n == 0 ? STR_NONE : value;
}

/* "dns; mx.example (192.0.2.1)": the name. */
static struct str
host_of(struct str value)
{
	value = untyped(value);
	if (value.p == NULL)
		return value;
	struct str host = str_cut(&value, ' ');
	while (host.n > 0 && (host.p[host.n - 1] == '.' || host.p[host.n - 1] == ';'))
		host.n--;
	return host.n == 0 ? STR_NONE : host;
}

/* The name of an inner store, as user@daemon, is nobody's address. */
static bool
is_worldwide(struct str address)
{
	const char *at = mailbox_is_address(address) ? memrchr(address.p, '@', address.n) : NULL;
	return at != NULL && memchr(at, '.', (size_t)(address.p + address.n - at)) != NULL;
}

static void
end_group(struct reading *reading)
{
	struct str *group = reading->group;
	struct bounce_recipient recipient = { .final = mailbox_of_field(group[FINAL], reading->arena) };
	recipient.original = mailbox_of_field(group[ORIGINAL], reading->arena);
	if (recipient.original.p != NULL && (!mailbox_is_address(recipient.final) || (is_worldwide(recipient.original) && !is_worldwide(recipient.final))))
		recipient.final = recipient.original;
	if (recipient.final.p == NULL)
		recipient.final = mailbox_of_field(group[ACTUAL], reading->arena);
	recipient.diagnostic = untyped(group[DIAGNOSTIC].p != NULL ? group[DIAGNOSTIC] : group[EXTRA]);
	recipient.status = status_of(group[STATUS], recipient.diagnostic);
	if (recipient.status.p == NULL && recipient.diagnostic.p == NULL)
		recipient.diagnostic = untyped(group[STATUS]);
	recipient.action = action_of(reading, recipient.status);
	recipient.remote_mta = host_of(group[REMOTE]);
	if (reading->dsn->queue_id.p == NULL)
		reading->dsn->queue_id = untyped(group[LOG_ID]);
	if (recipient.final.p != NULL)
		recipients_add(reading->recipients, recipient);
	else if (reading->begun && reading->dsn->nameless.action.p == NULL)
		reading->dsn->nameless = recipient;
	memset(reading->group, 0, sizeof reading->group);
	reading->begun = false;
}

/* X-Postfix-Sender, X-Postfix-Queue-ID, and the like of others. */
static bool
name_ends(struct str name, const char *end)
{
	size_t n = strlen(end);
	return name.n > n + 2 && strncasecmp(name.p, "X-", 2) == 0 && strncasecmp(name.p + name.n - n, end, n) == 0;
}

static bool
begins_group(const struct reading *reading, enum part part)
{
	const struct str *group = reading->group;
	bool named = group[FINAL].p != NULL || group[ORIGINAL].p != NULL;
	if (part > ACTION)
		return false;
	return group[part].p != NULL || (reading->blank && named && (group[ACTION].p != NULL || group[STATUS].p != NULL));
}

static struct str
message_id_in(struct str value)
{
	value = mailbox_clean(value);
	return value.n > 2 && memchr(value.p, '@', value.n) != NULL && memchr(value.p, ' ', value.n) == NULL ? value : STR_NONE;
}

/* "automatic-action/MDN-sent-automatically; deleted/error". */
static struct str
disposition_of(struct str value, struct arena *arena)
{
	struct str mode = str_cut(&value, ';');
	struct str type = str_trim(value.p == NULL ? mode : value);
	size_t n = 0;
	while (n < type.n && scan_is_name(type.p[n]))
		n++;
	char *lower = arena_take(arena, n);
	for (size_t i = 0; i < n; i++)
		lower[i] = type.p[i] >= 'A' && type.p[i] <= 'Z' ? (char)(type.p[i] | 0x20) : type.p[i];
	return (struct str){ lower, n };
}

/* A field that is of the whole message. */
static void
take_message_field(struct reading *reading, struct str name, struct str value)
{
	struct dsn *dsn = reading->dsn;
	if (scan_alike(name, STR("Reporting-MTA"))) {
		dsn->found = true;
		if (dsn->reporting_mta.p == NULL)
			dsn->reporting_mta = host_of(value);
	} else if (name_ends(name, "-Queue-ID") && untyped(value).p != NULL)
		dsn->queue_id = untyped(value);
	else if (name_ends(name, "-Sender"))
		dsn->sender = str_is(untyped(value), "<>") ? STR("") : mailbox_of_field(value, reading->arena);
	else if ((scan_alike(name, STR("Original-Message-ID")) || scan_alike(name, STR("Original-Envelope-Id"))) && dsn->message_id.p == NULL)
		dsn->message_id = message_id_in(value);
	else if (scan_alike(name, STR("Arrival-Date")) && !dsn->dated)
		dsn->dated = message_date(value, &dsn->taken_at);
	else if (scan_alike(name, STR("Disposition")))
		dsn->disposition = disposition_of(value, reading->arena);
}

static void
take_field(struct reading *reading, struct str name, struct str value)
{
	enum part part = 0;
	while (part < PARTS && !scan_alike(name, part_names[part]))
		part++;
	if (part == PARTS) {
		take_message_field(reading, name, value);
		return;
	}
	if (begins_group(reading, part))
		end_group(reading);
	if (reading->group[part].p == NULL)
		reading->group[part] = value;
	reading->dsn->found = reading->dsn->found || part <= STATUS;
	reading->begun = true;
	reading->blank = false;
}

/* The length of the field name that a line begins with, 0 where it is none. */
static size_t
name_length(struct str line)
{
	size_t n = 0;
	while (n < line.n && (scan_is_name(line.p[n])))
		n++;
	return n > 0 && scan_sees(scan_blanks(scan_from(line, n)), ':') ? n : 0;
}

struct str
dsn_unfold(struct str value, struct arena *arena)
{
	value = str_trim(value);
	if (value.n == 0 || memchr(value.p, '\n', value.n) == NULL)
		return value;
	char *to = arena_take(arena, value.n);
	size_t n = 0;
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] != '\n') {
			to[n++] = value.p[i];
			continue;
		}
		while (n > 0 && (to[n - 1] == ' ' || to[n - 1] == '\t' || to[n - 1] == '\r'))
			n--;
		while (i + 1 < value.n && (value.p[i + 1] == ' ' || value.p[i + 1] == '\t' || value.p[i + 1] == '\n'))
			i++;
		to[n++] = ' ';
	}
	return (struct str){ to, n };
}

void
dsn_read(struct str text, struct arena *arena, struct dsn *dsn, struct recipients *recipients)
{
	struct reading reading = { .arena = arena, .dsn = dsn, .recipients = recipients };
	struct str name = STR_NONE, value = STR_NONE;
	while (text.p != NULL) {
		struct str line = str_cut(&text, '\n');
		bool blank = str_trim(line).n == 0;
		size_t n = name_length(line);
		if (!blank && n == 0) {         /* folded */
			if (value.p != NULL)
				value.n = (size_t)(line.p + line.n - value.p);
			continue;
		}
		if (value.p != NULL)
			take_field(&reading, name, dsn_unfold(value, arena));
		value = STR_NONE;
		if (n > 0) {
			name = (struct str){ line.p, n };
			value = scan_from(scan_blanks(scan_from(line, n)), 1);
		} else
			reading.blank = true;
	}
	if (value.p != NULL)
		take_field(&reading, name, dsn_unfold(value, arena));
	end_group(&reading);
}
