/*
 * unit_hop.c - Received lines: the samples of ingest/header, whole lines with all that they say, what attackers write.
 * unit_handover.c has the chains.
 */
#include "tests/tap.h"

#include <string.h>

#include "ingest/mail/hop.h"
#include "ingest/rule/rulefile.h"
#include "tests/received.h"

enum { FITS = 8, NAME_BYTES = 256, PUMPED = 2048, STEPS = 200 * PUMPED };

static struct arena *arena;

/* Each sample has one rule, its own, whichever of the questions its file answers. */
static bool
fits_alone(struct grammar *grammar, const struct sample *sample, struct record *record)
{
	static const char *const programs[] = { "received", "received-other", "received-rest" };
	for (unsigned i = 0; i < LENGTH(programs); i++) {
		const struct rule *fits[FITS];
		record->program = str_of(programs[i]);
		unsigned count = grammar_count(grammar, record, fits, FITS);
		for (unsigned j = 0; j < count; j++) {
			if (fits[j] == sample->rule && count == 1)
				return true;
			if (fits[j] == sample->rule)
				printf("#     fits another, too: %s/%s\n", fits[!j]->file, fits[!j]->name);
		}
	}
	return false;
}

/* All fields that the rule can give are wanted or lacked; the rest of the line is tried as a whole below. */
static bool
gives_wants(const struct sample *sample, const struct record *record)
{
	unsigned fields = record->rule->value_count - (record->rule->slot[F_rest] != 0);
	if (sample->want_count != fields) {
		printf("#     %u wants for %u fields\n", sample->want_count, fields);
		return false;
	}
	for (unsigned i = 0; i < sample->want_count; i++) {
		const struct want *want = &sample->wants[i];
		struct str got = record_field(record, want->field);
		if (!str_equal(got, want->value)) {
			printf("#     %s\n", field_name(want->field));
			tap_show("got", got);
			tap_show("wanted", want->value);
			return false;
		}
	}
	return true;
}

/* A part of the sample again and again, with the sample's end or without, spoilt at the end: no rule may take its time over it. */
static bool
is_quick(struct pattern *pattern, struct str text, size_t from, size_t to)
{
	static char line[2 * PUMPED];
	size_t n = from;
	memcpy(line, text.p, from);
	while (n + to - from <= PUMPED) {
		memcpy(line + n, text.p + from, to - from);
		n += to - from;
	}
	line[n] = '\1';
	bool quick = pattern_is_quick(pattern, (struct str){ line, n + 1 }, STEPS);
	memcpy(line + n, text.p + to, text.n - to);
	n += text.n - to;
	line[n] = '\1';
	return pattern_is_quick(pattern, (struct str){ line, n + 1 }, STEPS) && quick;
}

static bool
all_quick(const struct sample *sample)
{
	struct pattern *pattern = ((const struct line_rule *)sample->rule)->pattern;
	struct str text = sample->line;
	for (size_t from = 0; from < text.n; from++) {
		for (size_t to = from + 1; to <= text.n; to++) {
			if (to < text.n && memchr(" .[]()<>@;:-", text.p[to], 12) == NULL)
				continue;
			if (!is_quick(pattern, text, from, to)) {
				tap_show("slow", (struct str){ text.p + from, to - from });
				return false;
			}
			if (to > from + 24)
				break;
		}
		while (from + 1 < text.n && memchr(" .[]()<>@;:-", text.p[from + 1], 12) == NULL)
			from++;
	}
	return true;
}

static void
test_samples(void)
{
	unsigned count;
	struct grammar *grammar = grammar_open("ingest/header/", NULL);
	const struct sample *samples = grammar_samples(grammar, &count);
	ok(count >= 120, "there are samples");
	for (unsigned i = 0; i < count; i++) {
		char name[NAME_BYTES];
		struct record record = { .text = samples[i].line };
		if (samples[i].rule->kind != RECORD_HOP)
			continue;
		snprintf(name, sizeof name, "%s:%u %s", samples[i].file, samples[i].line_number, samples[i].rule->name);
		bool alone = fits_alone(grammar, &samples[i], &record);
		grammar_match(grammar, &record, arena);
		ok(alone && record.rule == samples[i].rule && gives_wants(&samples[i], &record) && all_quick(&samples[i]), name);
		arena_reset(arena);
	}
	grammar_close(grammar);
}

static bool
same(const char *what, struct str got, const char *wanted)
{
	if (str_is(got, wanted))
		return true;
	printf("#     %s\n", what);
	tap_show("got", got);
	tap_show("wanted", str_of(wanted));
	return false;
}

static void
test_received(struct hops *hops)
{
	ok(LENGTH(received) >= 120, "there are lines");
	for (unsigned i = 0; i < LENGTH(received); i++) {
		const struct received *line = &received[i];
		struct hop hop;
		bool holds = hop_read(hops, str_of(line->value), arena, &hop);
		holds = same("helo", hop.helo, line->helo) && holds;
		holds = same("client_name", hop.client_name, line->client_name) && holds;
		holds = same("client_ip", hop.client_ip, line->client_ip) && holds;
		holds = same("by", hop.by, line->by) && holds;
		holds = same("by_ip", hop.by_ip, line->by_ip) && holds;
		holds = same("protocol", hop.protocol, line->protocol) && holds;
		holds = same("queue_id", hop.queue_id, line->queue_id) && holds;
		holds = same("recipient", hop.recipient, line->recipient) && holds;
		if (hop.at != (line->at == 0 ? HOP_NO_TIME : line->at)) {
			printf("#     at: got %" PRId64 ", wanted %" PRId64 "\n", hop.at, line->at);
			holds = false;
		}
		ok(holds, line->value);
		arena_reset(arena);
	}
}

/* What a client says of itself must not be taken for what the server saw: the true address is 203.0.113.66 in all of them. */
static void
test_attacks(struct hops *hops)
{
	static const char *const values[] = {
		"from a (ours [192.0.2.1]) by mx.example.org (Postfix) with ESMTP id 17CCA8044; Fri, 21 Feb 2025 09:21:54 +0100 "
		    "(x [203.0.113.66]) by mx.example.org (Postfix) with ESMTP id 27CCA8044; Fri, 21 Feb 2025 09:21:54 +0100",
		"from a (ours [192.0.2.1]) by mx.example.org (Postfix) with ESMTP id 17CCA8044 (unknown [203.0.113.66]) "
		    "by mx.example.org (Postfix) with ESMTP id 27CCA8044; Fri, 21 Feb 2025 09:21:54 +0100",
		"from [192.0.2.1] by mx.example.org with ESMTP; 21 Feb 2025 09:21:54 +0100 (unknown [203.0.113.66]) "
		    "by mx.example.org (Postfix) with ESMTP id 27CCA8044; Fri, 21 Feb 2025 09:21:54 +0100",
		"from a (ours [192.0.2.1]) by mx.example.org; x (unknown [203.0.113.66]) by mx.example.org with SMTP; Fri, 21 Feb 2025 09:21:54 +0100",
		"from unknown (HELO a) (192.0.2.1) by mx.example.org with SMTP; 21 Feb 2025 08:21:54 -0000) (203.0.113.66) "
		    "by mx.example.org with SMTP; 21 Feb 2025 08:21:54 -0000",
		"by mx.example.org (Postfix, from userid 33) id A (unknown [203.0.113.66]) by mx.example.org (Postfix) id B; Fri, 21 Feb 2025 09:21:54 +0100",
		"from x (y) z [192.0.2.1] (unknown [203.0.113.66]) by mx.example.org (Postfix) with ESMTP id A; Fri, 21 Feb 2025 09:21:54 +0100",
	};
	for (unsigned i = 0; i < LENGTH(values); i++) {
		struct hop hop;
		bool read = hop_read(hops, str_of(values[i]), arena, &hop);
		ok(!read || str_is(hop.client_ip, "203.0.113.66"), values[i]);
	}
}

static void
test_values(struct hops *hops)
{
	struct hop hop;
	ok(hop_read(hops, STR("\r\n\tfrom  a.example\t (a.example\n [192.0.2.25])\r\n\tby MX.Example.ORG. (Postfix)  with ESMTP\n id A1B2C3;\n"
	    " Fri, 21 Feb 2025 09:21:54 +0100 \r\n"), arena, &hop), "folded, with any blanks");
	is_str(hop.client_ip, "192.0.2.25", "  the address");
	is_str(hop.by, "mx.example.org.", "  by in lower case");
	is_str(hop.queue_id, "A1B2C3", "  the id");
	is_int(hop.at, 1740126114, "  the time");

	char *value = arena_take(arena, 100000);
	int n = snprintf(value, 200, "from a.example (a.example [192.0.2.25]) by mx.example.org (Postfix) with ESMTP id A1B2C3 ");
	memset(value + n, 'x', 100000 - (size_t)n);
	ok(hop_read(hops, (struct str){ value, 100000 }, arena, &hop), "a value too long is cut");
	is_str(hop.client_ip, "192.0.2.25", "  and read up to there");
	ok(hop.at == HOP_NO_TIME, "  without its time");

	static const char *const unread[] = { "", " ", ";", "from", "from a", "by", "hello world", "; Fri, 21 Feb 2025 09:21:54 +0100", "(", "from (by)" };
	for (unsigned i = 0; i < LENGTH(unread); i++) {
		bool read = hop_read(hops, str_of(unread[i]), arena, &hop);
		ok(!read && hop.by.p == NULL && hop.client_ip.p == NULL && hop.helo.p == NULL && hop.at == HOP_NO_TIME, unread[i]);
	}
	ok(!hop_read(hops, STR_NONE, arena, &hop), "an absent value");
	ok(hop_read(hops, STR("From a.example (192.0.2.25) by mx.example.org with SMTP; 26 May 2003 18:10:46 +0200"), arena, &hop), "From in upper case");
	is_str(hop.client_ip, "192.0.2.25", "the client behind it");
	ok(hop_read(hops, STR("by mx.example.org with SMTP; yesterday"), arena, &hop) && hop.at == HOP_NO_TIME, "a date that is none");
}

static void
test_chain(struct hops *hops)
{
	static struct message_field fields[3 * HOPS_MAX];
	static struct hop chain[HOPS_MAX];
	for (unsigned i = 0; i < LENGTH(fields); i++)
		fields[i] = (struct message_field){ STR("X-Received"), STR("by no.example"), STR("by no.example") };
	fields[1] = (struct message_field){ STR("received"), STR("by =?utf-8?q?b?=.example"), STR("by a.example; Fri, 21 Feb 2025 09:21:54 +0100") };
	fields[3] = (struct message_field){ STR("Received"), STR("so it came"), STR_NONE };
	fields[5] = (struct message_field){ STR("RECEIVED"), STR("by c.example"), STR_NONE };
	is_int(hop_chain(hops, fields, 6, arena, chain), 3, "Received fields only, whatever the case");
	is_str(chain[0].by, "a.example", "the topmost first, not decoded");
	is_str(chain[1].by, NULL, "one that is not read is empty");
	is_str(chain[2].by, "c.example", "the last");
	is_int(hop_chain(hops, fields, 0, arena, chain), 0, "none");
	for (unsigned i = 0; i < LENGTH(fields); i++)
		fields[i].name = STR("Received");
	is_int(hop_chain(hops, fields, LENGTH(fields), arena, chain), HOPS_MAX, "not more than fit");
}

int
main(void)
{
	arena = arena_open();
	struct hops *hops = hops_open();
	test_samples();
	test_received(hops);
	test_attacks(hops);
	test_values(hops);
	test_chain(hops);
	hops_close(hops);
	arena_close(arena);
	return done_testing();
}
