/*
 * complain.c - complaints to those whose hosts forge or bounce: messages in the Abuse Reporting Format (RFC 5965, RFC 6591), one an address, as files.
 * In: report/complain/. Out: files to look at and to send, or not; nothing is sent from here. Times are UTC.
 */
#include "report/format.h"
#include "report/fragment.h"
#include "report/range.h"
#include "report/safe.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { VALUE_MOST = 900 };      /* a line of a message has no more than 998 bytes (RFC 5322) */

/* A row of forgers.sql or bouncers.sql. */
struct complaint {
	bool forger;
	struct str ip, organisation, address, domain, spf, record;
	int64_t bounces, addresses, first_at, last_at, bounce;
};

/* Text from outside in a line of a message: printable ASCII alone. */
static struct str
plain(struct arena *arena, struct str text)
{
	size_t n = text.n < VALUE_MOST ? text.n : VALUE_MOST;
	char *out = arena_take(arena, n + 1);
	for (size_t i = 0; i < n; i++)
		out[i] = text.p[i] >= ' ' && text.p[i] <= '~' ? text.p[i] : '?';
	out[n] = '\0';
	return (struct str){ out, n };
}

/* RFC 5322: Wed, 18 Nov 2026 02:17:40 +0000, in English whatever the locale. */
static const char *
date(struct arena *arena, int64_t at)
{
	static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct tm tm;
	time_t seconds = (time_t)at;
	gmtime_r(&seconds, &tm);
	return arena_print(arena, "%.3s, %02d %.3s %d %02d:%02d:%02d +0000", days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900,
	    tm.tm_hour, tm.tm_min, tm.tm_sec).p;
}

static void
put_head(FILE *out, struct arena *arena, const struct complaint *c, int64_t now)
{
	fprintf(out, "From: postmaster@%s\n", c->domain.p);
	if (c->organisation.n == 0)
		fprintf(out, "To: Abuse contact of %s:;\nX-Unjoe-To-Do: put the address in To: whois %s, or https://rdap.org/ip/%s\n", c->ip.p, c->ip.p, c->ip.p);
	else
		fprintf(out, "To: %s@%s\n", c->forger ? "abuse" : "postmaster", c->organisation.p);
	fprintf(out, "Subject: %s %s from %s\nDate: %s\nMessage-ID: <unjoe.%" PRId64 ".%" PRId64 ".%s@%s>\nMIME-Version: 1.0\n", c->forger ? "Mail with forged sender" : "Bounces of forged mail to",
	    c->forger ? c->address.p : c->domain.p, c->ip.p, date(arena, now), now, c->bounce, c->forger ? "forger" : "bouncer", c->domain.p);
	fputs("Content-Type: multipart/report; report-type=feedback-report;\n boundary=\"=_unjoe\"\n\n", out);
}

static void
put_text(FILE *out, struct arena *arena, const struct complaint *c)
{
	fputs("--=_unjoe\nContent-Type: text/plain; charset=us-ascii\n\n", out);
	if (c->forger) {
		fprintf(out, "%s sent mail with %s of %s as its envelope sender.\nIt is not one of our hosts", c->ip.p, c->addresses == 1 ? "an address" : "addresses", c->domain.p);
		fprintf(out, "%s%s.\n", c->spf.n > 0 ? ", and SPF said " : "", c->spf.n > 0 ? c->spf.p : "");
		fprintf(out, "%s bounce%s of that mail came to us; unrelated hosts agree on where it came from.\n", format_count(arena, c->bounces).p, c->bounces == 1 ? "" : "s");
		fputs("\nPlease find out who sends it from there, and stop it.\n", out);
	} else {
		fprintf(out, "%s sent %s bounce%s to %s in answer to mail that was never sent from here:\nits sender was forged.\n", c->ip.p, format_count(arena, c->bounces).p,
		    c->bounces == 1 ? "" : "s", c->domain.p);
		fputs("\nPlease refuse such mail while it is being handed to you (unknown recipients, SPF fail)\ninstead of accepting it and bouncing it to somebody who has nothing to do with it.\n", out);
	}
	fprintf(out, "\nFirst: %s\nLast:  %s\n\n", date(arena, c->first_at), date(arena, c->last_at));
	fputs("The header below was put together from what we read of it; recipients may be redacted.\n", out);
}

/* RFC 6591 wants the record that failed; where that is not known, it is plain abuse. */
static void
put_feedback(FILE *out, struct arena *arena, const struct complaint *c, const char *version)
{
	bool failure = c->forger && c->spf.n > 0 && c->record.n > 0;
	fprintf(out, "\n--=_unjoe\nContent-Type: message/feedback-report\n\nFeedback-Type: %s\nUser-Agent: unjoe/%s\nVersion: 1\n", failure ? "auth-failure" : "abuse", version);
	if (failure)
		fprintf(out, "Auth-Failure: spf\nAuthentication-Results: %s; spf=%s smtp.mailfrom=%s\nSPF-DNS: txt : %s : \"%s\"\n", c->domain.p, c->spf.p, c->address.p, c->domain.p, c->record.p);
	fprintf(out, "Original-Mail-From: <%s>\nSource-IP: %s\nArrival-Date: %s\nIncidents: %" PRId64 "\nReported-Domain: %s\n", c->forger ? c->address.p : "", c->ip.p,
	    date(arena, c->first_at), c->bounces, c->forger || c->organisation.n == 0 ? c->domain.p : c->organisation.p);
}

static void
put_header(FILE *out, struct store *store, struct arena *arena, const struct complaint *c, bool full)
{
	struct stmt *stmt = store_stmt(store, c->forger ? "report/complain/forged_header.sql" : "report/complain/bounce_header.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "bounce"), c->bounce);
	stmt_bind_int(stmt, stmt_param(stmt, "full"), full);
	fputs("\n--=_unjoe\nContent-Type: text/rfc822-headers\n\n", out);
	while (stmt_step(stmt)) {
		struct str field = stmt_str(stmt, 0), value = plain(arena, stmt_str(stmt, 1));
		fprintf(out, "%s: %s", field.p, value.p);
		if (stmt_type(stmt, 2) != STMT_NULL)
			fprintf(out, "%s%s", value.n > 0 ? ";\n " : "", date(arena, stmt_int(stmt, 2)));
		fputc('\n', out);
	}
	stmt_reset(stmt);
	fputs("\n--=_unjoe--\n", out);
}

static void
write_complaint(struct store *store, struct arena *arena, const struct report_options *options, const struct complaint *c, const char *folder)
{
	const char *path = arena_print(arena, "%s/%s-%s.eml", folder, c->forger ? "forger" : "bouncer", c->ip.p).p;
	FILE *out = fopen(path, "we");
	if (out == NULL)
		die("%s: %s", path, strerror(errno));
	put_head(out, arena, c, options->now);
	put_text(out, arena, c);
	put_feedback(out, arena, c, options->version);
	put_header(out, store, arena, c, options->full);
	bool written = !ferror(out);
	if (fclose(out) != 0 || !written)
		die("%s: %s", path, strerror(errno));
}

/* What the user has named, as JSON arrays; both "[]": nothing. */
struct choice {
	struct str bounces, incidents;
};

static struct choice
choose(struct store *store, const struct report_options *options, char **names, int count, struct arena *arena)
{
	struct choice choice = { STR("["), STR("[") };
	for (int i = 0; i < count; i++) {
		int64_t bounce;
		if (str_number(str_of(names[i]), &bounce)) {
			choice.bounces = arena_print(arena, "%s%s%" PRId64, choice.bounces.p, choice.bounces.n > 1 ? "," : "", bounce);
			continue;
		}
		struct str incident = report_incident_find(store, options, names[i], arena);
		if (incident.p == NULL)
			die("%s is neither an incident nor the number of a bounce", names[i]);
		incident = safe_json(arena, incident);
		choice.incidents = arena_print(arena, "%s%s\"%.*s\"", choice.incidents.p, choice.incidents.n > 1 ? "," : "", (int)incident.n, incident.p);
	}
	return (struct choice){ arena_print(arena, "%s]", choice.bounces.p), arena_print(arena, "%s]", choice.incidents.p) };
}

/* How many were written. */
static int64_t
write_all(struct store *store, const struct report_options *options, const struct choice *choice, bool forger, const char *folder)
{
	struct arena *arena = arena_open();
	struct range asked = range_asked(options, (struct held){ .any = false });
	struct range range = { options->since.p == NULL ? 0 : asked.since, options->until.p == NULL ? INT64_MAX : asked.until };
	struct stmt *stmt = fragment_compile(store, "report/complain/chosen.sql", forger ? "report/complain/forgers.sql" : "report/complain/bouncers.sql", NULL);
	int64_t count = 0;
	part_bind(stmt, options, range);
	stmt_bind_str(stmt, stmt_param(stmt, "bounces"), choice->bounces);
	stmt_bind_str(stmt, stmt_param(stmt, "incidents"), choice->incidents);
	for (; stmt_step(stmt); count++) {
		struct complaint c = {
			.forger = forger, .ip = plain(arena, stmt_str(stmt, 0)), .organisation = plain(arena, stmt_str(stmt, 1)), .address = plain(arena, stmt_str(stmt, 2)),
			.domain = plain(arena, stmt_str(stmt, 3)), .bounces = stmt_int(stmt, 4), .addresses = stmt_int(stmt, 5), .first_at = stmt_int(stmt, 6),
			.last_at = stmt_int(stmt, 7), .bounce = stmt_int(stmt, 8), .spf = plain(arena, stmt_str(stmt, 9)), .record = plain(arena, stmt_str(stmt, 10)),
		};
		write_complaint(store, arena, options, &c, folder);
		arena_reset(arena);
	}
	stmt_close(stmt);
	arena_close(arena);
	return count;
}

bool
report_complain(struct store *store, const struct report_options *options, char **names, int count, const char *folder)
{
	struct arena *arena = arena_open();
	struct choice choice = choose(store, options, names, count, arena);
	int64_t forgers = write_all(store, options, &choice, true, folder), bouncers = write_all(store, options, &choice, false, folder);
	arena_close(arena);
	say("%" PRId64 " to networks that forged, %" PRId64 " to hosts that bounced, in %s", forgers, bouncers, folder);
	if (forgers == 0)
		say("No origin is named by three unrelated bouncers: there is nobody to accuse of forging.");
	if (forgers + bouncers > 0)
		say("Look at them before you send them: sendmail -t <FILE. Those with an empty To: tell how to find the address.");
	return forgers + bouncers > 0;
}
