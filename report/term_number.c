/*
 * term_number.c - terms that are numbers: single ones, bounds, spans.
 */
#include "report/term.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool
term_span(struct str value, struct str *first, struct str *last)
{
	for (size_t i = 0; i + 1 < value.n; i++)
		if (value.p[i] == '.' && value.p[i + 1] == '.') {
			*first = (struct str){ value.p, i };
			*last = (struct str){ value.p + i + 2, value.n - i - 2 };
			return true;
		}
	return false;
}

/* As sizes are printed. */
static bool
read_number(struct str text, bool bytes, int64_t *number)
{
	static const char units[] = "kMGT";
	char copy[32], *end;
	if (str_number(text, number))
		return true;
	if (!bytes || text.n < 2 || text.n >= sizeof copy || !isdigit((unsigned char)text.p[0]))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	double value = strtod(copy, &end);
	const char *unit = strchr(units, *end == 'K' ? 'k' : *end);
	if (*end == '\0' || unit == NULL || end[1] != '\0')
		return false;
	for (const char *u = units; u <= unit; u++)
		value *= 1000;
	*number = (int64_t)value;
	return true;
}

static bool
add_span(struct condition *condition, struct str term, struct str first, struct str last, bool bytes)
{
	int64_t low = INT64_MIN, high = INT64_MAX;
	if ((first.n > 0 && !read_number(first, bytes, &low)) || (last.n > 0 && !read_number(last, bytes, &high)) || first.n + last.n == 0)
		return false;
	condition_operator(condition, "open");
	condition_number(condition, "least", term, low);
	condition_operator(condition, "and");
	condition_number(condition, "most", term, high);
	condition_operator(condition, "close");
	return true;
}

static bool
add_bound(struct condition *condition, struct str term, struct str value, bool bytes)
{
	static const struct { const char *sign, *operator; } signs[] = {
		{ ">=", "least" }, { "<=", "most" }, { ">", "above" }, { "<", "below" }, { "=", "equal" }, { "", "equal" },
	};
	size_t i = 0;
	int64_t number;
	while (!str_prefix(value, signs[i].sign))
		i++;
	size_t sign = strlen(signs[i].sign);
	if (!read_number((struct str){ value.p + sign, value.n - sign }, bytes, &number))
		return false;
	condition_number(condition, signs[i].operator, term, number);
	return true;
}

bool
term_add_number(struct condition *condition, const struct piece *piece, struct str value)
{
	bool bytes = str_is(piece->more, "bytes");
	struct str first, last;
	bool good = term_span(value, &first, &last) ? add_span(condition, piece->sql, first, last, bytes) : add_bound(condition, piece->sql, value, bytes);
	return good || condition_fail(condition, "%.*s:%.*s: a number is wanted: 5, >5, <=5 or 5..10%s", (int)piece->name.n, piece->name.p,
	    (int)value.n, value.p, bytes ? "; k, M and G may stand behind it" : "");
}
