/*
 * identity.c - who sends, and whose record is asked (RFC 7208 sections 2.3, 2.4 and 4.3): how a check begins.
 */
#include "analyze/spf/check.h"
#include "analyze/spf/idn.h"

#include <string.h>

/* "example.com." is example.com: what is compared with it, or put behind it, has no dot there. */
static struct str
without_root(struct str domain)
{
	if (domain.n > 1 && domain.p[domain.n - 1] == '.')
		domain.n--;
	return domain;
}

/* "<joe@example.com>" and "<>", as SMTP has them. */
static struct str
without_brackets(struct str sender)
{
	bool path = sender.n >= 2 && sender.p[0] == '<' && sender.p[sender.n - 1] == '>';
	return path ? (struct str){ sender.p + 1, sender.n - 2 } : sender;
}

/* A name of several labels, and no address: no top-level name is a number. */
static bool
has_domain(struct str domain)
{
	size_t label = 0;
	bool dotted = false, number = true;

	for (size_t i = 0; i < domain.n; i++) {
		if (domain.p[i] != '.') {
			label++;
			number = number && domain.p[i] >= '0' && domain.p[i] <= '9';
			continue;
		}
		if (label == 0 || label > 63)
			return false;
		label = 0;
		dotted = number = true;
	}
	return dotted && !number && domain.p[0] != '[' && label > 0 && label <= 63 && domain.n <= ANSWER_NAME_MAX;
}

bool
check_begin(struct check *check, const struct spf_request *request)
{
	struct str sender = without_brackets(request->sender), helo = request->helo.p == NULL ? STR("") : request->helo;
	struct spf_facts *facts = &check->facts;
	const char *at;

	if (!spf_client_read(request->ip, &check->client))
		return check_end(check, SPF_UNEVALUABLE, "\"%.*s\" is no IP address", request->ip), false;
	if (sender.n > SPF_REQUEST_MAX || helo.n > SPF_REQUEST_MAX || (sender.n > 0 && memchr(sender.p, '\0', sender.n) != NULL) ||
	    (helo.n > 0 && memchr(helo.p, '\0', helo.n) != NULL))
		return check_end(check, SPF_UNEVALUABLE, "a sender or HELO name that is too long, or has NUL in it%.*s", STR("")), false;
	if (sender.n == 0)
		sender = helo;
	at = sender.n == 0 ? NULL : memrchr(sender.p, '@', sender.n);
	size_t local = at == NULL ? 0 : (size_t)(at - sender.p);
	check->local = local == 0 ? STR("postmaster") : (struct str){ sender.p, local };
	if (at != NULL)
		sender = (struct str){ at + 1, sender.n - local - 1 };
	sender = idn_ascii(without_root(sender), check->arena);
	facts->local = request->local.p == NULL ? check->local : request->local;
	facts->sender_domain = sender;
	facts->helo = idn_ascii(helo, check->arena);
	facts->receiver = request->receiver;
	facts->at = request->at;
	facts->ip6 = check->client.ip6;
	memcpy(facts->ip, check->client.ip, sizeof facts->ip);
	if (facts->helo.p == NULL)
		facts->helo = helo;
	check->verdict->domain = sender;
	if (!has_domain(sender))
		return check_end(check, SPF_NONE, "\"%.*s\" is no full domain name", sender.p == NULL ? STR("") : sender), false;
	return true;
}
