/*
 * matcher.c - which term of a sound SPF record matches a client: the door to libspf2.
 */
#include "analyze/spf/matcher.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <spf2/spf.h>
#include <spf2/spf_dns.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct spf_matcher {
	SPF_dns_server_t dns;
	SPF_server_t *server;
	SPF_request_t *request;
	SPF_record_t *nothing;          /* what libspf2 takes explanations from */
	spf_matcher_lookup *lookup;
	void *context;
	unsigned term;                  /* that was looked up last */
	bool ended;
};

struct spf_matcher_piece {
	SPF_record_t *record;
};

bool
spf_client_read(struct str text, struct spf_client *client)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	char z[INET6_ADDRSTRLEN];

	*client = (struct spf_client){ .ip6 = false };
	if (text.n >= sizeof z || text.n == 0 || memchr(text.p, '\0', text.n) != NULL)
		return false;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	if (inet_pton(AF_INET, z, client->ip) == 1)
		return true;
	if (inet_pton(AF_INET6, z, client->ip) != 1)
		return false;
	client->ip6 = memcmp(client->ip, mapped, sizeof mapped) != 0;
	if (!client->ip6)
		memmove(client->ip, client->ip + 12, 4);
	return true;
}

bool
spf_same_network(const unsigned char *a, const unsigned char *b, unsigned bits)
{
	unsigned bytes = bits / 8, rest = bits % 8;

	return memcmp(a, b, bytes) == 0 && (rest == 0 || ((a[bytes] ^ b[bytes]) >> (8 - rest)) == 0);
}

/* "t7" and "h2" as numbers; the host of an MX answer belongs to the term that was looked up before it. */
static const struct answer *
answer_to(struct spf_matcher *matcher, const char *name, enum answer_type type)
{
	unsigned number = (unsigned)strtoul(name + 1, NULL, 10);

	if (name[0] == 't')
		return matcher->lookup(matcher->context, matcher->term = number, -1, type);
	if (name[0] != 'h')
		bug("libspf2 asks for the name \"%s\"", name);
	return matcher->lookup(matcher->context, matcher->term, (int)number, type);
}

static void
fill(SPF_dns_rr_t *rr, const struct answer *answer, enum answer_type type)
{
	for (unsigned i = 0; i < answer->count; i++) {
		if (SPF_dns_rr_buf_realloc(rr, (int)i, 16) != SPF_E_SUCCESS)
			die("out of memory");
		if (type == ANSWER_MX)
			snprintf(rr->rr[i]->mx, 16, "h%u", i);
		else
			memcpy(rr->rr[i], answer->values[i].p, answer->values[i].n);
	}
	rr->num_rr = (int)answer->count;
}

static SPF_dns_rr_t *
lookup_dns(SPF_dns_server_t *dns, const char *name, ns_type type, int should_cache)
{
	struct spf_matcher *matcher = dns->hook;
	const struct answer *answer = answer_to(matcher, name, (enum answer_type)type);
	bool there = answer != NULL && answer->status == ANSWER_OK;
	SPF_dns_rr_t *rr = SPF_dns_rr_new_init(dns, NULL, type, 0, answer == NULL ? TRY_AGAIN : there ? NETDB_SUCCESS : HOST_NOT_FOUND);

	(void)should_cache;
	if (rr == NULL)
		die("out of memory");
	if (there)
		fill(rr, answer, (enum answer_type)type);
	matcher->ended = answer == NULL;
	return rr;
}

struct spf_matcher *
spf_matcher_open(void)
{
	struct spf_matcher *matcher = mem_new(sizeof *matcher);
	SPF_response_t *response = NULL;

	SPF_info_handler = NULL;
	SPF_warning_handler = NULL;
	SPF_debug_handler = NULL;
	matcher->dns.lookup = lookup_dns;
	matcher->dns.name = "unjoe";
	matcher->dns.hook = matcher;
	matcher->server = SPF_server_new_dns(&matcher->dns, 0);
	if (matcher->server == NULL)
		die("out of memory");
	/* Limits are counted by guard.c, over all records of a check; explanations are made there. */
	matcher->server->max_dns_mech = matcher->server->max_dns_mx = INT32_MAX;
	SPF_server_set_explanation(matcher->server, "-", &response);
	SPF_response_free(response);
	matcher->request = SPF_request_new(matcher->server);
	SPF_request_set_helo_dom(matcher->request, "unjoe.invalid");
	matcher->request->cur_dom = matcher->request->helo_dom;
	matcher->nothing = SPF_record_new(matcher->server, "");
	return matcher;
}

void
spf_matcher_close(struct spf_matcher *matcher)
{
	SPF_record_free(matcher->nothing);
	SPF_request_free(matcher->request);
	SPF_server_free(matcher->server);
	free(matcher);
}

struct spf_matcher_piece *
spf_matcher_compile(struct spf_matcher *matcher, const char *terms, unsigned count)
{
	struct spf_matcher_piece *piece = mem_new(sizeof *piece);
	SPF_response_t *response = SPF_response_new(matcher->request);
	struct arena *arena = arena_open();
	const char *text = arena_print(arena, "v=spf1 %s", terms).p;
	SPF_errcode_t error = SPF_record_compile(matcher->server, response, &piece->record, text);

	if (error != SPF_E_SUCCESS || SPF_response_errors(response) > 0 || piece->record->num_mech != count)
		bug("libspf2 does not take \"%s\": %s", text, SPF_strerror(error));
	SPF_response_free(response);
	arena_close(arena);
	return piece;
}

void
spf_matcher_free(struct spf_matcher_piece *piece)
{
	SPF_record_free(piece->record);
	free(piece);
}

static char
qualifier_of(SPF_result_t result)
{
	switch (result) {
	case SPF_RESULT_PASS:
		return '+';
	case SPF_RESULT_FAIL:
		return '-';
	case SPF_RESULT_SOFTFAIL:
		return '~';
	case SPF_RESULT_NEUTRAL:
		return '?';
	default:
		bug("libspf2 answers %s", SPF_strresult(result));
	}
}

char
spf_matcher_run(struct spf_matcher *matcher, const struct spf_matcher_piece *piece, const struct spf_client *client, spf_matcher_lookup *lookup, void *context)
{
	struct spf_matcher outer = *matcher;
	SPF_request_t *request = matcher->request;
	SPF_response_t *response = SPF_response_new(request);
	char qualifier;

	/* Not SPF_request_query_mailfrom, which lets loopback addresses pass whatever the record says. */
	if (client->ip6)
		memcpy(&request->ipv6, client->ip, 16);
	else
		memcpy(&request->ipv4, client->ip, 4);
	request->client_ver = client->ip6 ? AF_INET6 : AF_INET;
	response->spf_record_exp = matcher->nothing;
	matcher->lookup = lookup;
	matcher->context = context;
	matcher->ended = false;
	SPF_record_interpret(piece->record, request, response, 0);
	if (matcher->ended)
		qualifier = '!';
	else if (SPF_response_reason(response) == SPF_REASON_DEFAULT)
		qualifier = '\0';
	else
		qualifier = qualifier_of(SPF_response_result(response));
	SPF_response_free(response);
	/* A lookup may have run another record in between. */
	matcher->lookup = outer.lookup;
	matcher->context = outer.context;
	matcher->ended = outer.ended;
	return qualifier;
}
