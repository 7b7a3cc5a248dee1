/*
 * mailrows.c - arrivals are written, many at a time (schema/intake.h).
 */
#include "ingest/mail/mailrows.h"
#include "schema/intake.h"

#include <stdlib.h>

/* Of the rows of all tables: each table's lie in this order, in which the values of a row are given. */
static const char *const columns[] = {
	"bounce_id", "arrival_id", "n", "dated_at", "fingerprint", "kind", "dialect", "reporting_mta", "sender", "message_id", "in_reply_to", "returned",
	"quoted_message_id", "quoted_queue_id", "quoted_sender", "quoted_from", "quoted_subject", "quoted_at", "quoted_signed",
	"final_recipient", "original_recipient", "action", "status", "remote_mta", "diagnostic",
	"helo", "client_name", "client_ip", "hop", "stamped_by", "stamped_by_ip", "protocol", "queue_id", "recipient", "at", "method", "result", "domain",
	"whole", "arrived_at", "returned_to", "return_path", "file", "inode", "device", "source_id", "position", "size", "modified_ns",
};

enum mailed { BOUNCE, RECIPIENT, HOP, STAMP, ARRIVAL, DATED, MET, TABLES };
static const char *const files[TABLES] = {
	"ingest/mail/bounce.sql", "ingest/mail/bounce_recipient.sql", "ingest/mail/hop.sql", "ingest/mail/stamp.sql", "ingest/mail/arrival.sql",
	"ingest/mail/arrival_date.sql", "ingest/mail/message_file.sql",
};

struct mailrows {
	struct rows *rows;
	struct intake *intake;
	struct bulk *bulks[TABLES];
	struct stmt *bounce_find, *arrival_find;
	int64_t last_bounce, last_arrival;
	uint64_t recent[BULK_ROWS];             /* fingerprints of what may not be in the database yet */
	size_t next;
};

static int64_t
find(struct stmt *stmt)
{
	int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return id;
}

struct mailrows *
mailrows_open(struct store *store, struct rows *rows)
{
	struct mailrows *mailrows = mem_new(sizeof *mailrows);
	mailrows->rows = rows;
	mailrows->intake = intake_of(store, "mail_intake", columns, LENGTH(columns));
	for (size_t i = 0; i < TABLES; i++)
		mailrows->bulks[i] = bulk_open(mailrows->intake, files[i]);
	mailrows->bounce_find = store_stmt(store, "ingest/mail/bounce_find.sql");
	mailrows->arrival_find = store_stmt(store, "ingest/mail/arrival_find.sql");
	mailrows->last_bounce = find(store_stmt(store, "ingest/mail/bounce_newest.sql"));
	mailrows->last_arrival = find(store_stmt(store, "ingest/mail/arrival_newest.sql"));
	return mailrows;
}

void
mailrows_close(struct mailrows *mailrows)
{
	free(mailrows);
}

void
mailrows_flush(struct mailrows *mailrows)
{
	for (size_t i = 0; i < TABLES; i++)
		bulk_run(mailrows->bulks[i]);
}

/* One row, whose values come one after another. */
struct row {
	struct bulk *bulk;
	size_t column;
};

static void
add_int(struct row *row, int64_t value)
{
	bulk_set_int(row->bulk, row->column++, value);
}

/* A number that may have no value: NO_NUMBER, which HOP_NO_TIME is too. */
static void
add_number(struct row *row, int64_t value)
{
	if (value == NO_NUMBER)
		bulk_set_null(row->bulk, row->column++);
	else
		add_int(row, value);
}

static void
add_str(struct row *row, struct str value)
{
	bulk_set_str(row->bulk, row->column++, value);
}

static void
add_word(struct mailrows *mailrows, struct row *row, struct str word)
{
	add_number(row, rows_word(mailrows->rows, word));
}

static void
put_hops(struct mailrows *mailrows, int64_t bounce, int64_t arrival, const struct hop *hops, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct row row = { mailrows->bulks[HOP], 0 };
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
		bulk_next(row.bulk);
	}
}

static void
put_recipients(struct mailrows *mailrows, int64_t id, const struct bounce *bounce)
{
	for (unsigned i = 0; i < bounce->recipient_count; i++) {
		const struct bounce_recipient *recipient = &bounce->recipients[i];
		struct row row = { mailrows->bulks[RECIPIENT], 0 };
		add_int(&row, id);
		add_int(&row, i);
		add_str(&row, recipient->final);
		add_str(&row, recipient->original);
		add_word(mailrows, &row, recipient->action);
		add_str(&row, recipient->status);
		add_str(&row, recipient->remote_mta);
		add_str(&row, recipient->diagnostic);
		bulk_next(row.bulk);
	}
}

static void
put_stamps(struct mailrows *mailrows, int64_t bounce, const struct authres *stamps, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct row row = { mailrows->bulks[STAMP], 0 };
		add_int(&row, bounce);
		add_int(&row, i);
		add_str(&row, stamps[i].client_ip);
		add_int(&row, stamps[i].hop);
		add_str(&row, stamps[i].stamped_by);
		add_word(mailrows, &row, stamps[i].method);
		add_word(mailrows, &row, stamps[i].result);
		add_str(&row, stamps[i].domain);
		bulk_next(row.bulk);
	}
}

static void
put_date(struct mailrows *mailrows, int64_t bounce, int64_t at)
{
	struct row row = { mailrows->bulks[DATED], 0 };
	add_int(&row, bounce);
	add_int(&row, at);
	bulk_next(row.bulk);
}

static int64_t
put_bounce(struct mailrows *mailrows, const struct arrival *arrival)
{
	const struct bounce *bounce = &arrival->bounce;
	int64_t id = ++mailrows->last_bounce;
	struct row row = { mailrows->bulks[BOUNCE], 0 };
	add_int(&row, id);
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
	bulk_next(row.bulk);
	put_recipients(mailrows, id, bounce);
	put_stamps(mailrows, id, arrival->stamps, arrival->stamp_count);
	put_hops(mailrows, id, 0, bounce->chain, bounce->hop_count);
	if (bounce->hop_count == 0 && bounce->taken_at != HOP_NO_TIME)
		put_date(mailrows, id, bounce->taken_at);
	return id;
}

/* The bounce that this is a copy of; 0: it is new. */
static int64_t
known_bounce(struct mailrows *mailrows, const struct arrival *arrival)
{
	struct stmt *stmt = mailrows->bounce_find;
	if (arrival->dated_at == NO_NUMBER)
		stmt_bind_null(stmt, 1);
	else
		stmt_bind_int(stmt, 1, arrival->dated_at);
	stmt_bind_int(stmt, 2, (int64_t)arrival->fingerprint);
	return find(stmt);
}

static int64_t
known_arrival(struct mailrows *mailrows, int64_t bounce, const struct arrival *arrival)
{
	struct stmt *stmt = mailrows->arrival_find;
	stmt_bind_int(stmt, 1, bounce);
	stmt_bind_int(stmt, 2, (int64_t)arrival->whole);
	return find(stmt);
}

/* What a copy of came just now is looked for in the database like everything else. */
static void
meet(struct mailrows *mailrows, uint64_t fingerprint)
{
	for (size_t i = 0; i < BULK_ROWS; i++)
		if (mailrows->recent[i] == fingerprint) {
			mailrows_flush(mailrows);
			break;
		}
	mailrows->recent[mailrows->next++ % BULK_ROWS] = fingerprint;
}

bool
mailrows_put(struct mailrows *mailrows, int64_t source, const struct arrival *arrival)
{
	meet(mailrows, arrival->fingerprint);
	int64_t bounce = known_bounce(mailrows, arrival);
	if (bounce == 0)
		bounce = put_bounce(mailrows, arrival);
	else if (known_arrival(mailrows, bounce, arrival) != 0)
		return false;
	int64_t id = ++mailrows->last_arrival;
	struct row row = { mailrows->bulks[ARRIVAL], 0 };
	add_int(&row, bounce);
	add_int(&row, id);
	add_int(&row, (int64_t)arrival->whole);
	add_int(&row, arrival->arrived_at);
	add_str(&row, arrival->returned_to);
	add_str(&row, arrival->return_path);
	add_str(&row, arrival->file);
	add_int(&row, source);
	add_int(&row, (int64_t)arrival->position);
	bulk_next(row.bulk);
	put_hops(mailrows, bounce, id, arrival->way, arrival->way_count);
	return true;
}

void
mailrows_met(struct mailrows *mailrows, int64_t source, const struct look *look)
{
	struct row row = { mailrows->bulks[MET], 0 };
	add_int(&row, look->inode);
	add_int(&row, look->device);
	add_int(&row, source);
	add_int(&row, look->size);
	add_int(&row, look->modified_ns);
	bulk_next(row.bulk);
}
