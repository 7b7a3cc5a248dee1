/*
 * lint.c - how many records a second lint looks at: sound ones, ones with slips, ones of 64 KiB. Ends with 1 when the limit is missed.
 * Needs neither network nor files.
 */
#include "analyze/spf/lint.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { LEAST = 10000, RECORDS = 20000, ROUNDS = 3 };

static const char *const sound[] = {
	"v=spf1 mx -all",
	"v=spf1 include:_spf.%u.example.net include:spf.example.org ~all",
	"v=spf1 a mx ip4:198.51.100.%u ip4:203.0.113.0/24 ip6:2a00:1450::/36 include:spf.example.net -all",
	"v=spf1 ip4:198.51.%u.0/27 ip4:198.51.100.64/27 ip4:203.0.113.9 ip4:203.0.113.17 ip4:203.0.113.33 exists:%%{i}._spf.example.net -all",
	"v=spf1 redirect=_spf%u.example.net",
};

static const char *const slipped[] = {
	"\"v=spf1 ip4=198.51.100.%u -all\"",
	"v=spf1 a, mx, ip4:198.51.100.%u,198.51.100.9-all",
	"v=spf1; ip:10.0.0.%u inlcude:spf.example.net -al",
	"v=spf1 v=spf1 a mx prt ip4: 198.51.100.%u/24 ip4:198.51.100.0/24 ~all",
	"v=spf1 -all mx:http://mail%u.example.org/ redirect=example.net \342\200\223all",
};

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct str
fill(const char *const *forms, size_t count, unsigned i, struct arena *arena)
{
	struct str text = str_of(forms[i % count]), number = arena_print(arena, "%u", i % 250);
	const char *at = memmem(text.p, text.n, "%u", 2);
	int before = at == NULL ? (int)text.n : (int)(at - text.p);
	return arena_print(arena, "%.*s%s%s", before, text.p, at == NULL ? "" : number.p, at == NULL ? "" : at + 2);
}

/* The best of some rounds; corrected tells how many had something to correct. */
static double
rate(const char *const *forms, size_t count, unsigned *corrected)
{
	static struct spf_lint lint;
	struct arena *texts = arena_open(), *arena = arena_open();
	struct str *records = arena_take(texts, RECORDS * sizeof *records);
	double best = 0;
	for (unsigned i = 0; i < RECORDS; i++)
		records[i] = fill(forms, count, i, texts);
	for (unsigned round = 0; round < ROUNDS; round++) {
		double began = seconds();
		*corrected = 0;
		for (unsigned i = 0; i < RECORDS; i++) {
			struct spf_subject subject = { .text = records[i] };
			spf_lint(&subject, arena, &lint);
			*corrected += lint.proposed.p != NULL;
			arena_reset(arena);
		}
		double now = RECORDS / (seconds() - began);
		best = now > best ? now : best;
	}
	arena_close(arena);
	arena_close(texts);
	return best;
}

/* The longest record, of nothing but slips. */
static double
longest(const char *slip)
{
	static char text[SPF_RECORD_MAX];
	static struct spf_lint lint;
	struct arena *arena = arena_open();
	struct spf_subject subject = { .text = { text, sizeof text } };
	size_t n = strlen(slip);
	memset(text, ' ', sizeof text);
	memcpy(text, "v=spf1", 6);
	for (size_t i = 6; i + n <= sizeof text; i += n)
		memcpy(text + i, slip, n);
	double began = seconds();
	spf_lint(&subject, arena, &lint);
	arena_close(arena);
	return seconds() - began;
}

int
main(void)
{
	static const char *const slips[] = { " a", " ip4=1.2.3.4,", " -all", " prt", "\" \"", " ip4:1.2.3.4", " a:", " 1/2/3", "-all", " mx abc abc" };
	bool missed = false;
	unsigned corrected;
	double good = rate(sound, LENGTH(sound), &corrected);
	printf("%-62s %10.0f   >= %6d%s\n", "lint, sound records, records a second", good, LEAST, good < LEAST ? "   MISSED" : "");
	missed |= good < LEAST || corrected != 0;
	double bad = rate(slipped, LENGTH(slipped), &corrected);
	printf("%-62s %10.0f   >= %6d%s\n", "lint, records with several slips each, records a second", bad, LEAST, bad < LEAST ? "   MISSED" : "");
	missed |= bad < LEAST || corrected != RECORDS;
	for (size_t i = 0; i < LENGTH(slips); i++)
		printf("  65,535 bytes of \"%s\": %.3f s\n", slips[i], longest(slips[i]));
	return missed;
}
