/*
 * pass.h - the passes of lint over a record. Each looks at mend->text and tells what it finds and how that is mended.
 */
#ifndef SPF_PASS_H
#define SPF_PASS_H

#include "analyze/spf/mend.h"

/* What stands for a character becomes that character. */
void escape_look(struct mend *mend);
/* Whether it is a record now, or may become one. */
bool head_look(struct mend *mend);
void slip_look(struct mend *mend, const struct spf_record *record);
void sense_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);
/* What DNS says of the names in it; the subject has a domain, and somebody to ask. */
void target_look(struct mend *mend, const struct spf_subject *subject);

void useless_look(struct mend *mend, const struct spf_record *record);  /* a part of sense_look */

bool is_network(const struct spf_term *term);           /* ip4, ip6 */
struct spf_network spf_term_network(const struct spf_term *term);
int text_order(struct str a, struct str b);             /* case aside */

/* At the end: the size of the record; what DNS says of the domain itself, whose record is NULL where there is none. */
void sense_size(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);
void domain_look(struct mend *mend, const struct spf_record *record, const struct spf_subject *subject);

#endif
