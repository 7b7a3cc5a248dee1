/*
 * ruleword.c - the words of a .gram file. What a rule lacks is told where it began.
 */
#include "ingest/rule/ruleword.h"

static unsigned
find(const struct rulewords *words, struct str name)
{
	unsigned word = 0;
	while (word < words->count && !str_is(name, words->words[word].name))
		word++;
	return word;
}

void
rulewords_count(const struct rulewords *words, struct ruletext text, size_t *counts)
{
	struct str name, value;
	for (unsigned word = 0; word <= words->count; word++)
		counts[word] = 0;
	while (ruletext_next(&text, &name, &value))
		counts[find(words, name)]++;
}

/* The rule that ends with this word has all that it needs. */
static bool
is_whole(const struct ruleword *word, struct ruletext *text)
{
	if (text->rules == NULL || word->missing == NULL)
		return true;
	text->line_number = text->rules->line_number;
	return ruletext_fault(text, "rule \"%s\" has no %s", text->rules->name, word->missing);
}

/* before: the word before it. */
static bool
is_in_place(const struct rulewords *words, unsigned before, unsigned word, struct ruletext *text)
{
	const struct ruleword *all = words->words, *this = &all[word];
	if (text->rules == NULL)
		return word <= words->rule || ruletext_fault(text, "\"%s\" before the first rule", this->name);
	if (word < words->rule)
		return ruletext_fault(text, "\"%s\" belongs before the first rule", this->name);
	if (before < this->from)
		return ruletext_fault(text, "\"%s\" needs a \"%s\" before it", this->name, all[this->from].name);
	return before <= this->to || ruletext_fault(text, "\"%s\" cannot stand behind \"%s\"", this->name, all[before].name);
}

bool
rulewords_read(const struct rulewords *words, struct ruletext *text, struct reading *reading)
{
	struct str name, value;
	unsigned before = 0;
	while (ruletext_next(text, &name, &value)) {
		unsigned word = find(words, name);
		if (word == words->count)
			return ruletext_fault(text, "\"%.*s\" is no word of a %s", QUOTE(name), words->what);
		if (!is_in_place(words, before, word, text) || (word == words->rule && !is_whole(&words->words[before], text)))
			return false;
		if (value.n == 0)
			return ruletext_fault(text, "\"%s\" needs a value", words->words[word].name);
		if (!words->words[word].read(reading, value))
			return false;
		before = word;
	}
	return is_whole(&words->words[before], text);
}
