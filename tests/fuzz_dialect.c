/*
 * fuzz_dialect.c - any text as a dialect file, and, behind a form feed, one as a mail that is read by it: a fault that names its line, or rules
 * that hold together; and what is sifted out does not fit.
 */
#include "ingest/mail/dialect.h"
#include "tests/fuzz.h"

static void
search(struct dialects *dialects, const struct dialect_rule *rule, struct dialect_subject subject, struct arena *arena)
{
	struct dialect_search search = { .find = 0 };
	struct str values[FIELD_COUNT], body = subject.body;
	unsigned found = 0;
	struct str original = dialect_cut(dialects, rule, &subject.body);
	if (original.p != NULL && (original.n > body.n || subject.body.n > body.n))
		bug("what is cut off has grown");
	while (dialect_next(dialects, rule, &subject, arena, &search, values))
		if (++found > DIALECT_FINDS_MAX)
			bug("too much is found");
}

static void
fuzz(struct str input, struct arena *arena)
{
	struct dialects *dialects = dialects_new();
	struct str text = str_cut(&input, '\f'), fault = dialects_add(dialects, "f.gram", text);
	struct message message;
	if (fault.p != NULL && !str_prefix(fault, "f.gram:"))
		bug("fault \"%s\"", fault.p);
	if (fault.p == NULL && input.p != NULL) {
		message_read(input, arena, &message);
		struct dialect_subject subject = { .fields = message.fields, .field_count = message.field_count, .body = STR("") }, sifted;
		if (message.part_count > 0 && message.parts[0].text.p != NULL)
			subject.body = message.parts[0].text;
		sifted = subject;
		dialects_sift(dialects, &sifted, arena);
		for (unsigned group = 0; group < DIALECT_GROUPS; group++) {
			const struct dialect_rule *rule = dialects_take(dialects, group, true, &subject);
			if (rule != dialects_take(dialects, group, true, &sifted))
				bug("sifted, another rule takes it");
			if (rule != NULL)
				search(dialects, rule, sifted, arena);
		}
	}
	dialects_close(dialects);
}
