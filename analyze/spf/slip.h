/*
 * slip.h - the slips, by what they are about: what a term is that is wrong, or that is right and was not meant.
 * In: a term of a record. Out: at most one finding, and the edits that mend it. slip.c has their order.
 */
#ifndef SPF_SLIP_H
#define SPF_SLIP_H

#include "analyze/spf/guess.h"

/* How many terms it is about: 0 where there is none. */
typedef unsigned slip(struct mend *mend, const struct spf_record *record, const struct spf_term *term);
slip slip_bytes, slip_script, slip_quotes, slip_version, slip_separator, slip_missing_blank, slip_blank_inside, slip_sign, slip_stray, slip_joint, slip_digits;
slip slip_comment, slip_prose, slip_range, slip_word, slip_slash;
slip slip_equals, slip_bare, slip_name, slip_twice, slip_modifier;
slip slip_url, slip_address, slip_length, slip_missing, slip_macro, slip_short, slip_domain;

#endif
