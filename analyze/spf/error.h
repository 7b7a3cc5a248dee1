/*
 * error.h - why an SPF record is a permanent error.
 */
#ifndef SPF_ERROR_H
#define SPF_ERROR_H

enum spf_error {
#define ERROR(name, text) SPF_ERROR_##name,
#include "analyze/spf/error.def"
#undef ERROR
	SPF_ERRORS
};

/* What is wrong, in words that may follow a colon. */
const char *spf_error_text(enum spf_error error);

#endif
