/*
 * unit_spf_world.c - DNS answers in the database, and the layers of what is known.
 */
#include "analyze/spf/answerrows.h"
#include "analyze/spf/world.h"
#include "tests/tap.h"

#include <stdlib.h>
#include <string.h>

static const char *
path_of(struct arena *arena, const char *name)
{
	const char *folder = getenv("SCRATCH");
	return arena_print(arena, "%s/%s", folder == NULL ? "." : folder, name).p;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		die("%s cannot be written", path);
	fputs(text, file);
	fclose(file);
}

static void
receive(struct answers *answers, const char *name, enum answer_type type, enum answer_status status, int64_t at, struct str value)
{
	answers_add(answers, &(struct answer){ .name = str_of(name), .type = type, .status = status, .at = at, .seen = at, .ttl = 60,
		.count = value.p != NULL, .values = &value });
}

static int64_t
rows(struct store *store)
{
	struct answers *all = answers_open(NULL);
	int64_t n = 0;
	while (answerrows_next(store, all, 7))
		continue;
	for (const struct answer *answer = NULL; (answer = answers_next(all, answer)) != NULL;)
		n++;
	answers_close(all);
	return n;
}

static void
save(struct store *store, struct answers *answers, int64_t since)
{
	store_begin(store);
	answerrows_save(answers, store, since, true);
	store_commit(store);
}

static const struct answer *
find(struct answers *answers, int64_t as_of, const char *name, enum answer_type type)
{
	return answers_find(answers, (struct answers_when){ as_of, 0 }, str_of(name), type);
}

static void
test_rows(struct store *store)
{
	static const char bytes[] = "v=spf1 \0\377\n\\ \\065 -all";
	struct answers *answers = answers_open(NULL), *again = answers_open(NULL);

	receive(answers, "Example.COM", ANSWER_TXT, ANSWER_OK, 1000, STR("v=spf1 -all"));
	receive(answers, "example.com", ANSWER_TXT, ANSWER_OK, 2000, STR("v=spf1 mx -all"));
	receive(answers, "example.com", ANSWER_TXT, ANSWER_TIMEOUT, 3000, STR_NONE);
	receive(answers, "example.com", ANSWER_MX, ANSWER_OK, 1000, (struct str){ "\0\12mail.example.com", 18 });
	receive(answers, "null.example.com", ANSWER_MX, ANSWER_OK, 1000, (struct str){ "\0\0", 2 });
	receive(answers, "example.com", ANSWER_A, ANSWER_OK, 1000, (struct str){ "\300\0\2\1", 4 });
	receive(answers, "a\n\\b.example.com", ANSWER_TXT, ANSWER_OK, 1000, (struct str){ bytes, sizeof bytes - 1 });
	receive(answers, "empty.example.com", ANSWER_TXT, ANSWER_OK, 1000, STR(""));
	receive(answers, "no.example.com", ANSWER_TXT, ANSWER_NXDOMAIN, 1000, STR_NONE);
	receive(answers, "broken.example.com", ANSWER_TXT, ANSWER_FAILED, 1000, STR_NONE);
	save(store, answers, 0);
	is_int(rows(store), 9, "all are saved, but that nobody answered");

	answerrows_attach(again, store);
	is_str(find(again, 1500, "example.com", ANSWER_TXT)->values[0], "v=spf1 -all", "what it was then");
	is_str(find(again, INT64_MAX, "EXAMPLE.com.", ANSWER_TXT)->values[0], "v=spf1 mx -all", "what it is now");
	ok(find(again, 500, "example.com", ANSWER_TXT) == NULL, "nothing is known of before");
	ok(find(again, INT64_MAX, "other.example.com", ANSWER_TXT) == NULL, "nor of another name");
	is_str(answer_mx_host(find(again, 1500, "example.com", ANSWER_MX)->values[0]), "mail.example.com", "an MX");
	is_int((int64_t)answer_mx_host(find(again, 1500, "null.example.com", ANSWER_MX)->values[0]).n, 0, "a null MX");
	ok(memcmp(find(again, 1500, "example.com", ANSWER_A)->values[0].p, "\300\0\2\1", 4) == 0, "an address");
	ok(str_equal(find(again, 1500, "a\n\\b.example.com", ANSWER_TXT)->values[0], (struct str){ bytes, sizeof bytes - 1 }), "any bytes");
	is_str(find(again, 1500, "empty.example.com", ANSWER_TXT)->values[0], "", "an empty value");
	is_int(find(again, 1500, "no.example.com", ANSWER_TXT)->status, ANSWER_NXDOMAIN, "that there is nothing");
	is_int(find(again, 1500, "broken.example.com", ANSWER_TXT)->status, ANSWER_FAILED, "a failure");

	receive(again, "example.com", ANSWER_TXT, ANSWER_OK, 5000, STR("v=spf1 mx -all"));
	save(store, again, 5000);
	is_int(rows(store), 9, "the same again is no new row");
	answers_forget(again);
	is_int(find(again, INT64_MAX, "example.com", ANSWER_TXT)->seen, 5000, "but moves when it was seen");
	is_int(find(again, INT64_MAX, "example.com", ANSWER_TXT)->at, 2000, "and not when it was received first");
	answers_close(again);
	answers_close(answers);
}

static void
test_bound(struct store *store)
{
	struct answers *answers = answers_open(NULL);
	char text[64];

	int64_t before = rows(store);
	for (int i = 0; i < 300; i++) {
		snprintf(text, sizeof text, "v=spf1 a:%d.example.com", i);
		receive(answers, "fickle.example.com", ANSWER_TXT, ANSWER_OK, 10000 + i, str_of(text));
	}
	save(store, answers, 0);
	is_int(rows(store) - before, 256, "of one that changes all the time the newest are kept");
	answers_close(answers);
}

static void
test_layers(struct store *store, struct arena *arena)
{
	const char *timed = path_of(arena, "timed"), *zone = path_of(arena, "example.com.zone"), *all = path_of(arena, "world");
	struct spf_world_options options = { .store = store, .as_of = INT64_MAX, .now = 20000 };

	write_file(timed, "R\tfile.example.com\tTXT\tfile\t1000\n");
	write_file(zone, "@ SOA ns mail 1 2 3 4 5\n@ TXT \"zone\"\n");
	write_file(all, "R\texample.com\tTXT\tfile\n");
	options.answers = (const char *[]){ timed, NULL };
	struct spf_world *world = spf_world_open(&options);
	is_str(find(world->answers, INT64_MAX, "file.example.com", ANSWER_TXT)->values[0], "file", "a file");
	is_str(find(world->answers, INT64_MAX, "example.com", ANSWER_TXT)->values[0], "v=spf1 mx -all", "over the database");
	ok(world->hide_local && world->resolver == NULL && world->at == 20000, "which was filled without local parts; DNS is not asked");
	spf_world_close(world);

	options.zones = (const char *[]){ zone, NULL };
	world = spf_world_open(&options);
	is_str(find(world->answers, INT64_MAX, "example.com", ANSWER_TXT)->values[0], "zone", "a zone over both");
	is_int(find(world->answers, INT64_MAX, "file.example.com", ANSWER_TXT)->status, ANSWER_NXDOMAIN, "is all that there is below its apex");
	spf_world_close(world);

	options.zones = NULL;
	options.answers = (const char *[]){ all, NULL };
	options.as_of = 1500;
	world = spf_world_open(&options);
	is_str(find(world->answers, 1500, "example.com", ANSWER_TXT)->values[0], "file", "a file without times holds at all times");
	is_int(find(world->answers, 1500, "no.example.com", ANSWER_TXT)->status, ANSWER_NXDOMAIN, "and is all of DNS");
	ok(!world->hide_local && world->at == 1500, "with local parts as they are");
	spf_world_close(world);
}

/* No database has what nobody answered, and this run need not ask for it again. */
static void
test_trim(struct store *store)
{
	struct spf_world_options options = { .store = store, .as_of = INT64_MAX, .now = 20000 };
	struct spf_world *world = spf_world_open(&options);

	receive(world->kept, "silent.example.com", ANSWER_TXT, ANSWER_TIMEOUT, 20000, STR_NONE);
	receive(world->kept, "there.example.com", ANSWER_TXT, ANSWER_OK, 20000, STR("x"));
	spf_world_trim(world);
	ok(find(world->answers, INT64_MAX, "there.example.com", ANSWER_TXT) == NULL, "what was answered is forgotten, for it is in the database, where one is");
	const struct answer *silence = find(world->answers, INT64_MAX, "silent.example.com", ANSWER_TXT);
	ok(silence != NULL && silence->status == ANSWER_TIMEOUT, "silence is not");
	spf_world_close(world);
}

int
main(void)
{
	struct arena *arena = arena_open();
	struct store *store = store_open(path_of(arena, "world.db"), STORE_WRITE);

	test_rows(store);
	test_bound(store);
	test_layers(store, arena);
	test_trim(store);
	store_close(store);
	arena_close(arena);
	return done_testing();
}
