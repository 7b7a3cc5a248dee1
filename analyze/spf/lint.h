/*
 * lint.h - what is wrong, unwise or useless in an SPF record, where, why it matters, and the record as it should be.
 * In: the text of a record, or a domain, and what DNS answers. Out: findings, a corrected record.
 *
 * Corrections are made one upon another, each on the record that the ones before it left, until nothing is left that can be
 * corrected without asking the postmaster. Findings tell their place in the text that was given, all the same.
 */
#ifndef SPF_LINT_H
#define SPF_LINT_H

#include "analyze/spf/ask.h"
#include "analyze/spf/record.h"

enum {
	SPF_FINDINGS_MAX = 256          /* that are told; what more there is is corrected and not told */
};

enum spf_finding_kind {
#define FINDING(name, text, severity, why) SPF_FINDING_##name,
#include "analyze/spf/finding.def"
#undef FINDING
	SPF_FINDING_KINDS
};

enum spf_severity { SPF_SEVERITY_ERROR, SPF_SEVERITY_WARNING, SPF_SEVERITY_NOTE };

struct spf_finding {
	enum spf_finding_kind kind;
	size_t at, n;                   /* the bytes of the given text that are meant; n is 0 where it is the record as a whole, or none */
	struct str detail;              /* what in particular; absent where the place says it */
	struct str corrected;           /* the record with this corrected, and what had to be before it; absent where that is for the postmaster to do */
};

/* What is looked at. A text and no domain; or a domain and what DNS says of it (ask), then text is what is to be published
   there, or absent: the record that is. */
struct spf_subject {
	struct str text;
	struct str domain;
	const struct str *helos;        /* names under which our hosts greet, helo_count of them */
	size_t helo_count;
	struct str dmarc;               /* the DMARC record that holds for the domain, where the caller knows; absent: that of _dmarc.domain is asked for */
	bool dmarc_inherited;           /* it is that of a domain above, so that its "sp" counts */
	struct spf_ask *ask;            /* NULL: nothing is asked for, nothing that needs it is found */
};

struct spf_lint {
	struct str text;                /* what was looked at: the text given or found; absent where there is none */
	struct spf_finding findings[SPF_FINDINGS_MAX];  /* in the order of their places, those about DNS behind them */
	size_t count;
	size_t left_out;                /* how many more there are */
	struct str proposed;            /* the record with all corrections; absent where there are none */
	bool sound;                     /* what is proposed, or else the text, is a record without an error */
};

/* Texts are in the arena. Where ask misses answers (see ask.h), the findings are those that can be known without. */
void spf_lint(const struct spf_subject *subject, struct arena *arena, struct spf_lint *lint);

const char *spf_finding_name(enum spf_finding_kind kind);               /* "equals-sign" */
const char *spf_finding_why(enum spf_finding_kind kind);
enum spf_severity spf_finding_severity(enum spf_finding_kind kind);
const char *spf_severity_name(enum spf_severity severity);              /* "error" "warning" "note" */

#endif
