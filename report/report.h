/*
 * report.h - from rows to what people and programs read. The room's only header that others see.
 * In: evidence. Out: reports, dossiers, queries and the state of the database, on standard output.
 *
 * A report is one .sql file in this folder (or a folder of them: one file a table), found by being there; report/part.h
 * tells what stands in its head.
 */
#ifndef REPORT_H
#define REPORT_H

#include "report/when.h"
#include "schema/store.h"

#include <stdio.h>

enum report_format {
	REPORT_AUTO,            /* text; but tsv for a query that no terminal shows */
	REPORT_TEXT,
	REPORT_TSV,
	REPORT_CSV,
	REPORT_JSON,
	REPORT_HTML             /* a page for a browser, or a mail program */
};

struct report_options {
	enum report_format format;
	struct str since, until;        /* as the user wrote them (when.h); absent: the report's own */
	struct str domain, host;        /* only rows of it; absent: of all */
	int64_t limit;          /* rows; 0: all; below: as many as the report thinks good */
	int64_t now;            /* UTC seconds */
	int64_t bounce;         /* the bounce to explain, by its number; report_explain finds it */
	struct str incident;    /* the incident's id; report_incident finds it */
	struct str by;          /* a query: counted by these, with commas between */
	struct str unjoe;       /* what commands that are printed begin with: "unjoe", and --db where it was given; absent: the former */
	FILE *keys;             /* a query: gets its noun, and a line "COMMAND\tWHAT" for each row, which then has a number; NULL: nothing */
	struct mail *mail;      /* the pictures of a page go there; NULL: they stand in it. report_nightly_mail sets it */
	struct memo *memo;      /* the rows of reports are kept there, for another format; NULL: they are not. report_nightly_mail sets it */
	const char *plot;       /* report_run draws it there instead: plot.h, plot_write; NULL: no */
	struct str about;       /* the address that report_about looks for */
	bool full;              /* what is handed on has recipients in it, and the bounces themselves */
	struct str failed;      /* why not all that is configured could be read, a line each: report_nightly tells it; absent: all was */
	const char *version;    /* of the program */
	/* Where a row's line stands now: ingest_locate. */
	bool (*locate)(struct store *store, int64_t source, uint64_t position, struct arena *arena, struct str *path,
	    uint64_t *line_number, struct str *text);
	/* Where a message lies now: ingest_locate_message. report_explain puts it into place (absent: it is gone) and place_line. */
	bool (*locate_message)(struct store *store, int64_t source, uint64_t position, struct str member, struct arena *arena, struct str *path, uint64_t *line_number);
	struct str place;
	uint64_t place_line;

	/* A bounce as it lies there now: ingest_fetch. */
	bool (*fetch)(struct store *store, int64_t source, uint64_t position, struct str folder, struct str file, int64_t whole, struct arena *arena,
	    struct str *text);
};

/* text, tsv, csv, json. */
bool report_format_find(const char *name, enum report_format *format);

/* "summary", or "summary/deliveries" for one table of it. Ends the program with the names that there are for one that is none. */
void report_run(struct store *store, const struct report_options *options, const char *name);
/* A domain as options have it, in lower case, as the SQL function domain() answers; in the arena. Absent stays absent. */
struct str report_domain(struct arena *arena, struct str text);
/* All that is worth a look on one page: parts with a "page" in their head. For REPORT_HTML. */
void report_all(struct store *store, const struct report_options *options);
/* What is printed between the two is one file for a browser, which is said; in a folder index.html. keep false: it is dropped. */
void report_page_begin(void);
void report_page_end(const char *path, bool keep);
/* Whether options.plot may be it. */
bool report_plot_fits(const char *path);
/* The reports that there are. */
void report_list(const struct report_options *options);

/* All about a queue id, Message-ID, address, IP, domain or user. False: nothing was found. */
bool report_show(struct store *store, const struct report_options *options, const char *what);

/* Whose fault a bounce is, and why: its number, its Message-ID, or the path of its file. False: there is no such bounce. */
bool report_explain(struct store *store, const struct report_options *options, const char *what);

/* What analyze/spf/spf.h put into rows. */
void report_spf_check(struct store *rows, const struct report_options *options, const char *ip);
void report_spf_lint(struct store *rows, const struct report_options *options);
void report_spf_batch(struct store *rows, const struct report_options *options);
void report_spf_tree(struct store *rows, const struct report_options *options, const char *domain);

/* On standard error: mail servers whose log is not read, and how many lines were passed over, if any. */
void report_foreign(struct store *store, const struct report_options *options);
/* On standard error: what to do after a first ingest. */
void report_next(struct store *store, const struct report_options *options);

/* Storms of backscatter and takeovers, the newest first, and what to do next. */
void report_incidents(struct store *store, const struct report_options *options);
/* All about one: its id, the beginning of it where no other begins so, an id that it had before, its target, or "last".
   False, as was said then: there is no such one, or it tells of more than the domain of the options. */
bool report_incident(struct store *store, const struct report_options *options, const char *what);
/* The id of the one that is meant, in the arena; absent, as was said then: there is none, or several may be. */
struct str report_incident_find(struct store *store, const struct report_options *options, const char *what, struct arena *arena);
/* Its dossier, bounces, log lines and DNS answers as files in a folder that is there; options tell the domain and whether recipients are in it.
   What it is to be called, in the arena; absent, as was said then: there is no such incident, or it hit several domains and none was asked for. */
struct str report_bundle(struct store *store, const struct report_options *options, const char *what, const char *folder, struct arena *arena);
/* Complaints in the Abuse Reporting Format as files in a folder that is there: about the bounces and incidents that are named, else about all in the
   time that the options tell. False: there is nobody to complain to. */
bool report_complain(struct store *store, const struct report_options *options, char **names, int count, const char *folder);
/* On standard error: those of the last day, a line each. */
void report_incident_brief(struct store *store, const struct report_options *options);

/* What the postmaster noted, and changes of DNS. */
void report_events(struct store *store, const struct report_options *options);

/* Each public view as a file NAME.csv (json, tsv) in a folder that is there. */
void report_export(struct store *store, const struct report_options *options, const char *folder);
/* All that is held about a person: rows that mention the address (schema/store.h, mentions). */
void report_about(struct store *store, const struct report_options *options, const char *address);
/* Figures in the text format of Prometheus. */
void report_metrics(struct store *store, const struct report_options *options, FILE *out);
/* The incidents whose evidence is kept. */
void report_holds(struct store *store, const struct report_options *options);

/* What was looked at, one by one, to see whether all is well. */
enum check_state {
	CHECK_OK,
	CHECK_WARNING,
	CHECK_ERROR
};
/* The store is one of store_open_rows(); report_check_begin makes its table. what is the finding, todo what to do about it (absent: nothing). */
void report_check_begin(struct store *rows);
void report_check_add(struct store *rows, const char *area, enum check_state state, struct str what, struct str todo);
/* False: there is an error among them. */
bool report_check(struct store *rows, const struct report_options *options);

/* One read-only SQL statement. A fault in it ends the program. */
void report_query(struct store *store, const struct report_options *options, const char *sql);

/* The report of a day for its morning, news first. Returns what a mail with it should have for a subject, in the arena. */
struct str report_nightly(struct store *store, const struct report_options *options, struct arena *arena);

/* How the report of a day goes out as one mail: text, page and pictures. */
struct report_mail {
	const char *sendmail;   /* sendmail(1), or what takes mail as it does; NULL: where it usually is */
	const char *from;       /* NULL: sendmail's own */
	const char **to;
	size_t count;
	bool print;             /* on standard output; nothing is sent */
};
/* Whether it may be sent there: one address and nothing else. */
bool report_mail_fits(const char *address);
/* False: it could not be sent. Then it lies beside the database, and standard error says where. */
bool report_nightly_mail(struct store *store, const struct report_options *options, const struct report_mail *mail);

/* What is asked for in terms: a noun of report/query and the words behind it (report/terms.h). Faults in it end the program. */
void report_ask(struct store *store, const struct report_options *options, const char *noun, char *const *terms, int count);
/* The terms of a noun, as help. False: there is no such noun. */
bool report_terms(const char *noun);
/*
 * How a word of a query can go on, at most so many ways; in the arena. No noun: nouns are wanted; one that is none: what of that name is known
 * ("incident", "sql"). The option in front of the word, which it is a value of, may be NULL; so may the store: then nothing that has to be looked up is found.
 */
size_t report_complete(struct store *store, const char *noun, const char *option, struct str word, struct arena *arena, struct str *found, size_t most);

/* What is wrong, what was read, how fresh it is. */
void report_status(struct store *store, const struct report_options *options);

/* What is believed to be ours, and why. */
void report_own(struct store *store, const struct report_options *options);
/* The domains of it, in a line on standard error. */
void report_own_brief(struct store *store, const struct report_options *options);

/* What another record would have done to all mail in the name of a domain: rows of analyze/spf/rows/whatif.sql. */
void report_spf_whatif(struct store *rows, const struct report_options *options, const char *domain);
/* The record that the evidence suggests, in the same tables. */
void report_spf_suggest(struct store *rows, const struct report_options *options, const char *domain);

#endif
