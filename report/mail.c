/*
 * mail.c - one mail of several parts: alternative(text, related(page, pictures)).
 */
#include "report/mail.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { LINE_MOST = 76, WORD_BYTES = 42, ADDRESS_MOST = 254, SUBJECT_MOST = 400, TEXT_MOST = 900 };

struct attachment {
	char id[48];
	const char *type;
	struct str content;
};

struct mail {
	struct arena *arena;
	struct attachment *attachments;
	size_t count;
	int64_t now;
	char lot[33];           /* nobody can guess it: of boundaries and ids */
};

struct mail *
mail_open(int64_t now)
{
	unsigned char lot[16];
	struct mail *mail = mem_new(sizeof *mail);
	mail->arena = arena_open();
	mail->now = now;
	if (getrandom(lot, sizeof lot, 0) != sizeof lot)
		die("no random numbers for the boundaries of a mail");
	for (size_t i = 0; i < sizeof lot; i++)
		snprintf(mail->lot + 2 * i, 3, "%02x", lot[i]);
	return mail;
}

void
mail_close(struct mail *mail)
{
	if (mail == NULL)
		return;
	arena_close(mail->arena);
	free(mail->attachments);
	free(mail);
}

const char *
mail_attach(struct mail *mail, const char *type, struct str content)
{
	mail->attachments = mem_resize(mail->attachments, (mail->count + 1) * sizeof *mail->attachments);
	struct attachment *attachment = &mail->attachments[mail->count++];
	*attachment = (struct attachment){ .type = type, .content = arena_copy(mail->arena, content) };
	snprintf(attachment->id, sizeof attachment->id, "%zu.%.16s@unjoe.invalid", mail->count, mail->lot);
	return arena_copy(mail->arena, str_of(attachment->id)).p;
}

bool
mail_address_fits(const char *address)
{
	size_t n = strlen(address);
	const char *at = strrchr(address, '@');
	if (n == 0 || n > ADDRESS_MOST || *address == '-' || (at != NULL && (at == address || at[1] == '\0')))
		return false;
	for (const char *c = address; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>(),;:\\\"[]", *c) != NULL)
			return false;
	return true;
}

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
put_base64(FILE *out, struct str content, size_t line)
{
	size_t column = 0;
	for (size_t i = 0; i < content.n; i += 3) {
		const unsigned char *p = (const unsigned char *)content.p + i;
		size_t left = content.n - i;
		uint32_t bits = (uint32_t)p[0] << 16 | (left > 1 ? (uint32_t)p[1] << 8 : 0) | (left > 2 ? p[2] : 0);
		char four[4] = { digits[bits >> 18], digits[bits >> 12 & 63], left > 1 ? digits[bits >> 6 & 63] : '=', left > 2 ? digits[bits & 63] : '=' };
		fwrite(four, 1, 4, out);
		column += 4;
		if (line > 0 && column >= line) {
			fputc('\n', out);
			column = 0;
		}
	}
	if (column > 0 && line > 0)
		fputc('\n', out);
}

static bool
is_plain(unsigned char c)
{
	return (c >= ' ' && c <= '~' && c != '=') || c == '\t';
}

/* Quoted-printable (RFC 2045, 6.7). "From " and a dot do not begin a line, so that no mail system on the way changes it. */
static void
put_quoted(FILE *out, struct str text)
{
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n');
		for (size_t column = 0; line.n > 0; line.p++, line.n--) {
			unsigned char c = (unsigned char)*line.p;
			bool plain = is_plain(c) && !(line.n == 1 && (c == ' ' || c == '\t'));
			if (column + (plain ? 1 : 3) > LINE_MOST - 1) {
				fputs("=\n", out);
				column = 0;
			}
			plain = plain && !(column == 0 && (c == '.' || str_prefix(line, "From ")));
			if (plain)
				fputc(c, out);
			else
				fprintf(out, "=%02X", c);
			column += plain ? 1 : 3;
		}
		fputc('\n', out);
	}
}

/* A line that nobody on the way has a reason to change. */
static bool
is_simple(struct str line, size_t most)
{
	bool simple = line.n <= most && !str_prefix(line, "From ") && !str_is(line, ".");
	for (size_t i = 0; i < line.n && simple; i++)
		simple = line.p[i] >= ' ' && line.p[i] <= '~';
	return simple;
}

/* In encoded words (RFC 2047); a character is never cut in two. */
static void
put_words(FILE *out, struct str text)
{
	while (text.n > 0) {
		size_t n = text.n < WORD_BYTES ? text.n : WORD_BYTES;
		while (n > 1 && n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
			n--;
		fputs(" =?UTF-8?B?", out);
		put_base64(out, (struct str){ text.p, n }, 0);
		text = (struct str){ text.p + n, text.n - n };
		fputs(text.n > 0 ? "?=\n" : "?=", out);
	}
}

/* Folded at blanks where it is printable ASCII, else encoded. */
static void
put_subject(FILE *out, struct str subject)
{
	struct str rest = subject;
	bool plain = is_simple(subject, SUBJECT_MOST) && memmem(subject.p, subject.n, "=?", 2) == NULL && memmem(subject.p, subject.n, "  ", 2) == NULL;
	size_t column = sizeof "Subject:" - 1;
	for (struct str word; plain && (word = str_cut(&rest, ' ')).p != NULL;)
		plain = word.n > 0 && word.n < LINE_MOST / 2;
	fputs("Subject:", out);
	if (!plain)
		put_words(out, subject);
	for (struct str word; plain && (word = str_cut(&subject, ' ')).p != NULL; column += 1 + word.n) {
		if (column + 1 + word.n > LINE_MOST) {
			fputc('\n', out);
			column = 0;
		}
		fprintf(out, " %.*s", (int)word.n, word.p);
	}
	fputc('\n', out);
}

static void
put_header(FILE *out, const struct mail *mail, struct str from, const char *const *to, size_t to_count, struct str subject)
{
	char date[64];
	time_t now = (time_t)mail->now;
	struct tm tm;
	localtime_r(&now, &tm);
	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S %z", &tm);
	if (from.n > 0)
		fprintf(out, "From: unjoe <%.*s>\n", (int)from.n, from.p);
	for (size_t i = 0; i < to_count; i++)
		fprintf(out, "%s%s%s", i == 0 ? "To: " : "    ", to[i], i + 1 < to_count ? ",\n" : "\n");
	put_subject(out, subject);
	/* RFC 3834: nobody's holiday notice shall answer it. The Message-ID is sendmail's to make. */
	fprintf(out, "Date: %s\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: multipart/alternative;\n boundary=\"a-%s\"\n\n", date, mail->lot);
}

static void
put_text(FILE *out, const char *type, struct str text)
{
	bool simple = true;
	struct str rest = text;
	for (struct str line; simple && (line = str_cut(&rest, '\n')).p != NULL;)
		simple = is_simple(line, TEXT_MOST);
	fprintf(out, "Content-Type: %s; charset=utf-8\nContent-Transfer-Encoding: %s\n\n", type, simple ? "7bit" : "quoted-printable");
	if (simple)
		fwrite(text.p, 1, text.n, out);
	else
		put_quoted(out, text);
}

struct str
mail_write(const struct mail *mail, struct str from, const char *const *to, size_t to_count, struct str subject, struct str text,
    struct str page, struct arena *arena)
{
	char *memory;
	size_t size;
	FILE *out = open_memstream(&memory, &size);
	if (out == NULL)
		die("out of memory");
	put_header(out, mail, from, to, to_count, subject);
	fprintf(out, "--a-%s\n", mail->lot);
	put_text(out, "text/plain", text);
	fprintf(out, "\n--a-%s\nContent-Type: multipart/related; type=\"text/html\";\n boundary=\"r-%s\"\n\n--r-%s\n", mail->lot, mail->lot, mail->lot);
	put_text(out, "text/html", page);
	for (size_t i = 0; i < mail->count; i++) {
		const struct attachment *attachment = &mail->attachments[i];
		fprintf(out, "\n--r-%s\nContent-Type: %s\nContent-Transfer-Encoding: base64\nContent-ID: <%s>\nContent-Disposition: inline;\n filename=\"picture-%zu.png\"\n\n",
		    mail->lot, attachment->type, attachment->id, i + 1);
		put_base64(out, attachment->content, LINE_MOST);
	}
	fprintf(out, "\n--r-%s--\n\n--a-%s--\n", mail->lot, mail->lot);
	fclose(out);
	struct str whole = arena_copy(arena, (struct str){ memory, size });
	free(memory);
	return whole;
}
