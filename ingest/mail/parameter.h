/*
 * parameter.h - the parameters of a Content-Type in their plain form: NAME=WORD or NAME="WORDS", each told once. That is nearly all of
 * them; whatever is otherwise (comments, escapes, other charsets, continuations) is left to a parser that knows all forms.
 */
#ifndef PARAMETER_H
#define PARAMETER_H

#include "ingest/mail/mime.h"

/* What stands behind a type, from its semicolon on. False: something is not plain, and *type is as it was. The values are borrowed. */
bool parameters_plain(struct str text, struct mime_type *type);

#endif
