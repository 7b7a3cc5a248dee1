/*
 * check.c - one check on its way.
 */
#include "analyze/spf/check.h"

#include <string.h>
#include <strings.h>

static const struct answer nothing = { .status = ANSWER_NODATA };

enum spf_result
check_end(struct check *check, enum spf_result result, const char *format, struct str name)
{
	if (!check->ended) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		check->verdict->reason = arena_print(check->arena, format, (int)name.n, name.p == NULL ? "" : name.p);
#pragma GCC diagnostic pop
		check->result = result;
	}
	check->ended = true;
	return check->result;
}

enum spf_result
check_record_error(struct check *check, const struct spf_record *record, struct str domain, struct spf_step *step)
{
	size_t i = 0;

	while (i < record->count && record->terms[i].error == SPF_ERROR_NONE)
		i++;
	if (i < record->count)
		step->term = record->terms[i].text;
	return check_end(check, SPF_PERMERROR, arena_print(check->arena, "%%.*s: %s", spf_error_text(record->error)).p, domain);
}

bool
check_count(struct check *check)
{
	if (check->counting && ++check->verdict->count > SPF_LOOKUPS_MAX)
		check_end(check, SPF_PERMERROR, "more than 10 terms ask DNS%.*s", STR(""));
	return !check->ended;
}

static void
note(struct check *check, const struct answer *answer, struct str name, enum answer_type type)
{
	struct spf_verdict *verdict = check->verdict;

	if (verdict->lookups_count == check->capacity) {
		check->capacity = 2 * check->capacity + 6;
		struct spf_lookup *more = arena_take(check->arena, check->capacity * sizeof *more);
		if (verdict->lookups_count > 0)
			memcpy(more, verdict->lookups, verdict->lookups_count * sizeof *more);
		verdict->lookups = more;
	}
	verdict->lookups[verdict->lookups_count++] = (struct spf_lookup){
		.name = name, .type = type, .status = answer->status,
		.domain = check->step == NULL ? STR_NONE : check->step->domain,
		.term = check->step == NULL ? STR_NONE : arena_copy(check->arena, check->step->term)
	};
}

const struct answer *
check_ask(struct check *check, struct str name, enum answer_type type)
{
	const struct answer *answer = answers_find(check->answers, check->when, name, type);

	if (answer != NULL) {
		note(check, answer, name, type);
		return answer;
	}
	if (!check->ended) {
		check->verdict->missing_name = name;
		check->verdict->missing_type = type;
	}
	check_end(check, SPF_NO_EVIDENCE, arena_print(check->arena, "no answer is known for %s %%.*s", answer_type_name(type)).p, name);
	return NULL;
}

bool
check_is_sound(struct check *check, const struct answer *answer, struct str name, enum answer_type type)
{
	if (answer->status != ANSWER_FAILED && answer->status != ANSWER_TIMEOUT)
		return true;
	check_end(check, SPF_TEMPERROR, arena_print(check->arena, "%s %%.*s: %s", answer_type_name(type),
	    answer->status == ANSWER_FAILED ? "the lookup failed" : "nobody answered").p, name);
	return false;
}

/* A question without an answer counts, unless it cannot even be asked; false past the limit. */
static bool
count_void(struct check *check, const struct answer *answer, struct str name)
{
	if (check->counting && (answer->status == ANSWER_NXDOMAIN || answer->status == ANSWER_NODATA) &&
	    answer_name_is_sound(name) && ++check->verdict->voids > SPF_VOIDS_MAX)
		check_end(check, SPF_PERMERROR, "more than 2 lookups find nothing, the last of them %.*s", name);
	return !check->ended;
}

const struct answer *
check_ask_term(struct check *check, struct str name, enum answer_type type)
{
	const struct answer *answer = check_ask(check, name, type);

	if (answer == NULL || !check_is_sound(check, answer, name, type) || !count_void(check, answer, name))
		return NULL;
	return answer;
}

const struct answer *
check_addresses(struct check *check, struct str host)
{
	/* The host of a null MX (RFC 7505). */
	if (host.n == 0)
		return &nothing;
	return check_ask_term(check, host, check->client.ip6 ? ANSWER_AAAA : ANSWER_A);
}

const struct answer *
check_mx(struct check *check, struct str name)
{
	const struct answer *answer = check_ask_term(check, name, ANSWER_MX);

	if (answer != NULL && answer->count > SPF_HOSTS_MAX) {
		check_end(check, SPF_PERMERROR, "%.*s has more than 10 MX", name);
		return NULL;
	}
	return answer;
}

static struct str
reverse_name(const struct check *check)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *ip = check->client.ip;

	if (!check->client.ip6)
		return arena_print(check->arena, "%u.%u.%u.%u.in-addr.arpa", ip[3], ip[2], ip[1], ip[0]);
	char *p = arena_take(check->arena, 16 * 4 + sizeof "ip6.arpa");
	for (unsigned i = 0; i < 16; i++) {
		p[i * 4] = hex[ip[15 - i] & 15];
		p[i * 4 + 2] = hex[ip[15 - i] >> 4];
		p[i * 4 + 1] = p[i * 4 + 3] = '.';
	}
	memcpy(p + 64, "ip6.arpa", sizeof "ip6.arpa");
	return (struct str){ p, 72 };
}

static bool
is_below(struct str name, struct str domain)
{
	return name.n > domain.n && name.p[name.n - domain.n - 1] == '.' && strncasecmp(name.p + name.n - domain.n, domain.p, domain.n) == 0;
}

/* How well a validated name serves as the %{p} of a domain (section 7.3): 3 the same, 2 below it, 1 another. */
static int
rank(struct str name, struct str domain)
{
	return name.n == domain.n && strncasecmp(name.p, domain.p, name.n) == 0 ? 3 : is_below(name, domain) ? 2 : 1;
}

/* The best of the client's validated names (section 5.5) and its rank, 0 where there is none; -1 where the check has ended. */
static int
validate(struct check *check, struct str domain, struct str *best)
{
	struct str reverse = reverse_name(check);
	const struct answer *names = check_ask(check, reverse, ANSWER_PTR);
	int found = 0;

	if (names == NULL || !count_void(check, names, reverse))
		return -1;
	for (unsigned i = 0; i < names->count && i < SPF_HOSTS_MAX; i++) {
		struct str name = names->values[i];
		const struct answer *answer = check_ask(check, name, check->client.ip6 ? ANSWER_AAAA : ANSWER_A);
		if (answer == NULL || !count_void(check, answer, name))
			return -1;
		for (unsigned k = 0; k < answer->count; k++) {
			bool same = memcmp(answer->values[k].p, check->client.ip, answer->values[k].n) == 0;
			if (same && rank(name, domain) > found) {
				found = rank(name, domain);
				*best = name;
			}
		}
	}
	return found;
}

int
check_ptr(struct check *check, struct str domain)
{
	struct str best;
	int found = validate(check, domain, &best);
	return found < 0 ? -1 : found >= 2;
}

/* Makes facts fit for these macros; false: the check has ended. What %{p} needs is looked up once: if it finds nothing, that is one void lookup, however
   often the macro is used. */
static bool
ready(struct check *check, const struct spf_macros *macros, struct str domain)
{
	bool counting = check->counting;

	check->facts.domain = domain;
	check->facts.validated = STR_NONE;
	if (!spf_macros_use(macros, "p"))
		return true;
	check->counting = counting && !check->named;
	bool going_on = validate(check, domain, &check->facts.validated) >= 0;
	check->counting = counting;
	check->named = true;
	return going_on;
}

bool
check_name(struct check *check, const struct spf_term *term, struct str domain, struct str *name)
{
	*name = domain;
	if (term->value.p == NULL)
		return true;
	if (!ready(check, &term->macros, domain))
		return false;
	if (spf_macros_use(&term->macros, "ls"))
		check->verdict->notes |= SPF_USES_LOCAL;
	/* What stands for itself is borrowed from the plan. */
	*name = arena_copy(check->arena, spf_expand_name(&term->macros, &check->facts, check->arena));
	return true;
}

static bool
is_printable(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return false;
	return true;
}

void
check_explanation(struct check *check, struct str domain, struct str name)
{
	const struct answer *answer = check_ask(check, name, ANSWER_TXT);
	struct spf_macros macros;

	if (answer == NULL || answer->count != 1 || !is_printable(answer->values[0]))
		return;
	spf_macros_read(answer->values[0], true, check->arena, &macros);
	if (macros.error != SPF_ERROR_NONE || !ready(check, &macros, domain))
		return;
	if (spf_macros_use(&macros, "t"))
		check->verdict->notes |= SPF_USES_TIME;
	if (spf_macros_use(&macros, "r"))
		check->verdict->notes |= SPF_USES_RECEIVER;
	struct spf_facts facts = check->facts;
	facts.local = check->local;
	struct str text = arena_copy(check->arena, spf_expand(&macros, &facts, check->arena));
	text.n = text.n < SPF_EXPLANATION_MAX ? text.n : SPF_EXPLANATION_MAX;
	/* A local part can bring in what is no ASCII. */
	check->verdict->explanation = is_printable(text) ? text : STR_NONE;
}
