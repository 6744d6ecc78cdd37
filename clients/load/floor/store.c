// The store's statements for NotifyStateChange on bare SQLite: no network, no domain, one thread.
//
// Each commit is synced in line (synchronous = FULL), once, and checkpoints are made in line: the
// simple way of doing it. The store syncs and moves most of the log beside its next batches instead.

#define _GNU_SOURCE
#include "clock.h"
#include "figures.h"
#include "floor.h"
#include "program.h"
#include "store_options.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

/// A session that is enabled and waits for its calls.
struct session {
    char id[FLOOR_ID_BYTES];
    int merchant;
    int64_t row;
};

struct merchant {
    char id[FLOOR_ID_BYTES];
    struct floor_rows rows;
};

/// A place where one session after the other goes through its flow, a call at a time.
///
/// Each call is made in a place at random, so that a session's calls lie apart as they do in life.
struct slot {
    bool is_taken;
    const struct floor_flow *flow;
    int position;
    struct floor_rows rows;
    struct floor_subject subject;
};

static struct store_options options;
static sqlite3 *database;
static struct merchant *merchants;
static struct session *sessions;
static struct slot *slots;
static int64_t next_session;
static int log_pages;
static int checkpoint_threshold;

// MARK: - The log and its checkpoints

static int note_log(void *context, sqlite3 *connection, const char *name, int pages) {
    (void)context, (void)connection, (void)name;
    log_pages = pages;
    return SQLITE_OK;
}

/// When is the rule of Sources/SQLiteStore/CheckpointPolicy.swift; how is not: nobody helps.
static void checkpoint_if_due(struct floor_figures *figures) {
    if (log_pages <= options.checkpoint_pages) checkpoint_threshold = options.checkpoint_pages;
    if (log_pages <= checkpoint_threshold) return;
    int64_t start = floor_nanoseconds();
    int left = 0, moved = 0;
    if (sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_PASSIVE, &left, &moved)) {
        floor_fail("checkpoint", sqlite3_errmsg(database));
    }
    floor_count_checkpoint(figures, floor_nanoseconds() - start);
    int quarter = options.checkpoint_pages / 4;
    checkpoint_threshold = left + (quarter > 1 ? quarter : 1);
}

/// Ends a commit; the log starts again at its beginning after a checkpoint.
static void commit(struct floor_figures *figures, uint64_t ends) {
    int before = log_pages;
    floor_run_marked(&floor_end, ends);
    figures->commits++;
    figures->log_pages += log_pages >= before ? log_pages - before : log_pages;
}

// MARK: - What is there before the run

static void prepare_merchants(void) {
    merchants = calloc((size_t)options.merchants, sizeof *merchants);
    if (merchants == NULL) floor_fail("make merchants", "there is no memory");
    floor_run_marked(&floor_begin, UINT64_MAX);
    for (int n = 0; n < options.merchants; n++) {
        struct floor_subject subject = {
            .merchant = &merchants[n].rows, .owner = &merchants[n].rows};
        floor_random_id(merchants[n].id);
        memcpy(subject.merchant_id, merchants[n].id, FLOOR_ID_BYTES);
        floor_run(&floor_merchant, &subject);
    }
    struct floor_figures unused = {0};
    commit(&unused, UINT64_MAX);
}

static void enable(struct session *session) {
    struct floor_rows rows = {0};
    session->merchant = (int)(floor_random() % (uint64_t)options.merchants);
    floor_random_id(session->id);
    struct floor_subject subject = {
        .merchant = &merchants[session->merchant].rows, .session = &rows, .owner = &rows};
    memcpy(subject.merchant_id, merchants[session->merchant].id, FLOOR_ID_BYTES);
    memcpy(subject.session_id, session->id, FLOOR_ID_BYTES);
    floor_random_id(subject.event_id);
    floor_run(&floor_enable, &subject);
    if (rows.count != 1) floor_fail("enable a session", "it is not one row");
    session->row = rows.rows[0];
}

static void prepare_sessions(void) {
    static struct floor_figures unused;
    sessions = calloc((size_t)options.sessions, sizeof *sessions);
    if (sessions == NULL) floor_fail("make sessions", "there is no memory");
    for (int64_t n = 0; n < options.sessions;) {
        floor_run_marked(&floor_begin, UINT64_MAX);
        for (int part = 0; part < floor_calls_per_commit_max && n < options.sessions; part++) {
            enable(&sessions[n++]);
        }
        commit(&unused, floor_enable.ends);
        checkpoint_if_due(&unused);
    }
}

// MARK: - The run

static const struct floor_flow *choose_flow(void) {
    int dice = (int)(floor_random() % 100);
    for (int n = 0; n < floor_flow_count - 1; n++) {
        if ((dice -= floor_flows[n].share) < 0) return &floor_flows[n];
    }
    return &floor_flows[floor_flow_count - 1];
}

/// Lets the next session into a slot; false: there is none.
static bool fill(struct slot *slot) {
    if (next_session == options.sessions) return false;
    const struct session *session = &sessions[next_session++];
    struct merchant *merchant = &merchants[session->merchant];
    *slot = (struct slot){.is_taken = true, .flow = choose_flow()};
    slot->rows = (struct floor_rows){.count = 1, .rows = {session->row}};
    slot->subject.merchant = &merchant->rows;
    slot->subject.session = slot->subject.owner = &slot->rows;
    memcpy(slot->subject.merchant_id, merchant->id, FLOOR_ID_BYTES);
    memcpy(slot->subject.session_id, session->id, FLOOR_ID_BYTES);
    return true;
}

/// Makes the next call; gives what its commit is to end with, or 0 if nothing is left to call.
static uint64_t call(void) {
    struct slot *slot = &slots[floor_random() % (uint64_t)options.slots];
    if (!slot->is_taken && !fill(slot)) return 0;
    const struct floor_call *call = &slot->flow->calls[slot->position++];
    if (!call->repeats) floor_random_id(slot->subject.event_id);
    floor_run(call->program, &slot->subject);
    if (slot->position == slot->flow->call_count) slot->is_taken = false;
    return call->program->ends;
}

/// How many calls are due; waits for the first.
static int64_t wait_for_due(int64_t start, int64_t begun) {
    if (options.rate <= 0) return options.batch;
    int64_t first = start + (int64_t)((double)begun / options.rate * 1e9);
    struct timespec until = {first / 1000000000, first % 1000000000};
    while (floor_nanoseconds() < first) clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    double passed = (double)(floor_nanoseconds() - start) / 1e9;
    int64_t due = (int64_t)(passed * options.rate) + 1 - begun;
    if (due < 1) due = 1;
    return due < options.batch ? due : options.batch;
}

/// Commits batches until the time is over, enough calls were made or no session is left.
static void run(struct floor_figures *figures, double seconds) {
    int64_t start = floor_nanoseconds(), end = start + (int64_t)(seconds * 1e9);
    while (floor_nanoseconds() < end && figures->calls < options.calls) {
        int64_t begun = figures->calls, wanted = wait_for_due(start, begun), made = 0;
        int64_t batch_start = floor_nanoseconds();
        uint64_t ends = 0, asked = 1;
        floor_run_marked(&floor_begin, UINT64_MAX);
        while (made < wanted && (asked = call()) != 0) {
            ends |= asked;
            made++;
        }
        commit(figures, made > 0 ? ends : floor_enable.ends);
        int64_t now = floor_nanoseconds();
        for (int64_t n = 0; n < made; n++) {
            double offset = (double)(begun + n) / options.rate * 1e9;
            floor_count(figures, now - (options.rate > 0 ? start + (int64_t)offset : batch_start));
        }
        checkpoint_if_due(figures);
        if (asked == 0) return;
    }
}

int floor_store(int count, char **words) {
    static struct floor_figures warm_up, figures;
    if (!read_store_options(count, words, &options)) return 2;
    prctl(PR_SET_TIMERSLACK, 1);
    database = floor_open(options.database);
    sqlite3_wal_hook(database, note_log, NULL);
    slots = calloc((size_t)options.slots, sizeof *slots);
    if (slots == NULL) floor_fail("make slots", "there is no memory");
    prepare_merchants();
    prepare_sessions();
    run(&warm_up, options.warm_up_seconds);
    int64_t start = floor_nanoseconds(), cpu = floor_cpu_nanoseconds();
    run(&figures, options.seconds);
    floor_print(&figures, floor_nanoseconds() - start, floor_cpu_nanoseconds() - cpu);
    sqlite3_close_v2(database);
    return 0;
}
