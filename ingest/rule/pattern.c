/*
 * pattern.c - one pattern over one whole line, by PCRE2 with its JIT.
 */
#include "ingest/rule/pattern.h"
#include "ingest/rule/groupname.h"
#include "ingest/rule/literal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A line of a log needs some hundred steps; what needs a thousand times that is an attack or a bad rule. The JIT counts only
   what is in groups, so the length of a text is bounded too, and the rules are tested for speed. */
enum {
	MATCH_LIMIT = 200 * 1000,
	HEAP_KIB = 4 * 1024,            /* of the interpreter */
	STACK_MIN = 32 * 1024,
	STACK_MAX = 512 * 1024,
	/* To make machine code takes as long as to interpret a pattern a dozen times: who reads little mail tries most of them less often.
	   A text that needs more steps than these for each byte of the pattern is left to machine code at once, and which of the two reads it
	   makes no difference: the longer a pattern, the longer that takes to make. */
	INTERPRETED = 12,
	STEPS_A_BYTE = 2,
	/* To try a long pattern takes longer than to look through a text for what it needs, and much longer where it is not compiled yet. */
	LONG_PATTERN = 400,
	LONG_TEXT = 1024
};

struct pattern {
	pcre2_code *code;               /* NULL: not compiled yet */
	struct str text;
	uint32_t options;
	unsigned shared;                /* so often */
	bool prepared, jit;
	unsigned interpreted;           /* so often */
	bool need_read;
	const struct need *need;        /* NULL: not known, or not read yet */
	unsigned groups;
	uint32_t least;                 /* bytes that a text must have */
	struct str *names;              /* of the groups */
	unsigned char first[32];        /* a bit for each byte that may begin a text */
};

struct matcher {
	struct arena *arena;            /* of what patterns need */
	pcre2_match_data *data;
	pcre2_match_context *context, *brief;   /* brief: that of what is interpreted first */
	pcre2_jit_stack *stack;
};

static void *
must(void *p)
{
	if (p == NULL)
		die("out of memory for patterns");
	return p;
}

static pcre2_code *
compile(struct str text, uint32_t options, struct pattern_fault *fault)
{
	int error;
	pcre2_compile_context *context = must(pcre2_compile_context_create(NULL));
	pcre2_set_max_pattern_length(context, PATTERN_LENGTH);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n,
	    options | PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &fault->offset, context);
	pcre2_compile_context_free(context);
	if (code == NULL)
		pcre2_get_error_message(error, (PCRE2_UCHAR *)fault->message, sizeof fault->message);
	return code;
}

/* False: they are too many. */
static bool
read_names(struct pattern *pattern)
{
	struct str names[PATTERN_GROUPS + 1];
	pattern->groups = groupnames_of(pattern->text, names, LENGTH(names));
	if (pattern->groups > PATTERN_GROUPS)
		return false;
	pattern->names = memcpy(mem_new((pattern->groups + 1) * sizeof *names), names, pattern->groups * sizeof *names);
	return true;
}

/* Whether PCRE2 sees the same names. It keeps a sorted table of entries: two bytes of group number, then the name and a NUL. */
static bool
names_are_true(const struct pattern *pattern)
{
	uint32_t groups = 0, entries = 0, size = 0;
	const unsigned char *entry = NULL;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &entries);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &entry);
	bool same = groups == pattern->groups && entries == groups;
	for (uint32_t i = 0; same && i < entries; i++, entry += size)
		same = str_is(pattern->names[(entry[0] << 8 | entry[1]) - 1], (const char *)entry + 2);
	return same;
}

static void
allow_first(struct pattern *pattern, unsigned byte)
{
	pattern->first[byte / 8] |= (unsigned char)(1u << byte % 8);
}

/* PCRE2 does not tell whether a single first byte was meant caseless, so both cases may begin. */
static void
read_first(struct pattern *pattern)
{
	uint32_t type = 0, byte = 0;
	const unsigned char *bitmap = NULL;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODETYPE, &type);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
	if (type == 1) {
		allow_first(pattern, byte & 0xff);
		if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
			allow_first(pattern, (byte ^ 0x20) & 0xff);
	} else if (bitmap != NULL)
		memcpy(pattern->first, bitmap, sizeof pattern->first);
	else
		memset(pattern->first, 0xff, sizeof pattern->first);
}

static bool
compile_pattern(struct pattern *pattern, struct pattern_fault *fault)
{
	pattern->code = compile(pattern->text, pattern->options, fault);
	if (pattern->code == NULL)
		return false;
	read_first(pattern);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_MINLENGTH, &pattern->least);
	if (names_are_true(pattern))
		return true;
	snprintf(fault->message, sizeof fault->message, "not each of its groups has one name, as in (?<name>...)");
	return false;
}

static void
need_code(struct pattern *pattern)
{
	struct pattern_fault fault = { .offset = 0 };
	if (pattern->code == NULL && !compile_pattern(pattern, &fault))
		bug("a pattern that is built in, behind %zu bytes: %s: %.*s", fault.offset, fault.message, (int)pattern->text.n, pattern->text.p);
}

static struct pattern *
open_pattern(struct str text, uint32_t options, struct pattern_fault *fault)
{
	struct pattern *pattern = mem_new(sizeof *pattern);
	pattern->text = text;
	pattern->options = options;
	memset(pattern->first, 0xff, sizeof pattern->first);
	bool named = read_names(pattern);
	if (fault == NULL && named)
		return pattern;
	if (fault == NULL)
		bug("a pattern that is built in has too many groups");
	*fault = (struct pattern_fault){ .offset = 0 };
	if (named && compile_pattern(pattern, fault))
		return pattern;
	if (!named)
		snprintf(fault->message, sizeof fault->message, "more than %d groups", PATTERN_GROUPS);
	pattern_close(pattern);
	return NULL;
}

struct pattern *
pattern_open(struct str text, struct pattern_fault *fault)
{
	return open_pattern(text, PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY, fault);
}

struct pattern *
pattern_open_search(struct str text, struct pattern_fault *fault)
{
	return open_pattern(text, PCRE2_MULTILINE, fault);
}

struct pattern *
pattern_share(struct pattern *pattern)
{
	pattern->shared++;
	return pattern;
}

void
pattern_close(struct pattern *pattern)
{
	if (pattern == NULL || pattern->shared-- > 0)
		return;
	pcre2_code_free(pattern->code);
	free(pattern->names);
	free(pattern);
}

struct str
pattern_text(const struct pattern *pattern)
{
	return pattern->text;
}

unsigned
pattern_groups(const struct pattern *pattern)
{
	return pattern->groups;
}

struct str
pattern_group(const struct pattern *pattern, unsigned group)
{
	return pattern->names[group];
}

bool
pattern_begins(const struct pattern *pattern, unsigned char first)
{
	return pattern->first[first / 8] >> first % 8 & 1;
}

bool
pattern_is_compiled(const struct pattern *pattern)
{
	return pattern->code != NULL;
}

const struct need *
pattern_need(struct pattern *pattern, struct arena *arena)
{
	if (!pattern->need_read)
		pattern->need = literals_of(pattern->text, arena);
	pattern->need_read = true;
	return pattern->need;
}

struct matcher *
matcher_open(void)
{
	struct matcher *matcher = mem_new(sizeof *matcher);
	matcher->arena = arena_open();
	matcher->data = must(pcre2_match_data_create(PATTERN_GROUPS + 1, NULL));
	matcher->context = must(pcre2_match_context_create(NULL));
	matcher->stack = must(pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL));
	pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_depth_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_KIB);
	pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	matcher->brief = must(pcre2_match_context_copy(matcher->context));
	return matcher;
}

void
matcher_close(struct matcher *matcher)
{
	if (matcher == NULL)
		return;
	arena_close(matcher->arena);
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	pcre2_match_context_free(matcher->brief);
	pcre2_jit_stack_free(matcher->stack);
	free(matcher);
}

/* A machine without JIT, and a pattern that says (*NO_JIT), are left to the interpreter. */
static void
prepare(struct pattern *pattern)
{
	size_t size = 0;
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_JITSIZE, &size);
	pattern->jit = size > 0;
	pattern->prepared = true;
}

/* Whether a text has not what a pattern needs, as far as it pays to ask. */
static bool
is_lacked(struct pattern *pattern, struct matcher *matcher, struct str text)
{
	struct grams grams;
	if (pattern->text.n < LONG_PATTERN || text.n > LONG_TEXT)
		return false;
	const struct need *need = pattern_need(pattern, matcher->arena);
	if (need == NULL)
		return false;
	grams_of(text, &grams);
	return !grams_may_meet(&grams, need);
}

static bool
matches(struct pattern *pattern, struct matcher *matcher, struct str text, size_t from, uint32_t options)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)text.p;
	if (is_lacked(pattern, matcher, text))
		return false;
	need_code(pattern);
	if (text.n < pattern->least)
		return false;
	if (!pattern->prepared && pattern->interpreted++ < INTERPRETED) {
		pcre2_set_match_limit(matcher->brief, STEPS_A_BYTE * (uint32_t)pattern->text.n);
		int answer = pcre2_match(pattern->code, subject, text.n, from, options, matcher->data, matcher->brief);
		if (answer > 0 || answer == PCRE2_ERROR_NOMATCH)
			return answer > 0;
	}
	if (!pattern->prepared)
		prepare(pattern);
	if (pattern->jit)
		return pcre2_jit_match(pattern->code, subject, text.n, from, options, matcher->data, matcher->context) > 0;
	return pcre2_match(pattern->code, subject, text.n, from, options, matcher->data, matcher->context) > 0;
}

bool
pattern_fits(struct pattern *pattern, struct matcher *matcher, struct str text)
{
	if (text.n > PATTERN_TEXT || (text.n > 0 && !pattern_begins(pattern, (unsigned char)text.p[0])))
		return false;
	return matches(pattern, matcher, text, 0, 0);
}

bool
pattern_found(struct pattern *pattern, struct matcher *matcher, struct str text)
{
	return matches(pattern, matcher, text, 0, 0);
}

/* The end of a match lies where it began, or before, when \K or a lookbehind is played with. */
bool
pattern_search(struct pattern *pattern, struct matcher *matcher, struct str text, size_t *at)
{
	if (*at >= text.n || !matches(pattern, matcher, text, *at, PCRE2_NOTEMPTY))
		return false;
	size_t end = pcre2_get_ovector_pointer(matcher->data)[1];
	if (end <= *at)
		return false;
	*at = end;
	return true;
}

bool
pattern_is_quick(struct pattern *pattern, struct str text, uint32_t steps)
{
	need_code(pattern);
	pcre2_match_data *data = must(pcre2_match_data_create(1, NULL));
	pcre2_match_context *context = must(pcre2_match_context_create(NULL));
	pcre2_set_match_limit(context, steps);
	int answer = pcre2_match(pattern->code, (PCRE2_SPTR)text.p, text.n, 0, PCRE2_NO_JIT, data, context);
	pcre2_match_data_free(data);
	pcre2_match_context_free(context);
	return answer >= 0 || answer == PCRE2_ERROR_NOMATCH;
}

void
pattern_take(const struct pattern *pattern, const struct matcher *matcher, struct str text, struct str *groups)
{
	const PCRE2_SIZE *offset = pcre2_get_ovector_pointer(matcher->data) + 2;
	for (unsigned i = 0; i < pattern->groups; i++, offset += 2) {
		if (offset[0] == PCRE2_UNSET || offset[0] > offset[1])
			groups[i] = STR_NONE;
		else
			groups[i] = (struct str){ text.p + offset[0], offset[1] - offset[0] };
	}
}
