#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// The functions of libpq.so.5 that are used here, as its manual declares them. Its header is not: a build
// needs no package of Debian's for them.
#define FUNCTIONS(F)                                                                            \
  F(void *, PQconnectdbParams, (const char *const *, const char *const *, int))                 \
  F(int, PQstatus, (const void *))                                                              \
  F(int, PQconnectionNeedsPassword, (const void *))                                             \
  F(int, PQconnectionUsedPassword, (const void *))                                              \
  F(int, PQserverVersion, (const void *))                                                       \
  F(char *, PQerrorMessage, (const void *))                                                     \
  F(void, PQfinish, (void *))                                                                   \
  F(void *, PQsetNoticeProcessor, (void *, void (*)(void *, const char *), void *))             \
  F(int, PQenterPipelineMode, (void *))                                                         \
  F(int, PQexitPipelineMode, (void *))                                                          \
  F(int, PQpipelineSync, (void *))                                                              \
  F(int, PQsendPrepare, (void *, const char *, const char *, int, const unsigned *))            \
  F(int, PQsendQueryPrepared,                                                                   \
    (void *, const char *, int, const char *const *, const int *, const int *, int))            \
  F(int, PQsendQuery, (void *, const char *))                                                   \
  F(int, PQsocket, (const void *))                                                              \
  F(int, PQisBusy, (void *))                                                                    \
  F(int, PQconsumeInput, (void *))                                                              \
  F(void *, PQgetResult, (void *))                                                              \
  F(int, PQresultStatus, (const void *))                                                        \
  F(char *, PQresultErrorField, (const void *, int))                                            \
  F(int, PQntuples, (const void *))                                                             \
  F(int, PQnfields, (const void *))                                                             \
  F(char *, PQfname, (const void *, int))                                                       \
  F(unsigned, PQftype, (const void *, int))                                                     \
  F(char *, PQgetvalue, (const void *, int, int))                                               \
  F(int, PQgetisnull, (const void *, int, int))                                                 \
  F(char *, PQcmdTuples, (void *))                                                              \
  F(void, PQclear, (void *))                                                                    \
  F(int, PQputCopyData, (void *, const char *, int))                                            \
  F(int, PQputCopyEnd, (void *, const char *))

#define DECLARE(result, name, parameters) static result(*name) parameters;
FUNCTIONS(DECLARE)

static int is_there;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  is_there = 1;
#define FIND(result, name, parameters)              \
  *(void **)&name = dlsym(library, #name);          \
  if (!name) is_there = 0;
  FUNCTIONS(FIND)
}

int deskmate_pg_is_there(void) {
  pthread_once(&loading, load);
  return is_there;
}

// What the server says beside its answers would reach stderr.
static void say_nothing(void *unused, const char *notice) {
  (void)unused;
  (void)notice;
}

void *deskmate_pg_connect(const char *address, const char *seconds) {
  // What stands later wins, so the address may say otherwise; the environment is asked here.
  const char *waits = getenv("PGCONNECT_TIMEOUT");
  const char *names[] = {"connect_timeout",    "tcp_user_timeout",         "keepalives_idle",
                         "keepalives_interval", "keepalives_count",         "client_encoding",
                         "dbname",             "fallback_application_name", NULL};
  const char *values[] = {waits && *waits ? waits : seconds, "10000", "5", "2", "3", "UTF8",
                          address, "deskmate", NULL};
  void *connection = PQconnectdbParams(names, values, 1);
  if (connection) PQsetNoticeProcessor(connection, say_nothing, NULL);
  return connection;
}

int deskmate_pg_is_connected(void *connection) { return PQstatus(connection) == 0; }

int deskmate_pg_password(void *connection) {
  if (PQconnectionNeedsPassword(connection)) return 1;
  return PQconnectionUsedPassword(connection) ? 2 : 0;
}

int deskmate_pg_version(void *connection) { return PQserverVersion(connection); }
const char *deskmate_pg_message(void *connection) { return PQerrorMessage(connection); }
void deskmate_pg_close(void *connection) { PQfinish(connection); }

int deskmate_pg_pipeline(void *connection, int on) {
  return on ? PQenterPipelineMode(connection) : PQexitPipelineMode(connection);
}

int deskmate_pg_prepare(void *connection, const char *name, const char *sql) {
  return PQsendPrepare(connection, name, sql, 0, NULL);
}

int deskmate_pg_run(void *connection, const char *name, int count, const char *const *values) {
  return PQsendQueryPrepared(connection, name, count, values, NULL, NULL, 0);
}

int deskmate_pg_sync(void *connection) { return PQpipelineSync(connection); }
int deskmate_pg_send(void *connection, const char *sql) { return PQsendQuery(connection, sql); }

static long long now_in_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

enum deskmate_pg_answer deskmate_pg_next(void *connection, int milliseconds, void **result) {
  long long end = now_in_milliseconds() + milliseconds;
  *result = NULL;
  while (PQisBusy(connection)) {
    long long left = end - now_in_milliseconds();
    if (left <= 0) return deskmate_pg_silence;
    struct pollfd socket = {PQsocket(connection), POLLIN, 0};
    if (socket.fd < 0) return deskmate_pg_lost;
    int ready = poll(&socket, 1, (int)left);
    if (ready < 0 && errno != EINTR) return deskmate_pg_lost;
    if (ready > 0 && !PQconsumeInput(connection)) return deskmate_pg_lost;
  }
  *result = PQgetResult(connection);
  if (*result) return deskmate_pg_result;
  return deskmate_pg_is_connected(connection) ? deskmate_pg_end : deskmate_pg_lost;
}

enum deskmate_pg_kind deskmate_pg_kind_of(void *result) {
  // The numbers of ExecStatusType.
  switch (PQresultStatus(result)) {
    case 1: return deskmate_pg_done;
    case 2: return deskmate_pg_rows;
    case 4: return deskmate_pg_copying;
    case 10: return deskmate_pg_synced;
    case 11: return deskmate_pg_skipped;
    default: return deskmate_pg_failed;
  }
}

static const char *field(void *result, int name) {
  const char *text = PQresultErrorField(result, name);
  return text ? text : "";
}

const char *deskmate_pg_code(void *result) { return field(result, 'C'); }
const char *deskmate_pg_text(void *result) { return field(result, 'M'); }
int deskmate_pg_row_count(void *result) { return PQntuples(result); }
int deskmate_pg_column_count(void *result) { return PQnfields(result); }
const char *deskmate_pg_column(void *result, int column) { return PQfname(result, column); }
unsigned deskmate_pg_type(void *result, int column) { return PQftype(result, column); }

const char *deskmate_pg_value(void *result, int row, int column) {
  return PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}

int deskmate_pg_changed(void *result) { return atoi(PQcmdTuples(result)); }
void deskmate_pg_free(void *result) { PQclear(result); }

int deskmate_pg_copy(void *connection, const char *bytes, int count) {
  return PQputCopyData(connection, bytes, count) == 1;
}

int deskmate_pg_copy_end(void *connection, const char *error) {
  return PQputCopyEnd(connection, error) == 1;
}
