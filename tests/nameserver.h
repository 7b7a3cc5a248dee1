/*
 * nameserver.h - name servers for tests, on loopback: a real one (nsd), and a thread before it that delays and lies.
 * The first label of a name says what the thread does with the question; any other is handed to nsd, and its answer back after a while.
 *   silent       nothing                  late        an answer after 1500 ms      servfail refused   that code
 *   truncated    TC over UDP, over TCP the truth      loop        a CNAME of itself
 *   many         10,000 strings of TXT (over TCP)     big         a TXT of 64,000 bytes (over TCP)
 *   bytes        a TXT with NUL and 8-bit bytes       garbage     bytes that are no message
 *   otherid othername otherport      an answer to something else; never the truth
 */
#ifndef NAMESERVER_H
#define NAMESERVER_H

#include "base.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NS_QUEUE = 65536, NS_LATE = 1500 };

struct ns_packet {
	struct sockaddr_in to;
	int64_t due;                    /* 0: none */
	unsigned n;
	unsigned char p[1400];
};

struct nameserver {
	int udp, tcp, up;               /* up: towards nsd */
	int port;
	int delay;                      /* milliseconds that an answer of nsd takes longer */
	struct sockaddr_in nsd;
	struct { struct sockaddr_in from; unsigned char id[2]; } asked[65536];
	unsigned short next_id;
	struct ns_packet *queue;        /* a ring of answers, the first due first */
	unsigned head, tail;
	struct ns_packet late[64];
	pthread_t thread;
	volatile bool end;
	volatile unsigned questions;
	char first[256];                /* the last name asked, as text */
};

static inline int64_t
ns_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline struct sockaddr_in
ns_address(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

/* A port that is free for UDP and TCP; both sockets are open. */
static inline int
ns_bind(int *udp, int *tcp)
{
	for (;;) {
		struct sockaddr_in address = ns_address(0);
		socklen_t size = sizeof address;
		int size_of_buffer = 8 << 20;
		*udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
		*tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		setsockopt(*udp, SOL_SOCKET, SO_RCVBUFFORCE, &size_of_buffer, sizeof size_of_buffer);
		setsockopt(*udp, SOL_SOCKET, SO_SNDBUFFORCE, &size_of_buffer, sizeof size_of_buffer);
		if (bind(*udp, (struct sockaddr *)&address, sizeof address) != 0 || getsockname(*udp, (struct sockaddr *)&address, &size) != 0)
			die("no port on loopback");
		if (bind(*tcp, (struct sockaddr *)&address, sizeof address) == 0)
			return ntohs(address.sin_port);
		close(*udp);
		close(*tcp);
	}
}

/* The first label, lower case, on the stack of the caller. */
static inline void
ns_label(const unsigned char *p, size_t n, char label[64])
{
	size_t length = n > 12 ? p[12] : 0;
	if (length > 63 || length + 13 > n)
		length = 0;
	memcpy(label, p + 13, length);
	label[length] = '\0';
}

/* Where the question ends. */
static inline size_t
ns_question(const unsigned char *p, size_t n)
{
	size_t at = 12;
	while (at < n && p[at] != 0)
		at += p[at] + 1u;
	return at + 5 <= n ? at + 5 : n;
}

/* Begins the answer to a question in to: header and question. Answers its length. */
static inline size_t
ns_begin(unsigned char *to, const unsigned char *p, size_t n, int rcode, int answers)
{
	size_t end = ns_question(p, n);
	memcpy(to, p, end);
	to[2] = (unsigned char)(0x84 | (p[2] & 1));
	to[3] = (unsigned char)(0x80 | rcode);
	memset(to + 4, 0, 8);
	to[5] = 1;
	to[6] = (unsigned char)(answers >> 8);
	to[7] = (unsigned char)answers;
	return end;
}

static inline size_t
ns_record(unsigned char *to, int type, size_t length)
{
	static const unsigned char head[] = { 0xc0, 12, 0, 0, 0, 1, 0, 0, 0, 60, 0, 0 };
	memcpy(to, head, sizeof head);
	to[3] = (unsigned char)type;
	to[10] = (unsigned char)(length >> 8);
	to[11] = (unsigned char)length;
	return sizeof head;
}

static inline size_t
ns_txt(unsigned char *to, const char *text, size_t n)
{
	size_t at = ns_record(to, 16, n + (n + 254) / 255);
	for (size_t done = 0; done < n;) {
		size_t part = n - done < 255 ? n - done : 255;
		to[at++] = (unsigned char)part;
		memcpy(to + at, text + done, part);
		at += part;
		done += part;
	}
	return at;
}

/* The lie that belongs to a label; 0: silence; -1: none, nsd is asked. */
static inline int
ns_lie(const char *label, const unsigned char *p, size_t n, bool tcp, unsigned char *to)
{
	static char big[64000];
	size_t at;

	if (strcmp(label, "silent") == 0)
		return 0;
	if (strcmp(label, "garbage") == 0) {
		memset(to, 0xff, 40);
		memcpy(to, p, 2);
		return 40;
	}
	if (strcmp(label, "servfail") == 0 || strcmp(label, "refused") == 0)
		return (int)ns_begin(to, p, n, label[0] == 's' ? 2 : 5, 0);
	if (strcmp(label, "loop") == 0) {
		at = ns_begin(to, p, n, 0, 1);
		at += ns_record(to + at, 5, 2);
		memcpy(to + at, "\xc0\x0c", 2);
		return (int)at + 2;
	}
	if (strcmp(label, "bytes") == 0) {
		at = ns_begin(to, p, n, 0, 1);
		return (int)(at + ns_txt(to + at, "v=spf1 \0\xff\x80 -all", 16));
	}
	if (strcmp(label, "otherid") == 0 || strcmp(label, "othername") == 0 || strcmp(label, "late") == 0) {
		at = ns_begin(to, p, n, 0, 1);
		at += ns_txt(to + at, "v=spf1 +all", 11);
		to[0] ^= label[5] == 'i';
		to[13] ^= label[5] == 'n';
		return (int)at;
	}
	if (!tcp && (strcmp(label, "truncated") == 0 || strcmp(label, "many") == 0 || strcmp(label, "big") == 0)) {
		at = ns_begin(to, p, n, 0, 0);
		to[2] |= 2;
		return (int)at;
	}
	if (strcmp(label, "truncated") == 0) {
		at = ns_begin(to, p, n, 0, 1);
		return (int)(at + ns_txt(to + at, "v=spf1 ip4:192.0.2.7 -all", 25));
	}
	if (strcmp(label, "many") == 0) {
		/* One TXT of 10,000 strings, as many as a message can hold. */
		at = ns_begin(to, p, n, 0, 1);
		at += ns_record(to + at, 16, 10000 * 2);
		for (int i = 0; i < 10000; i++, at += 2)
			memcpy(to + at, "\1x", 2);
		return (int)at;
	}
	if (strcmp(label, "big") == 0) {
		int length = snprintf(big, sizeof big, "v=spf1");
		while (length + 30 < (int)sizeof big)
			length += snprintf(big + length, sizeof big - (size_t)length, " ip4:10.%d.%d.0/24", length >> 8, length & 255);
		length += snprintf(big + length, sizeof big - (size_t)length, " -all");
		at = ns_begin(to, p, n, 0, 1);
		return (int)(at + ns_txt(to + at, big, (size_t)length));
	}
	return -1;
}

static inline void
ns_take_question(struct nameserver *ns)
{
	unsigned char p[1400], to[70000];
	struct sockaddr_in from;
	socklen_t size = sizeof from;
	char label[64];
	ssize_t n = recvfrom(ns->udp, p, sizeof p, MSG_DONTWAIT, (struct sockaddr *)&from, &size);

	if (n < 17)
		return;
	ns->questions++;
	ns_label(p, (size_t)n, label);
	int lie = ns_lie(label, p, (size_t)n, false, to);
	if (strcmp(label, "late") == 0) {
		for (size_t i = 0; i < 64; i++)
			if (ns->late[i].due == 0) {
				ns->late[i] = (struct ns_packet){ .to = from, .due = ns_now() + NS_LATE, .n = (unsigned)lie };
				memcpy(ns->late[i].p, to, (size_t)lie);
				return;
			}
	} else if (lie > 0) {
		sendto(ns->udp, to, (size_t)lie, 0, (struct sockaddr *)&from, size);
	} else if (lie < 0) {
		unsigned short id = ns->next_id++;
		ns->asked[id].from = from;
		memcpy(ns->asked[id].id, p, 2);
		memcpy(p, &id, 2);
		sendto(ns->up, p, (size_t)n, 0, (struct sockaddr *)&ns->nsd, sizeof ns->nsd);
	}
}

static inline void
ns_take_answer(struct nameserver *ns)
{
	struct ns_packet *packet = &ns->queue[ns->tail % NS_QUEUE];
	unsigned short id;
	ssize_t n = recv(ns->up, packet->p, sizeof packet->p, MSG_DONTWAIT);

	if (n < 12)
		return;
	memcpy(&id, packet->p, 2);
	memcpy(packet->p, ns->asked[id].id, 2);
	packet->to = ns->asked[id].from;
	packet->n = (unsigned)n;
	packet->due = ns_now() + ns->delay;
	if (ns->tail - ns->head < NS_QUEUE - 1)
		ns->tail++;
}

static inline void
ns_take_connection(struct nameserver *ns)
{
	static unsigned char p[70000], to[70000];
	int fd = accept4(ns->tcp, NULL, NULL, SOCK_CLOEXEC);
	char label[64];
	struct timeval patience = { 1, 0 };

	if (fd < 0)
		return;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	/* One question a connection, so that nobody else has to wait for the next. */
	if (recv(fd, p, 2, MSG_WAITALL) == 2) {
		ssize_t n = (p[0] << 8) | p[1];
		if (recv(fd, p, (size_t)n, MSG_WAITALL) == n) {
			ns_label(p, (size_t)n, label);
			int lie = ns_lie(label, p, (size_t)n, true, to + 2);
			to[0] = (unsigned char)(lie >> 8);
			to[1] = (unsigned char)lie;
			if (lie > 0)
				send(fd, to, (size_t)lie + 2, MSG_NOSIGNAL);
		}
	}
	close(fd);
}

static inline void *
ns_run(void *context)
{
	struct nameserver *ns = context;

	while (!ns->end) {
		struct pollfd fds[3] = { { ns->udp, POLLIN, 0 }, { ns->up, POLLIN, 0 }, { ns->tcp, POLLIN, 0 } };
		poll(fds, 3, ns->head == ns->tail ? 20 : 1);
		for (int i = 0; i < 64 && fds[0].revents != 0; i++)
			ns_take_question(ns);
		for (int i = 0; i < 64 && fds[1].revents != 0; i++)
			ns_take_answer(ns);
		if (fds[2].revents != 0)
			ns_take_connection(ns);
		int64_t now = ns_now();
		for (; ns->head != ns->tail && ns->queue[ns->head % NS_QUEUE].due <= now; ns->head++) {
			struct ns_packet *packet = &ns->queue[ns->head % NS_QUEUE];
			sendto(ns->udp, packet->p, packet->n, 0, (struct sockaddr *)&packet->to, sizeof packet->to);
		}
		for (size_t i = 0; i < 64; i++)
			if (ns->late[i].due != 0 && ns->late[i].due <= now) {
				sendto(ns->udp, ns->late[i].p, ns->late[i].n, 0, (struct sockaddr *)&ns->late[i].to, sizeof ns->late[i].to);
				ns->late[i].due = 0;
			}
	}
	return NULL;
}

/* nsd_port 0: nothing stands behind it. */
static inline struct nameserver *
ns_open(int nsd_port, int delay)
{
	struct nameserver *ns = mem_new(sizeof *ns);

	ns->port = ns_bind(&ns->udp, &ns->tcp);
	listen(ns->tcp, 16);
	ns->up = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ns->nsd = ns_address(nsd_port);
	ns->delay = delay;
	ns->queue = mem_new(NS_QUEUE * sizeof *ns->queue);
	if (pthread_create(&ns->thread, NULL, ns_run, ns) != 0)
		die("no thread");
	return ns;
}

static inline void
ns_close(struct nameserver *ns)
{
	ns->end = true;
	pthread_join(ns->thread, NULL);
	close(ns->udp);
	close(ns->tcp);
	close(ns->up);
	free(ns->queue);
	free(ns);
}

static inline void
ns_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s: %s", path, strerror(errno));
}

static inline bool
ns_answers(int port)
{
	static const unsigned char question[] = "\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\6\0\1";
	unsigned char reply[600];
	struct sockaddr_in to = ns_address(port);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct pollfd ready = { fd, POLLIN, 0 };

	sendto(fd, question, sizeof question - 1, 0, (struct sockaddr *)&to, sizeof to);
	bool answered = poll(&ready, 1, 50) > 0 && recv(fd, reply, sizeof reply, 0) > 12;
	close(fd);
	return answered;
}

/* Starts nsd for one zone (its file is dir/zone) and waits until it answers; 0 where there is no nsd. End it with ns_stop_nsd. */
static inline pid_t
ns_start_nsd(const char *dir, const char *origin, int *port)
{
	struct arena *arena = arena_open();
	const char *conf = arena_print(arena, "%s/nsd.conf", dir).p;
	int udp, tcp;

	if (access("/usr/sbin/nsd", X_OK) != 0)
		return 0;
	*port = ns_bind(&udp, &tcp);
	close(udp);
	close(tcp);
	ns_write(conf, arena_print(arena, "server:\n\tip-address: 127.0.0.1@%d\n\tport: %d\n\tserver-count: 1\n\tusername: \"\"\n\tchroot: \"\"\n\tzonesdir: \"%s\"\n"
	    "\tdatabase: \"\"\n\tlogfile: \"%s/nsd.log\"\n\tpidfile: \"%s/nsd.pid\"\n\txfrdfile: \"%s/xfrd.state\"\n\txfrdir: \"%s\"\n"
	    "\tzonelistfile: \"%s/zone.list\"\n\trrl-ratelimit: 0\nremote-control:\n\tcontrol-enable: no\n"
	    "zone:\n\tname: \"%s\"\n\tzonefile: \"zone\"\n", *port, *port, dir, dir, dir, dir, dir, dir, origin).p);
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
		execl("/usr/sbin/nsd", "nsd", "-d", "-c", conf, (char *)NULL);
		_exit(127);
	}
	arena_close(arena);
	for (int i = 0; i < 200; i++) {
		if (ns_answers(*port))
			return pid;
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return 0;
	}
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	return 0;
}

static inline void
ns_stop_nsd(pid_t pid)
{
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
}

#endif
