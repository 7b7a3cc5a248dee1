/*
 * unit_parameter.c - what is plain in a Content-Type is read as it is told, and all else is left to who knows all forms.
 */
#include "tests/tap.h"

#include "ingest/mail/parameter.h"

static void
plain(const char *text, const char *boundary, const char *charset, const char *report_type)
{
	struct mime_type type = { STR_NONE, STR_NONE, STR_NONE, STR_NONE };
	bool is = parameters_plain(str_of(text), &type);
	ok(is && str_equal(type.boundary, str_of(boundary)) && str_equal(type.charset, str_of(charset)) &&
	    str_equal(type.report_type, str_of(report_type)), text);
}

/* Nothing is taken of it, not even what is plain before that. */
static void
other(const char *text)
{
	struct mime_type type = { STR_NONE, STR_NONE, STR_NONE, STR_NONE };
	bool is = parameters_plain(str_of(text), &type);
	ok(!is && type.boundary.p == NULL && type.charset.p == NULL, text);
}

int
main(void)
{
	plain("", NULL, NULL, NULL);
	plain("; charset=us-ascii", NULL, "us-ascii", NULL);
	plain(";charset=\"utf-8\";", NULL, "utf-8", NULL);
	plain("; report-type=delivery-status;\tBOUNDARY=\"=_a/b(c) d;e\" ; charset=x", "=_a/b(c) d;e", "x", "delivery-status");
	plain("; format=flowed; delsp=yes", NULL, NULL, NULL);
	plain("; boundary=\" a \"", "a", NULL, NULL);
	other("charset=x");
	other("; charset=x y");
	other("; charset=");
	other("; charset=x; charset=y");
	other("; charset = x");
	other("; charset=x; boundary=\"a\\\"b\"");
	other("; charset=x; boundary=\"a");
	other("; charset=x; boundary*0=a; boundary*1=b");
	other("; charset=x; boundary*=us-ascii'en'a");
	other("; charset=\"=?utf-8?q?x?=\"");
	other("; charset=x (of all)");
	other("; boundary=a/b");
	other("; boundary=\"\xc3\xa4\"");
	other("; boundary=\"\"");
	return done_testing();
}
