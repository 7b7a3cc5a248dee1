/*
 * addressee.c - to which address of ours a mail came.
 */
#include "ingest/mail/addressee.h"
#include "schema/store.h"
#include "ingest/mail/mailbox.h"

#include <string.h>

enum { EACH_MAX = 8 };          /* fields of one name that are looked at */

static const char *const delivered[] = {
	"X-Original-To", "Original-Recipient", "Envelope-To", "X-Envelope-To", "X-Rcpt-To", "Delivered-To",
};

static struct str
nth(const struct message *message, const char *name, unsigned n)
{
	return message_field_nth(message->fields, message->field_count, name, n);
}

/* An address as these fields have it: alone, in brackets, or behind "rfc822;". */
static struct str
address_of(struct str value, struct arena *arena)
{
	struct str address = mailbox_of_field(value, arena);
	return address.n > 0 && memchr(address.p, '@', address.n) != NULL ? address : STR_NONE;
}

static bool
in_text(struct str text, struct str address)
{
	for (size_t at = 0; address.n > 0 && at + address.n <= text.n; at++)
		if (mailbox_equal((struct str){ text.p + at, address.n }, address))
			return true;
	return false;
}

/* What the client of a Received line sent it to; absent where that was a host or program of ours, after a redirection perhaps. */
static struct str
sent_to(const struct hop *hop)
{
	return hop->client_ip.p == NULL || network_is_private(hop->client_ip) ? STR_NONE : hop->recipient;
}

/* Whether somebody else in the header names this address, too. */
static bool
is_confirmed(const struct message *message, const struct hop *way, unsigned way_count, struct str address)
{
	for (unsigned i = 0; i < way_count; i++)
		if (mailbox_equal(sent_to(&way[i]), address))
			return true;
	return in_text(nth(message, "To", 0), address) || in_text(nth(message, "Cc", 0), address);
}

static struct str
delivered_to(const struct message *message, const struct hop *way, unsigned way_count, bool confirmed, struct arena *arena)
{
	for (size_t i = 0; i < LENGTH(delivered); i++) {
		struct str value;
		for (unsigned n = 0; n < EACH_MAX && (value = nth(message, delivered[i], n)).p != NULL; n++) {
			struct str address = address_of(value, arena);
			if (address.p != NULL && (!confirmed || is_confirmed(message, way, way_count, address)))
				return address;
		}
	}
	return STR_NONE;
}

struct str
addressee_of(const struct message *message, const struct hop *way, unsigned way_count, struct arena *arena)
{
	struct str address = delivered_to(message, way, way_count, true, arena), to = nth(message, "To", 0);
	for (unsigned i = 0; i < way_count && address.p == NULL; i++)
		address = address_of(sent_to(&way[i]), arena);
	const char *at = to.n == 0 ? NULL : memchr(to.p, '@', to.n);
	bool one = at != NULL && memchr(at + 1, '@', to.n - (size_t)(at + 1 - to.p)) == NULL;
	struct str first = address.p != NULL || to.p == NULL ? STR_NONE : address_of(message_address(to, arena), arena);
	if (address.p == NULL && one)
		address = first;
	if (address.p == NULL)
		address = delivered_to(message, way, way_count, false, arena);
	return address.p != NULL ? address : first;
}
