/*
 * error.c - why an SPF record is a permanent error: the words for it.
 */
#include "analyze/spf/error.h"

const char *
spf_error_text(enum spf_error error)
{
	static const char *const texts[] = {
#define ERROR(name, text) text,
#include "analyze/spf/error.def"
#undef ERROR
	};
	return texts[error];
}
