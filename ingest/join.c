/*
 * join.c - puts together what lies in several streams.
 */
#include "ingest/join.h"
#include "ingest/rows.h"

struct check {
	int64_t id, at, host, source;
	bool by_helo, refused;
	struct str client_ip, sender, helo, queue_id, reason;
};

static int64_t
nearest(struct store *store, const char *file, const struct check *check)
{
	struct stmt *stmt = store_stmt(store, file);
	stmt_bind_int(stmt, stmt_param(stmt, "at"), check->at);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), check->host);
	stmt_bind_int(stmt, stmt_param(stmt, "source_id"), check->source);
	stmt_bind_str(stmt, stmt_param(stmt, "client_ip"), check->client_ip);
	stmt_bind_str(stmt, stmt_param(stmt, "sender"), check->sender);
	stmt_bind_str(stmt, stmt_param(stmt, "helo"), check->helo);
	stmt_bind_str(stmt, stmt_param(stmt, "queue_id"), check->queue_id);
	stmt_bind_str(stmt, stmt_param(stmt, "reason"), check->reason);
	stmt_bind_int(stmt, stmt_param(stmt, "by_helo"), check->by_helo);
	stmt_bind_int(stmt, stmt_param(stmt, "refused"), check->refused);
	int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : NO_NUMBER;
	stmt_reset(stmt);
	return id;
}

static void
settle(struct store *store, const struct check *check)
{
	struct stmt *stmt = store_stmt(store, "ingest/join/settled.sql");
	int64_t part = check->refused ? NO_NUMBER : nearest(store, "ingest/join/loose_mail.sql", check);
	int64_t rejection = nearest(store, "ingest/join/loose_rejection.sql", check);
	if (part == NO_NUMBER && rejection == NO_NUMBER)
		return;
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "check_id"), check->id);
	if (part != NO_NUMBER)
		stmt_bind_int(stmt, stmt_param(stmt, "part_id"), part);
	if (rejection != NO_NUMBER)
		stmt_bind_int(stmt, stmt_param(stmt, "rejection_id"), rejection);
	stmt_do(stmt);
}

/* One at a time, since each claim changes what is left for the next. */
static void
settle_checks(struct store *store)
{
	store_run(store, "ingest/join/loosen.sql");
	struct stmt *stmt = store_stmt(store, "ingest/join/loose_checks.sql");
	while (stmt_step(stmt)) {
		const struct check check = {
			.id = stmt_int(stmt, 0), .at = stmt_int(stmt, 1), .host = stmt_int(stmt, 2), .client_ip = stmt_str(stmt, 3),
			.sender = stmt_str(stmt, 4), .helo = stmt_str(stmt, 5), .queue_id = stmt_str(stmt, 6),
			.by_helo = stmt_int(stmt, 7) != 0, .refused = stmt_int(stmt, 8) != 0, .source = stmt_int(stmt, 9), .reason = stmt_str(stmt, 10),
		};
		settle(store, &check);
	}
	stmt_reset(stmt);
}

void
join_run(struct store *store)
{
	store_run(store, "ingest/join/recount_begin.sql");
	store_run(store, "ingest/join/parts.sql");
	store_run(store, "ingest/join/twins.sql");
	store_run(store, "ingest/join/recount.sql");
	settle_checks(store);
	store_run(store, "ingest/join/hops.sql");
	store_run(store, "ingest/join/seams_done.sql");
}
