/*
 * html.h - what a person reads of an HTML text.
 * In: HTML in UTF-8. Out: its text: tags, comments, scripts and styles gone, character references resolved, a new line
 * where a block, a row or a <br> begins one. Many bounces have no other text.
 */
#ifndef HTML_H
#define HTML_H

#include "base.h"

/* Never longer than html. "<a@example.org>" is no tag and stays. */
struct str html_text(struct str html, struct arena *arena);

#endif
