/*
 * view.h - one statement's rows as a file.
 * In: an embedded .sql file, what its parameters are bound to. Out: a file in the format of the options, csv where they say none.
 */
#ifndef VIEW_H
#define VIEW_H

#include "report/part.h"

/* Its rows of all times up to now. Ends the program where the file cannot be written. */
void view_write(struct store *store, const struct report_options *options, const struct embedded *file, const char *path);
/* What is printed on standard output between the two goes to the file; begin answers what end takes. */
int view_redirect(const char *path);
void view_restore(int was, const char *path);

#endif
