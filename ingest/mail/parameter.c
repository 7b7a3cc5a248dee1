/*
 * parameter.c - the parameters of a Content-Type in their plain form.
 */
#include "ingest/mail/parameter.h"
#include "ingest/scan.h"

#include <string.h>

static bool
is_word(char c)
{
	return scan_is_name(c) || c == '+';
}

static struct str
take_word(struct str *rest)
{
	size_t n = 0;
	while (n < rest->n && is_word(rest->p[n]))
		n++;
	struct str word = { rest->p, n };
	*rest = scan_from(*rest, n);
	return word;
}

/* Behind a quote, up to the one that closes it and without that. */
static bool
take_quoted(struct str *rest, struct str *value)
{
	size_t n = 0;
	while (n < rest->n && rest->p[n] >= ' ' && rest->p[n] < 0x7f && rest->p[n] != '"' && rest->p[n] != '\\')
		n++;
	if (n == rest->n || rest->p[n] != '"')
		return false;
	*value = str_trim((struct str){ rest->p, n });
	*rest = scan_from(*rest, n + 1);
	return memmem(value->p, value->n, "=?", 2) == NULL;
}

/* One parameter; what is not asked for is passed over. */
static bool
take(struct str *rest, struct mime_type *type)
{
	struct str name = take_word(rest), value;
	if (name.n == 0 || !scan_sees(*rest, '='))
		return false;
	*rest = scan_from(*rest, 1);
	if (scan_sees(*rest, '"')) {
		*rest = scan_from(*rest, 1);
		if (!take_quoted(rest, &value))
			return false;
	} else {
		value = take_word(rest);
	}
	struct str *wanted = scan_alike(name, STR("boundary")) ? &type->boundary : scan_alike(name, STR("charset")) ? &type->charset :
	    scan_alike(name, STR("report-type")) ? &type->report_type : NULL;
	if (value.n == 0 || (wanted != NULL && wanted->p != NULL))
		return false;
	if (wanted != NULL)
		*wanted = value;
	return true;
}

bool
parameters_plain(struct str text, struct mime_type *type)
{
	struct mime_type read = *type;
	for (struct str rest = scan_blanks(text); rest.n > 0; rest = scan_blanks(rest)) {
		if (rest.p[0] != ';')
			return false;
		rest = scan_blanks(scan_from(rest, 1));
		if (rest.n > 0 && !take(&rest, &read))
			return false;
	}
	*type = read;
	return true;
}
