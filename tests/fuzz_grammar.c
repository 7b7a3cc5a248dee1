/*
 * fuzz_grammar.c - the loader of rule files: any bytes give rules that hold together, or a fault that names its line.
 */
#include "ingest/rule/grammar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sample(const struct sample *sample, struct str text)
{
	bool inside = sample->line.p >= text.p && sample->line.p + sample->line.n <= text.p + text.n;
	if (!inside || sample->rule == NULL || (unsigned)sample->rule->kind >= RECORD_KINDS || sample->rule->name[0] == '\0')
		bug("sample of line %u", sample->line_number);
	for (unsigned i = 0; i < sample->want_count; i++)
		if (sample->rule->slot[sample->wants[i].field] == 0)
			bug("want %u of line %u", i, sample->line_number);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct grammar *grammar = grammar_new();
	struct str text = { (const char *)data, size };
	struct str fault = grammar_add(grammar, "f", text);
	unsigned count;
	const struct sample *samples = grammar_samples(grammar, &count);
	if (fault.p != NULL && (!str_prefix(fault, "f:") || count > 0))
		bug("fault \"%s\"", fault.p);
	for (unsigned i = 0; i < count; i++)
		check_sample(&samples[i], text);
	grammar_close(grammar);
	return 0;
}
