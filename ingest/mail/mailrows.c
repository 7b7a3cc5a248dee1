/*
 * mailrows.c - arrivals are written. Values are bound in the order of the columns in the .sql files.
 */
#include "ingest/mail/mailrows.h"

#include <stdlib.h>

struct mailrows {
	struct store *store;
	struct rows *rows;
	struct stmt *bounce_find, *bounce, *recipient, *hop, *stamp, *arrival_find, *arrival, *met;
};

struct mailrows *
mailrows_open(struct store *store, struct rows *rows)
{
	struct mailrows *mailrows = mem_new(sizeof *mailrows);
	mailrows->store = store;
	mailrows->rows = rows;
	mailrows->bounce_find = store_stmt(store, "ingest/mail/bounce_find.sql");
	mailrows->bounce = store_stmt(store, "ingest/mail/bounce.sql");
	mailrows->recipient = store_stmt(store, "ingest/mail/bounce_recipient.sql");
	mailrows->hop = store_stmt(store, "ingest/mail/hop.sql");
	mailrows->stamp = store_stmt(store, "ingest/mail/stamp.sql");
	mailrows->arrival_find = store_stmt(store, "ingest/mail/arrival_find.sql");
	mailrows->arrival = store_stmt(store, "ingest/mail/arrival.sql");
	mailrows->met = store_stmt(store, "ingest/mail/message_file.sql");
	return mailrows;
}

void
mailrows_close(struct mailrows *mailrows)
{
	free(mailrows);
}

/* One row, whose values come one after another. */
struct row {
	struct stmt *stmt;
	int column;
};

static void
add_int(struct row *row, int64_t value)
{
	stmt_bind_int(row->stmt, ++row->column, value);
}

/* A number that may have no value: NO_NUMBER, which HOP_NO_TIME is too. */
static void
add_number(struct row *row, int64_t value)
{
	if (value == NO_NUMBER)
		stmt_bind_null(row->stmt, ++row->column);
	else
		add_int(row, value);
}

static void
add_str(struct row *row, struct str value)
{
	stmt_bind_str(row->stmt, ++row->column, value);
}

static void
add_word(struct mailrows *mailrows, struct row *row, struct str word)
{
	add_number(row, rows_word(mailrows->rows, word));
}

static int64_t
find(struct row *row)
{
	int64_t id = stmt_step(row->stmt) ? stmt_int(row->stmt, 0) : 0;
	stmt_reset(row->stmt);
	return id;
}

static void
put_hops(struct mailrows *mailrows, int64_t bounce, int64_t arrival, const struct hop *hops, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct row row = { mailrows->hop, 0 };
		add_int(&row, bounce);
		add_int(&row, arrival);
		add_int(&row, i);
		add_str(&row, hops[i].helo);
		add_str(&row, hops[i].client_name);
		add_str(&row, hops[i].client_ip);
		add_str(&row, hops[i].by);
		add_str(&row, hops[i].by_ip);
		add_str(&row, hops[i].protocol);
		add_str(&row, hops[i].queue_id);
		add_str(&row, hops[i].recipient);
		add_number(&row, hops[i].at);
		stmt_do(row.stmt);
	}
}

static void
put_recipients(struct mailrows *mailrows, int64_t id, const struct bounce *bounce)
{
	for (unsigned i = 0; i < bounce->recipient_count; i++) {
		const struct bounce_recipient *recipient = &bounce->recipients[i];
		struct row row = { mailrows->recipient, 0 };
		add_int(&row, id);
		add_int(&row, i);
		add_str(&row, recipient->final);
		add_str(&row, recipient->original);
		add_word(mailrows, &row, recipient->action);
		add_str(&row, recipient->status);
		add_str(&row, recipient->remote_mta);
		add_str(&row, recipient->diagnostic);
		stmt_do(row.stmt);
	}
}

static void
put_stamps(struct mailrows *mailrows, int64_t bounce, const struct authres *stamps, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct row row = { mailrows->stamp, 0 };
		add_int(&row, bounce);
		add_int(&row, i);
		add_int(&row, stamps[i].hop);
		add_str(&row, stamps[i].stamped_by);
		add_word(mailrows, &row, stamps[i].method);
		add_word(mailrows, &row, stamps[i].result);
		add_str(&row, stamps[i].domain);
		add_str(&row, stamps[i].client_ip);
		stmt_do(row.stmt);
	}
}

static int64_t
put_bounce(struct mailrows *mailrows, const struct arrival *arrival)
{
	const struct bounce *bounce = &arrival->bounce;
	struct row row = { mailrows->bounce, 0 };
	add_number(&row, arrival->dated_at);
	add_int(&row, (int64_t)arrival->fingerprint);
	add_word(mailrows, &row, str_of(bounce_kind_name(bounce->kind)));
	add_word(mailrows, &row, bounce->dialect);
	add_str(&row, bounce->reporting_mta);
	add_str(&row, arrival->sender);
	add_str(&row, arrival->message_id);
	add_str(&row, bounce->in_reply_to);
	add_int(&row, bounce->returned);
	add_str(&row, bounce->quoted_message_id);
	add_str(&row, bounce->quoted_queue_id);
	add_str(&row, bounce->quoted_sender);
	add_str(&row, bounce->quoted_from);
	add_str(&row, bounce->quoted_subject);
	add_number(&row, bounce->quoted_at);
	add_str(&row, arrival->quoted_signed);
	stmt_do(row.stmt);
	int64_t id = store_last_id(mailrows->store);
	put_recipients(mailrows, id, bounce);
	put_stamps(mailrows, id, arrival->stamps, arrival->stamp_count);
	put_hops(mailrows, id, 0, bounce->chain, bounce->hop_count);
	return id;
}

/* The bounce that this is a copy of; 0: it is new. */
static int64_t
known_bounce(struct mailrows *mailrows, const struct arrival *arrival)
{
	struct row row = { mailrows->bounce_find, 0 };
	add_number(&row, arrival->dated_at);
	add_int(&row, (int64_t)arrival->fingerprint);
	return find(&row);
}

static int64_t
known_arrival(struct mailrows *mailrows, int64_t bounce, const struct arrival *arrival)
{
	struct row row = { mailrows->arrival_find, 0 };
	add_int(&row, bounce);
	add_int(&row, (int64_t)arrival->whole);
	return find(&row);
}

bool
mailrows_put(struct mailrows *mailrows, int64_t source, const struct arrival *arrival)
{
	int64_t bounce = known_bounce(mailrows, arrival);
	if (bounce == 0)
		bounce = put_bounce(mailrows, arrival);
	else if (known_arrival(mailrows, bounce, arrival) != 0)
		return false;
	struct row row = { mailrows->arrival, 0 };
	add_int(&row, bounce);
	add_int(&row, (int64_t)arrival->whole);
	add_int(&row, arrival->arrived_at);
	add_str(&row, arrival->returned_to);
	add_str(&row, arrival->return_path);
	add_str(&row, arrival->file);
	add_int(&row, source);
	add_int(&row, (int64_t)arrival->position);
	stmt_do(row.stmt);
	put_hops(mailrows, bounce, store_last_id(mailrows->store), arrival->way, arrival->way_count);
	return true;
}

void
mailrows_met(struct mailrows *mailrows, int64_t source, const struct look *look)
{
	struct row row = { mailrows->met, 0 };
	add_int(&row, look->inode);
	add_int(&row, look->device);
	add_int(&row, source);
	add_int(&row, look->size);
	add_int(&row, look->modified_ns);
	stmt_do(row.stmt);
}
