/*
 * trace.c - follows a bounce from where it reached us back to where the original began, as far as its lines are to be believed.
 */
#include "analyze/trace.h"
#include "analyze/ours.h"
#include "schema/intake.h"

#include <stdlib.h>

enum { NONE = -1, AROUND = 2 * 3600 };

/* Columns of analyze/40_trace.sql. */
enum { BOUNCE, ARRIVAL, ARRIVED, REPORTER, MESSAGE_ID, MADE, LEG_ARRIVAL, LEG_AT, LEG_TEXTS, LEG_SECOND_MX = LEG_TEXTS + 7, LEG_LOOPS };
/* Parameters, in the order in which they first stand in the files of analyze/trace/: to ask for each by its name costs more than to bind it. */
enum { AS_AT = 1, AS_QUEUE_ID, AS_HOST };
enum { BY_ID_AT = 1, BY_ID_MESSAGE_ID };
/* Of a row for analyze/trace/insert.sql. */
enum {
	BOUNCE_ID, ARRIVAL_ID, ARRIVED_AT, ARRIVAL_PART_ID, OWN_HOPS, DELIVERED_BY_NAME, DELIVERED_BY_IP, BOUNCER,
	HANDED_N, HANDED_AT, HANDED_IP, HANDED_HELO, HANDED_NAME, HANDED_OURS, ORIGIN_IP, STAMPED_AT, SENDER, COLUMNS
};
static const char *const columns[COLUMNS] = {
	"bounce_id", "arrival_id", "arrived_at", "arrival_part_id", "own_hops", "delivered_by_name", "delivered_by_ip", "bouncer",
	"handed_n", "handed_at", "handed_ip", "handed_helo", "handed_name", "handed_ours", "origin_ip", "stamped_at", "sender",
};

struct trace {
	struct store *store;
	struct bulk *rows;
	int64_t log_from, log_to;               /* the times of the messages in our log */
	const struct ours *ours;
	struct arena *arena;
	int64_t bounce, arrival, arrived_at;    /* bounce 0: none yet */
	struct str reporter, message_id, made;
	unsigned own, count;                    /* legs of its arrival: ours, all */
	struct leg way[LEGS_MAX];               /* of its arrival, */
	struct leg returned[LEGS_MAX];          /* of the original */
	unsigned returned_count;
};

static void
begin_bounce(struct trace *trace, struct stmt *stmt)
{
	arena_reset(trace->arena);
	trace->bounce = stmt_int(stmt, BOUNCE);
	trace->arrival = stmt_int(stmt, ARRIVAL);
	trace->arrived_at = stmt_int(stmt, ARRIVED);
	trace->reporter = arena_copy(trace->arena, stmt_str(stmt, REPORTER));
	trace->message_id = arena_copy(trace->arena, stmt_str(stmt, MESSAGE_ID));
	trace->made = arena_copy(trace->arena, stmt_str(stmt, MADE));
	trace->count = trace->returned_count = 0;
}

static void
add_leg(struct trace *trace, struct stmt *stmt)
{
	bool returned = stmt_int(stmt, LEG_ARRIVAL) == 0;
	unsigned *count = returned ? &trace->returned_count : &trace->count;
	struct str text[LEG_SECOND_MX - LEG_TEXTS];
	if (stmt_type(stmt, LEG_ARRIVAL) == STMT_NULL || *count == LEGS_MAX)
		return;
	for (int i = 0; i < (int)LENGTH(text); i++)
		text[i] = arena_copy(trace->arena, stmt_str(stmt, LEG_TEXTS + i));
	(returned ? trace->returned : trace->way)[(*count)++] = (struct leg){
		.helo = text[0], .client_name = text[1], .client_ip = text[2], .by = text[3], .by_ip = text[4], .protocol = text[5], .queue_id = text[6],
		.dated = stmt_type(stmt, LEG_AT) != STMT_NULL, .at = stmt_int(stmt, LEG_AT), .from_second_mx = stmt_int(stmt, LEG_SECOND_MX) != 0, .loops = stmt_int(stmt, LEG_LOOPS) != 0,
	};
}

static bool
first_number(struct stmt *stmt, int64_t *number)
{
	bool found = stmt_step(stmt);
	if (found)
		*number = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return found;
}

/* Whether it is worth asking: bounces may be older than the log that there is. */
static bool
log_is_near(const struct trace *trace, int64_t at)
{
	return at >= trace->log_from - AROUND && at <= trace->log_to + AROUND;
}

/* What the bounce was in our own log: by the queue id of the topmost line that has one there, else by its Message-ID. */
static bool
find_arrival(const struct trace *trace, int64_t *part)
{
	struct stmt *stmt;
	for (unsigned i = 0; i < trace->own; i++) {
		const struct leg *leg = &trace->way[i];
		int64_t at = leg->dated ? leg->at : trace->arrived_at;
		if (leg->queue_id.n == 0 || !log_is_near(trace, at))
			continue;
		stmt = store_stmt(trace->store, "analyze/trace/arrived_as.sql");
		stmt_bind_str(stmt, AS_QUEUE_ID, leg->queue_id);
		stmt_bind_str(stmt, AS_HOST, leg->by);
		stmt_bind_int(stmt, AS_AT, at);
		if (first_number(stmt, part))
			return true;
	}
	if (trace->message_id.n == 0 || !log_is_near(trace, trace->arrived_at))
		return false;
	stmt = store_stmt(trace->store, "analyze/trace/arrived_by_id.sql");
	stmt_bind_str(stmt, BY_ID_MESSAGE_ID, trace->message_id);
	stmt_bind_int(stmt, BY_ID_AT, trace->arrived_at);
	return first_number(stmt, part);
}

static bool
is_ours(const struct trace *trace, struct str name_or_ip)
{
	return name_or_ip.p != NULL && trace->ours->is_ours(trace->ours->context, name_or_ip);
}

/* The client of the last of our own hops; a bounce of our own has none. */
static const struct leg *
deliverer(const struct trace *trace)
{
	static const struct leg nobody;
	if (trace->own == 0)
		return &nobody;
	const struct leg *last = &trace->way[trace->own - 1];
	bool own = last->client_ip.p == NULL || (!trace->ours->private_world && network_is_private(last->client_ip)) ||
	    is_ours(trace, last->client_ip) || network_is_loopback(last->client_ip, STR_NONE, trace->ours->world_loops);
	return own ? &nobody : last;
}

/* The organisation that bounced. A name that is anybody's ("localhost", "mx.local") tells none. */
static struct str
bouncer_of(const struct trace *trace, const struct leg *by)
{
	struct str names[] = { trace->reporter, trace->returned_count > 0 ? trace->returned[0].by : STR_NONE, by->client_name };
	for (unsigned i = 0; i < LENGTH(names); i++) {
		struct str organisation = handover_organisation(names[i], trace->ours, trace->arena);
		if (organisation.p != NULL)
			return organisation;
	}
	return STR_NONE;
}

static void
set_at(struct bulk *rows, size_t column, const struct leg *leg)
{
	if (leg->dated)
		bulk_set_int(rows, column, leg->at);
}

/* trace.handed_ours (schema/003_verdict.sql). */
static int
ours_how(const struct trace *trace, const struct leg *handed)
{
	if (is_ours(trace, handed->client_ip))
		return 1;
	if (is_ours(trace, handed->client_name))
		return 2;
	return trace->ours->world_loops && (handed->loops || network_is_loopback(handed->client_ip, STR_NONE, true)) ? 3 : 0;
}

static void
set_handover(const struct trace *trace, struct bulk *rows, struct handover handover)
{
	if (trace->returned_count > 0)
		set_at(rows, STAMPED_AT, &trace->returned[0]);
	if (handover.handed == NONE)
		return;
	const struct leg *handed = &trace->returned[handover.handed];
	bulk_set_int(rows, HANDED_N, handover.handed);
	set_at(rows, HANDED_AT, handed);
	bulk_set_str(rows, HANDED_IP, handed->client_ip);
	bulk_set_str(rows, HANDED_HELO, handed->helo);
	bulk_set_str(rows, HANDED_NAME, handed->client_name);
	bulk_set_int(rows, HANDED_OURS, ours_how(trace, handed));
	bulk_set_str(rows, ORIGIN_IP, trace->returned[handover.origin].client_ip);
}

static void
trace_one(struct trace *trace)
{
	int64_t part;
	trace->own = handover_own(trace->way, trace->count, trace->ours, trace->arena);
	const struct leg *by = deliverer(trace);
	const struct bounced bounced = { trace->reporter.n > 0 ? trace->reporter : by->client_name, by->client_ip, trace->made };
	struct handover handover = handover_find(trace->returned, trace->returned_count, &bounced, trace->ours, trace->arena);
	struct bulk *rows = trace->rows;
	for (size_t i = 0; i < COLUMNS; i++)
		bulk_set_null(rows, i);
	bulk_set_int(rows, BOUNCE_ID, trace->bounce);
	bulk_set_int(rows, ARRIVAL_ID, trace->arrival);
	bulk_set_int(rows, ARRIVED_AT, trace->arrived_at);
	if (find_arrival(trace, &part))
		bulk_set_int(rows, ARRIVAL_PART_ID, part);
	bulk_set_int(rows, OWN_HOPS, trace->own);
	bulk_set_str(rows, DELIVERED_BY_NAME, by->client_name);
	bulk_set_str(rows, DELIVERED_BY_IP, by->client_ip);
	bulk_set_str(rows, BOUNCER, bouncer_of(trace, by));
	bulk_set_str(rows, SENDER, address_original(trace->made, trace->arena));
	set_handover(trace, rows, handover);
	bulk_next(rows);
}

static void
find_log(struct trace *trace, struct store *store)
{
	struct stmt *stmt = store_stmt(store, "analyze/trace/log.sql");
	stmt_step(stmt);
	trace->log_from = stmt_int(stmt, 0);
	trace->log_to = stmt_int(stmt, 1);
	stmt_reset(stmt);
}

void
trace_run(struct store *store, const char *stage)
{
	struct ours_list *list = ours_open(store);
	struct trace *trace = mem_new(sizeof *trace);
	struct stmt *stmt = store_stmt(store, stage);
	*trace = (struct trace){
		.store = store, .rows = bulk_open(intake_of(store, "traced", columns, COLUMNS), "analyze/trace/insert.sql"), .ours = ours_of(list), .arena = arena_open(),
	};
	find_log(trace, store);
	stmt_do(store_stmt(store, "analyze/trace/forget.sql"));
	while (stmt_step(stmt)) {
		if (stmt_int(stmt, BOUNCE) != trace->bounce) {
			if (trace->bounce != 0)
				trace_one(trace);
			begin_bounce(trace, stmt);
		}
		add_leg(trace, stmt);
	}
	if (trace->bounce != 0)
		trace_one(trace);
	bulk_run(trace->rows);
	stmt_reset(stmt);
	arena_close(trace->arena);
	free(trace);
	ours_close(list);
}
