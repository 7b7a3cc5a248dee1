/*
 * container.c - whole lines that a container printed.
 */
#include "ingest/syslog/container.h"
#include "ingest/scan.h"
#include "ingest/syslog/stamp.h"
#include "ingest/syslog/tag.h"
#include "ingest/syslog/wrapping.h"

#include <string.h>

/* Whether a text may begin with a stamp. Few do. */
static bool
looks_stamped(struct str text)
{
	return text.n > 20 && ((text.p[9] == ':' && text.p[12] == ':') || (text.p[4] == '-' && text.p[7] == '-'));
}

/* 4f0a6f2b9d11 */
static bool
is_id(struct str name)
{
	size_t n = 0;
	while (n < name.n && (scan_is_digit(name.p[n]) || (name.p[n] >= 'a' && name.p[n] <= 'f')))
		n++;
	return n == 12 && n == name.n;
}

/* By its id or its name, alone or as Docker has them in tags (docker/mail, mail/4f0a6f2b9d11); or who runs it. */
static bool
is_container(struct str program)
{
	static const char *const runners[] = { "conmon", "podman", "dockerd", "containerd", "crio", "supervisord" };
	const char *slash = program.n == 0 ? NULL : memrchr(program.p, '/', program.n);
	if (str_prefix(program, "docker/") || is_id(slash == NULL ? program : scan_from(program, (size_t)(slash + 1 - program.p))))
		return true;
	for (size_t i = 0; i < LENGTH(runners); i++)
		if (str_is(program, runners[i]))
			return true;
	return slash == NULL && (str_prefix(program, "postfix") || str_suffix(program, ".sh") || memmem(program.p, program.n, "mail", 4) != NULL);
}

void
container_undo(struct header *header, struct arena *arena)
{
	struct stamp second;
	struct header inner = *header;
	if (!looks_stamped(header->text) || !is_container(header->program))
		return;
	size_t n = stamp_read(header->text, &second);
	inner.pid = 0;
	if (n == 0 || n == header->text.n)
		return;
	tag_read(scan_from(header->text, n), &inner);
	if (inner.program.n == 0 || inner.pid == 0)
		return;
	*header = inner;
	wrapping_undo(header, true, arena);
}
