// The command line of `paynotify-floor store`.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct store_options {
    const char *database;
    int batch;
    int slots;
    int merchants;
    int checkpoint_pages;
    int64_t sessions;
    /// Calls after which a run ends, if its seconds are not over before.
    int64_t calls;
    double seconds;
    double warm_up_seconds;
};

/// Reads the command line; false, with a word on how to use it: it is none.
bool read_store_options(int count, char **words, struct store_options *options);
