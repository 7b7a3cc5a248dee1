/*
 * unit_authres.c - Authentication-Results, ARC-Authentication-Results, Received-SPF and DKIM-Signature: the samples of their rules, whole
 * headers, what attackers write.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/mail/authres.h"
#include "ingest/rule/rulefile.h"

enum { FITS = 8, NAME_BYTES = 256, PUMPED = 2048, STEPS = 400 * PUMPED };

static struct arena *arena;
static struct hops *hops;

static bool
fits_alone(struct grammar *grammar, const struct sample *sample, struct record *record)
{
	static const char *const programs[] = { "authentication-results", "authentication-result", "received-spf", "dkim-signature" };
	unsigned own = 0, others = 0;
	for (unsigned i = 0; i < LENGTH(programs); i++) {
		const struct rule *fits[FITS];
		struct record asked = *record;
		asked.program = str_of(programs[i]);
		unsigned count = grammar_count(grammar, &asked, fits, FITS);
		for (unsigned j = 0; j < count; j++) {
			if (strcmp(fits[j]->file, sample->rule->file) != 0)
				continue;
			own += fits[j] == sample->rule;
			others += fits[j] != sample->rule;
			record->program = asked.program;
		}
	}
	return own == 1 && others == 0;
}

/* All fields that the rule can give, but those it sets, are wanted or lacked. */
static bool
gives_wants(const struct sample *sample, const struct record *record)
{
	for (unsigned i = 0; i < sample->want_count; i++) {
		const struct want *want = &sample->wants[i];
		struct str got = record_field(record, want->field);
		if (!str_equal(got.p == NULL ? got : str_trim(got), want->value)) {
			printf("#     %s\n", field_name(want->field));
			tap_show("got", got);
			tap_show("wanted", want->value);
			return false;
		}
	}
	return sample->want_count > 0;
}

/* Every part of the sample again and again, spoilt at the end. */
static bool
all_quick(const struct sample *sample)
{
	static char line[2 * PUMPED];
	struct pattern *pattern = ((const struct line_rule *)sample->rule)->pattern;
	struct str text = sample->line;
	for (size_t from = 0; from < text.n; from++)
		for (size_t to = from + 1; to <= text.n && to - from < 40; to += 3) {
			size_t n = from;
			memcpy(line, text.p, from);
			for (; n + to - from <= PUMPED; n += to - from)
				memcpy(line + n, text.p + from, to - from);
			line[n] = '\1';
			if (!pattern_is_quick(pattern, (struct str){ line, n + 1 }, STEPS)) {
				tap_show("slow", (struct str){ text.p + from, to - from });
				return false;
			}
		}
	return true;
}

static void
test_samples(void)
{
	unsigned count, tried = 0;
	struct grammar *grammar = grammar_open("ingest/header/", NULL);
	const struct sample *samples = grammar_samples(grammar, &count);
	for (unsigned i = 0; i < count; i++) {
		char name[NAME_BYTES];
		struct record record = { .text = samples[i].line };
		if (samples[i].rule->kind != RECORD_STAMP)
			continue;
		snprintf(name, sizeof name, "%s:%u %s", samples[i].file, samples[i].line_number, samples[i].rule->name);
		bool alone = fits_alone(grammar, &samples[i], &record);
		grammar_match(grammar, &record, arena);
		ok(alone && record.rule == samples[i].rule && gives_wants(&samples[i], &record), name);
		ok(all_quick(&samples[i]), "and quickly");
		tried++;
		arena_reset(arena);
	}
	ok(tried >= 25, "there are samples");
	grammar_close(grammar);
}

/* What a header gives, a line a result: hop stamped_by method result domain client_ip. */
static struct str
told(const char *header)
{
	const struct message_field *fields;
	struct authres results[AUTHRES_MAX];
	struct str text = STR("");
	unsigned count = message_fields_of(str_of(header), arena, &fields), n = authres_read(hops, fields, count, arena, results);
	for (unsigned i = 0; i < n; i++) {
		const struct str values[] = { results[i].stamped_by, results[i].method, results[i].result, results[i].domain, results[i].client_ip };
		text = arena_print(arena, "%.*s%u", (int)text.n, text.p, results[i].hop);
		for (size_t j = 0; j < LENGTH(values); j++)
			text = arena_print(arena, "%.*s %.*s", (int)text.n, text.p, values[j].p == NULL ? 1 : (int)values[j].n, values[j].p == NULL ? "-" : values[j].p);
		text = arena_print(arena, "%.*s\n", (int)text.n, text.p);
	}
	return text;
}

static void
is_told(const char *header, const char *wanted, const char *name)
{
	is_str(told(header), wanted, name);
	arena_reset(arena);
}

#define RECEIVED "Received: from a.example (a.example [192.0.2.1]) by b.example; Mon, 23 Nov 2026 03:32:43 +0000\n"

static void
test_headers(void)
{
	is_told(RECEIVED "Authentication-Results: mx.example.org;\n\tdkim=pass header.d=example.net;\n\tspf=fail (sender IP is 192.0.2.7)\n"
	    "  smtp.mailfrom=anna@example.net; dmarc=fail (p=none; dis=none) header.from=example.net\n" RECEIVED
	    "ARC-Authentication-Results: i=1; relay.example.com; spf=pass smtp.mailfrom=example.com; arc=none\n"
	    "Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=h.example; envelope-from=anna@example.net; receiver=<UNKNOWN>\n\n",
	    "1 mx.example.org dkim pass example.net -\n1 mx.example.org spf fail example.net 192.0.2.7\n1 mx.example.org dmarc fail example.net -\n"
	    "2 relay.example.com spf pass example.com -\n2 - spf pass example.net 192.0.2.7\n", "several fields, several results in one, each with its hop");
	is_told("Authentication-Results: spf=pass (sender IP is 192.0.2.7)\n smtp.mailfrom=example.net; dkim=none (message not signed)\n header.d=none;dmarc=bestguesspass action=none header.from=example.net;compauth=pass reason=109\n\n",
	    "0 - spf pass example.net 192.0.2.7\n0 - dkim none none -\n", "without a host; what is no result is none");
	is_told("Authentication-Results: mx.example.org; none\n\n", "", "no result");
	is_told("Authentication-Results: mx.example.org;\n spf=pass reason=\"good; spf=fail smtp.mailfrom=a.example\" smtp.mailfrom=b.example\n\n",
	    "0 mx.example.org spf pass b.example -\n", "a semicolon in quotes");
	is_told("Authentication-Results: mx.example.org (a (nested) comment; spf=fail);\n spf = pass (one; (two)) smtp.mailfrom = b.example\n\n",
	    "0 mx.example.org spf pass b.example -\n", "and in comments, one in another");
	is_told("Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=\"a\\\" smtp.mailfrom=x@bank.example; dkim=pass header.d=bank.example \"@b.example\n\n",
	    "0 mx.example.org spf pass b.example -\n", "a local part that tells other things");
	is_told("Authentication-Results: mx.example.org; spf=pass (mx.example.org: domain of \"x designates 203.0.113.9 as permitted sender\"@b.example designates 192.0.2.7 as permitted sender) smtp.mailfrom=b.example\n\n",
	    "0 mx.example.org spf pass b.example 192.0.2.7\n", "an address in a stranger's words");
	is_told("Received-SPF: None (no SPF record) identity=helo; client-ip=192.0.2.7; helo=mail.example.net; envelope-from=<>; receiver=mx.example.org\n\n",
	    "0 mx.example.org spf none mail.example.net 192.0.2.7\n", "a check of the HELO");
	is_told("Received-SPF: neutral (mx.example.org: 192.0.2.7 is neither permitted nor denied by domain of anna@example.net) client-ip=192.0.2.7; envelope-from=anna@example.net; helo=m;\n\n",
	    "0 mx.example.org spf neutral example.net 192.0.2.7\n", "the host in the comment");
	is_told("Authentication-Results: \n\nReceived-SPF:\n\n", "", "empty ones");
}

static void
test_signers(void)
{
	const struct message_field *fields;
	unsigned count = message_fields_of(STR("DKIM-Signature: v=1; a=rsa-sha256;\n d=Example.net; s=s; bh=d=; b=x\nX: y\nDKIM-Signature: v=1; bh=x; s=d; b=d=no.example;\n\td=other.example\n"
	    "DKIM-Signature: d=example.net\nDKIM-Signature: v=1; a=b\n\n"), arena, &fields);
	is_str(authres_signers(hops, fields, count, arena), "example.net other.example", "who signed, each once");
	is_str(authres_signers(hops, fields, 0, arena), "", "nobody");
	arena_reset(arena);
}

static void
test_many(void)
{
	struct str header = STR("");
	for (unsigned i = 0; i < 40; i++)
		header = arena_print(arena, "%.*sAuthentication-Results: m; spf=pass; dkim=pass\nDKIM-Signature: d=d%u.example\n", (int)header.n, header.p, i);
	const struct message_field *fields;
	struct authres results[AUTHRES_MAX];
	unsigned count = message_fields_of(header, arena, &fields);
	is_int(authres_read(hops, fields, count, arena, results), AUTHRES_MAX, "results are bounded");
	struct str list = authres_signers(hops, fields, count, arena);
	ok(str_suffix(list, " d15.example"), "so are signers");
	arena_reset(arena);
}

int
main(void)
{
	arena = arena_open();
	hops = hops_open();
	test_samples();
	test_headers();
	test_signers();
	test_many();
	hops_close(hops);
	arena_close(arena);
	return done_testing();
}
