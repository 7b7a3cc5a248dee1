/*
 * handover.h - where the bouncing organisation took a message over, from the Received lines that it returned.
 * In: hops as their rows have them, the topmost first. Out: which of them. Everything below the line that the bouncing organisation
 * stamped may be forged.
 */
#ifndef HANDOVER_H
#define HANDOVER_H

#include "base.h"

enum { LEGS_MAX = 64 };         /* more hops are not looked at */

/* One hop: who stamped it, and who had brought the mail. A line that could not be read has nothing. */
struct leg {
	struct str helo, client_name, client_ip;
	struct str by, by_ip;
	struct str protocol, queue_id;
	bool dated;
	int64_t at;             /* where dated */
	bool loops;             /* the client's address is the stamping host's own */
	bool from_second_mx;    /* the client takes mail in for the organisation that stamped it, by our own deliveries */
};

/* What is ours: whether a name or an address is. */
struct ours {
	bool (*is_ours)(void *context, struct str name_or_ip);
	void *context;
	bool private_world;     /* the world is reached by private addresses, which then tell as much as others: */
	const struct str *world_networks;       /* those in one of these networks, */
	size_t world_network_count;             /* 0: all; */
	bool world_loops;       /* also by those of 127.0.0.0/8: but 127.0.0.1, ::1 and one that loops tell nothing */
};

/* What else a bounce tells of the original. */
struct bounced {
	struct str reporter;            /* Reporting-MTA, or the host that delivered the bounce */
	struct str delivered_by_ip;     /* that brought it to us */
	struct str sender;              /* the original's envelope sender, as it was written */
};

/*
 * handed is the hop at which a host of the bouncing organisation received the message from somebody else, found from the top. The
 * organisation is known by reporter, by the topmost line, which it stamped, and by the host that stamped the line in question. Passed over is a hop
 * - with no client address, but for SMTP from a stranger's name, or where the world lies on this machine a minute behind the line below;
 * - whose client is private; or has not logged in, and has a confirmed name in the organisation, takes mail in for it, or delivered the
 *   bounce to us;
 * - whose client lies beside the stamping host (/24, /32) or delivered_by_ip (/24, /64), or anywhere in a private world if the bounce is not our own,
 *   and calls itself one of the organisation, or as the next line's host, which is not ours (but where hosts of any organisation lie side by side:
 *   network_is_unrouted);
 * each only if the line below can be that client's own: what a stranger put below is not believed, and a line that cannot be read
 * ends the search. Where the client is one of ours (its address or confirmed name), our own lines below tell whether
 * we passed a stranger's mail on (as secondary MX or forwarder): then handed is the hop at which we took it; mail of our own leaves
 * it where it is, and so does what our forwarder or list server sent anew, under a sender that it had made (SRS, VERP).
 * A topmost line stamped by a host of ours, while the reporter is not, tells nothing.
 * An index, -1 where none is told. The client of handed may be without an address.
 * origin: the best claim of where it began: the lowest hop that has a public client address, at or below handed, handed itself
 * where there is none; -1 with handed. Anybody may have forged it, but not so: the way ends above a line in our name where the
 * client before it is not ours, and above a line of a host of another name where that client's name tells no organisation, or falsely
 * that of who took the mail from it, or ours.
 */
struct handover {
	int handed, origin;
};
struct handover handover_find(const struct leg *legs, unsigned count, const struct bounced *bounced, const struct ours *ours, struct arena *arena);

/* The organisation that a host's name tells, in the arena: absent where it tells none, being of one label or in a domain of which everybody
   has one ("mx.local"); where the world is private (about), that is as good a domain as others. */
struct str handover_organisation(struct str name, const struct ours *about, struct arena *arena);

/* How many legs, from the top, our own hosts stamped: the way of a bounce through our house. The client of the last of them brought it.
   The host of the topmost line, where we found it, is ours, whatever is known of it, and so is its organisation. */
unsigned handover_own(const struct leg *legs, unsigned count, const struct ours *ours, struct arena *arena);

#endif
