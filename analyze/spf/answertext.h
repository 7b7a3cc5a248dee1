/*
 * answertext.h - the value of an answer as text: addresses as people write them, "10 mail.example.com", names, texts.
 * In: values as answers.h has them, or text. Out: the other one. Whoever writes the text somewhere encodes what cannot stand there.
 */
#ifndef ANSWERTEXT_H
#define ANSWERTEXT_H

#include "analyze/spf/answers.h"

/* In the arena, or borrowed. The host of a null MX is ".". */
struct str answertext_write(enum answer_type type, struct str value, struct arena *arena);
/* False: text is no value of this type. */
bool answertext_read(enum answer_type type, struct str text, struct arena *arena, struct str *value);

#endif
