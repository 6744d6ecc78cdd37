// What a run measured.
#pragma once

#include <stdint.h>

/// Latencies in microseconds with three digits, calls, commits and checkpoints.
struct floor_figures {
    int64_t calls;
    int64_t commits;
    int64_t log_pages;
    int64_t checkpoints;
    int64_t checkpoint_nanoseconds;
    int64_t checkpoint_nanoseconds_max;
    int64_t microseconds_sum;
    int64_t microseconds_max;
    uint32_t counts[32 * 1024];
};

/// Counts a call.
void floor_count(struct floor_figures *figures, int64_t nanoseconds);

/// Counts a checkpoint.
void floor_count_checkpoint(struct floor_figures *figures, int64_t nanoseconds);

/// Prints them as one JSON object.
void floor_print(const struct floor_figures *figures, int64_t nanoseconds, int64_t cpu_nanoseconds);
