/*
 * slip_macro.c - slips in macros: "%(i)", "{i}", "%{i".
 */
#include "analyze/spf/slip.h"

#include <string.h>

/* How many bytes of text are a macro in braces of any kind: "(ir)", "{d2}". */
static size_t
macro_like(struct str text)
{
	static const char open[] = "{([<", close[] = "})]>";
	const char *kind = text.n < 3 || text.p[0] == '\0' ? NULL : strchr(open, text.p[0]);
	if (kind == NULL)
		return 0;
	size_t i = 1;
	if (strchr("slodipvhSLODIPVH", text.p[i++]) == NULL)
		return 0;
	while (i < text.n && is_digit(text.p[i]))
		i++;
	i += i < text.n && (text.p[i] | 0x20) == 'r';
	while (i < text.n && memchr(".-+,/_=", text.p[i], 7) != NULL)
		i++;
	return i < text.n && text.p[i] == close[kind - open] ? i + 1 : 0;
}

/* Where a brace is missing: behind the letter, the digits and the r of a "%{" that nothing closes; NULL: nowhere. */
static const char *
open_macro(struct str value)
{
	for (size_t i = 0; i + 2 < value.n; i++) {
		size_t k = i + 3;
		if (value.p[i] != '%' || value.p[i + 1] != '{' || macro_like(mend_tail(value, i + 1)) > 0)
			continue;
		while (k < value.n && is_digit(value.p[k]))
			k++;
		k += k < value.n && (value.p[k] | 0x20) == 'r';
		if (k == value.n || value.p[k] == '.' || value.p[k] == '%')
			return value.p + k;
	}
	return NULL;
}

/* The letter of a "%i" that stands alone between dots; NULL: there is none. */
static const char *
bare_macro(struct str value)
{
	for (size_t i = 0; i + 1 < value.n; i++) {
		bool alone = i + 2 == value.n || memchr(".-%/", value.p[i + 2], 4) != NULL;
		if (value.p[i] == '%' && alone && (i == 0 || value.p[i - 1] != '%') && memchr("slodipvhSLODIPVH", value.p[i + 1], 16) != NULL)
			return value.p + i + 1;
	}
	return NULL;
}

/* "%(i)" is wrong; "{i}" without a percent sign is a good name, which nobody has. */
unsigned
slip_macro(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = term->value;
	bool wrong = term->error == SPF_ERROR_MACRO;
	if ((!wrong && term->error != SPF_ERROR_NONE) || !takes_name(term->kind))
		return 0;
	for (size_t i = 0; i < value.n; i++) {
		bool percent = value.p[i] == '%' || (value.p[i] == '$' && i + 1 < value.n && value.p[i + 1] == '{');
		size_t n = macro_like(mend_tail(value, i + percent));
		if (n == 0 || (value.p[i] == '%' && value.p[i + 1] == '{') || (!percent && (value.p[i] != '{' || (i > 0 && value.p[i - 1] == '%'))))
			continue;
		struct str place = { value.p + i, n + percent };
		struct str inner = { value.p + i + percent + 1, n - 2 };
		mend_find(mend, SPF_FINDING_MACRO, place, STR_NONE);
		mend_edit(mend, place, arena_print(mend->arena, "%%{%.*s}", (int)inner.n, inner.p));
		return 1;
	}
	const char *letter = wrong ? bare_macro(value) : NULL;
	if (letter != NULL) {
		mend_find(mend, SPF_FINDING_MACRO, (struct str){ letter - 1, 2 }, STR_NONE);
		mend_edit(mend, (struct str){ letter, 1 }, arena_print(mend->arena, "{%c}", letter[0]));
		return 1;
	}
	const char *end = wrong ? open_macro(value) : NULL;
	if (end == NULL)
		return 0;
	mend_find(mend, SPF_FINDING_MACRO, term->place, STR_NONE);
	mend_edit(mend, (struct str){ end, 0 }, STR("}"));
	return 1;
}
