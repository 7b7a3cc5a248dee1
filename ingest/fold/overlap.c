/*
 * overlap.c - looks whether the events of a batch are rows of another source.
 */
#include "ingest/fold/overlap.h"
#include "ingest/index.h"
#include "ingest/table.h"

#include <stdlib.h>

enum {
	TWINS_ENOUGH = 3,               /* one or two may be chance: a queue id can return within a second; of a stream that ends, one may */
	SEAM_SECONDS = 2                /* in which two files that follow one another may lie over one another, with clients that try again and again */
};

/* When another source has lines of a host, whatever name of it stands there. */
struct span {
	int64_t host, first_at, last_at;
};

struct overlap_host {
	UT_hash_handle hh;
	int64_t host, first_at, last_at;        /* in this stream */
	struct span *spans;                     /* those that do not end before first_at */
	size_t count;
};

struct overlap {
	struct store *store;
	struct rows *rows;
	int64_t source;
	struct overlap_host *hosts;
	bool beside;                    /* the batch lies in one of these spans */
	unsigned events, twins;         /* in these spans */
	int64_t twin_source;
	char *other;
};

struct overlap *
overlap_open(struct store *store, struct rows *rows, int64_t source)
{
	struct overlap *overlap = mem_new(sizeof *overlap);
	overlap->store = store;
	overlap->rows = rows;
	overlap->source = source;
	return overlap;
}

void
overlap_close(struct overlap *overlap)
{
	struct overlap_host *host, *next;
	if (overlap == NULL)
		return;
	HASH_ITER(hh, overlap->hosts, host, next) {
		HASH_DEL(overlap->hosts, host);
		free(host->spans);
		free(host);
	}
	free(overlap->other);
	free(overlap);
}

/* Other sources do not change while this one is read. */
static void
load_spans(struct overlap *overlap, struct overlap_host *host)
{
	struct stmt *stmt = store_stmt(overlap->store, "ingest/fold/overlap.sql");
	size_t room = 0;
	stmt_bind_int(stmt, 1, overlap->source);
	stmt_bind_int(stmt, 2, host->host);
	stmt_bind_int(stmt, 3, host->first_at);
	host->count = 0;
	while (stmt_step(stmt)) {
		if (host->count == room) {
			room = room == 0 ? 4 : 2 * room;
			host->spans = mem_resize(host->spans, room * sizeof *host->spans);
		}
		host->spans[host->count++] = (struct span){ stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_int(stmt, 2) };
	}
	stmt_reset(stmt);
}

static struct overlap_host *
find_host(struct overlap *overlap, int64_t word)
{
	struct overlap_host *host;
	HASH_FIND(hh, overlap->hosts, &word, sizeof word, host);
	return host;
}

/* Whether the stream has come so far into the span that it does not only follow it, or is followed by it. */
static bool
is_beside(const struct overlap_host *host, const struct span *span)
{
	int64_t from = host->first_at > span->first_at ? host->first_at : span->first_at;
	int64_t to = host->last_at < span->last_at ? host->last_at : span->last_at;
	return to - from > SEAM_SECONDS;
}

static void
note_host(struct overlap *overlap, const struct batch_host *seen)
{
	int64_t word = rows_word(overlap->rows, seen->name);
	struct overlap_host *host = find_host(overlap, word);
	bool earlier = host == NULL || seen->first_at < host->first_at;
	if (host == NULL) {
		host = mem_new(sizeof *host);
		host->host = word;
		host->last_at = seen->last_at;
		HASH_ADD(hh, overlap->hosts, host, sizeof host->host, host);
	}
	if (seen->last_at > host->last_at)
		host->last_at = seen->last_at;
	if (earlier) {
		host->first_at = seen->first_at;
		load_spans(overlap, host);
	}
	for (size_t i = 0; i < host->count; i++)
		if (host->spans[i].first_at <= seen->last_at && host->spans[i].last_at >= seen->first_at && is_beside(host, &host->spans[i]))
			overlap->beside = true;
}

static const char *
twin_file(enum record_kind kind)
{
	switch (kind) {
	case RECORD_MAIL: return "ingest/fold/overlap_mail.sql";
	case RECORD_DELIVERY: return "ingest/fold/overlap_delivery.sql";
	case RECORD_REJECT: return "ingest/fold/overlap_rejection.sql";
	case RECORD_CHECK: return "ingest/fold/overlap_check.sql";
	case RECORD_LOGIN: return "ingest/fold/overlap_login.sql";
	default: return NULL;
	}
}

/* family: the first part of the program's name, which no form of a log loses. Two programs may tell of the same (a login, to Postfix and to Dovecot). */
static bool
has_twin(struct overlap *overlap, const struct record *record, int64_t host)
{
	static const enum field fields[] = { F_qid, F_client_ip, F_sender, F_recipient, F_user, F_ok };
	struct stmt *stmt = store_stmt(overlap->store, twin_file(record->kind));
	struct str rest = record->program, family = str_cut(&rest, '/');
	index_make(overlap->store, NULL);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), overlap->source);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), host);
	stmt_bind_int(stmt, stmt_param(stmt, "at"), record->at);
	stmt_bind_str(stmt, stmt_param(stmt, "family"), family.p == NULL ? STR("") : family);
	for (size_t i = 0; i < LENGTH(fields); i++)
		stmt_bind_str(stmt, stmt_param(stmt, field_name(fields[i])), record_field(record, fields[i]));
	bool found = stmt_step(stmt);
	if (found)
		overlap->twin_source = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return found;
}

/* Only in a span may an event have a twin: a file that goes on where the other ends has as many as it likes outside. */
static void
look_for_twins(struct overlap *overlap, const struct record *record)
{
	const struct overlap_host *host = find_host(overlap, rows_word(overlap->rows, record->host));
	bool inside = false, found = false;
	int64_t looked = NO_NUMBER;     /* the last name of the host that was looked for; mostly there is one */
	for (size_t i = 0; host != NULL && !found && i < host->count && host->spans[i].first_at <= record->at; i++) {
		const struct span *span = &host->spans[i];
		if (record->at > span->last_at || span->host == looked || !is_beside(host, span))
			continue;
		inside = true;
		looked = span->host;
		found = has_twin(overlap, record, span->host);
	}
	overlap->events += inside;
	overlap->twins += found;
}

static const char *
path_of(struct overlap *overlap, int64_t source)
{
	struct stmt *stmt = store_stmt(overlap->store, "ingest/fold/overlap_path.sql");
	stmt_bind_int(stmt, 1, source);
	free(overlap->other);
	overlap->other = mem_string(stmt_step(stmt) ? stmt_str(stmt, 0) : STR(""));
	stmt_reset(stmt);
	return overlap->other;
}

bool
overlap_finds(struct overlap *overlap, const struct batch *batch, const char **other)
{
	overlap->beside = false;
	for (size_t i = 0; i < batch->host_count; i++)
		note_host(overlap, &batch->hosts[i]);
	for (size_t i = 0; overlap->beside && i < batch->count; i++)
		if (batch->records[i].rule != NULL && twin_file(batch->records[i].kind) != NULL)
			look_for_twins(overlap, &batch->records[i]);
	if (overlap->twins + batch->last < TWINS_ENOUGH || 2 * overlap->twins <= overlap->events)
		return false;
	*other = path_of(overlap, overlap->twin_source);
	return true;
}
