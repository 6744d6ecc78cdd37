#include "log.h"

#include "clock.h"
#include "floor.h"
#include "program.h"

#include <sqlite3.h>

static sqlite3 *database;
static int pages_max;
static int log_pages;
static int threshold;

static int note_log(void *context, sqlite3 *connection, const char *name, int pages) {
    (void)context, (void)connection, (void)name;
    log_pages = pages;
    return SQLITE_OK;
}

void floor_watch_log(sqlite3 *watched, int checkpoint_pages) {
    database = watched;
    pages_max = checkpoint_pages;
    sqlite3_wal_hook(database, note_log, NULL);
}

/// The log starts again at its beginning after a checkpoint.
void floor_commit(struct floor_figures *figures, uint64_t ends) {
    int before = log_pages;
    floor_run_marked(&floor_end, ends);
    figures->commits++;
    figures->log_pages += log_pages >= before ? log_pages - before : log_pages;
}

/// When is the rule of Sources/SQLiteStore/CheckpointPolicy.swift; how is not: nobody helps.
void floor_checkpoint_if_due(struct floor_figures *figures) {
    if (log_pages <= pages_max) threshold = pages_max;
    if (log_pages <= threshold) return;
    int64_t start = floor_nanoseconds();
    int left = 0, moved = 0;
    if (sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_PASSIVE, &left, &moved)) {
        floor_fail("checkpoint", sqlite3_errmsg(database));
    }
    floor_count_checkpoint(figures, floor_nanoseconds() - start);
    int quarter = pages_max / 4;
    threshold = left + (quarter > 1 ? quarter : 1);
}
