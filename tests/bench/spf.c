/*
 * spf.c - how fast SPF is evaluated: from stored answers, through the worker, and live from a server that is 20 ms away.
 * Ends with 1 when a limit is missed. SCRATCH is a folder for the zone; DOMAINS says how many (the limits are meant for 10,000).
 */
#include "analyze/spf/evaluator.h"
#include "analyze/spf/guard.h"
#include "analyze/spf/worker.h"
#include "tests/nameserver.h"

#include <sys/resource.h>

enum { STORED_LEAST = 75000, WORKER_LEAST = 30000, LIVE_LEAST = 3000, MEMORY_MOST = 128, ROUNDS = 10, LIVE_FLIGHT = 512 };

static bool missed;

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
row(const char *what, double value, double limit, bool at_least)
{
	bool good = at_least ? value >= limit : value <= limit;
	printf("%-62s %10.0f   %s %6.0f%s\n", what, value, at_least ? ">=" : "<=", limit, good ? "" : "   MISSED");
	missed |= !good;
}

/* What ten domains of the public DNS look like, more or less: 2.9 lookups on the average for a client that none of them names. */
static void
write_zone(const char *path, int domains)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		die("%s: %s", path, strerror(errno));
	fputs("$ORIGIN bench.example.com.\n$TTL 3600\n@ SOA ns mail 1 3600 900 86400 60\n@ NS ns\nns A 127.0.0.1\n", file);
	for (int i = 0; i < 20; i++)
		fprintf(file, "spf%d TXT \"v=spf1 ip4:198.51.%d.0/24 ip4:203.0.%d.0/24 ip6:2001:db8:%d::/48 ~all\"\n", i, i, i, i);
	fputs("outer TXT \"v=spf1 include:spf1.bench.example.com include:spf2.bench.example.com ?all\"\n", file);
	for (int i = 0; i < domains; i++) {
		static const char *const records[] = {
			"v=spf1 mx -all", "v=spf1 a mx ~all", "v=spf1 include:spf%d.bench.example.com ~all",
			"v=spf1 ip4:10.0.0.0/8 include:spf%d.bench.example.com -all", "v=spf1 mx include:spf%d.bench.example.com ~all",
			"v=spf1 -all", "v=spf1 include:outer.bench.example.com -all", "v=spf1 a ip4:192.168.0.0/16 ?all",
			"v=spf1 redirect=spf%d.bench.example.com", "v=spf1 mx a include:spf%d.bench.example.com include:spf3.bench.example.com -all"
		};
		fprintf(file, "d%d A 10.1.%d.%d\n MX 10 mail.d%d\n TXT \"", i, i >> 8 & 255, i & 255, i);
		/* One number in the format at most. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
		fprintf(file, records[i % 10], i % 20);
#pragma GCC diagnostic pop
		fprintf(file, "\"\nmail.d%d A 10.2.%d.%d\n", i, i >> 8 & 255, i & 255);
	}
	fclose(file);
}

static double
memory(void)
{
	struct rusage here, children;
	getrusage(RUSAGE_SELF, &here);
	getrusage(RUSAGE_CHILDREN, &children);
	return (double)here.ru_maxrss / 1024;
}

/* All domains once, at most LIVE_FLIGHT on their way where DNS is asked; answers how many a second, and how often each result came. */
static double
run(const struct evaluator_options *options, int domains, unsigned results[SPF_RESULTS])
{
	struct evaluator *evaluator = evaluator_open(options);
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	struct arena *arena = arena_open();
	void *context;
	double start = seconds();

	memset(results, 0, SPF_RESULTS * sizeof *results);
	for (int i = 0, done = 0, more = 1; more; done += more) {
		for (; i < domains && evaluator_has_room(evaluator) && (options->resolver == NULL || i - done < LIVE_FLIGHT); i++) {
			struct spf_request new = { .ip = STR("192.0.2.77"), .helo = STR("mail.example.net") };
			new.sender = arena_print(arena, "user@d%d.bench.example.com", i);
			evaluator_add(evaluator, &new, NULL);
			arena_reset(arena);
		}
		more = evaluator_next(evaluator, &request, &verdict, &context);
		if (more)
			results[verdict->result]++;
	}
	evaluator_close(evaluator);
	arena_close(arena);
	return domains / (seconds() - start);
}

/* The machine is shared: the best of several times. */
static double
best(const struct evaluator_options *options, int domains, unsigned results[SPF_RESULTS])
{
	double most = 0;
	for (int i = 0; i < ROUNDS; i++) {
		double now = run(options, domains, results);
		most = now > most ? now : most;
	}
	return most;
}

static void
show(const char *what, const unsigned results[SPF_RESULTS])
{
	printf("  %s:", what);
	for (int i = 0; i < SPF_RESULTS; i++)
		if (results[i] > 0)
			printf(" %s %u", spf_result_name(i), results[i]);
	putchar('\n');
}

int
main(void)
{
	const char *dir = getenv("SCRATCH") != NULL ? getenv("SCRATCH") : "build/bench";
	int domains = getenv("DOMAINS") != NULL ? atoi(getenv("DOMAINS")) : 10000, port;
	struct arena *arena = arena_open();
	struct str error;
	unsigned live[SPF_RESULTS], again[SPF_RESULTS];

	mkdir(dir, 0777);
	write_zone(arena_print(arena, "%s/zone", dir).p, domains);
	pid_t nsd = ns_start_nsd(dir, "bench.example.com", &port);
	if (nsd == 0)
		die("no nsd: the Debian package nsd is needed");
	struct worker *worker = worker_open(WORKER_DEADLINE, NULL);
	struct nameserver *server = ns_open(port, 20);
	struct resolver *resolver = resolver_open(arena_print(arena, "127.0.0.1@%d", server->port).p, RESOLVER_DEADLINE, &error);
	if (resolver == NULL)
		die("%.*s", (int)error.n, error.p);
	struct evaluator_options options = {
		.answers = answers_open(NULL), .when = { INT64_MAX, time(NULL) }, .worker = worker, .resolver = resolver, .deadline = EVALUATOR_DEADLINE
	};
	double before = memory();
	row("live, 20 ms away, 512 in flight, evaluations a second", run(&options, domains, live), LIVE_LEAST, true);
	show("live", live);
	printf("  %u questions, %.1f an evaluation\n", server->questions, (double)server->questions / domains);
	row("memory of the program, MiB", memory(), MEMORY_MOST, false);
	printf("  %.0f MiB before the first question; the test's own server is in it\n", before);
	resolver_close(resolver);
	options.resolver = NULL;
	worker_forget(worker);
	row("from stored answers, through the worker, first time", run(&options, domains, again), WORKER_LEAST / 3, true);
	row("from stored answers, through the worker", best(&options, domains, again), WORKER_LEAST, true);
	show("worker", again);
	missed |= memcmp(live, again, sizeof live) != 0;
	options.worker = NULL;
	options.guard = guard_open();
	row("from stored answers, in this process, first time", run(&options, domains, again), 0, true);
	row("from stored answers, in this process", best(&options, domains, again), STORED_LEAST, true);
	missed |= memcmp(live, again, sizeof live) != 0;
	ns_close(server);
	ns_stop_nsd(nsd);
	guard_close(options.guard);
	worker_close(worker);
	answers_close(options.answers);
	arena_close(arena);
	return missed;
}
