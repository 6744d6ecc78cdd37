// What a call runs, as data: statements.h holds what was recorded from the store itself.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct sqlite3;

/// Where the value of a parameter comes from.
enum floor_source {
    FLOOR_NULL,
    /// `number`.
    FLOOR_INTEGER,
    /// `size` bytes at `bytes`.
    FLOOR_TEXT,
    FLOOR_BLOB,
    /// The time in milliseconds, plus `number`.
    FLOOR_NOW,
    /// A number that ascends over all calls, plus `number`.
    FLOOR_ASCENDING,
    /// The `number`-th row that was inserted for the merchant; for the session.
    FLOOR_MERCHANT_ROW,
    FLOOR_SESSION_ROW,
    FLOOR_MERCHANT_ID,
    FLOOR_SESSION_ID,
    FLOOR_EVENT_ID,
    /// The `number`-th value that earlier steps of the call read.
    FLOOR_READ,
    /// The `number`-th of the call's random texts or blobs, of `size` bytes.
    FLOOR_RANDOM_TEXT,
    FLOOR_RANDOM_BLOB,
    /// The same as a UUID that begins with the time, as text or as 16 bytes.
    FLOOR_ORDERED_TEXT,
    FLOOR_ORDERED_BLOB,
};

struct floor_value {
    enum floor_source source;
    int64_t number;
    int size;
    const char *bytes;
};

/// A value of a result that later steps need.
struct floor_reading {
    int row;
    int column;
    /// Its number among the call's readings.
    int reading;
};

/// A statement with its values.
struct floor_step {
    /// Its number in `floor_statements`.
    int statement;
    int value_count;
    const struct floor_value *values;
    int reading_count;
    const struct floor_reading *readings;
    /// Whether the row that it inserts is one of the merchant's or the session's.
    bool inserts_row;
};

/// Steps in their order.
struct floor_program {
    int step_count;
    const struct floor_step *steps;
    /// By how much a call raises the number that ascends.
    int ascent;
    /// A bit for each step at the end of the commit that this call asks for.
    uint64_t ends;
};

/// A call of a session, in its place.
struct floor_call {
    const struct floor_program *program;
    /// What it tells, such as "paid".
    const char *state;
    /// Whether it repeats the call before it.
    bool repeats;
};

/// What a session goes through, and how many of a hundred sessions do.
struct floor_flow {
    int share;
    int call_count;
    const struct floor_call *calls;
};

enum { FLOOR_ID_BYTES = 36, FLOOR_READINGS = 16, FLOOR_RANDOMS = 8, FLOOR_ROWS = 16 };

/// An id of a merchant, a session or an event.
struct floor_id {
    int size;
    char bytes[FLOOR_ID_BYTES];
};

/// Rows that were inserted for a merchant or a session.
struct floor_rows {
    int count;
    int64_t rows[FLOOR_ROWS];
};

/// What a call is about.
struct floor_subject {
    struct floor_rows *merchant;
    struct floor_rows *session;
    /// To whom inserted rows are added: one of the two.
    struct floor_rows *owner;
    struct floor_id merchant_id;
    struct floor_id session_id;
    struct floor_id event_id;
};

/// What statements.h holds: the beginning and the end of a commit, what a merchant needs, what enables a
/// session, what sessions go through, and the store's limits.
extern const struct floor_program floor_begin, floor_end, floor_merchant, floor_enable;
extern const struct floor_flow floor_flows[];
extern const int floor_flow_count, floor_checkpoint_pages, floor_calls_per_commit_max;

/// Its texts: the settings of a connection, the tables and indexes, and the statements of the steps.
struct floor_texts {
    int count;
    const char *const *texts;
};
extern const struct floor_texts floor_setting_texts, floor_schema_texts, floor_statement_texts;
extern const int64_t floor_first_ascending;

/// Opens the database anew, with the store's settings and tables, and prepares all statements.
struct sqlite3 *floor_open(const char *path);

/// Runs a program about a subject.
void floor_run(const struct floor_program *program, struct floor_subject *subject);

/// Runs the steps of a program whose bits are set.
void floor_run_marked(const struct floor_program *program, uint64_t marks);

/// Writes the id that the last program made for what it inserted, as the text of a UUID.
void floor_last_made(char to[FLOOR_ID_BYTES]);

/// Writes a random UUID.
void floor_random_id(struct floor_id *to);

/// 64 random bits.
uint64_t floor_random(void);
