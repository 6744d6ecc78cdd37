// The store's statements for NotifyStateChange on bare SQLite: no network, no domain, one thread.
//
// Each commit is synced in line (synchronous = FULL), once, and checkpoints are made in line: the
// simple way of doing it. The store syncs and moves most of the log beside its next batches instead.

#define _GNU_SOURCE
#include "clock.h"
#include "figures.h"
#include "floor.h"
#include "log.h"
#include "program.h"
#include "store_options.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/// A session that is enabled and waits for its calls.
struct session {
    struct floor_id id;
    int merchant;
    int64_t row;
};

struct merchant {
    struct floor_id id;
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
static struct merchant *merchants;
static struct session *sessions;
static struct slot *slots;
static int64_t next_session;

// MARK: - What is there before the run

static void prepare_merchants(void) {
    merchants = calloc((size_t)options.merchants, sizeof *merchants);
    if (merchants == NULL) floor_fail("make merchants", "there is no memory");
    floor_run_marked(&floor_begin, UINT64_MAX);
    for (int n = 0; n < options.merchants; n++) {
        struct floor_subject subject = {
            .merchant = &merchants[n].rows, .owner = &merchants[n].rows};
        floor_random_id(&merchants[n].id);
        subject.merchant_id = merchants[n].id;
        floor_run(&floor_merchant, &subject);
    }
    struct floor_figures unused = {0};
    floor_commit(&unused, UINT64_MAX);
}

static void enable(struct session *session) {
    struct floor_rows rows = {0};
    session->merchant = (int)(floor_random() % (uint64_t)options.merchants);
    floor_random_id(&session->id);
    struct floor_subject subject = {
        .merchant = &merchants[session->merchant].rows, .session = &rows, .owner = &rows};
    subject.merchant_id = merchants[session->merchant].id;
    subject.session_id = session->id;
    floor_random_id(&subject.event_id);
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
        floor_commit(&unused, floor_enable.ends);
        floor_checkpoint_if_due(&unused);
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
    slot->subject.merchant_id = merchant->id;
    slot->subject.session_id = session->id;
    return true;
}

/// Makes the next call; gives what its commit is to end with, or 0 if nothing is left to call.
static uint64_t call(void) {
    struct slot *slot = &slots[floor_random() % (uint64_t)options.slots];
    if (!slot->is_taken && !fill(slot)) return 0;
    const struct floor_call *call = &slot->flow->calls[slot->position++];
    if (!call->repeats) floor_random_id(&slot->subject.event_id);
    floor_run(call->program, &slot->subject);
    if (slot->position == slot->flow->call_count) slot->is_taken = false;
    return call->program->ends;
}

/// Commits batches until the time is over, enough calls were made or no session is left.
static void run(struct floor_figures *figures, double seconds) {
    int64_t end = floor_nanoseconds() + (int64_t)(seconds * 1e9);
    while (floor_nanoseconds() < end && figures->calls < options.calls) {
        int64_t made = 0, batch_start = floor_nanoseconds();
        uint64_t ends = 0, asked = 1;
        floor_run_marked(&floor_begin, UINT64_MAX);
        while (made < options.batch && (asked = call()) != 0) {
            ends |= asked;
            made++;
        }
        floor_commit(figures, made > 0 ? ends : floor_enable.ends);
        int64_t taken = floor_nanoseconds() - batch_start;
        for (int64_t n = 0; n < made; n++) floor_count(figures, taken);
        floor_checkpoint_if_due(figures);
        if (asked == 0) return;
    }
}

int floor_store(int count, char **words) {
    static struct floor_figures warm_up, figures;
    if (!read_store_options(count, words, &options)) return 2;
    sqlite3 *database = floor_open(options.database);
    floor_watch_log(database, options.checkpoint_pages);
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
