#include "program.h"

#include "clock.h"
#include "floor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANDOM_BYTES = 256 };

/// A value that was read, as long as its call runs.
struct reading {
    int type;
    int64_t number;
    int size;
    char bytes[RANDOM_BYTES];
};

/// What a call made up.
struct made {
    bool is_made;
    char bytes[RANDOM_BYTES];
};

static sqlite3 *database;
static sqlite3_stmt **statements;
static int64_t ascending;
static int64_t now;
static struct reading readings[FLOOR_READINGS];
static struct made made[FLOOR_RANDOMS];
/// The halves of the last UUID that began with the time.
static uint64_t last_high, last_low;

static void check(int code, const char *attempt) {
    if (code != SQLITE_OK && code != SQLITE_DONE) floor_fail(attempt, sqlite3_errmsg(database));
}

static void run_texts(struct floor_texts list) {
    for (int n = 0; n < list.count; n++) {
        check(sqlite3_exec(database, list.texts[n], NULL, NULL, NULL), list.texts[n]);
    }
}

sqlite3 *floor_open(const char *path) {
    ascending = floor_first_ascending;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    check(sqlite3_open_v2(path, &database, flags, NULL), "open the database");
    run_texts(floor_setting_texts);
    run_texts(floor_schema_texts);
    statements = calloc((size_t)floor_statement_texts.count, sizeof *statements);
    if (statements == NULL) floor_fail("prepare statements", "there is no memory");
    for (int n = 0; n < floor_statement_texts.count; n++) {
        const char *text = floor_statement_texts.texts[n];
        check(sqlite3_prepare_v3(
            database, text, -1, SQLITE_PREPARE_PERSISTENT, &statements[n], NULL), text);
    }
    return database;
}

uint64_t floor_random(void) {
    static uint64_t state = 0x9e3779b97f4a7c15;
    uint64_t mixed = state += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
}

static void write_id(uint64_t high, uint64_t low, char *to) {
    static const char digits[] = "0123456789abcdef";
    for (int n = 0; n < 32; n++) {
        if (n == 8 || n == 12 || n == 16 || n == 20) *to++ = '-';
        *to++ = digits[(n < 16 ? high : low) >> (60 - n % 16 * 4) & 15];
    }
}

void floor_random_id(struct floor_id *to) {
    to->size = FLOOR_ID_BYTES;
    write_id((floor_random() & ~0xf000ull) | 0x4000, floor_random() >> 2 | 1ull << 63, to->bytes);
}

void floor_last_made(char to[FLOOR_ID_BYTES]) { write_id(last_high, last_low, to); }

/// The upper half of a UUID that begins with the time; ascends within a millisecond, as the store's do.
static uint64_t ordered_id(void) {
    static uint64_t time, counter;
    if ((uint64_t)now > time || ++counter > 0xfff) {
        time = (uint64_t)now > time ? (uint64_t)now : time + 1;
        counter = 0;
    }
    return time << 16 | 0x7000 | counter;
}

/// Makes a value the first time that a call asks for it.
static const char *make(const struct floor_value *value) {
    struct made *place = &made[value->number];
    if (place->is_made) return place->bytes;
    place->is_made = true;
    bool is_ordered = value->source == FLOOR_ORDERED_TEXT || value->source == FLOOR_ORDERED_BLOB;
    if (is_ordered) {
        last_high = ordered_id();
        last_low = 1ull << 63 | floor_random() >> 2;
    }
    uint64_t halves[] = {__builtin_bswap64(last_high), __builtin_bswap64(last_low)};
    switch (value->source) {
    case FLOOR_ORDERED_TEXT: write_id(last_high, last_low, place->bytes); break;
    case FLOOR_ORDERED_BLOB: memcpy(place->bytes, halves, sizeof halves); break;
    default:
        for (int n = 0; n < value->size; n += 8) {
            uint64_t bits = floor_random();
            if (value->source == FLOOR_RANDOM_TEXT) {
                bits = (bits & 0x0f0f0f0f0f0f0f0full) | 0x6060606060606060ull;
            }
            memcpy(place->bytes + n, &bits, sizeof bits);
        }
    }
    return place->bytes;
}

static int bind_reading(sqlite3_stmt *statement, int index, const struct reading *reading) {
    switch (reading->type) {
    case SQLITE_INTEGER: return sqlite3_bind_int64(statement, index, reading->number);
    case SQLITE_TEXT:
        return sqlite3_bind_text(statement, index, reading->bytes, reading->size, SQLITE_STATIC);
    case SQLITE_BLOB:
        return sqlite3_bind_blob(statement, index, reading->bytes, reading->size, SQLITE_STATIC);
    default: return sqlite3_bind_null(statement, index);
    }
}

static int bind(
    sqlite3_stmt *to, int index, const struct floor_value *value, struct floor_subject *subject
) {
    const struct floor_id *id = NULL;
    switch (value->source) {
    case FLOOR_NULL: return sqlite3_bind_null(to, index);
    case FLOOR_INTEGER: return sqlite3_bind_int64(to, index, value->number);
    case FLOOR_NOW: return sqlite3_bind_int64(to, index, now + value->number);
    case FLOOR_ASCENDING: return sqlite3_bind_int64(to, index, ascending + value->number);
    case FLOOR_MERCHANT_ROW:
        return sqlite3_bind_int64(to, index, subject->merchant->rows[value->number]);
    case FLOOR_SESSION_ROW:
        return sqlite3_bind_int64(to, index, subject->session->rows[value->number]);
    case FLOOR_READ: return bind_reading(to, index, &readings[value->number]);
    case FLOOR_TEXT:
        return sqlite3_bind_text(to, index, value->bytes, value->size, SQLITE_STATIC);
    case FLOOR_BLOB:
        return sqlite3_bind_blob(to, index, value->bytes, value->size, SQLITE_STATIC);
    case FLOOR_RANDOM_BLOB:
    case FLOOR_ORDERED_BLOB:
        return sqlite3_bind_blob(to, index, make(value), value->size, SQLITE_STATIC);
    case FLOOR_RANDOM_TEXT:
    case FLOOR_ORDERED_TEXT:
        return sqlite3_bind_text(to, index, make(value), value->size, SQLITE_STATIC);
    case FLOOR_MERCHANT_ID: id = &subject->merchant_id; break;
    case FLOOR_SESSION_ID: id = &subject->session_id; break;
    case FLOOR_EVENT_ID: id = &subject->event_id; break;
    }
    return sqlite3_bind_text(to, index, id->bytes, id->size, SQLITE_STATIC);
}

static void keep(sqlite3_stmt *statement, const struct floor_reading *which) {
    struct reading *reading = &readings[which->reading];
    reading->type = sqlite3_column_type(statement, which->column);
    reading->number = sqlite3_column_int64(statement, which->column);
    if (reading->type != SQLITE_TEXT && reading->type != SQLITE_BLOB) return;
    reading->size = sqlite3_column_bytes(statement, which->column);
    if (reading->size > RANDOM_BYTES) floor_fail("keep a value", "it is too long");
    memcpy(reading->bytes, sqlite3_column_blob(statement, which->column), (size_t)reading->size);
}

static void run_step(const struct floor_step *step, struct floor_subject *subject) {
    sqlite3_stmt *statement = statements[step->statement];
    for (int n = 0; n < step->value_count; n++) {
        check(bind(statement, n + 1, &step->values[n], subject), "bind");
    }
    int code;
    for (int row = 0; (code = sqlite3_step(statement)) == SQLITE_ROW; row++) {
        for (int n = 0; n < step->reading_count; n++) {
            if (step->readings[n].row == row) keep(statement, &step->readings[n]);
        }
    }
    if (code != SQLITE_DONE) floor_fail(sqlite3_sql(statement), sqlite3_errmsg(database));
    sqlite3_reset(statement);
    if (!step->inserts_row) return;
    if (subject->owner->count == FLOOR_ROWS) floor_fail("note a row", "there are too many");
    subject->owner->rows[subject->owner->count++] = sqlite3_last_insert_rowid(database);
}

void floor_run(const struct floor_program *program, struct floor_subject *subject) {
    now = floor_wall_milliseconds();
    for (int n = 0; n < FLOOR_RANDOMS; n++) made[n].is_made = false;
    for (int n = 0; n < program->step_count; n++) run_step(&program->steps[n], subject);
    ascending += program->ascent;
}

void floor_run_marked(const struct floor_program *program, uint64_t marks) {
    struct floor_subject nobody = {0};
    for (int n = 0; n < program->step_count; n++) {
        if (marks >> n & 1) run_step(&program->steps[n], &nobody);
    }
}
