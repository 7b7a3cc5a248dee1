/*
 * storm.c - judges hour after hour: an hour of a storm does not tell what is usual for those behind it, so one statement cannot judge them all.
 */
#include "analyze/storm.h"
#include "analyze/usual.h"

#include <stdlib.h>

enum { DAY = 24, BEFORE = USUAL_DAYS * DAY + 1, AROUND = USUAL_LEARNING_DAYS * DAY };
enum { NOT_ASKED = -1, NO_EVIDENCE = -2 };

struct hour {
	int64_t came;           /* or NOT_ASKED, NO_EVIDENCE */
	bool above;
};

/* What came to one target, hour after hour. */
struct course {
	struct store *store;
	struct arena *arena;    /* of its name */
	struct str target;
	int64_t since;          /* the first hour of which there is evidence */
	int64_t first;          /* the hour of hours[0] */
	struct hour *hours;
	size_t count;
};

static struct hour *
hour_at(struct course *course, int64_t hour)
{
	size_t place = (size_t)(hour - course->first), old = course->count;
	if (place >= old) {
		course->count = place + AROUND;
		course->hours = mem_resize(course->hours, course->count * sizeof *course->hours);
		for (size_t i = old; i < course->count; i++)
			course->hours[i] = (struct hour){ .came = NOT_ASKED };
	}
	return &course->hours[place];
}

static int64_t
came_at(struct course *course, int64_t at)
{
	if (at < course->since)
		return NO_EVIDENCE;
	struct hour *hour = hour_at(course, at);
	if (hour->came != NOT_ASKED)
		return hour->came;
	struct stmt *stmt = store_stmt(course->store, "analyze/storm/came.sql");
	stmt_bind_int(stmt, 1, at);
	stmt_bind_str(stmt, 2, course->target);
	hour->came = stmt_step(stmt) ? stmt_int(stmt, 0) : NO_EVIDENCE;
	stmt_reset(stmt);
	return hour->came;
}

static void
begin_target(struct course *course, struct str target, int64_t hour)
{
	arena_reset(course->arena);
	course->target = arena_copy(course->arena, target);
	course->first = hour - BEFORE;
	course->count = 0;
	struct stmt *stmt = store_stmt(course->store, "analyze/storm/above.sql");
	stmt_bind_str(stmt, 1, course->target);
	stmt_bind_int(stmt, 2, course->first);
	stmt_bind_int(stmt, 3, hour - 1);
	while (stmt_step(stmt))
		hour_at(course, stmt_int(stmt, 0))->above = true;
	stmt_reset(stmt);
}

/* That hour of the days before, an hour more or less; but not those of a storm that has not gone on for longer than a fortnight. */
static struct usual
usual_at(struct course *course, int64_t hour)
{
	int64_t samples[USUAL_SAMPLES], days = 0;
	size_t count = 0;
	for (int64_t day = 1; day <= USUAL_DAYS; day++) {
		size_t before = count;
		for (int64_t like = hour - day * DAY - 1; like <= hour - day * DAY + 1; like++) {
			int64_t came = came_at(course, like);
			if (came != NO_EVIDENCE && !(hour_at(course, like)->above && like > hour - AROUND))
				samples[count++] = came;
		}
		days += count > before;
	}
	return usual_of(samples, count, days);
}

static double
learning_bound(struct course *course, int64_t hour)
{
	int64_t around[2 * AROUND + 1];
	size_t count = 0;
	for (int64_t near = hour - AROUND; near <= hour + AROUND; near++)
		if (came_at(course, near) != NO_EVIDENCE)
			around[count++] = came_at(course, near);
	return usual_learning(around, count);
}

/* Kept is what is above the usual, and what is judged while that is still learned, since it is judged again. */
static void
judge(struct course *course, int64_t hour, int64_t came)
{
	struct usual usual = usual_at(course, hour);
	double bound = usual.known ? usual.bound : learning_bound(course, hour);
	bool above = (double)came >= bound;
	hour_at(course, hour)->above = above;
	if (!above && usual.known)
		return;
	struct stmt *stmt = store_stmt(course->store, "analyze/storm/flag.sql");
	stmt_unbind(stmt);
	stmt_bind_str(stmt, stmt_param(stmt, "target"), course->target);
	stmt_bind_int(stmt, stmt_param(stmt, "hour"), hour);
	if (usual.known)
		stmt_bind_real(stmt, stmt_param(stmt, "usual"), usual.median);
	stmt_bind_real(stmt, stmt_param(stmt, "bound"), bound);
	stmt_bind_int(stmt, stmt_param(stmt, "learned"), usual.days);
	stmt_bind_int(stmt, stmt_param(stmt, "above"), above);
	stmt_do(stmt);
}

static int64_t
evidence_since(struct store *store)
{
	struct stmt *stmt = store_stmt(store, "analyze/storm/since.sql");
	int64_t since = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return since;
}

void
storm_flag(struct store *store, const char *stage)
{
	store_run(store, "analyze/storm/begin.sql");
	struct course course = { .store = store, .arena = arena_open(), .target = STR_NONE, .since = evidence_since(store) };
	struct stmt *hours = store_stmt(store, stage);
	while (stmt_step(hours)) {
		struct str target = stmt_str(hours, 0);
		if (course.target.p == NULL || !str_equal(target, course.target))
			begin_target(&course, target, stmt_int(hours, 1));
		judge(&course, stmt_int(hours, 1), stmt_int(hours, 2));
	}
	stmt_reset(hours);
	arena_close(course.arena);
	free(course.hours);
}

void
storm_load(struct store *store, const char *stage)
{
	store_run(store, stage);
	store_run(store, "analyze/storm/load.sql");
}
