/*
 * zonefile.c - a zone in master format: the door to ldns.
 */
#include "analyze/spf/zonefile.h"

#include "analyze/spf/zonetext.h"

#include <errno.h>
#include <ldns/ldns.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>

enum { TTL_DEFAULT = 3600 };

/* Its functions, without their prefix. It brings libcrypto. */
static struct {
#define FUNCTION(name) __typeof__(ldns_##name) *name;
#include "analyze/spf/ldns.def"
#undef FUNCTION
} ldns;

static void
load(void)
{
	static const char *const names[] = {
#define FUNCTION(name) "ldns_" #name,
#include "analyze/spf/ldns.def"
#undef FUNCTION
	};
	library_load(LIBRARY, names, &ldns, LENGTH(names));
}

struct reading {
	struct answers *answers;
	struct arena *arena;
	struct zonefile *result;
	ldns_rdf *origin, *previous;    /* what relative names are relative to; the owner of the last record */
	uint32_t ttl;                   /* of records without one */
	struct str apex;                /* of the SOA; absent as long as there is none */
	struct name *cuts;              /* those that are delegated */
	struct name *names;             /* in the file, once for each run of records of one name */
};

struct name {
	struct name *next, *next_cut;
	struct str name;
	bool delegated;
};

static struct str
origin_of(const char *path, struct arena *arena)
{
	static const char *const endings[] = { ".zone", ".db", ".txt" };
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash == NULL ? path : slash + 1);

	if (str_prefix(name, "db."))
		name = (struct str){ name.p + 3, name.n - 3 };
	for (size_t i = 0; i < LENGTH(endings); i++)
		if (str_suffix(name, endings[i])) {
			name.n -= strlen(endings[i]);
			break;
		}
	return arena_print(arena, "%.*s.", (int)name.n, name.p);
}

/* A name in wire form; a dot within a label is written so that it is no other name. */
static struct str
name_of(const unsigned char *p, size_t n, struct arena *arena)
{
	char *text = arena_take(arena, 2 * n + 1);
	size_t at = 0, written = 0;

	while (at < n && p[at] != 0) {
		size_t label = p[at++];
		if (written > 0)
			text[written++] = '.';
		for (; label > 0 && at < n; label--, at++) {
			if (p[at] == '.')
				text[written++] = '\\';
			text[written++] = (char)p[at];
		}
	}
	return (struct str){ text, written };
}

static struct str
rdf_name(const ldns_rdf *rdf, struct arena *arena)
{
	return name_of(ldns.rdf_data(rdf), ldns.rdf_size(rdf), arena);
}

static struct str
join_strings(const ldns_rr *rr, struct arena *arena)
{
	size_t n = 0;
	for (size_t i = 0; i < ldns.rr_rd_count(rr); i++)
		n += ldns.rdf_size(ldns.rr_rdf(rr, i)) - 1;
	char *text = arena_take(arena, n + 1), *p = text;
	for (size_t i = 0; i < ldns.rr_rd_count(rr); i++) {
		const ldns_rdf *rdf = ldns.rr_rdf(rr, i);
		memcpy(p, ldns.rdf_data(rdf) + 1, ldns.rdf_size(rdf) - 1);
		p += ldns.rdf_size(rdf) - 1;
	}
	return (struct str){ text, n };
}

static struct str
value_of(const ldns_rr *rr, enum answer_type type, struct arena *arena)
{
	const ldns_rdf *first = ldns.rr_rdf(rr, 0);
	struct str host;
	char *text;

	switch (type) {
	case ANSWER_CNAME:
	case ANSWER_PTR:
		return rdf_name(first, arena);
	case ANSWER_MX:
		host = rdf_name(ldns.rr_rdf(rr, 1), arena);
		text = arena_take(arena, host.n + 3);
		memcpy(text, ldns.rdf_data(first), 2);
		memcpy(text + 2, host.p, host.n);
		return (struct str){ text, host.n + 2 };
	case ANSWER_TXT:
	case ANSWER_SPF:
		return join_strings(rr, arena);
	default:
		return (struct str){ (const char *)ldns.rdf_data(first), ldns.rdf_size(first) };
	}
}

static void
take(struct reading *reading, const ldns_rr *rr)
{
	struct str owner = rdf_name(ldns.rr_owner(rr), reading->arena);
	unsigned number = ldns.rr_get_type(rr);

	if (reading->names == NULL || !str_equal(reading->names->name, owner)) {
		struct name *name = arena_take(reading->arena, sizeof *name);
		*name = (struct name){ .next = reading->names, .name = owner };
		reading->names = name;
	}
	reading->names->delegated |= number == LDNS_RR_TYPE_NS;
	if (number == LDNS_RR_TYPE_SOA)
		reading->apex = owner;
	enum answer_type type = (enum answer_type)number;
	if (answer_type_of(str_of(answer_type_name(type))) != type || type == ANSWER_ANY || ldns.rr_rd_count(rr) == 0)
		return;
	struct answer answer = { .name = owner, .type = type, .ttl = ldns.rr_ttl(rr) };
	if (answers_add_value(reading->answers, &answer, value_of(rr, type, reading->arena)))
		reading->result->records++;
}

static bool
is_below(struct str name, struct str domain)
{
	return name.n > domain.n && (domain.n == 0 || (name.p[name.n - domain.n - 1] == '.' &&
	    strncasecmp(name.p + name.n - domain.n, domain.p, domain.n) == 0));
}

static bool
is_delegated(const struct reading *reading, struct str name)
{
	for (const struct name *cut = reading->cuts; cut != NULL; cut = cut->next_cut)
		if (str_equal(cut->name, name) || is_below(name, cut->name))
			return true;
	return false;
}

/* What the file says of existence: of its names, and of those between them and the apex. */
static void
conclude(struct reading *reading)
{
	struct answers *answers = reading->answers;
	struct str apex = reading->apex;

	if (apex.p != NULL)
		answers_complete(answers, apex);
	for (struct name *name = reading->names; name != NULL; name = name->next) {
		if (name->delegated && !str_equal(name->name, apex)) {
			answers_delegated(answers, name->name);
			name->next_cut = reading->cuts;
			reading->cuts = name;
		} else if (apex.p == NULL) {
			answers_complete(answers, name->name);
		}
	}
	for (const struct name *name = reading->names; name != NULL; name = name->next)
		for (struct str above = name->name; apex.p != NULL && is_below(above, apex); str_cut(&above, '.'))
			if (!is_delegated(reading, above))
				answers_add(answers, &(struct answer){ .name = above, .type = ANSWER_ANY, .status = ANSWER_NODATA });
}

static bool
is_word(struct str word, const char *name)
{
	return word.n == strlen(name) && strncasecmp(word.p, name, word.n) == 0;
}

/* Lines that are no records: $TTL, $ORIGIN. Answers what is wrong, or NULL. */
static const char *
obey(struct reading *reading, struct str line)
{
	struct str word = str_cut(&line, ' '), value = str_trim(line);
	const char *end;

	value = arena_copy(reading->arena, value);
	if (is_word(word, "$TTL")) {
		reading->ttl = ldns.str2period(value.p == NULL ? "" : value.p, &end);
		return value.n == 0 || *end != '\0' ? "$TTL without a time" : NULL;
	}
	if (is_word(word, "$INCLUDE"))
		return "$INCLUDE is not followed; give the files one by one";
	if (!is_word(word, "$ORIGIN"))
		return "not an instruction that is known here: $ORIGIN and $TTL are";
	ldns_rdf *origin = value.n == 0 ? NULL : ldns.dname_new_frm_str(value.p);
	if (origin == NULL)
		return "$ORIGIN without a name";
	if (value.p[value.n - 1] != '.')
		ldns.dname_cat(origin, reading->origin);
	ldns.rdf_deep_free(reading->origin);
	reading->origin = origin;
	return NULL;
}

/* Answers what is wrong, or NULL. */
static const char *
read_record(struct reading *reading, const struct zonetext *text)
{
	ldns_rr *rr = NULL;
	ldns_status status = ldns.rr_new_frm_str(&rr, text->p, reading->ttl, reading->origin, &reading->previous);

	if (status != LDNS_STATUS_OK)
		return ldns.get_errorstr_by_id(status);
	take(reading, rr);
	ldns.rr_free(rr);
	return NULL;
}

static void
read_entries(struct reading *reading, FILE *file)
{
	struct zonefile *result = reading->result;
	struct zonetext text;
	const char *error = NULL;

	zonetext_begin(&text, file);
	while (error == NULL && zonetext_next(&text)) {
		error = *text.p == '$' ? obey(reading, (struct str){ text.p, text.n }) : read_record(reading, &text);
		result->line = text.line;
		if (error != NULL && text.long_line > 0) {
			error = "a string of more than 255 bytes: write it as several, \"...\" \"...\", which are joined without a blank";
			result->line = text.long_line;
		}
	}
	if (text.error != NULL) {
		error = text.error;
		result->line = text.line;
	}
	result->error = str_of(error);
	zonetext_end(&text);
}

void
zonefile_read(const char *path, struct answers *answers, struct arena *arena, struct zonefile *result)
{
	static pthread_once_t loaded = PTHREAD_ONCE_INIT;
	struct reading reading = { .answers = answers, .arena = arena, .result = result, .ttl = TTL_DEFAULT };
	FILE *file = fopen(path, "r");

	*result = (struct zonefile){ .error = STR_NONE };
	if (file == NULL) {
		result->error = str_of(strerror(errno));
		return;
	}
	pthread_once(&loaded, load);
	reading.origin = ldns.dname_new_frm_str(origin_of(path, arena).p);
	if (reading.origin == NULL)
		reading.origin = ldns.dname_new_frm_str(".");
	read_entries(&reading, file);
	if (result->error.p == NULL)
		conclude(&reading);
	ldns.rdf_deep_free(reading.origin);
	ldns.rdf_deep_free(reading.previous);
	fclose(file);
}
