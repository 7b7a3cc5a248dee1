/*
 * compose.c - compose SUBJECT TEXT PAGE [PICTURE...]: the mail that report/mail.c makes of these files, for compose.t.
 */
#include "report/mail.h"

#include <stdio.h>

static struct str
file(struct arena *arena, const char *path)
{
	enum { MOST = 1 << 20 };
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		die("%s: cannot be read", path);
	char *text = arena_take(arena, MOST);
	size_t n = fread(text, 1, MOST, in);
	fclose(in);
	return (struct str){ text, n };
}

int
main(int argc, char **argv)
{
	static const char *const to[] = { "anna@ours.example", "bob@ours.example" };
	struct arena *arena = arena_open();
	struct mail *mail = mail_open(1795478400);
	if (argc < 4)
		die_usage("compose SUBJECT TEXT PAGE [PICTURE...]");
	for (int i = 4; i < argc; i++)
		mail_attach(mail, "image/png", file(arena, argv[i]));
	struct str whole = mail_write(mail, STR("unjoe@ours.example"), to, LENGTH(to), file(arena, argv[1]), file(arena, argv[2]), file(arena, argv[3]), arena);
	fwrite(whole.p, 1, whole.n, stdout);
	mail_close(mail);
	arena_close(arena);
	return 0;
}
