// Talks to a PostgreSQL server through libpq; none of its types pass through here.
//
// The library is loaded when it is first asked for, so that a program that keeps its shop in a file neither
// needs it nor waits for it at the start.
#ifndef DESKMATE_POSTGRES_SHIM_H
#define DESKMATE_POSTGRES_SHIM_H

#include <stddef.h>

/// Whether libpq is there.
int deskmate_pg_is_there(void);

/// Connects to an address, waiting so many seconds unless the address or the environment says how many.
/// The result must be closed whether it is connected or not; NULL when out of memory.
void *_Nullable deskmate_pg_connect(const char *_Nonnull address, const char *_Nonnull seconds);
/// Whether it is connected.
int deskmate_pg_is_connected(void *_Nonnull connection);
/// Whether the server asked for a password and none was given (1), or refused the one it got (2).
int deskmate_pg_password(void *_Nonnull connection);
/// The version of the server, such as 150003.
int deskmate_pg_version(void *_Nonnull connection);
/// What went wrong last.
const char *_Nonnull deskmate_pg_message(void *_Nonnull connection);
/// Closes the connection.
void deskmate_pg_close(void *_Nonnull connection);

/// Statements are sent without waiting while this is on; 1 when it could be switched.
int deskmate_pg_pipeline(void *_Nonnull connection, int on);
/// Sends a statement to be prepared under a name; 1 when sent.
int deskmate_pg_prepare(void *_Nonnull connection, const char *_Nonnull name,
                        const char *_Nonnull sql);
/// Sends a prepared statement with values, NULL for nothing; 1 when sent.
int deskmate_pg_run(void *_Nonnull connection, const char *_Nonnull name, int count,
                    const char *_Nullable const *_Nullable values);
/// Marks the end of what is sent together; 1 when sent.
int deskmate_pg_sync(void *_Nonnull connection);
/// Sends statements without values, outside a pipeline; 1 when sent.
int deskmate_pg_send(void *_Nonnull connection, const char *_Nonnull sql);

/// What there is to read.
enum deskmate_pg_answer {
  deskmate_pg_result,
  /// A statement has given all its results.
  deskmate_pg_end,
  /// Nothing came in time.
  deskmate_pg_silence,
  deskmate_pg_lost
};
/// Waits so many milliseconds for the next result, which must be freed.
enum deskmate_pg_answer deskmate_pg_next(void *_Nonnull connection, int milliseconds,
                                         void *_Nullable *_Nonnull result);

/// What a result is.
enum deskmate_pg_kind {
  deskmate_pg_done,
  deskmate_pg_rows,
  deskmate_pg_copying,
  deskmate_pg_synced,
  /// Left out, for something before it in the pipeline failed.
  deskmate_pg_skipped,
  deskmate_pg_failed
};
enum deskmate_pg_kind deskmate_pg_kind_of(void *_Nonnull result);
/// The five letters of an error, or "".
const char *_Nonnull deskmate_pg_code(void *_Nonnull result);
/// The first line of an error, or "".
const char *_Nonnull deskmate_pg_text(void *_Nonnull result);
int deskmate_pg_row_count(void *_Nonnull result);
int deskmate_pg_column_count(void *_Nonnull result);
const char *_Nonnull deskmate_pg_column(void *_Nonnull result, int column);
/// The number of a column's type in the server's catalogue.
unsigned deskmate_pg_type(void *_Nonnull result, int column);
/// A value as text, or NULL for nothing.
const char *_Nullable deskmate_pg_value(void *_Nonnull result, int row, int column);
/// How many rows a statement changed.
int deskmate_pg_changed(void *_Nonnull result);
/// Frees a result.
void deskmate_pg_free(void *_Nonnull result);

/// Sends bytes of rows after a COPY; 1 when sent.
int deskmate_pg_copy(void *_Nonnull connection, const char *_Nonnull bytes, int count);
/// Ends a COPY, with an error when there is one; 1 when sent.
int deskmate_pg_copy_end(void *_Nonnull connection, const char *_Nullable error);

#endif
