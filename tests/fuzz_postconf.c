/*
 * fuzz_postconf.c - any text as main.cf and, behind a form feed, as master.cf: what is read is judged, within bounds.
 */
#include "command/postfix.h"
#include "report/report.h"
#include "tests/fuzz.h"

static void
fuzz(struct str input, struct arena *arena)
{
	static const char *const names[] = { "mynetworks", "smtpd_relay_restrictions", "mydestination", "x" };
	static struct store *rows;
	struct postconf *postconf = postconf_open();
	struct str main = arena_copy(arena, str_cut(&input, '\f')), master = arena_copy(arena, input), error = STR_NONE;
	if (rows == NULL) {
		rows = store_open_rows();
		report_check_begin(rows);
	}
	bool good = postconf_read_main(postconf, main, &error) && (master.p == NULL || postconf_read_master(postconf, master, &error));
	if (!good && error.n == 0)
		bug("a fault without a word");
	for (size_t i = 0; good && i < LENGTH(names); i++)
		for (const struct service *service = postconf->services; service != NULL; service = service->next) {
			struct str value = postconf_get(postconf, service, names[i]), word;
			if (value.n > POSTCONF_VALUE)
				bug("a value of %zu bytes", value.n);
			while ((word = postconf_word(&value)).p != NULL)
				if (word.n > POSTCONF_VALUE)
					bug("a word of %zu bytes", word.n);
		}
	store_begin(rows);
	if (good)
		postfix_check(postconf, "/dev/null", rows);
	store_rollback(rows);
	postconf_close(postconf);
}
