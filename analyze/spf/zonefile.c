/*
 * zonefile.c - a zone in master format: the door to ldns.
 */
#include "analyze/spf/zonefile.h"

#include <errno.h>
#include <ldns/ldns.h>
#include <string.h>
#include <strings.h>

struct reading {
	struct answers *answers;
	struct arena *arena;
	struct zonefile *result;
	const char *path;
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
	return name_of(ldns_rdf_data(rdf), ldns_rdf_size(rdf), arena);
}

static struct str
join_strings(const ldns_rr *rr, struct arena *arena)
{
	size_t n = 0;
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++)
		n += ldns_rdf_size(ldns_rr_rdf(rr, i)) - 1;
	char *text = arena_take(arena, n + 1), *p = text;
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
		memcpy(p, ldns_rdf_data(rdf) + 1, ldns_rdf_size(rdf) - 1);
		p += ldns_rdf_size(rdf) - 1;
	}
	return (struct str){ text, n };
}

static struct str
value_of(const ldns_rr *rr, enum answer_type type, struct arena *arena)
{
	const ldns_rdf *first = ldns_rr_rdf(rr, 0);
	struct str host;
	char *text;

	switch (type) {
	case ANSWER_CNAME:
	case ANSWER_PTR:
		return rdf_name(first, arena);
	case ANSWER_MX:
		host = rdf_name(ldns_rr_rdf(rr, 1), arena);
		text = arena_take(arena, host.n + 3);
		memcpy(text, ldns_rdf_data(first), 2);
		memcpy(text + 2, host.p, host.n);
		return (struct str){ text, host.n + 2 };
	case ANSWER_TXT:
	case ANSWER_SPF:
		return join_strings(rr, arena);
	default:
		return (struct str){ (const char *)ldns_rdf_data(first), ldns_rdf_size(first) };
	}
}

static void
take(struct reading *reading, const ldns_rr *rr)
{
	struct str owner = rdf_name(ldns_rr_owner(rr), reading->arena);
	unsigned number = ldns_rr_get_type(rr);

	if (reading->names == NULL || !str_equal(reading->names->name, owner)) {
		struct name *name = arena_take(reading->arena, sizeof *name);
		*name = (struct name){ .next = reading->names, .name = owner };
		reading->names = name;
	}
	reading->names->delegated |= number == LDNS_RR_TYPE_NS;
	if (number == LDNS_RR_TYPE_SOA)
		reading->apex = owner;
	enum answer_type type = (enum answer_type)number;
	if (answer_type_of(str_of(answer_type_name(type))) != type || type == ANSWER_ANY || ldns_rr_rd_count(rr) == 0)
		return;
	struct answer answer = { .name = owner, .type = type, .ttl = ldns_rr_ttl(rr) };
	if (answers_add_value(reading->answers, &answer, value_of(rr, type, reading->arena)))
		reading->result->records++;
}

static bool
is_below(struct str name, struct str domain)
{
	return domain.n == 0 || (name.n > domain.n && name.p[name.n - domain.n - 1] == '.' &&
	    strncasecmp(name.p + name.n - domain.n, domain.p, domain.n) == 0);
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

/* Whether a line of a file has a string that is too long for one of DNS, the commonest reason why a record cannot be read. */
static bool
has_long_string(const char *path, int number)
{
	FILE *file = fopen(path, "r");
	bool quoted = false;
	size_t n = 0;
	int line = 1, c;

	if (file == NULL)
		return false;
	while (line <= number && n <= UINT8_MAX && (c = getc_unlocked(file)) != EOF) {
		line += c == '\n';
		n = quoted && line >= number ? n + 1 : 0;
		if (c == '"') {
			quoted = !quoted;
			n = 0;
		}
	}
	fclose(file);
	return n > UINT8_MAX;
}

static void
read_records(struct reading *reading, FILE *file, ldns_rdf **origin)
{
	ldns_rdf *previous = NULL;
	uint32_t ttl = 3600;
	int line = 0;

	while (!feof(file) && reading->result->error.p == NULL) {
		ldns_rr *rr = NULL;
		int before = line;
		ldns_status status = ldns_rr_new_frm_fp_l(&rr, file, &ttl, origin, &previous, &line);
		if (status == LDNS_STATUS_OK) {
			take(reading, rr);
			ldns_rr_free(rr);
		} else if (status == LDNS_STATUS_SYNTAX_INCLUDE_ERR_NOTIMPL || status == LDNS_STATUS_SYNTAX_INCLUDE) {
			reading->result->error = STR("$INCLUDE is not followed; give the files one by one");
		} else if (status == LDNS_STATUS_SYNTAX_RDATA_ERR && has_long_string(reading->path, line > before ? line : before + 1)) {
			reading->result->error = STR("a string of more than 255 bytes: write it as several, \"...\" \"...\", which are joined without a blank");
		} else if (status != LDNS_STATUS_SYNTAX_EMPTY && status != LDNS_STATUS_SYNTAX_TTL && status != LDNS_STATUS_SYNTAX_ORIGIN) {
			reading->result->error = str_of(ldns_get_errorstr_by_id(status));
		}
		if (reading->result->error.p != NULL)
			reading->result->line = (unsigned)(line > before ? line : before + 1);
	}
	ldns_rdf_deep_free(previous);
}

void
zonefile_read(const char *path, struct answers *answers, struct arena *arena, struct zonefile *result)
{
	struct reading reading = { .answers = answers, .arena = arena, .result = result, .path = path };
	FILE *file = fopen(path, "r");

	*result = (struct zonefile){ .error = STR_NONE };
	if (file == NULL) {
		result->error = str_of(strerror(errno));
		return;
	}
	ldns_rdf *origin = ldns_dname_new_frm_str(origin_of(path, arena).p);
	if (origin == NULL)
		origin = ldns_dname_new_frm_str(".");
	read_records(&reading, file, &origin);
	if (result->error.p == NULL)
		conclude(&reading);
	ldns_rdf_deep_free(origin);
	fclose(file);
}
