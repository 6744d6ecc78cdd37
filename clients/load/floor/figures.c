#include "figures.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>

/// Values below it have a place each; above, there are 1,024 places for each doubling.
enum { EXACT = 2048, EXACT_BITS = 11 };

static size_t place_of(int64_t value) {
    if (value < EXACT) return (size_t)value;
    int shift = 64 - __builtin_clzll((uint64_t)value) - EXACT_BITS;
    return (size_t)(EXACT + (shift - 1) * (EXACT / 2) + (value >> shift) - EXACT / 2);
}

/// The largest value that has the place.
static int64_t value_at(size_t place) {
    if (place < EXACT) return (int64_t)place;
    size_t shift = (place - EXACT) / (EXACT / 2) + 1;
    int64_t top = (int64_t)((place - EXACT) % (EXACT / 2) + EXACT / 2);
    return ((top + 1) << shift) - 1;
}

void floor_count(struct floor_figures *figures, int64_t nanoseconds) {
    int64_t value = nanoseconds < 0 ? 0 : nanoseconds / 1000;
    size_t place = place_of(value), last = sizeof figures->counts / sizeof *figures->counts - 1;
    figures->counts[place < last ? place : last]++;
    figures->calls++;
    figures->microseconds_sum += value;
    if (value > figures->microseconds_max) figures->microseconds_max = value;
}

void floor_count_checkpoint(struct floor_figures *figures, int64_t nanoseconds) {
    figures->checkpoints++;
    figures->checkpoint_nanoseconds += nanoseconds;
    if (nanoseconds > figures->checkpoint_nanoseconds_max) {
        figures->checkpoint_nanoseconds_max = nanoseconds;
    }
}

static int64_t percentile(const struct floor_figures *figures, double percent) {
    double wanted = percent / 100 * (double)figures->calls;
    double seen = 0;
    for (size_t n = 0; n < sizeof figures->counts / sizeof *figures->counts; n++) {
        seen += figures->counts[n];
        if (seen > 0 && seen >= wanted) {
            int64_t value = value_at(n);
            return value < figures->microseconds_max ? value : figures->microseconds_max;
        }
    }
    return figures->microseconds_max;
}

static void print_latency(const struct floor_figures *figures) {
    static const double percents[] = {0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95,
        99.975, 99.99, 99.995, 99.999, 100};
    printf("\"mean_microseconds\":%.1f,\"percentiles\":[",
        (double)figures->microseconds_sum / (double)(figures->calls > 0 ? figures->calls : 1));
    for (size_t n = 0; n < sizeof percents / sizeof *percents; n++) {
        printf("%s[%g,%lld]", n > 0 ? "," : "", percents[n],
            (long long)percentile(figures, percents[n]));
    }
    printf("],");
}

void floor_print(
    const struct floor_figures *figures, int64_t nanoseconds, int64_t cpu_nanoseconds
) {
    double seconds = (double)nanoseconds / 1e9, calls = (double)figures->calls;
    double pauses = (double)figures->checkpoint_nanoseconds / 1e9;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"seconds\":%.3f,\"calls\":%lld,\"calls_per_second\":%.1f,", seconds,
        (long long)figures->calls, calls / seconds);
    printf("\"commits\":%lld,\"commits_per_second\":%.1f,\"calls_per_commit\":%.2f,",
        (long long)figures->commits, (double)figures->commits / seconds,
        calls / (double)(figures->commits > 0 ? figures->commits : 1));
    printf("\"cpu_seconds_per100k_calls\":%.4f,",
        (double)cpu_nanoseconds / 1e9 / (calls > 0 ? calls : 1) * 1e5);
    print_latency(figures);
    printf("\"checkpoints\":%lld,\"checkpoint_seconds\":%.3f,\"checkpoint_seconds_max\":%.4f,",
        (long long)figures->checkpoints, pauses, (double)figures->checkpoint_nanoseconds_max / 1e9);
    printf("\"checkpoint_share\":%.4f,\"log_pages_per_call\":%.3f,", pauses / seconds,
        (double)figures->log_pages / (calls > 0 ? calls : 1));
    printf("\"resident_kibibytes\":%ld}\n", usage.ru_maxrss);
}
