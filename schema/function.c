/*
 * function.c - what SQL may ask of a value.
 */
#include "schema/function.h"
#include "schema/address.h"
#include "schema/mention.h"
#include "schema/network.h"
#include "schema/organisation.h"
#include "schema/path.h"
#include "schema/text.h"

#include <time.h>

/* The network of a site that has no other: what one customer of a hoster gets at least, and what a household gets. */
enum { SITE_BITS4 = 24, SITE_BITS6 = 64 };

static void
set_number(struct value *result, int64_t number)
{
	*result = (struct value){ .is_number = true, .number = number };
}

static bool
is_null(const struct value *value)
{
	return !value->is_number && value->text.p == NULL;
}

static void
call_domain(const struct value *v, struct arena *arena, struct value *result)
{
	struct str domain = text_domain(v->text);
	if (domain.p == NULL || domain.n > 255)
		return;
	char *lower = arena_take(arena, domain.n);
	for (size_t i = 0; i < domain.n; i++)
		lower[i] = domain.p[i] >= 'A' && domain.p[i] <= 'Z' ? (char)(domain.p[i] | 0x20) : domain.p[i];
	result->text = (struct str){ lower, domain.n };
}

/* Six bytes in the database for the next century. A number (a hash) is its bytes. */
static void
call_hour_key(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	int64_t hour = v[0].number / 3600;
	struct str text = v[1].is_number ? (struct str){ (const char *)&v[1].number, sizeof v[1].number } : v[1].text;
	if (text.p != NULL && hour >= 0 && hour < INT32_MAX)
		set_number(result, hour << TEXT_KEY_BITS | text_key(text));
}

static void
call_near_path(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	result->text = path_near(v->text);
}

static void
call_shape(const struct value *v, struct arena *arena, struct value *result)
{
	enum { SHAPE_BYTES = 200 };
	char *shape = arena_take(arena, SHAPE_BYTES);
	if (v->text.p != NULL)
		result->text = (struct str){ shape, text_shape(v->text, shape, SHAPE_BYTES) };
}

static bool
local(const struct value *v, struct tm *tm)
{
	time_t at = (time_t)v->number;
	return !is_null(v) && localtime_r(&at, tm) != NULL;
}

/* Rows come in order of time, and no zone changes its day but at a quarter of an hour: the last answer mostly serves again. */
static void
call_local_day_number(const struct value *v, struct arena *arena, struct value *result)
{
	static _Thread_local int64_t last_quarter = INT64_MIN, last_day;
	struct tm tm;
	(void)arena;
	if (v->number / 900 != last_quarter || is_null(v)) {
		if (!local(v, &tm))
			return;
		last_day = timegm(&(struct tm){ .tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday }) / 86400;
		last_quarter = v->number / 900;
	}
	set_number(result, last_day);
}

enum { TIME_BYTES = sizeof "2026-11-18 03:00:00" + 20 };

static void
call_local_day(const struct value *v, struct arena *arena, struct value *result)
{
	struct tm tm;
	char *text = arena_take(arena, TIME_BYTES);
	if (local(v, &tm))
		result->text = (struct str){ text, strftime(text, TIME_BYTES, "%Y-%m-%d", &tm) };
}

static void
call_local_time(const struct value *v, struct arena *arena, struct value *result)
{
	struct tm tm;
	char *text = arena_take(arena, TIME_BYTES);
	if (local(v, &tm))
		result->text = (struct str){ text, strftime(text, TIME_BYTES, "%Y-%m-%d %H:%M:%S", &tm) };
}

static void
call_organisation(const struct value *v, struct arena *arena, struct value *result)
{
	result->text = organisation_in_world(v->text, arena);
}

static void
call_network(const struct value *v, struct arena *arena, struct value *result)
{
	result->text = network_of(v->text, SITE_BITS4, SITE_BITS6, arena);
}

/* Two hosts of one rack, where nothing but their addresses tells: less than a /24, in which strangers live, too. */
static void
call_near(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(&v[0]) && !is_null(&v[1]))
		set_number(result, network_shared(v[0].text, v[1].text, 28, 64));
}

static void
call_in_network(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(&v[0]) && !is_null(&v[1]))
		set_number(result, network_holds(v[1].text, v[0].text));
}

static void
call_is_private(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(v))
		set_number(result, network_is_private(v->text));
}

static void
call_is_unrouted(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(v))
		set_number(result, network_is_unrouted(v->text));
}

static void
call_is_loopback(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(&v[0]))
		set_number(result, network_is_loopback(v[0].text, v[1].text, v[2].number != 0));
}

static void
call_original_address(const struct value *v, struct arena *arena, struct value *result)
{
	result->text = address_original(v->text, arena);
}

static void
call_base_address(const struct value *v, struct arena *arena, struct value *result)
{
	result->text = address_base(v->text, arena);
}

static void
call_verp_recipient(const struct value *v, struct arena *arena, struct value *result)
{
	result->text = address_verp(v->text, arena);
}

static void
call_is_srs(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (!is_null(v))
		set_number(result, address_is_srs(v->text));
}

static void
call_mentions(const struct value *v, struct arena *arena, struct value *result)
{
	(void)arena;
	if (v->text.p == NULL)
		return;
	struct str what = v[0].text, address = str_cut(&what, ' ');
	bool found = false;
	for (int i = 1; i < FUNCTION_ARGUMENTS_MAX && !found; i++)
		found = v[i].text.p != NULL && mention_is_in(v[i].text, address);
	set_number(result, found);
}

/* The second argument is "address name". */
static void
call_renamed(const struct value *v, struct arena *arena, struct value *result)
{
	struct str name = v[1].text, address = str_cut(&name, ' ');
	*result = v[0];
	if (!v[0].is_number && name.p != NULL)
		result->text = mention_replace(v[0].text, address, name, arena);
}

static const struct function functions[] = {
	{ "base_address", 1, call_base_address },
	{ "domain", 1, call_domain },
	{ "hour_key", 2, call_hour_key },
	{ "in_network", 2, call_in_network },
	{ "is_loopback", 3, call_is_loopback },
	{ "is_private", 1, call_is_private },
	{ "is_srs", 1, call_is_srs },
	{ "is_unrouted", 1, call_is_unrouted },
	{ "local_day", 1, call_local_day },
	{ "local_day_number", 1, call_local_day_number },
	{ "local_time", 1, call_local_time },
	{ "mentions", -1, call_mentions },
	{ "near", 2, call_near },
	{ "near_path", 1, call_near_path },
	{ "network", 1, call_network },
	{ "organisation", 1, call_organisation },
	{ "original_address", 1, call_original_address },
	{ "renamed", 2, call_renamed },
	{ "shape", 1, call_shape },
	{ "verp_recipient", 1, call_verp_recipient },
};

const struct function *
function_next(const struct function *previous)
{
	const struct function *next = previous == NULL ? functions : previous + 1;
	return next < functions + LENGTH(functions) ? next : NULL;
}
