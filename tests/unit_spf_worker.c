/*
 * unit_spf_worker.c - the guard in a process of its own: the same verdicts, and one verdict lost for each way to die.
 */
#include "analyze/spf/guard.h"
#include "analyze/spf/worker.h"
#include "tests/tap.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spf2/spf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MANY = 1000, DEADLINE = 400 };

/* A sanitizer wants to do more at the end than it may. */
#if defined(__SANITIZE_ADDRESS__)
#define CRASHED NULL
#else
#define CRASHED "the evaluator crashed in the record of example.com"
#endif

static SPF_server_t *bare;              /* libspf2 without the guard, made before the sandbox */

/* The sender's local part says what the process is to do. */
static void
misbehave(const struct spf_request *request)
{
	static volatile char *volatile nowhere;
	static char large[16 * 1024];
	struct str what = request->sender;

	if (str_prefix(what, "crash@"))
		*nowhere = 1;
	else if (str_prefix(what, "abort@"))
		abort();
	else if (str_prefix(what, "hang@"))
		for (;;)
			nowhere = large;
	else if (str_prefix(what, "socket@"))
		socket(AF_INET, SOCK_DGRAM, 0);
	else if (str_prefix(what, "open@"))
		open("/etc/passwd", O_RDONLY);
	else if (str_prefix(what, "fork@"))
		fork();
	else if (str_prefix(what, "write@"))
		dprintf(2, "not ok - this must not be seen\n");
	else if (str_prefix(what, "execute@"))
		mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	else if (str_prefix(what, "memory@"))
		for (size_t i = 0;; i++)
			((char *)mem_new(1 << 20))[i % (1 << 20)] = 1;
	else if (str_prefix(what, "leave@"))
		_exit(0);
	else if (str_prefix(what, "cve@")) {
		/* CVE-2023-42118: literals overrun a buffer after many macros. */
		SPF_record_t *record = NULL;
		SPF_response_t *response = SPF_response_new(NULL);
		snprintf(large, sizeof large, "v=spf1 exists:");
		for (int i = 0; i < 127; i++)
			strncat(large, "%{d}", sizeof large - strlen(large) - 1);
		memset(large + strlen(large), 'a', 4000);
		SPF_record_compile(bare, response, &record, large);
	}
}

static bool
check(struct worker *worker, struct answers *world, struct arena *arena, const char *sender, struct spf_verdict *verdict)
{
	struct spf_request request = { .ip = STR("192.0.2.1"), .helo = STR("mail.example.net"), .sender = str_of(sender) };
	unsigned deaths = worker_deaths(worker);

	worker_check(worker, &request, 1, world, ANSWERS_NEWEST, arena, verdict);
	return worker_deaths(worker) > deaths;
}

static void
test_deaths(struct answers *world, struct arena *arena)
{
	static const char *const ways[][2] = {
		{ "crash@example.com", CRASHED },
		{ "abort@example.com", CRASHED },
		{ "hang@example.com", "the evaluator did not come to an end in the record of example.com" },
		{ "socket@example.com", "the evaluator made a system call that it may not make in the record of example.com" },
		{ "open@example.com", "the evaluator made a system call that it may not make in the record of example.com" },
		{ "fork@example.com", "the evaluator made a system call that it may not make in the record of example.com" },
		{ "write@example.com", "the evaluator made a system call that it may not make in the record of example.com" },
		{ "execute@example.com", "the evaluator made a system call that it may not make in the record of example.com" },
		{ "leave@example.com", CRASHED }
	};
	struct worker *worker = worker_open(DEADLINE, misbehave);
	struct spf_verdict verdict;

	for (size_t i = 0; i < LENGTH(ways); i++) {
		ok(check(worker, world, arena, ways[i][0], &verdict), arena_print(arena, "%s: a process dies", ways[i][0]).p);
		is_int(verdict.result, SPF_UNEVALUABLE, "and the result says so");
		if (ways[i][1] != NULL)
			is_str(verdict.reason, ways[i][1], "with the reason");
		is_str(verdict.path[0].record, "v=spf1 ip4:192.0.2.1 -all", "and the record");
		ok(!check(worker, world, arena, "user@example.com", &verdict) && verdict.result == SPF_PASS, "the next one goes well");
	}
	ok(check(worker, world, arena, "memory@example.com", &verdict) && verdict.result == SPF_UNEVALUABLE, "memory has an end");
	ok(check(worker, world, arena, "cve@example.com", &verdict) && verdict.result == SPF_UNEVALUABLE,
	    "CVE-2023-42118 without the guard ends the process, not the program");
	worker_close(worker);
}

/* Where many are on their way, the one that kills is the one that is blamed. */
static void
test_batch(struct answers *world, struct arena *arena)
{
	struct spf_request *requests = mem_new(MANY * sizeof *requests);
	struct spf_verdict *verdicts = mem_new(MANY * sizeof *verdicts);
	struct worker *worker = worker_open(DEADLINE, misbehave);
	unsigned wrong = 0, lost = 0;

	for (int i = 0; i < MANY; i++) {
		requests[i] = (struct spf_request){ .ip = STR("192.0.2.1"), .sender = i % 100 == 57 ? STR("crash@example.com") : STR("u@include.example.com") };
		if (i % 3 == 0)
			requests[i].ip = STR("192.0.2.2");
	}
	worker_check(worker, requests, MANY, world, ANSWERS_NEWEST, arena, verdicts);
	for (int i = 0; i < MANY; i++) {
		bool kills = i % 100 == 57;
		lost += verdicts[i].result == SPF_UNEVALUABLE;
		wrong += verdicts[i].result != (kills ? SPF_UNEVALUABLE : i % 3 == 0 ? SPF_SOFTFAIL : SPF_PASS);
	}
	is_int(wrong, 0, "every request has its own verdict");
	is_int(lost, MANY / 100, "and only those that kill are lost");
	is_int(worker_deaths(worker), MANY / 100, "a process each");
	worker_close(worker);
	free(requests);
	free(verdicts);
}

static struct str
text_of(struct arena *arena, const char *before, const char *piece, int times, size_t literals)
{
	char *p = arena_take(arena, strlen(before) + strlen(piece) * (size_t)times + literals + 32);
	size_t n = (size_t)sprintf(p, "%s", before);

	for (int i = 0; i < times; i++)
		n += (size_t)sprintf(p + n, "%s", piece);
	memset(p + n, 'a', literals);
	return (struct str){ p, n + literals };
}

/* What killed libspf2 is harmless behind the guard. */
static void
test_cve(struct answers *world, struct arena *arena)
{
	struct worker *worker = worker_open(DEADLINE, NULL);
	struct spf_verdict verdict;
	struct str record = text_of(arena, "v=spf1 exists:", "%{d}", 127, 4000);

	answers_add_txt(world, STR("cve.example.com"), arena_print(arena, "%.*s.com -all", (int)record.n, record.p));
	ok(!check(worker, world, arena, "u@cve.example.com", &verdict) && verdict.result == SPF_FAIL, "127 macros and 4,000 literals: no name, no match");
	is_int(verdict.steps, 1, "and the record is named");
	answers_add_txt(world, STR("exp.example.com"), STR("v=spf1 exp=long.example.com -all"));
	answers_add_txt(world, STR("long.example.com"), text_of(arena, "", "%{d}", 79, 242));
	ok(!check(worker, world, arena, "u@exp.example.com", &verdict) && verdict.result == SPF_FAIL, "an explanation of 558 bytes");
	is_int((int64_t)verdict.explanation.n, SPF_EXPLANATION_MAX, "is told as far as there is room");
	is_int(worker_deaths(worker), 0, "nobody died");
	worker_close(worker);
}

static void
test_forget(struct arena *arena)
{
	struct worker *worker = worker_open(DEADLINE, NULL);
	struct answers *world = answers_open(NULL), *other = answers_open(world);
	struct spf_verdict verdict;

	check(worker, world, arena, "u@example.com", &verdict);
	is_int(verdict.result, SPF_NO_EVIDENCE, "nothing is known");
	is_str(verdict.missing_name, "example.com", "and it says what is missing");
	answers_add_txt(world, STR("example.com"), STR("v=spf1 -all"));
	check(worker, world, arena, "u@example.com", &verdict);
	is_int(verdict.result, SPF_FAIL, "a new answer is taken");
	answers_add_txt(other, STR("example.com"), STR("v=spf1 ~all"));
	worker_forget(worker);
	check(worker, other, arena, "u@example.com", &verdict);
	is_int(verdict.result, SPF_SOFTFAIL, "another record is taken after worker_forget");
	worker_close(worker);
	answers_close(other);
	answers_close(world);
}

/* Answers of very many values, as some domains have. */
static void
test_many(struct arena *arena)
{
	struct worker *worker = worker_open(DEADLINE, NULL);
	struct answers *world = answers_open(NULL);
	struct spf_verdict verdict;
	char text[32];

	answers_complete(world, STR(""));
	answers_add_txt(world, STR("example.com"), STR("v=spf1 a mx:other.example.com -all"));
	for (int i = 0; i < 300; i++) {
		const char address[4] = { 10, 0, (char)(i >> 8), (char)i };
		answers_add_value(world, &(struct answer){ .name = STR("example.com"), .type = ANSWER_A }, (struct str){ address, 4 });
	}
	for (int i = 0; i < 9000; i++) {
		snprintf(text, sizeof text, "v=other %d", i);
		answers_add_value(world, &(struct answer){ .name = STR("example.com"), .type = ANSWER_TXT }, str_of(text));
	}
	check(worker, world, arena, "u@example.com", &verdict);
	is_int(verdict.result, SPF_FAIL, "9,000 texts and 300 addresses");
	is_int(worker_deaths(worker), 0, "nobody died of them");
	worker_close(worker);
	answers_close(world);
}

int
main(void)
{
	struct answers *world = answers_open(NULL);
	struct arena *arena = arena_open();

	answers_complete(world, STR(""));
	answers_add_txt(world, STR("example.com"), STR("v=spf1 ip4:192.0.2.1 -all"));
	answers_add_txt(world, STR("include.example.com"), STR("v=spf1 include:example.com ~all"));
	bare = SPF_server_new(SPF_DNS_ZONE, 0);
	SPF_server_set_rec_dom(bare, "example.net");
	test_batch(world, arena);
	test_cve(world, arena);
	test_forget(arena);
	test_many(arena);
	test_deaths(world, arena);
	SPF_server_free(bare);
	arena_close(arena);
	answers_close(world);
	return done_testing();
}
