#pragma once

// A library to be preloaded into a program that keeps a database of SQLite's: it writes down what is
// written to the database's file and to its log, and what is synced, so that somebody can make from it
// what a power failure would have left at any moment.
//
// PAYNOTIFY_RECORD: the path of the record, which is appended to.
// PAYNOTIFY_RECORD_OF: the name of the database's file, without its folder.
//
// The record is a row of entries of 32 bytes, little-endian, a write's with what was written after it.

#include <stdint.h>

enum recorded_operation {
    // Of a range of a file; recorded after it was made.
    RECORDED_WRITE = 1,
    RECORDED_TRUNCATION = 2,
    // A sync makes durable what was recorded before it began.
    RECORDED_SYNC_BEGIN = 3,
    RECORDED_SYNC_END = 4,
    RECORDED_REMOVAL = 5,
};

struct recorded_entry {
    uint8_t operation;
    // 0 is the database's file, 1 its log.
    uint8_t file;
    // Whether SQLite's library made the call, and not the program itself.
    uint8_t is_by_sqlite;
    uint8_t unused;
    uint32_t length;
    // Of a write; the length that a truncation leaves; the thread of a sync.
    uint64_t offset;
    // Since 1970, in nanoseconds, taken before the entry was written down.
    uint64_t time;
    uint64_t unused_too;
};
