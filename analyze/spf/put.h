/*
 * put.h - values into a statement, by the names of its parameters; for those who write rows.
 */
#ifndef SPF_PUT_H
#define SPF_PUT_H

#include "schema/store.h"

static inline void
put_int(struct stmt *stmt, const char *name, int64_t value)
{
	stmt_bind_int(stmt, stmt_param(stmt, name), value);
}

static inline void
put_real(struct stmt *stmt, const char *name, double value)
{
	stmt_bind_real(stmt, stmt_param(stmt, name), value);
}

static inline void
put_str(struct stmt *stmt, const char *name, struct str value)
{
	stmt_bind_str(stmt, stmt_param(stmt, name), value);
}

#endif
