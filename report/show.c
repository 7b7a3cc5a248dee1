/*
 * show.c - everything about one thing: what it is, is told by its form and by what is found.
 * A message is shown with all that belong to it; of anything else the newest events.
 */
#include "report/showing.h"
#include "report/format.h"

/* In order of trying. */
static const struct finder finders[] = {
	{ "IP address", LOOKS_IP, NULL, "report/show/hits_ip.sql", false },
	{ "network", LOOKS_NETWORK, NULL, "report/show/hits_network.sql", true },
	{ "queue id", LOOKS_WORD, "report/show/by_queue_id.sql", NULL, false },
	{ "Message-ID", LOOKS_AT | LOOKS_NAME | LOOKS_WORD, "report/show/by_message_id.sql", NULL, false },
	{ "id in a bounce", LOOKS_AT | LOOKS_NAME | LOOKS_WORD, NULL, "report/show/hits_bounce.sql", false },
	{ "address", LOOKS_AT, NULL, "report/show/hits_address.sql", false },
	{ "domain or host", LOOKS_NAME, NULL, "report/show/hits_domain.sql", true },
	{ "login", LOOKS_WORD | LOOKS_NAME, NULL, "report/show/hits_user.sql", false },
	{ "queue id of another host", LOOKS_WORD | LOOKS_NAME, "report/show/by_remote_queue_id.sql", NULL, true },
};

/* By one finder after the other, until one finds something. */
static bool
find(struct showing *showing, const struct looked *looked)
{
	bool found = false;
	for (size_t i = 0; i < LENGTH(finders) && !found; i++) {
		if ((finders[i].looks & looked->looks) == 0)
			continue;
		showing->what = finders[i].hits != NULL ? looked->folded : looked->text;
		found = finders[i].messages != NULL ? show_messages(showing, &finders[i]) : show_events(showing, &finders[i]);
	}
	return found;
}

bool
report_show(struct store *store, const struct report_options *options, const char *asked)
{
	struct arena *arena = arena_open();
	struct looked looked = looks_of(arena, asked);
	struct showing showing = { .store = store, .options = options, .asked = asked, .range = { INT64_MIN, INT64_MAX }, .log_since = INT64_MIN };
	bool timed = options->since.p != NULL || options->until.p != NULL;
	if (timed)
		showing.range = range_asked(options, range_held(store, options, showing.range));
	bool found = find(&showing, &looked);
	output_close(showing.output);
	if (!found && showing.log_since > INT64_MIN)
		warn("nothing is known of %s in the log since %s; --since goes further back", asked, format_time(arena, showing.log_since).p);
	else if (!found)
		warn("nothing is known of %s%s", asked, timed ? " in that time" : "");
	arena_close(arena);
	return found;
}
