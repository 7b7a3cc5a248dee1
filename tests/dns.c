/*
 * dns.c - a name server for shell tests: dns DIR ORIGIN DELAY serves the zone in DIR/zone by nsd, behind the thread of tests/nameserver.h, so
 * that answers take DELAY milliseconds and some names are lied about. Prints its port (0: no nsd); ends when standard input does, and
 * says then how many questions it was asked.
 */
#include "tests/nameserver.h"

int
main(int count, char **arguments)
{
	int nsd_port;

	if (count != 4)
		die("dns DIR ORIGIN DELAY");
	pid_t nsd = ns_start_nsd(arguments[1], arguments[2], &nsd_port);
	if (nsd == 0) {
		puts("0");
		return 0;
	}
	struct nameserver *server = ns_open(nsd_port, atoi(arguments[3]));
	printf("%d\n", server->port);
	fflush(stdout);
	while (getchar() != EOF)
		continue;
	printf("%u\n", server->questions);
	ns_close(server);
	ns_stop_nsd(nsd);
	return 0;
}
