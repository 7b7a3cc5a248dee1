/*
 * overlap.c - looks whether the events of a batch are rows of another source.
 */
#include "ingest/overlap.h"

#include <stdlib.h>

enum { TWINS_ENOUGH = 3 };      /* one or two may be chance: a queue id can return within a second */

struct overlap {
	struct store *store;
	struct rows *rows;
	int64_t source;
	unsigned events, twins;
	char *other;
	bool indexed;
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
	struct stmt *stmt = store_stmt(overlap->store, "ingest/overlap.sql");
	bool found = false;
	for (size_t i = 0; !found && i < batch->host_count; i++) {
		stmt_bind_int(stmt, 1, overlap->source);
		stmt_bind_int(stmt, 2, rows_word(overlap->rows, batch->hosts[i].name));
		stmt_bind_int(stmt, 3, batch->hosts[i].first_at);
		stmt_bind_int(stmt, 4, batch->hosts[i].last_at);
		found = stmt_step(stmt);
		if (found) {
			free(overlap->other);
			overlap->other = mem_string(stmt_str(stmt, 0));
		}
		stmt_reset(stmt);
	}
	return found;
}

static const char *
twin_file(enum record_kind kind)
{
	switch (kind) {
	case RECORD_MAIL: return "ingest/overlap_mail.sql";
	case RECORD_REJECT: return "ingest/overlap_rejection.sql";
	case RECORD_LOGIN: return "ingest/overlap_login.sql";
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
	if (!overlap->indexed)
		store_run(overlap->store, "ingest/index.sql");
	overlap->indexed = true;
	for (size_t i = 0; i < batch->count; i++) {
		const struct record *record = &batch->records[i];
		if (record->rule == NULL || twin_file(record->kind) == NULL)
			continue;
		overlap->events++;
		overlap->twins += has_twin(overlap, record);
	}
	*other = overlap->other;
	return overlap->twins >= TWINS_ENOUGH && 2 * overlap->twins > overlap->events;
}
