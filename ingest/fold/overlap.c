/*
 * overlap.c - looks whether the events of a batch are rows of another source.
 */
#include "ingest/fold/overlap.h"
#include "ingest/index.h"

#include <stdlib.h>

enum {
	TWINS_ENOUGH = 3,               /* one or two may be chance: a queue id can return within a second */
	SPANS_MAX = 256                 /* of other sources that are looked at for a batch */
};

/* When another source has lines of a host. */
struct span {
	int64_t host, first_at, last_at;
};

struct overlap {
	struct store *store;
	struct rows *rows;
	int64_t source;
	struct span spans[SPANS_MAX];
	size_t span_count;
	unsigned events, twins;         /* in these spans */
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
	if (overlap == NULL)
		return;
	free(overlap->other);
	free(overlap);
}

/* Whether another source has lines of one of the batch's hosts at the same time. */
static bool
beside_another(struct overlap *overlap, const struct batch *batch)
{
	struct stmt *stmt = store_stmt(overlap->store, "ingest/fold/overlap.sql");
	overlap->span_count = 0;
	for (size_t i = 0; i < batch->host_count; i++) {
		int64_t host = rows_word(overlap->rows, batch->hosts[i].name);
		stmt_bind_int(stmt, 1, overlap->source);
		stmt_bind_int(stmt, 2, host);
		stmt_bind_int(stmt, 3, batch->hosts[i].first_at);
		stmt_bind_int(stmt, 4, batch->hosts[i].last_at);
		while (overlap->span_count < SPANS_MAX && stmt_step(stmt)) {
			if (overlap->span_count == 0) {
				free(overlap->other);
				overlap->other = mem_string(stmt_str(stmt, 0));
			}
			overlap->spans[overlap->span_count++] = (struct span){ host, stmt_int(stmt, 1), stmt_int(stmt, 2) };
		}
		stmt_reset(stmt);
	}
	return overlap->span_count > 0;
}

/* Only there may an event have a twin: a file that goes on where the other ends has as many as it likes outside. */
static bool
in_a_span(const struct overlap *overlap, int64_t host, int64_t at)
{
	for (size_t i = 0; i < overlap->span_count; i++)
		if (overlap->spans[i].host == host && at >= overlap->spans[i].first_at && at <= overlap->spans[i].last_at)
			return true;
	return false;
}

static const char *
twin_file(enum record_kind kind)
{
	switch (kind) {
	case RECORD_MAIL: return "ingest/fold/overlap_mail.sql";
	case RECORD_REJECT: return "ingest/fold/overlap_rejection.sql";
	case RECORD_LOGIN: return "ingest/fold/overlap_login.sql";
	default: return NULL;
	}
}

static bool
has_twin(struct overlap *overlap, const struct record *record)
{
	static const enum field fields[] = { F_qid, F_client_ip, F_sender, F_recipient, F_user, F_ok };
	struct stmt *stmt = store_stmt(overlap->store, twin_file(record->kind));
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), overlap->source);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), rows_word(overlap->rows, record->host));
	stmt_bind_int(stmt, stmt_param(stmt, "at"), record->at);
	for (size_t i = 0; i < LENGTH(fields); i++)
		stmt_bind_str(stmt, stmt_param(stmt, field_name(fields[i])), record_field(record, fields[i]));
	bool found = stmt_step(stmt);
	stmt_reset(stmt);
	return found;
}

bool
overlap_finds(struct overlap *overlap, const struct batch *batch, const char **other)
{
	if (!beside_another(overlap, batch))
		return false;
	index_make(overlap->store, NULL);
	for (size_t i = 0; i < batch->count; i++) {
		const struct record *record = &batch->records[i];
		if (record->rule == NULL || twin_file(record->kind) == NULL || !in_a_span(overlap, rows_word(overlap->rows, record->host), record->at))
			continue;
		overlap->events++;
		overlap->twins += has_twin(overlap, record);
	}
	*other = overlap->other;
	return overlap->twins >= TWINS_ENOUGH && 2 * overlap->twins > overlap->events;
}
