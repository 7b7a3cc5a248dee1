/*
 * limits.h - how much DNS one check may ask for (RFC 7208 section 4.6.4).
 */
#ifndef SPF_LIMITS_H
#define SPF_LIMITS_H

enum {
	SPF_LOOKUPS_MAX = 10,           /* terms that ask DNS, in all records of one check together */
	SPF_VOIDS_MAX = 2,              /* questions of these that have no answer: each counts, as in pyspf and Mail::SPF */
	SPF_HOSTS_MAX = 10              /* hosts of one MX answer (more is a permerror) and names of one PTR answer (more are passed over) */
};

#endif
