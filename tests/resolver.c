/*
 * resolver.c - a simulated resolver, as the night meets one: most names answer in tens of milliseconds, some in seconds, some never.
 * In: questions on a port of loopback, which it prints first. Out: answers, all of them told by a hash of the name; when standard input ends,
 * "questions N tcp N silent N lost N pending N". "resolver truth N" prints what the first N domains say: name, policy, DMARC policy.
 * "resolver dies N" ends by itself behind so many questions. QUESTIONS names a file for all that was asked: name TAB type, a line each.
 *
 * Names: dN.example sends mail, _spfN.provider.example is what its record includes. Of a hundred domains 3 do not exist, 1 is silent, 2 are
 * broken servers (SERVFAIL after a second or more), 2 are truncated over UDP, 1 loses the first question; 10 have a TTL of a second, the
 * others of a day.
 */
#include "tests/nameserver.h"

#include <inttypes.h>

enum { PENDING_MOST = 1 << 16, QUESTION_MOST = 320, ANSWER_MOST = 1200, PROVIDERS = 40, DAY = 86400 };

/* An answer that is due: the question is kept, and answered then. */
struct pending {
	int64_t due;
	struct sockaddr_in to;
	int fd;                         /* of a connection; -1: UDP */
	unsigned n;
	unsigned char question[QUESTION_MOST];
};

static struct simulation {
	int udp, tcp;
	struct pending *heap[PENDING_MOST + 1];
	unsigned pending;
	uint64_t questions, over_tcp, silent, lost, most;
	FILE *asked;                    /* NULL: nobody wants to know */
	int64_t known[1 << 21];         /* of a hash: when the answer is in the cache; 0: it was never asked for */
} sim;

static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 31) * 0x9e3779b97f4a7c15u;
	x = (x ^ x >> 29) * 0xbf58476d1ce4e5b9u;
	return x ^ x >> 32;
}

/* What a question is about. */
struct subject {
	char first[64], second[64];     /* the first two labels, lower case */
	int type;
	uint64_t hash, domain;          /* of name and type; the number of the domain */
	bool sender, provider, dmarc;
};

static void
read_subject(const unsigned char *p, size_t n, struct subject *subject)
{
	char *const labels[2] = { subject->first, subject->second };
	size_t at = 12;

	*subject = (struct subject){ .hash = 14695981039346656037u };
	for (unsigned i = 0; at < n && p[at] != 0 && at + p[at] + 1u < n; at += p[at] + 1u, i++)
		for (unsigned k = 0; k < p[at] && k < 63; k++) {
			char c = (char)(p[at + 1 + k] | (p[at + 1 + k] >= 'A' && p[at + 1 + k] <= 'Z' ? 32 : 0));
			if (i < 2)
				labels[i][k] = c;
			subject->hash = (subject->hash ^ (unsigned char)c) * 1099511628211u;
		}
	subject->type = at + 2 < n ? p[at + 2] : 0;
	subject->hash = mix(subject->hash ^ (uint64_t)subject->type << 56);
	subject->dmarc = strcmp(subject->first, "_dmarc") == 0;
	const char *name = subject->dmarc || strcmp(subject->first, "mail") == 0 ? subject->second : subject->first;
	subject->provider = sscanf(name, "_spf%" SCNu64, &subject->domain) == 1;
	subject->sender = !subject->provider && sscanf(name, "d%" SCNu64, &subject->domain) == 1;
}

/* 0 to 99, of a domain, for one purpose. */
static unsigned
percent(const struct subject *subject, uint64_t purpose)
{
	return (unsigned)(mix(subject->domain * 31 + purpose) % 100);
}

/* Milliseconds: half below 25, nine of ten below 90, one of a hundred above 500; what everybody asks for is in the cache. */
static int
latency(const struct subject *subject)
{
	unsigned u = (unsigned)(subject->hash % 1000), v = (unsigned)(subject->hash >> 20) % 1000;
	if (subject->provider)
		return 1;
	if (u < 500)
		return (int)(5 + 20 * v / 1000);
	if (u < 900)
		return (int)(25 + 65 * v / 1000);
	return u < 990 ? (int)(90 + 410 * v / 1000) : (int)(500 + 2000 * v / 1000);
}

static bool
is_silent(const struct subject *subject)
{
	return subject->sender && percent(subject, 1) == 0;
}

static bool
is_broken(const struct subject *subject)
{
	return subject->sender && percent(subject, 1) >= 1 && percent(subject, 1) < 3;
}

static bool
is_truncated(const struct subject *subject)
{
	return subject->sender && subject->type == 16 && percent(subject, 1) >= 3 && percent(subject, 1) < 5;
}

static bool
is_lossy(const struct subject *subject)
{
	return subject->sender && percent(subject, 1) == 5;
}

static bool
exists(const struct subject *subject)
{
	return (subject->sender || subject->provider) && !(subject->sender && percent(subject, 1) >= 6 && percent(subject, 1) < 9);
}

static int
write_record(const struct subject *subject, char *text, size_t size)
{
	unsigned kind = percent(subject, 2), provider = (unsigned)(mix(subject->domain) % PROVIDERS);
	if (subject->provider)
		return snprintf(text, size, "v=spf1 ip4:198.51.%u.0/24 ip4:203.0.%u.0/24 ip6:2001:db8:%x::/48 ~all", provider, provider, provider);
	if (subject->dmarc)
		return kind < 45 ? snprintf(text, size, "v=DMARC1; p=%s; rua=mailto:d@d%" PRIu64 ".example", kind < 25 ? "none" : "reject", subject->domain) : 0;
	if (kind < 12)
		return 0;
	if (kind < 25)
		return snprintf(text, size, "v=spf1 mx -all");
	if (kind < 40)
		return snprintf(text, size, "v=spf1 a mx ~all");
	if (kind < 70)
		return snprintf(text, size, "v=spf1 include:_spf%u.provider.example ~all", provider);
	if (kind < 80)
		return snprintf(text, size, "v=spf1 mx include:_spf%u.provider.example include:_spf%u.provider.example -all", provider, (provider + 7) % PROVIDERS);
	if (kind < 85)
		return snprintf(text, size, "v=spf1 -all");
	if (kind < 92)
		return snprintf(text, size, "v=spf1 redirect=_spf%u.provider.example", provider);
	return snprintf(text, size, kind < 95 ? "v=spf1 ip4:192.0.2.0/24-all" : "v=spf1 ip4:192.0.2.0/24 a:mail.d%" PRIu64 ".example ?all", subject->domain);
}

/* Nothing is there: with the SOA that says for how long. */
static size_t
write_nothing(unsigned char *to, const unsigned char *p, size_t n, int rcode, uint32_t ttl)
{
	static const unsigned char soa[] = { 0, 0, 6, 0, 1, 0, 0, 0, 0, 0, 22, 0, 0, 0, 0, 0, 1, 0, 0, 14, 16, 0, 0, 3, 132, 0, 1, 81, 128 };
	size_t at = ns_begin(to, p, n, rcode, 0);
	to[9] = 1;
	memcpy(to + at, soa, sizeof soa);
	for (int i = 0; i < 4; i++)
		to[at + 5 + (size_t)i] = to[at + sizeof soa + (size_t)i] = (unsigned char)(ttl >> (24 - 8 * i));
	return at + sizeof soa + 4;
}

static size_t
write_answer(unsigned char *to, const unsigned char *p, size_t n, const struct subject *subject, bool udp)
{
	uint32_t ttl = percent(subject, 3) < 10 && subject->sender ? 1 : DAY;
	char text[400];
	size_t at, start;
	int length = subject->type == 16 ? write_record(subject, text, sizeof text) : 0;

	if (is_broken(subject))
		return ns_begin(to, p, n, 2, 0);
	if (!exists(subject) || (subject->dmarc && length == 0))
		return write_nothing(to, p, n, 3, ttl);
	if ((subject->type == 16 && length == 0) || (subject->type != 16 && subject->type != 1 && subject->type != 15))
		return write_nothing(to, p, n, 0, ttl);
	if (udp && is_truncated(subject)) {
		at = ns_begin(to, p, n, 0, 0);
		to[2] |= 2;
		return at;
	}
	at = start = ns_begin(to, p, n, 0, 1);
	if (subject->type == 16) {
		at += ns_txt(to + at, text, (size_t)length);
	} else if (subject->type == 1) {
		at += ns_record(to + at, 1, 4);
		for (int i = 0; i < 4; i++)
			to[at++] = i == 0 ? 10 : (unsigned char)(subject->domain >> (16 - 8 * (i - 1)));
	} else {
		at += ns_record(to + at, 15, 9);
		memcpy(to + at, "\0\12\4mail\xc0\14", 9);
		at += 9;
	}
	for (int i = 0; i < 4; i++)
		to[start + 6 + (size_t)i] = (unsigned char)(ttl >> (24 - 8 * i));
	return at;
}

/* Answers that are due, the first at the top. */
static void
heap_add(struct pending *new)
{
	unsigned at = ++sim.pending;
	for (; at > 1 && sim.heap[at / 2]->due > new->due; at /= 2)
		sim.heap[at] = sim.heap[at / 2];
	sim.heap[at] = new;
	sim.most = sim.pending > sim.most ? sim.pending : sim.most;
}

static struct pending *
heap_take(void)
{
	struct pending *first = sim.heap[1], *last = sim.heap[sim.pending--];
	unsigned at = 1;
	for (unsigned child; (child = 2 * at) <= sim.pending; at = child) {
		child += child < sim.pending && sim.heap[child + 1]->due < sim.heap[child]->due;
		if (sim.heap[child]->due >= last->due)
			break;
		sim.heap[at] = sim.heap[child];
	}
	sim.heap[at] = last;
	return first;
}

static void
write_question(const unsigned char *p, size_t n)
{
	size_t at = 12;
	for (; at < n && p[at] != 0 && at + p[at] + 1u < n; at += p[at] + 1u) {
		if (at > 12)
			putc('.', sim.asked);
		for (unsigned k = 1; k <= p[at]; k++)
			putc(p[at + k] >= 'A' && p[at + k] <= 'Z' ? p[at + k] | 32 : p[at + k], sim.asked);
	}
	int type = at + 2 < n ? p[at + 2] : 0;
	fprintf(sim.asked, "\t%s\n", type == 1 ? "A" : type == 15 ? "MX" : type == 16 ? "TXT" : type == 28 ? "AAAA" : type == 12 ? "PTR" : "other");
}

/* False: it is never answered. */
static bool
take_question(const unsigned char *p, size_t n, struct sockaddr_in from, int fd)
{
	struct subject subject;

	sim.questions++;
	sim.over_tcp += fd >= 0;
	if (n < 17 || n > QUESTION_MOST || sim.pending == PENDING_MOST)
		return false;
	read_subject(p, n, &subject);
	if (sim.asked != NULL)
		write_question(p, n);
	int64_t *known = &sim.known[subject.hash % LENGTH(sim.known)], now = ns_now();
	bool lost = *known == 0 && is_lossy(&subject);
	if (*known == 0)
		*known = now + latency(&subject) + (is_broken(&subject) ? (int)(1000 + subject.hash % 2000) : 0);
	sim.silent += is_silent(&subject);
	sim.lost += lost;
	if (is_silent(&subject) || lost)
		return false;
	struct pending *new = mem_new(sizeof *new);
	*new = (struct pending){ .due = *known > now ? *known : now, .to = from, .fd = fd, .n = (unsigned)n };
	memcpy(new->question, p, n);
	heap_add(new);
	return true;
}

static void
answer(const struct pending *pending)
{
	unsigned char to[ANSWER_MOST + 2];
	struct subject subject;
	bool udp = pending->fd < 0;

	read_subject(pending->question, pending->n, &subject);
	size_t n = write_answer(to + 2, pending->question, pending->n, &subject, udp);
	to[0] = (unsigned char)(n >> 8);
	to[1] = (unsigned char)n;
	if (udp) {
		sendto(sim.udp, to + 2, n, 0, (const struct sockaddr *)&pending->to, sizeof pending->to);
		return;
	}
	send(pending->fd, to, n + 2, MSG_NOSIGNAL);
	close(pending->fd);
}

/* A question over TCP is short: it is all there at once, or nobody's that we serve. */
static void
take_connection(void)
{
	unsigned char p[QUESTION_MOST + 2];
	int fd = accept4(sim.tcp, NULL, NULL, SOCK_CLOEXEC);
	struct timeval patience = { 0, 200000 };

	if (fd < 0)
		return;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	ssize_t n = recv(fd, p, sizeof p, 0);
	if (n <= 2 || !take_question(p + 2, (size_t)n - 2, (struct sockaddr_in){ .sin_family = AF_INET }, fd))
		close(fd);
}

static void
serve(struct pollfd fds[3])
{
	unsigned char p[QUESTION_MOST];
	struct sockaddr_in from;
	socklen_t size = sizeof from;

	poll(fds, 3, sim.pending > 0 ? 1 : 50);
	for (int i = 0; i < 256; i++) {
		ssize_t n = recvfrom(sim.udp, p, sizeof p, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
		if (n < 0)
			break;
		take_question(p, (size_t)n, from, -1);
	}
	if (fds[1].revents != 0)
		take_connection();
	for (int64_t now = ns_now(); sim.pending > 0 && sim.heap[1]->due <= now;) {
		struct pending *due = heap_take();
		answer(due);
		free(due);
	}
}

static void
print_truth(uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		struct subject subject = { .domain = i, .sender = true, .type = 16 }, below = { .domain = i, .sender = true, .dmarc = true, .type = 16 };
		char text[400] = "", dmarc[400] = "";
		const char *says = "temperror", *wants = "";
		if (!is_silent(&subject) && !is_broken(&subject)) {
			says = !exists(&subject) || write_record(&subject, text, sizeof text) == 0 ? "none" : strstr(text, "redirect=") != NULL ? "~all" :
			    strstr(text, "24-all") != NULL ? "permerror" : strrchr(text, ' ') + 1;
			if (exists(&below) && write_record(&below, dmarc, sizeof dmarc) > 0)
				wants = strstr(dmarc, "p=reject") != NULL ? "reject" : "none";
		}
		printf("d%" PRIu64 ".example\t%s\t%s\n", i, says, wants);
	}
}

int
main(int count, char **arguments)
{
	uint64_t most = UINT64_MAX;
	if (count == 3 && strcmp(arguments[1], "dies") == 0) {
		most = strtoull(arguments[2], NULL, 10);
	} else if (count == 3) {
		print_truth(strtoull(arguments[2], NULL, 10));
		return 0;
	}
	int port = ns_bind(&sim.udp, &sim.tcp);
	struct pollfd fds[3] = { { sim.udp, POLLIN, 0 }, { sim.tcp, POLLIN, 0 }, { STDIN_FILENO, POLLIN, 0 } };
	char c;

	if (getenv("QUESTIONS") != NULL && (sim.asked = fopen(getenv("QUESTIONS"), "w")) == NULL)
		die("%s: %s", getenv("QUESTIONS"), strerror(errno));
	listen(sim.tcp, 128);
	printf("%d\n", port);
	fflush(stdout);
	while (sim.questions < most && (fds[2].revents == 0 || read(STDIN_FILENO, &c, 1) > 0))
		serve(fds);
	printf("questions %" PRIu64 " tcp %" PRIu64 " silent %" PRIu64 " lost %" PRIu64 " pending %" PRIu64 "\n",
	    sim.questions, sim.over_tcp, sim.silent, sim.lost, sim.most);
	return sim.asked != NULL && fclose(sim.asked) != 0;
}
