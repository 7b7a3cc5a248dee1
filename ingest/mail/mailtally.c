/*
 * mailtally.c - what a source of mail held.
 */
#include "ingest/mail/mailtally.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

void
mailtally_begin(struct mailtally *tally)
{
	*tally = (struct mailtally){ .first_at = INT64_MAX, .last_at = INT64_MIN, .began = clock_ms() };
}

void
mailtally_add(struct mailtally *tally, const struct arrival *arrival)
{
	tally->messages++;
	tally->kinds[arrival->bounce.kind]++;
	if (arrival->arrived_at < tally->first_at)
		tally->first_at = arrival->arrived_at;
	if (arrival->arrived_at > tally->last_at)
		tally->last_at = arrival->arrived_at;
}

void
mailtally_store(struct mailtally *tally, struct store *store, int64_t source, const char *kind)
{
	struct stmt *stmt = store_stmt(store, "ingest/mail/source_mail.sql");
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), source);
	stmt_bind_str(stmt, stmt_param(stmt, "kind"), str_of(kind));
	stmt_bind_int(stmt, stmt_param(stmt, "messages"), (int64_t)(tally->messages - tally->stored));
	if (tally->messages > 0) {
		stmt_bind_int(stmt, stmt_param(stmt, "first_at"), tally->first_at);
		stmt_bind_int(stmt, stmt_param(stmt, "last_at"), tally->last_at);
	}
	stmt_do(stmt);
	tally->stored = tally->messages;
}

/* "1,234" */
static void
with_commas(uint64_t n, char text[32])
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, n), to = 0;
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[to++] = ',';
		text[to++] = digits[i];
	}
	text[to] = '\0';
}

static void
add_count(char *text, size_t size, const char *before, uint64_t n, const char *one, const char *many)
{
	char number[32];
	size_t length = strlen(text);
	with_commas(n, number);
	if (n > 0)
		snprintf(text + length, size - length, "%s%s %s", before, number, n == 1 ? one : many);
}

static void
count_kinds(const struct mailtally *tally, char *text, size_t size)
{
	const uint64_t *kinds = tally->kinds;
	uint64_t bounces = kinds[BOUNCE_FAILED] + kinds[BOUNCE_DELAYED] + kinds[BOUNCE_DELIVERED] + kinds[BOUNCE_RELAYED] + kinds[BOUNCE_EXPANDED];
	const struct { uint64_t n; const char *one, *many; } counts[] = {
		{ bounces, "bounce", "bounces" }, { kinds[BOUNCE_AUTOREPLY], "auto-reply", "auto-replies" },
		{ kinds[BOUNCE_CHALLENGE], "challenge", "challenges" }, { kinds[BOUNCE_DISPOSITION], "receipt", "receipts" },
		{ kinds[BOUNCE_FEEDBACK], "report", "reports" }, { kinds[BOUNCE_OTHER], "other", "other" },
	};
	const char *before = ": ";
	*text = '\0';
	add_count(text, size, "", tally->messages, "message", "messages");
	for (size_t i = 0; i < LENGTH(counts); i++) {
		add_count(text, size, before, counts[i].n, counts[i].one, counts[i].many);
		before = counts[i].n > 0 ? ", " : before;
	}
}

/* UTC seconds as a date of the program's zone. */
static void
date_of(int64_t at, char text[40])
{
	struct tm tm;
	time_t time = (time_t)at;
	text[0] = '\0';
	if (localtime_r(&time, &tm) != NULL)
		strftime(text, 40, "%Y-%m-%d %H:%M", &tm);
}

void
mailtally_say(const struct mailtally *tally, const char *name)
{
	char from[40], to[40], counts[300], known[32];
	if (tally->messages == 0) {
		if (tally->known > 0)
			say("%-24s already read", name);
		return;
	}
	date_of(tally->first_at, from);
	date_of(tally->last_at, to);
	count_kinds(tally, counts, sizeof counts);
	say("%-24s %16s to %16s %s %7.1f s", name, from, to, counts, (double)(clock_ms() - tally->began) / 1e3);
	with_commas(tally->known, known);
	if (tally->known > 0)
		say("%-24s %s of its messages were read before", "", known);
}
