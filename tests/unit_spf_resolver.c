/*
 * unit_spf_resolver.c - DNS over the network: a real authoritative server (nsd), one that lies, and none at all.
 */
#include "analyze/spf/evaluator.h"
#include "analyze/spf/guard.h"
#include "analyze/spf/worker.h"
#include "tests/nameserver.h"
#include "tests/tap.h"

static struct arena *arena;

enum { QUERY = 800, CHECK = 4000 };     /* milliseconds of patience; NS_LATE is more than the first */

static struct resolver *
open_at(int port)
{
	struct str error;
	struct resolver *resolver = resolver_open(arena_print(arena, "127.0.0.1@%d", port).p, QUERY, &error);
	if (resolver == NULL)
		die("%.*s", (int)error.n, error.p);
	return resolver;
}

/* One question, its answer copied to the arena. */
static struct answer
ask(struct resolver *resolver, const char *name, enum answer_type type)
{
	struct answer answer = { .status = ANSWER_TIMEOUT };

	resolver_ask(resolver, str_of(name), type, NULL);
	if (!resolver_next(resolver, 3 * QUERY, &answer, NULL))
		bug("no answer for %s", name);
	struct str *values = arena_take(arena, (answer.count + 1) * sizeof *values);
	for (unsigned i = 0; i < answer.count; i++)
		values[i] = arena_copy(arena, answer.values[i]);
	answer.values = values;
	answer.name = arena_copy(arena, answer.name);
	return answer;
}

static void
test_lies(void)
{
	struct nameserver *server = ns_open(0, 0);
	struct resolver *resolver = open_at(server->port);
	struct answer answer;
	static const char *const failing[] = { "servfail.example.com", "refused.example.com", "loop.example.com" };
	static const char *const silent[] = { "silent.example.com", "late.example.com", "garbage.example.com", "otherid.example.com", "othername.example.com" };

	for (size_t i = 0; i < LENGTH(failing); i++) {
		answer = ask(resolver, failing[i], ANSWER_TXT);
		ok(answer.status == ANSWER_FAILED || answer.status == ANSWER_TIMEOUT, arena_print(arena, "%s is a failure", failing[i]).p);
		is_int(answer.count, 0, "without values");
		is_int(answer.ttl, 0, "and may be asked for again at once");
	}
	for (size_t i = 0; i < LENGTH(silent); i++) {
		int64_t before = ns_now();
		answer = ask(resolver, silent[i], ANSWER_TXT);
		ok(answer.status == ANSWER_FAILED || answer.status == ANSWER_TIMEOUT, arena_print(arena, "%s has no answer", silent[i]).p);
		ok(ns_now() - before < QUERY + 500, "and it is not waited for longer than allowed");
	}
	is_int(ask(resolver, "silent2.example.com", ANSWER_TXT).status, ANSWER_TIMEOUT, "nobody answers: a timeout");
	resolver_close(resolver);

	resolver = open_at(server->port);
	answer = ask(resolver, "truncated.example.com", ANSWER_TXT);
	is_str(answer.count == 1 ? answer.values[0] : STR_NONE, "v=spf1 ip4:192.0.2.7 -all", "a truncated answer is asked for again over TCP");
	answer = ask(resolver, "many.example.com", ANSWER_TXT);
	is_int(answer.count, 1, "a TXT of 10,000 strings");
	is_int(answer.count == 0 ? 0 : (int64_t)answer.values[0].n, 10000, "is put together");
	answer = ask(resolver, "big.example.com", ANSWER_TXT);
	is_int(answer.count == 1 ? (int64_t)answer.values[0].n > 63000 : 0, 1, "so is one of 64 KB");
	answer = ask(resolver, "bytes.example.com", ANSWER_TXT);
	is_int(answer.count == 1 && memcmp(answer.values[0].p, "v=spf1 \0\xff\x80 -all", 15) == 0, 1, "NUL and 8-bit bytes come through");
	answer = ask(resolver, "bytes.exa mple\\.c\xc3\xbc" "m", ANSWER_TXT);
	is_int(answer.count, 1, "any byte may stand in a name that is asked for");
	resolver_close(resolver);
	ns_close(server);
}

/* Nobody is there: whatever is asked comes to an end, and what was known stays. */
static void
test_down(void)
{
	struct str error;
	struct resolver *resolver;
	struct answers *answers = answers_open(NULL);
	struct guard *guard = guard_open();
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	struct str value = STR("v=spf1 -all");
	struct nameserver *server = ns_open(0, 0);
	void *context;
	unsigned temperrors = 0;
	int64_t before = ns_now();

	answers_add(answers, &(struct answer){ .name = STR("d1.example.com"), .type = ANSWER_TXT, .at = 1000, .ttl = 10, .count = 1, .values = &value });
	resolver = open_at(server->port);
	struct evaluator_options options = { .answers = answers, .when = { INT64_MAX, time(NULL) }, .guard = guard, .resolver = resolver, .deadline = CHECK };
	struct evaluator *evaluator = evaluator_open(&options);
	for (int i = 0; i < 400; i++) {
		struct spf_request new = { .ip = STR("192.0.2.1"), .sender = arena_print(arena, "u@silent.d%d.example.com", i) };
		if (i == 1)
			new.sender = STR("u@d1.example.com");
		evaluator_add(evaluator, &new, NULL);
	}
	while (evaluator_next(evaluator, &request, &verdict, &context))
		temperrors += verdict->result == SPF_TEMPERROR;
	evaluator_close(evaluator);
	is_int(temperrors, 400, "nobody answers: every check is a temporary error");
	ok(ns_now() - before < CHECK + 2000, "in the time that is allowed");
	ok(resolver_is_down(resolver), "it is noticed that nobody answers");
	is_int((int64_t)resolver_counts(resolver).timed_out, 400, "and counted");
	for (int i = 0; i < 20; i++)
		ask(resolver, "silent.example.org", ANSWER_A);
	ok(resolver_counts(resolver).unsent > 10, "then only a few questions are still sent");
	const struct answer *kept = answers_find(answers, ANSWERS_NEWEST, STR("d1.example.com"), ANSWER_TXT);
	is_str(kept != NULL && kept->count == 1 ? kept->values[0] : STR_NONE, "v=spf1 -all", "what was known before is not overwritten");
	resolver_close(resolver);
	ns_close(server);
	ok(resolver_open("no address", QUERY, &error) == NULL && error.n > 0, "a server that is no address is refused");
	guard_close(guard);
	answers_close(answers);
}

static const char zone[] =
    "$ORIGIN example.com.\n$TTL 600\n@ SOA ns mail 1 3600 900 86400 60\n@ NS ns\n@ TXT \"v=spf1 mx include:other.example.com -all\"\n"
    "@ MX 10 mail\n@ MX 20 mail2\nns A 127.0.0.1\nmail A 192.0.2.1\nmail2 A 192.0.2.2\nother TXT \"v=spf1 ip4:192.0.2.64/26 exists:%{l}.x.example.com ?all\"\n"
    "alias CNAME other\nlong TXT \"v=spf1 \" \"-all\"\nempty.deep A 192.0.2.3\n*.x.example.com. A 127.0.0.2\n"
    "silentinc TXT \"v=spf1 include:silent.example.com -all\"\nlateinc TXT \"v=spf1 include:late.example.com -all\"\n";

static void
test_nsd(int port)
{
	struct resolver *resolver = open_at(port);
	struct answer answer = ask(resolver, "example.com", ANSWER_TXT);

	is_str(answer.count == 1 ? answer.values[0] : STR_NONE, "v=spf1 mx include:other.example.com -all", "a record comes from a real server");
	is_int(answer.ttl, 600, "with its TTL");
	ok(answer.at >= time(NULL) - 60 && answer.at <= time(NULL), "and its time");
	answer = ask(resolver, "example.com", ANSWER_MX);
	is_int(answer.count, 2, "hosts");
	ok(answer.count == 2 && (answer_mx_preference(answer.values[0]) == 10 || answer_mx_preference(answer.values[0]) == 20), "with their preference");
	ok(answer.count == 2 && str_suffix(answer_mx_host(answer.values[0]), ".example.com"), "and names");
	answer = ask(resolver, "mail.example.com", ANSWER_A);
	ok(answer.count == 1 && answer.values[0].n == 4 && memcmp(answer.values[0].p, "\300\0\2\1", 4) == 0, "addresses");
	is_int(ask(resolver, "example.com", ANSWER_AAAA).status, ANSWER_NODATA, "a type that is not there");
	is_int(ask(resolver, "deep.example.com", ANSWER_TXT).status, ANSWER_NODATA, "a name between names");
	is_int(ask(resolver, "nothing.example.com", ANSWER_TXT).status, ANSWER_NXDOMAIN, "a name that is not there");
	answer = ask(resolver, "alias.example.com", ANSWER_TXT);
	is_int(answer.count, 1, "an alias is followed");
	is_str(answer.name, "alias.example.com", "and answers under the name that was asked");
	resolver_close(resolver);
}

/* Many names without a sound answer: the fault of their servers where another name is answered, else the resolver's. */
static void
test_doubt(int port, bool lives)
{
	static const char *const kinds[] = { "silent", "servfail" };
	struct answer answer;

	for (size_t k = 0; k < LENGTH(kinds); k++) {
		struct nameserver *server = ns_open(lives ? port : 0, 0);
		struct resolver *resolver = open_at(server->port);
		for (unsigned i = 0; i < 3 * RESOLVER_DOWN_AFTER; i++)
			resolver_ask(resolver, arena_print(arena, "%s.%u.example.com", kinds[k], i), ANSWER_TXT, NULL);
		while (resolver_waiting(resolver) > 1)
			resolver_next(resolver, QUERY, &answer, NULL);
		for (int64_t end = ns_now() + QUERY; resolver_waiting(resolver) < 10 && ns_now() < end;) {
			resolver_ask(resolver, arena_print(arena, "%s.%lld.example.com", kinds[k], (long long)ns_now()), ANSWER_TXT, NULL);
			resolver_next(resolver, QUERY / 10, &answer, NULL);
		}
		ok(resolver_is_down(resolver) != lives, arena_print(arena, "many are %s: the resolver is %s", kinds[k], lives ? "not down" : "down").p);
		resolver_close(resolver);
		ns_close(server);
	}
}

/* Checks, live, 20 ms away, through the worker; afterwards again from what was stored. */
static void
test_checks(int port)
{
	static const struct {
		const char *ip, *sender;
		enum spf_result result;
	} checks[] = {
		{ "192.0.2.1", "u@example.com", SPF_PASS }, { "192.0.2.2", "u@example.com", SPF_PASS }, { "192.0.2.70", "u@example.com", SPF_PASS },
		{ "192.0.2.9", "u@long.example.com", SPF_FAIL }, { "192.0.2.9", "u@nothing.example.com", SPF_NONE }, { "192.0.2.70", "u@alias.example.com", SPF_PASS },
		{ "192.0.2.9", "secret@other.example.com", SPF_PASS }, { "192.0.2.9", "u@silentinc.example.com", SPF_TEMPERROR },
		{ "192.0.2.9", "u@lateinc.example.com", SPF_TEMPERROR }, { "192.0.2.9", "u@big.example.com", SPF_FAIL }, { "192.0.2.9", "u@loop.example.com", SPF_TEMPERROR }
	};
	struct nameserver *server = ns_open(port, 20);
	struct worker *worker = worker_open(WORKER_DEADLINE, NULL);
	struct resolver *resolver = open_at(server->port);
	struct answers *answers = answers_open(NULL);
	struct evaluator_options options = {
		.answers = answers, .when = { INT64_MAX, time(NULL) }, .worker = worker, .resolver = resolver, .deadline = CHECK
	};
	struct guard *guard = guard_open();

	for (int again = 0; again < 2; again++) {
		struct evaluator *evaluator = evaluator_open(&options);
		const struct spf_request *request;
		const struct spf_verdict *verdict;
		int64_t before = ns_now();
		unsigned right = 0;
		uint64_t questions = resolver_counts(resolver).asked;
		void *context;
		for (int round = 0; round < 20; round++)
			for (size_t i = 0; i < LENGTH(checks); i++) {
				struct spf_request new = { .ip = str_of(checks[i].ip), .sender = str_of(checks[i].sender) };
				evaluator_add(evaluator, &new, (void *)&checks[i]);
			}
		while (evaluator_next(evaluator, &request, &verdict, &context)) {
			const size_t i = (size_t)((const char *)context - (const char *)checks) / sizeof checks[0];
			right += verdict->result == checks[i].result;
			if (verdict->result != checks[i].result)
				printf("# %s from %s: %s, wanted %s: %.*s\n", checks[i].sender, checks[i].ip, spf_result_name(verdict->result),
				    spf_result_name(checks[i].result), (int)verdict->reason.n, verdict->reason.p);
		}
		is_int(right, 20 * LENGTH(checks), again ? "each check, again from what was stored" : "each check, live");
		if (again)
			is_int((int64_t)(resolver_counts(resolver).asked - questions), 0, "without a question");
		else
			ok(ns_now() - before < CHECK, "many at a time");
		evaluator_close(evaluator);
		options.resolver = NULL;
		options.hide_local = true;
		options.worker = NULL;
		options.guard = guard;
	}
	ok(answers_find(answers, ANSWERS_NEWEST, STR("secret.x.example.com"), ANSWER_A) == NULL &&
	    answers_find(answers, ANSWERS_NEWEST, STR("unjoe.x.example.com"), ANSWER_A) != NULL, "no local part was asked for, but a placeholder");
	resolver_close(resolver);
	worker_close(worker);
	guard_close(guard);
	answers_close(answers);
	ns_close(server);
}

int
main(void)
{
	const char *dir = getenv("SCRATCH") != NULL ? getenv("SCRATCH") : "/tmp";
	int port;

	arena = arena_open();
	test_lies();
	test_down();
	ns_write(arena_print(arena, "%s/zone", dir).p, zone);
	pid_t nsd = ns_start_nsd(dir, "example.com", &port);
	if (nsd != 0) {
		test_nsd(port);
		test_checks(port);
		test_doubt(port, true);
		test_doubt(port, false);
		ns_stop_nsd(nsd);
	} else {
		printf("ok %d # SKIP nsd is not installed\n", ++tap_count);
	}
	arena_close(arena);
	return done_testing();
}
