/*
 * ruletext.c - the lines of a .gram file.
 */
#include "ingest/rule/ruletext.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/scan.h"

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

bool
ruletext_name(struct ruletext *text, struct str name)
{
	bool is_name = name.n > 0;
	for (size_t i = 0; i < name.n; i++)
		is_name = is_name && ((name.p[i] >= 'a' && name.p[i] <= 'z') || scan_is_digit(name.p[i]) || name.p[i] == '-');
	return is_name ||
	    ruletext_fault(text, "\"%.*s\" is no name for a rule: lower case letters, digits and hyphens only", QUOTE(name));
}

enum field
ruletext_field(struct ruletext *text, struct str name)
{
	enum field field = field_find(name);
	if (field == FIELD_NONE)
		ruletext_fault(text, "\"%.*s\" is not in ingest/rule/fields.def", QUOTE(name));
	return field;
}

struct pattern *
ruletext_pattern(struct ruletext *text, struct str value, struct pattern *(*open)(struct str text, struct pattern_fault *fault))
{
	struct pattern_fault why;
	struct pattern *pattern = NULL;
	if (value.n == 0)
		ruletext_fault(text, "a pattern is missing");
	else if (is_blank(value.p[value.n - 1]))
		ruletext_fault(text, "the pattern ends in a blank that nobody can see: write \\x20 or \\s");
	else if ((pattern = open(value, &why)) == NULL)
		ruletext_fault(text, "in the pattern, behind %zu bytes: %s", why.offset, why.message);
	return pattern;
}
