/*
 * sample.h - in which year a log without years began: parts of it, from its start to its end, are looked at.
 * In: a plain file. Out: a year. A log that is longer than a year tells it only so.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "ingest/source/source.h"
#include "ingest/syslog/syslog.h"

/* 0: it is no plain file, or its stamps have years: then what options say is enough. */
int sample_year(const struct source *source, const struct syslog_options *options);

#endif
