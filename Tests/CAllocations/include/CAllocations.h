// Counts what each thread takes from the heap, in a process that this is linked into.
#pragma once

#include <stdint.h>

// Calls of malloc, calloc, realloc and their aligned relatives by the calling thread, since it began.
uint64_t allocations_of_this_thread(void);
