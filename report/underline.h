/*
 * underline.h - a text from outside with a part of it underlined: what is meant in a record.
 */
#ifndef UNDERLINE_H
#define UNDERLINE_H

#include "report/output.h"

/*
 * Prints the text, made safe and broken at the width of the page, and below its bytes from at on, n of them, a row of "^"; one where n is 0
 * and at is not below 0; none below 0. Of a long text only the lines around them are printed, or the first ones. In text only.
 */
void underline_print(struct output *output, size_t indent, struct str text, int64_t at, size_t n);

#endif
