/*
 * notices.c - warnings of delay, and callouts: both go to who is named as the sender, and that is whoever was forged.
 */
#include "command/notices.h"
#include "report/report.h"

/* 0, 0h, 00s. */
static bool
is_no_time(struct str time)
{
	size_t n = 0;
	while (n < time.n && time.p[n] == '0')
		n++;
	return n > 0 && n + 1 >= time.n;
}

void
notices_check(const struct postconf *postconf, struct store *rows)
{
	struct str delay = str_trim(postconf_get(postconf, NULL, "delay_warning_time"));
	if (!is_no_time(delay))
		report_check_add(rows, "postfix", CHECK_WARNING,
		    arena_print(postconf->arena, "delay_warning_time = %.*s: whoever was forged is told that the mail is late", (int)delay.n, delay.p),
		    STR("postconf -X delay_warning_time, or set it for the submission of your own users only (cleanup_service_name)"));
}

void
notices_check_callouts(const struct postconf *postconf, const struct service *service, bool callouts, struct store *rows)
{
	if (callouts)
		report_check_add(rows, "postfix", CHECK_WARNING,
		    arena_print(postconf->arena, "%.*s: reject_unverified_sender asks the host of each sender whether he exists; in a storm, that of whoever was forged, "
		    "and some list who asks so", (int)service->name.n, service->name.p),
		    STR("take it out, or name the few domains that need it (check_sender_access)"));
}
