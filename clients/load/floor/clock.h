// The machine's clocks.
#pragma once

#include <stdint.h>
#include <time.h>

static inline int64_t floor_read_clock(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// Nanoseconds of a clock that only goes forward.
static inline int64_t floor_nanoseconds(void) { return floor_read_clock(CLOCK_MONOTONIC); }

/// Nanoseconds of CPU that this process has used.
static inline int64_t floor_cpu_nanoseconds(void) {
    return floor_read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

/// Milliseconds since 1970.
static inline int64_t floor_wall_milliseconds(void) {
    return floor_read_clock(CLOCK_REALTIME) / 1000000;
}
