/*
 * join.c - puts together what lies in several streams.
 */
#include "ingest/join.h"

#include <stdlib.h>

struct seam {
	int64_t host, at;
};

struct join {
	struct store *store;
	struct seam *seams;
	size_t count, size;
};

struct join *
join_open(struct store *store)
{
	struct join *join = mem_new(sizeof *join);
	join->store = store;
	return join;
}

void
join_close(struct join *join)
{
	if (join == NULL)
		return;
	free(join->seams);
	free(join);
}

static void
add(struct join *join, int64_t host, int64_t at)
{
	if (join->count == join->size) {
		join->size = join->size == 0 ? 64 : 2 * join->size;
		join->seams = mem_resize(join->seams, join->size * sizeof *join->seams);
	}
	join->seams[join->count++] = (struct seam){ host, at };
}

void
join_seam(struct join *join, int64_t host, int64_t first_at, int64_t last_at)
{
	add(join, host, first_at);
	add(join, host, last_at);
}

struct check {
	int64_t id, at, host, identity;
	bool has_identity, refused;
	struct str client_ip, sender, helo, queue_id;
};

static int64_t
nearest(struct store *store, const char *file, const struct check *check)
{
	struct stmt *stmt = store_stmt(store, file);
	stmt_bind_int(stmt, stmt_param(stmt, "at"), check->at);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), check->host);
	stmt_bind_str(stmt, stmt_param(stmt, "client_ip"), check->client_ip);
	stmt_bind_str(stmt, stmt_param(stmt, "sender"), check->sender);
	stmt_bind_str(stmt, stmt_param(stmt, "helo"), check->helo);
	stmt_bind_str(stmt, stmt_param(stmt, "queue_id"), check->queue_id);
	if (check->has_identity)
		stmt_bind_int(stmt, stmt_param(stmt, "identity"), check->identity);
	else
		stmt_bind_null(stmt, stmt_param(stmt, "identity"));
	int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : NO_NUMBER;
	stmt_reset(stmt);
	return id;
}

static void
settle(struct store *store, const struct check *check)
{
	struct stmt *stmt = store_stmt(store, "ingest/check_again.sql");
	int64_t part = check->refused ? NO_NUMBER : nearest(store, "ingest/loose_mail.sql", check);
	int64_t rejection = nearest(store, "ingest/loose_rejection.sql", check);
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

/* One at a time and from the start again, since each claim changes what is left for the next. */
static void
settle_seam(struct join *join, const struct seam *seam)
{
	struct stmt *stmt = store_stmt(join->store, "ingest/loose_checks.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "at"), seam->at);
	stmt_bind_int(stmt, stmt_param(stmt, "host"), seam->host);
	while (stmt_step(stmt)) {
		const struct check check = {
			.id = stmt_int(stmt, 0), .at = stmt_int(stmt, 1), .host = stmt_int(stmt, 2), .client_ip = stmt_str(stmt, 3),
			.sender = stmt_str(stmt, 4), .helo = stmt_str(stmt, 5), .queue_id = stmt_str(stmt, 6),
			.has_identity = stmt_type(stmt, 7) != STMT_NULL, .identity = stmt_int(stmt, 7), .refused = stmt_int(stmt, 8) != 0,
		};
		settle(join->store, &check);
	}
	stmt_reset(stmt);
}

void
join_run(struct join *join, int64_t first_part)
{
	struct stmt *parts = store_stmt(join->store, "ingest/parts.sql");
	stmt_bind_int(parts, stmt_param(parts, "first_part"), first_part);
	stmt_do(parts);
	for (size_t i = 0; i < join->count; i++)
		settle_seam(join, &join->seams[i]);
	join->count = 0;
}
