/*
 * show.c - everything about one thing: what it is, is told by its form and by what is found.
 * A message is shown with all that belong to it; of anything else the newest events.
 */
#include "report/events.h"
#include "report/format.h"
#include "report/fragment.h"
#include "report/safe.h"
#include "report/utf8.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGES_USUAL = 3, EVENTS_USUAL = 20, FAMILY_MOST = 100, DAYS_USUAL = 7 };
enum { ROWS_MOST = 250000 };    /* of each table: what no index finds is looked for in so many, about a second */

/* What a word may be, by its looks. */
enum looks { LOOKS_IP = 1, LOOKS_AT = 2, LOOKS_NAME = 4, LOOKS_WORD = 8, LOOKS_NETWORK = 16 };

/* In order of trying. */
static const struct finder {
	const char *name;
	unsigned looks;
	const char *messages;   /* a statement that finds messages, or */
	const char *hits;       /* one that finds events */
	bool scans;             /* by going through all of a time */
} finders[] = {
	{ "IP address", LOOKS_IP, NULL, "report/show/hits_ip.sql", false },
	{ "network", LOOKS_NETWORK, NULL, "report/show/hits_network.sql", true },
	{ "queue id", LOOKS_WORD, "report/show/by_queue_id.sql", NULL, false },
	{ "Message-ID", LOOKS_AT | LOOKS_NAME | LOOKS_WORD, "report/show/by_message_id.sql", NULL, false },
	{ "id in a bounce", LOOKS_AT | LOOKS_NAME | LOOKS_WORD, NULL, "report/show/hits_bounce.sql", false },
	{ "address", LOOKS_AT, NULL, "report/show/hits_address.sql", false },
	{ "domain or host", LOOKS_NAME, NULL, "report/show/hits_domain.sql", true },
	{ "login", LOOKS_WORD | LOOKS_NAME, NULL, "report/show/hits_user.sql", false },
	{ "queue id of another host", LOOKS_WORD | LOOKS_NAME, "report/show/by_remote_queue_id.sql", NULL, false },
};

struct showing {
	struct store *store;
	const struct report_options *options;
	const char *asked;      /* as the user wrote it */
	struct str what;        /* without its brackets */
	struct range range;
	int64_t log_since;      /* where it was not all gone through */
	struct output *output;  /* NULL until something is found */
};

/* An IP address in the form in which it is stored: RFC 5952, and IPv4 plain. Absent for anything else. */
static struct str
ip_of(struct arena *arena, struct str what)
{
	struct in_addr v4;
	struct in6_addr v6;
	char text[INET6_ADDRSTRLEN];
	if (what.n > 2 && what.p[0] == '[' && what.p[what.n - 1] == ']')
		what = arena_copy(arena, (struct str){ what.p + 1, what.n - 2 });
	if (inet_pton(AF_INET, what.p, &v4) == 1)
		return what;
	if (inet_pton(AF_INET6, what.p, &v6) != 1)
		return STR_NONE;
	if (IN6_IS_ADDR_V4MAPPED(&v6))
		inet_ntop(AF_INET, &v6.s6_addr[12], text, sizeof text);
	else
		inet_ntop(AF_INET6, &v6, text, sizeof text);
	return arena_copy(arena, str_of(text));
}

static enum looks
looks_of(struct str what)
{
	if (memchr(what.p, '@', what.n) != NULL)
		return LOOKS_AT;
	return memchr(what.p, '.', what.n) != NULL ? LOOKS_NAME : LOOKS_WORD;
}

static void
open_output(struct showing *showing, const char *as)
{
	if (showing->output != NULL)
		return;
	char left[256];
	snprintf(left, sizeof left, "UNJOE SHOW %.100s", showing->asked);
	showing->output = output_open(showing->options->format, REPORT_TEXT);
	struct str safe = safe_terminal(showing->output->arena, str_of(left));
	output_head(showing->output, safe.p, str_of(as));
}

/* Numbers of messages. */
struct numbers {
	int64_t *items;
	size_t count;
};

static void
add(struct numbers *numbers, int64_t id)
{
	if ((numbers->count & (numbers->count - 1)) == 0)
		numbers->items = mem_resize(numbers->items, (numbers->count == 0 ? 1 : 2 * numbers->count) * sizeof *numbers->items);
	numbers->items[numbers->count++] = id;
}

static bool
is_in(const struct numbers *numbers, size_t from, int64_t id)
{
	for (size_t i = from; i < numbers->count; i++)
		if (numbers->items[i] == id)
			return true;
	return false;
}

/* Adds a message and all that are linked with it, near and far, to the numbers. */
static void
add_family(struct store *store, struct numbers *numbers, int64_t id)
{
	struct stmt *stmt = store_stmt(store, "report/show/linked.sql");
	size_t first = numbers->count;
	add(numbers, id);
	for (size_t i = first; i < numbers->count; i++) {
		stmt_bind_int(stmt, stmt_param(stmt, "mail_id"), numbers->items[i]);
		while (stmt_step(stmt))
			if (numbers->count - first < FAMILY_MOST && !is_in(numbers, first, stmt_int(stmt, 0)))
				add(numbers, stmt_int(stmt, 0));
		stmt_reset(stmt);
	}
}

static struct str
json_of(struct arena *arena, const int64_t *ids, size_t count)
{
	char *text = arena_take(arena, count * 22 + 3), *end = text;
	*end++ = '[';
	for (size_t i = 0; i < count; i++)
		end += snprintf(end, 22, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
	*end++ = ']';
	return (struct str){ text, (size_t)(end - text) };
}

/* report/show/message.sql: a line without label begins a message. */
static void
print_heads(const struct showing *showing, struct str ids)
{
	struct output *output = showing->output;
	struct stmt *stmt = store_stmt(showing->store, "report/show/message.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "ids"), ids);
	while (stmt_step(stmt)) {
		struct str label = stmt_str(stmt, 0), value = stmt_str(stmt, 1);
		if (label.p != NULL) {
			output_pair(output, label, value);
			continue;
		}
		output_title(output, value);
		putchar('\n');
	}
	stmt_reset(stmt);
}

/* Whole, on whatever host and whenever it went on. */
static void
print_messages(const struct showing *showing, const int64_t *ids, size_t count)
{
	struct arena *arena = arena_open();
	struct report_options options = *showing->options;
	struct events events = {
		.hits = "report/show/hits_messages.sql", .order = "report/show/tail_timeline.sql",
		.ids = json_of(arena, ids, count), .range = { INT64_MIN, INT64_MAX },
	};
	options.host = STR_NONE;
	if (showing->output->format == REPORT_TEXT)
		print_heads(showing, events.ids);
	struct events_kinds kinds = { .arena = arena };
	events_find(showing->store, &options, &events, &kinds);
	events_print(showing->store, &options, &events, showing->output);
	arena_close(arena);
}

static struct numbers
find_messages(const struct showing *showing, const char *path)
{
	struct numbers found = { NULL, 0 };
	struct stmt *stmt = store_stmt(showing->store, path);
	stmt_unbind(stmt);
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	stmt_bind_str(stmt, stmt_param(stmt, "host"), showing->options->host);
	stmt_bind_int(stmt, stmt_param(stmt, "since"), showing->range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), showing->range.until);
	while (stmt_step(stmt))
		add(&found, stmt_int(stmt, 0));
	stmt_reset(stmt);
	return found;
}

static bool
show_messages(struct showing *showing, const struct finder *finder)
{
	struct numbers found = find_messages(showing, finder->messages), shown = { NULL, 0 };
	size_t limit = showing->options->limit < 0 ? MESSAGES_USUAL : (size_t)showing->options->limit;
	size_t most = limit == 0 || limit > found.count ? found.count : limit;
	bool any = found.count > 0;
	if (any)
		open_output(showing, finder->name);
	if (any && found.count > most)
		output_say(showing->output, "%zu messages fit; the newest %zu are shown: see --limit.", found.count, most);
	for (size_t i = 0; i < most; i++) {
		size_t first = shown.count;
		if (is_in(&shown, 0, found.items[i]))
			continue;
		add_family(showing->store, &shown, found.items[i]);
		if (showing->output->format == REPORT_TEXT)
			print_messages(showing, shown.items + first, shown.count - first);
	}
	/* Programs get one list. */
	if (any && showing->output->format != REPORT_TEXT)
		print_messages(showing, shown.items, shown.count);
	free(found.items);
	free(shown.items);
	return any;
}

/* How far back of a time the log is gone through. */
static int64_t
reach(const struct showing *showing, struct range range)
{
	struct stmt *stmt = store_stmt(showing->store, "report/show/reach.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "until"), range.until);
	stmt_bind_int(stmt, stmt_param(stmt, "rows"), ROWS_MOST);
	int64_t since = range.since;
	if (stmt_step(stmt) && stmt_type(stmt, 0) != STMT_NULL && stmt_int(stmt, 0) > since)
		since = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return since;
}

/* The last days on which it was there, by the daily totals; or those that were read. */
static struct range
last_days(const struct showing *showing)
{
	struct range range = showing->range;
	struct stmt *stmt = store_stmt(showing->store, "report/show/last.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), showing->options->now);
	if (stmt_step(stmt))
		range = (struct range){ when_day(stmt_int(stmt, 0), 1 - DAYS_USUAL), when_day(stmt_int(stmt, 0), 1) };
	stmt_reset(stmt);
	return range;
}

/* Without a time asked for, what no index finds is looked for in the last days; where nothing is there, in as much of the log as can be gone through. */
static void
find_events(struct showing *showing, const struct finder *finder, struct events *events, struct events_kinds *kinds)
{
	const struct report_options *options = showing->options;
	bool bounded = finder->scans && options->since.p == NULL && options->until.p == NULL;
	events->range = bounded ? last_days(showing) : showing->range;
	events->log_since = bounded ? reach(showing, events->range) : events->range.since;
	events_find(showing->store, options, events, kinds);
	if (!bounded || kinds->sum > 0)
		return;
	events->range = showing->range;
	events->log_since = showing->log_since = reach(showing, events->range);
	events_find(showing->store, options, events, kinds);
}

/* Where there is more log than was gone through. */
static void
tell_reach(const struct showing *showing, const struct events *events)
{
	struct held held = range_held(showing->store, showing->options, events->range);
	struct arena *arena = arena_open();
	if (events->log_since <= held.first)
		;
	else if (events->log_since == events->range.since)
		output_tell(showing->output, "  Of the %d days up to %s; --since goes further back.", DAYS_USUAL, format_date(arena, events->range.until - 1).p);
	else
		output_tell(showing->output, "  Of the log since %s; --since goes further back.", format_time(arena, events->log_since).p);
	arena_close(arena);
}

/* What is known of a domain from the daily totals. */
static void
print_totals(const struct showing *showing)
{
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(showing->store, "report/show/totals.sql");
	stmt_bind_str(stmt, stmt_param(stmt, "what"), showing->what);
	struct table table = { .output = showing->output, .title = STR("In all days"), .none = STR(""), .count = (size_t)stmt_columns(stmt) };
	table.columns = part_columns(arena, stmt, STR(":text, n:count, first:day, last:day"), "report/show/totals.sql");
	if (showing->output->format == REPORT_TEXT)
		table_fill(&table, stmt);
	arena_close(arena);
}

static bool
show_events(struct showing *showing, const struct finder *finder)
{
	int64_t limit = showing->options->limit < 0 ? EVENTS_USUAL : showing->options->limit;
	struct events events = { .hits = finder->hits, .order = "report/show/tail_newest.sql", .what = showing->what, .limit = limit };
	struct events_kinds kinds = { .arena = arena_open() };
	find_events(showing, finder, &events, &kinds);
	bool found = kinds.sum > 0;
	if (found) {
		open_output(showing, finder->name);
		if (finder->scans && finder->looks == LOOKS_NAME)
			print_totals(showing);
		events_print_kinds(&kinds, showing->output);
		events_print(showing->store, showing->options, &events, showing->output);
		if (limit > 0 && kinds.sum > limit)
			output_say(showing->output, "  The newest %" PRId64 " of %" PRId64 ": see --limit, --since and --until.", limit, kinds.sum);
	}
	if (found && finder->scans && showing->options->since.p == NULL && showing->options->until.p == NULL)
		tell_reach(showing, &events);
	arena_close(kinds.arena);
	return found;
}

/* <...> is as good as without. */
static struct str
plain(struct arena *arena, const char *asked)
{
	struct str what = str_trim(str_of(asked));
	if (what.n > 2 && what.p[0] == '<' && what.p[what.n - 1] == '>')
		what = (struct str){ what.p + 1, what.n - 2 };
	return arena_copy(arena, what);
}

bool
report_show(struct store *store, const struct report_options *options, const char *asked)
{
	struct arena *arena = arena_open();
	struct showing showing = { .store = store, .options = options, .asked = asked };
	struct str what = plain(arena, asked), ip = ip_of(arena, what), small = ip.p != NULL ? ip : utf8_lower(arena, what);
	bool single;
	struct str network = ip.p == NULL && memchr(what.p, '/', what.n) != NULL ? network_written(what, arena, &single) : STR_NONE;
	enum looks looks = ip.p != NULL ? LOOKS_IP : network.p != NULL ? LOOKS_NETWORK : looks_of(what);
	bool found = false;
	showing.range = (struct range){ INT64_MIN, INT64_MAX };
	showing.log_since = INT64_MIN;
	if (options->since.p != NULL || options->until.p != NULL)
		showing.range = range_asked(options, range_held(store, options, showing.range));
	for (size_t i = 0; i < LENGTH(finders) && !found; i++) {
		if ((finders[i].looks & looks) == 0)
			continue;
		showing.what = network.p != NULL ? network : finders[i].hits != NULL ? small : what;
		found = finders[i].messages != NULL ? show_messages(&showing, &finders[i]) : show_events(&showing, &finders[i]);
	}
	output_close(showing.output);
	if (!found && showing.log_since > INT64_MIN)
		warn("nothing is known of %s in the log since %s; --since goes further back", asked, format_time(arena, showing.log_since).p);
	else if (!found)
		warn("nothing is known of %s%s", asked, options->since.p != NULL || options->until.p != NULL ? " in that time" : "");
	arena_close(arena);
	return found;
}
