/*
 * authres.c - what hosts say in a header of SPF, DKIM and DMARC, and who signed.
 */
#include "ingest/mail/authres.h"
#include "ingest/scan.h"

#include <string.h>

struct reading {
	struct hops *hops;
	struct arena *arena;
	struct authres *results;
	unsigned count, hop;
};

/* Takes what stands before the next semicolon that is neither in quotes nor in a comment. */
static struct str
cut_result(struct str *rest)
{
	size_t i = 0, depth = 0;
	bool quoted = false;
	for (; i < rest->n && (rest->p[i] != ';' || quoted || depth > 0); i++) {
		char c = rest->p[i];
		if (c == '\\')
			i += i + 1 < rest->n;
		else if (c == '"' && depth == 0)
			quoted = !quoted;
		else if (c == '(' && !quoted)
			depth++;
		else if (c == ')' && !quoted && depth > 0)
			depth--;
	}
	struct str result = { rest->p, i };
	*rest = i < rest->n ? scan_from(*rest, i + 1) : STR_NONE;
	return str_trim(result);
}

static struct str
domain_of(struct str address)
{
	const char *at = address.n == 0 ? NULL : memrchr(address.p, '@', address.n);
	return at == NULL ? address : scan_from(address, (size_t)(at - address.p) + 1);
}

static struct authres *
add(struct reading *reading, const struct record *record, struct str stamped_by)
{
	struct authres *result = &reading->results[reading->count++];
	*result = (struct authres){
		.stamped_by = stamped_by, .method = record_field(record, F_method), .result = record_field(record, F_result),
		.domain = record_field(record, F_domain), .client_ip = record_field(record, F_client_ip), .hop = reading->hop,
	};
	if (result->domain.p == NULL)
		result->domain = domain_of(record_field(record, F_sender));
	return result;
}

static void
read_results(struct reading *reading, struct str value)
{
	struct record head, record;
	if (!hop_ask(reading->hops, "authentication-results", value, reading->arena, &head))
		return;
	struct str host = record_field(&head, F_hop_by);
	for (struct str rest = record_field(&head, F_rest); rest.p != NULL && reading->count < AUTHRES_MAX;) {
		struct str result = cut_result(&rest);
		if (hop_ask(reading->hops, "authentication-result", result, reading->arena, &record))
			add(reading, &record, host);
	}
}

static void
read_received_spf(struct reading *reading, struct str value)
{
	struct record record;
	if (!hop_ask(reading->hops, "received-spf", value, reading->arena, &record))
		return;
	struct str host = record_field(&record, F_hop_by);
	if (host.p == NULL || str_is(host, "unknown"))
		host = record_field(&record, F_relay_host);
	struct authres *result = add(reading, &record, host);
	if (str_is(record_field(&record, F_identity), "helo"))
		result->domain = record_field(&record, F_helo);
}

unsigned
authres_read(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena, struct authres results[AUTHRES_MAX])
{
	struct reading reading = { hops, arena, results, 0, 0 };
	for (unsigned i = 0; i < count && reading.count < AUTHRES_MAX; i++) {
		struct str name = fields[i].name;
		if (scan_alike(name, STR("Received")))
			reading.hop++;
		else if (scan_alike(name, STR("Authentication-Results")) || scan_alike(name, STR("ARC-Authentication-Results")))
			read_results(&reading, hop_value(fields[i].raw, arena));
		else if (scan_alike(name, STR("Received-SPF")))
			read_received_spf(&reading, hop_value(fields[i].raw, arena));
	}
	return reading.count;
}

static bool
is_in(struct str list, struct str domain)
{
	while (list.p != NULL)
		if (str_equal(str_cut(&list, ' '), domain))
			return true;
	return false;
}

struct str
authres_signers(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena)
{
	struct str list = STR("");
	struct record record;
	for (unsigned i = 0, signatures = 0; i < count && signatures < AUTHRES_SIGNERS_MAX; i++) {
		if (!scan_alike(fields[i].name, STR("DKIM-Signature")))
			continue;
		signatures++;
		if (!hop_ask(hops, "dkim-signature", hop_value(fields[i].raw, arena), arena, &record))
			continue;
		struct str domain = record_field(&record, F_domain);
		if (!is_in(list, domain))
			list = arena_print(arena, "%.*s%s%.*s", (int)list.n, list.p, list.n > 0 ? " " : "", (int)domain.n, domain.p);
	}
	return list;
}
