/*
 * dmarc.h - what a domain's DMARC record asks receivers to do with forgeries (RFC 7489 section 6.3).
 * In: the TXT record of _dmarc.DOMAIN. Out: its policy.
 */
#ifndef SPF_DMARC_H
#define SPF_DMARC_H

#include "base.h"

enum dmarc_policy { DMARC_NO_RECORD, DMARC_NONE, DMARC_QUARANTINE, DMARC_REJECT };

/* sub: of a name below the one whose record it is ("sp" before "p"). A policy that holds for none of the mail (pct=0) or is on trial
   (t=y) is DMARC_NONE; a record without a valid policy is that, too. */
enum dmarc_policy dmarc_read(struct str text, bool sub);
/* "reject"; NULL for DMARC_NO_RECORD. */
const char *dmarc_policy_name(enum dmarc_policy policy);

#endif
