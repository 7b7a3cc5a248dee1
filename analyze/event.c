/*
 * event.c - what the postmaster notes of what he did: rows of event, which no rebuild forgets.
 */
#include "analyze/analyze.h"

int64_t
event_add(struct store *store, const struct event *event, int64_t now)
{
	struct stmt *stmt = store_stmt(store, "analyze/event/add.sql");
	store_begin(store);
	stmt_unbind(stmt);
	stmt_bind_int(stmt, stmt_param(stmt, "at"), event->at);
	stmt_bind_str(stmt, stmt_param(stmt, "domain"), event->domain);
	stmt_bind_str(stmt, stmt_param(stmt, "text"), event->text);
	stmt_bind_int(stmt, stmt_param(stmt, "now"), now);
	stmt_do(stmt);
	int64_t number = store_last_id(store);
	store_commit(store);
	return number;
}

bool
event_delete(struct store *store, int64_t number)
{
	struct stmt *find = store_stmt(store, "analyze/event/find.sql"), *delete = store_stmt(store, "analyze/event/delete.sql");
	store_begin(store);
	stmt_bind_int(find, stmt_param(find, "event"), number);
	bool found = stmt_step(find);
	stmt_reset(find);
	stmt_bind_int(delete, stmt_param(delete, "event"), number);
	stmt_do(delete);
	store_commit(store);
	return found;
}
