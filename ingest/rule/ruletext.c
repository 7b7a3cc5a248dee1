/*
 * ruletext.c - the lines of a .gram file.
 */
#include "ingest/rule/ruletext.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/scan.h"

struct ruletext_define {
	struct str name, pattern;               /* the pattern has its own names replaced, and is a group */
	struct ruletext_define *before;
};

struct ruletext_opened {
	struct pattern *(*open)(struct str text, struct pattern_fault *fault);
	struct pattern *pattern;
	struct ruletext_opened *before;
};

bool
ruletext_fault(struct ruletext *text, const char *format, ...)
{
	char what[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	text->fault = arena_print(text->arena, "%s:%u: %s", text->path, text->line_number, what);
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct str
ruletext_word(struct str *rest)
{
	struct str word = { rest->p, 0 };
	while (word.n < rest->n && !is_blank(word.p[word.n]))
		word.n++;
	*rest = scan_blanks(scan_from(*rest, word.n));
	return word;
}

bool
ruletext_next(struct ruletext *text, struct str *word, struct str *value)
{
	while (text->rest.p != NULL) {
		struct str line = str_cut(&text->rest, '\n');
		text->line_number++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		*value = scan_blanks(line);
		*word = ruletext_word(value);
		if (word->n > 0 && word->p[0] != '#')
			return true;
	}
	return false;
}

static bool
is_name(struct ruletext *text, struct str name)
{
	bool fits = name.n > 0;
	for (size_t i = 0; i < name.n; i++)
		fits = fits && ((name.p[i] >= 'a' && name.p[i] <= 'z') || scan_is_digit(name.p[i]) || name.p[i] == '-');
	return fits ||
	    ruletext_fault(text, "\"%.*s\" is no name: lower case letters, digits and hyphens only", QUOTE(name));
}

const char *
ruletext_rule(struct ruletext *text, struct str value)
{
	struct str name = str_trim(value);
	if (!is_name(text, name))
		return NULL;
	for (const struct ruletext_rule *rule = text->rules; rule != NULL; rule = rule->before)
		if (str_is(name, rule->name)) {
			ruletext_fault(text, "there is a rule \"%s\" in line %u", rule->name, rule->line_number);
			return NULL;
		}
	struct ruletext_rule *rule = arena_take(text->arena, sizeof *rule);
	*rule = (struct ruletext_rule){ arena_copy(text->arena, name).p, text->line_number, text->rules };
	text->rules = rule;
	return rule->name;
}

enum field
ruletext_field(struct ruletext *text, struct str name)
{
	enum field field = field_find(name);
	if (field == FIELD_NONE)
		ruletext_fault(text, "\"%.*s\" is not in ingest/rule/fields.def", QUOTE(name));
	return field;
}

static struct str
find_define(const struct ruletext *text, struct str name)
{
	const struct ruletext_define *define = text->defines;
	while (define != NULL && !str_equal(define->name, name))
		define = define->before;
	return define == NULL ? STR_NONE : define->pattern;
}

/* Replaces the first name in rest that was defined, and leaves what is behind it; absent where there is none. */
static struct str
replace_name(const struct ruletext *text, struct str *rest)
{
	const char *end = rest->p + rest->n;
	for (const char *p = rest->p; (p = memmem(p, (size_t)(end - p), "(?&", 3)) != NULL; p += 3) {
		const char *close = memchr(p, ')', (size_t)(end - p));
		struct str pattern = close == NULL ? STR_NONE : find_define(text, (struct str){ p + 3, (size_t)(close - p - 3) });
		if (pattern.p == NULL)
			continue;
		struct str done = arena_join(text->arena, (struct str){ rest->p, (size_t)(p - rest->p) }, pattern);
		*rest = (struct str){ close + 1, (size_t)(end - close - 1) };
		return done;
	}
	return STR_NONE;
}

/* Names that were not defined are left: PCRE knows those of the groups. */
static struct str
replace_names(const struct ruletext *text, struct str pattern)
{
	struct str done = STR(""), piece;
	while (done.n <= PATTERN_LENGTH && (piece = replace_name(text, &pattern)).p != NULL)
		done = arena_join(text->arena, done, piece);
	return done.n == 0 ? pattern : arena_join(text->arena, done, pattern);
}

static bool
ends_in_blank(struct ruletext *text, struct str pattern)
{
	return is_blank(pattern.p[pattern.n - 1]) &&
	    !ruletext_fault(text, "the pattern ends in a blank that nobody can see: write \\x20 or \\s");
}

bool
ruletext_define(struct ruletext *text, struct str value)
{
	struct str name = ruletext_word(&value);
	if (!is_name(text, name))
		return false;
	if (find_define(text, name).p != NULL)
		return ruletext_fault(text, "\"%.*s\" was defined before", QUOTE(name));
	if (value.n == 0)
		return ruletext_fault(text, "a pattern is missing");
	if (ends_in_blank(text, value))
		return false;
	struct ruletext_define *define = arena_take(text->arena, sizeof *define);
	struct str pattern = replace_names(text, value);
	*define = (struct ruletext_define){ name, arena_print(text->arena, "(?:%.*s)", (int)pattern.n, pattern.p), text->defines };
	text->defines = define;
	return true;
}

static struct pattern *
open_pattern(struct ruletext *text, struct str value, struct pattern *(*open)(struct str text, struct pattern_fault *fault))
{
	struct pattern_fault why;
	struct pattern *pattern = open(value, text->proven ? NULL : &why);
	if (pattern == NULL) {
		ruletext_fault(text, "in the pattern, behind %zu bytes: %s", why.offset, why.message);
		return NULL;
	}
	struct ruletext_opened *opened = arena_take(text->arena, sizeof *opened);
	*opened = (struct ruletext_opened){ open, pattern, text->opened };
	text->opened = opened;
	return pattern;
}

struct pattern *
ruletext_pattern(struct ruletext *text, struct str value, struct pattern *(*open)(struct str text, struct pattern_fault *fault))
{
	if (value.n == 0) {
		ruletext_fault(text, "a pattern is missing");
		return NULL;
	}
	if (ends_in_blank(text, value))
		return NULL;
	value = replace_names(text, value);
	for (const struct ruletext_opened *opened = text->opened; opened != NULL; opened = opened->before)
		if (opened->open == open && str_equal(pattern_text(opened->pattern), value))
			return pattern_share(opened->pattern);
	return open_pattern(text, value, open);
}
