/*
 * unit_text.c - domains and shapes.
 */
#include "schema/text.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static void
shape_is(const char *text, const char *wanted)
{
	char shape[160];
	size_t n = text_shape(str_of(text), shape, sizeof shape);
	is_str((struct str){ shape, n }, wanted, text);
}

static void
domain_is(const char *address, const char *wanted)
{
	is_str(text_domain(str_of(address)), wanted, address);
}

int
main(void)
{
	domain_is("a@b.example", "b.example");
	domain_is("\"x@y\"@b.example", "b.example");
	domain_is("nobody", NULL);
	domain_is("user@", NULL);
	domain_is("", NULL);
	domain_is("@b.example", "b.example");

	shape_is("connect from host[192.0.2.1]", "connect from host[]");
	shape_is("warning: 12 of 340 lost", "warning: N of N lost");
	shape_is("4Xabc12DefzKLM: to=<a@b.example>, delay=0.2", "X: to=<>, delay=N");
	shape_is("no such user bob@b.example (in reply to RCPT)", "no such user @ ()");
	shape_is("an open <bracket 7", "an open <bracket N");
	shape_is("", "");
	shape_is("\xc3\xa4 1", "\xc3\xa4 N");

	is_int(text_key(str_of("User@B.Example")), text_key(str_of("user@b.example")), "a key does not know case");
	ok(text_key(str_of("a")) != text_key(str_of("b")) && text_key(str_of("")) >= 0 && text_key(str_of("\xff\xff")) >= 0, "but the rest");

	/* Long and hostile: bounded in what it writes and in time. */
	size_t size = 8 * 1024 * 1024;
	char *many = malloc(size), shape[160];
	if (many == NULL)
		return 1;
	memset(many, '(', size);
	is_int((int64_t)text_shape((struct str){ many, size }, shape, sizeof shape), (int64_t)sizeof shape, "a shape is as long as there is room");
	memset(many, 'a', size);
	is_int((int64_t)text_shape((struct str){ many, size }, shape, sizeof shape), (int64_t)sizeof shape, "a word is cut");
	free(many);
	return done_testing();
}
