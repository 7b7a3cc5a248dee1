/*
 * menu.c - which rules a line may fit, by its program and its first byte.
 */
#include "ingest/rule/menu.h"
#include "ingest/rule/prefilter.h"

#include <stdlib.h>
#include <string.h>

/* Programs beyond these bounds are worked out each time. */
enum {
	PROGRAMS = 1024,
	PROGRAM_LENGTH = 255,
	BUCKETS = 2 * PROGRAMS,
	SEARCHED = 8,                  /* lines that show how many rules are tried for each; from so many on */
	MANY = 8                        /* it pays to look first at what the rules need */
};

/* The rules of one set of files; programs that the same files read share it. */
struct menu {
	struct menu *next;
	const bool *reads;              /* by file */
	struct line_rule **rules;
	unsigned count, words;
	uint64_t *first;                /* for each byte, words full of a bit for each rule that may begin with it, as far as is known: */
	uint64_t *guessed;              /* a bit for each rule whose pattern was not compiled yet */
	uint64_t searched, tried;
	struct prefilter *prefilter;    /* NULL: few are tried, as far as is known */
	uint64_t *may;                  /* scratch */
};

struct order {
	struct str program;
	uint32_t hash;
	struct menu *menu;              /* NULL: a free place */
};

struct menus {
	struct arena *arena;
	struct matcher *matcher;
	struct rulefile *const *files;
	unsigned file_count, order_count;
	struct menu *all;
	struct order *last;
	bool *reads;                    /* scratch, by file */
	struct order orders[BUCKETS];
};

struct menus *
menus_open(struct rulefile *const *files, unsigned count, struct matcher *matcher)
{
	struct menus *menus = mem_new(sizeof *menus);
	menus->arena = arena_open();
	menus->matcher = matcher;
	menus->files = files;
	menus->file_count = count;
	menus->reads = arena_take(menus->arena, count * sizeof *menus->reads);
	return menus;
}

void
menus_close(struct menus *menus)
{
	if (menus == NULL)
		return;
	arena_close(menus->arena);
	free(menus);
}

bool
menu_file_reads(const struct rulefile *file, struct matcher *matcher, struct str program)
{
	for (unsigned i = 0; i < file->program_count; i++)
		if (pattern_fits(file->programs[i], matcher, program))
			return true;
	return false;
}

static void
fill_prefilter(struct arena *arena, struct menu *menu)
{
	menu->prefilter = prefilter_new(arena, menu->count);
	menu->may = arena_take(arena, menu->words * sizeof *menu->may);
	for (unsigned i = 0; i < menu->count; i++)
		prefilter_add(menu->prefilter, i, 0, menu->rules[i]->pattern);
	prefilter_settle(menu->prefilter);
}

static void
note_first(struct menu *menu, unsigned i)
{
	const struct pattern *pattern = menu->rules[i]->pattern;
	uint64_t bit = UINT64_C(1) << i % 64;
	for (unsigned byte = 0; byte < 256; byte++) {
		uint64_t *word = &menu->first[byte * menu->words + i / 64];
		*word = pattern_begins(pattern, (unsigned char)byte) ? *word | bit : *word & ~bit;
	}
	if (pattern_is_compiled(pattern))
		menu->guessed[i / 64] &= ~bit;
}

static void
fill_first(struct arena *arena, struct menu *menu)
{
	size_t size = 256 * menu->words * sizeof *menu->first;
	menu->first = memset(arena_take(arena, size), 0, size);
	menu->guessed = arena_take(arena, menu->words * sizeof *menu->guessed);
	memset(menu->guessed, 0xff, menu->words * sizeof *menu->guessed);
	for (unsigned i = 0; i < menu->count; i++)
		note_first(menu, i);
}

/* The menu of the files in menus->reads. */
static struct menu *
find_menu(struct menus *menus)
{
	size_t size = menus->file_count * sizeof *menus->reads;
	struct menu *menu = menus->all;
	while (menu != NULL && memcmp(menu->reads, menus->reads, size) != 0)
		menu = menu->next;
	if (menu != NULL)
		return menu;
	menu = arena_take(menus->arena, sizeof *menu);
	*menu = (struct menu){ .next = menus->all, .reads = memcpy(arena_take(menus->arena, size), menus->reads, size) };
	for (unsigned i = 0; i < menus->file_count; i++)
		menu->count += menu->reads[i] ? menus->files[i]->rule_count : 0;
	menu->words = (menu->count + 63) / 64;
	menu->rules = arena_take(menus->arena, menu->count * sizeof *menu->rules);
	unsigned n = 0;
	for (unsigned i = 0; i < menus->file_count; i++)
		for (unsigned j = 0; menu->reads[i] && j < menus->files[i]->rule_count; j++)
			menu->rules[n++] = &menus->files[i]->rules[j];
	fill_first(menus->arena, menu);
	return menus->all = menu;
}

static uint32_t
hash_of(struct str text)
{
	uint32_t hash = 2166136261u;    /* FNV-1a */
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 16777619u;
	return hash;
}

/* NULL where the program is not remembered and no more may be. */
static struct menu *
menu_of(struct menus *menus, struct str program)
{
	if (menus->last != NULL && str_equal(menus->last->program, program))
		return menus->last->menu;
	if (program.n > PROGRAM_LENGTH)
		return NULL;
	uint32_t hash = hash_of(program);
	struct order *order = &menus->orders[hash % BUCKETS];
	while (order->menu != NULL && !(order->hash == hash && str_equal(order->program, program)))
		order = order + 1 == menus->orders + BUCKETS ? menus->orders : order + 1;
	if (order->menu == NULL) {
		if (menus->order_count == PROGRAMS)
			return NULL;
		for (unsigned i = 0; i < menus->file_count; i++)
			menus->reads[i] = menu_file_reads(menus->files[i], menus->matcher, program);
		*order = (struct order){ arena_copy(menus->arena, program), hash, find_menu(menus) };
		menus->order_count++;
	}
	menus->last = order;
	return order->menu;
}

bool
menus_know(struct menus *menus, struct str program)
{
	const struct menu *menu = menu_of(menus, program);
	if (menu != NULL)
		return menu->count > 0;
	for (unsigned i = 0; i < menus->file_count; i++)
		if (menus->files[i]->rule_count > 0 && menu_file_reads(menus->files[i], menus->matcher, program))
			return true;
	return false;
}

/* For a program that is not remembered. */
static struct line_rule *
search_files(struct menus *menus, struct str program, struct str text)
{
	for (unsigned i = 0; i < menus->file_count; i++) {
		struct rulefile *file = menus->files[i];
		if (!menu_file_reads(file, menus->matcher, program))
			continue;
		for (unsigned j = 0; j < file->rule_count; j++)
			if (pattern_fits(file->rules[j].pattern, menus->matcher, text))
				return &file->rules[j];
	}
	return NULL;
}

static const uint64_t *
look_at(const struct menu *menu, struct str text)
{
	prefilter_begin(menu->prefilter, menu->may);
	prefilter_look(menu->prefilter, 0, text, menu->may);
	return menu->may;
}

/* Bit by bit in the order of the rules; an empty text has no first byte to choose by. */
static struct line_rule *
search_menu(struct menu *menu, struct matcher *matcher, struct str text)
{
	const uint64_t *first = text.n == 0 ? NULL : menu->first + (unsigned char)text.p[0] * (size_t)menu->words;
	const uint64_t *may = menu->prefilter == NULL ? NULL : look_at(menu, text);
	for (unsigned word = 0; word < menu->words; word++) {
		unsigned left = menu->count - word * 64;
		uint64_t bits = first != NULL ? first[word] : left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
		for (bits &= may != NULL ? may[word] : UINT64_MAX; bits != 0; bits &= bits - 1) {
			unsigned i = word * 64 + (unsigned)__builtin_ctzll(bits);
			bool fits = pattern_fits(menu->rules[i]->pattern, matcher, text);
			menu->tried++;
			if (menu->guessed[word] & (bits & -bits) && pattern_is_compiled(menu->rules[i]->pattern))
				note_first(menu, i);
			if (fits)
				return menu->rules[i];
		}
	}
	return NULL;
}

struct line_rule *
menus_search(struct menus *menus, struct str program, struct str text)
{
	struct menu *menu = menu_of(menus, program);
	if (menu == NULL)
		return search_files(menus, program, text);
	if (menu->prefilter == NULL && ++menu->searched >= SEARCHED && menu->tried > MANY * menu->searched)
		fill_prefilter(menus->arena, menu);
	return search_menu(menu, menus->matcher, text);
}
