// Counts what each thread takes from the heap, in a process that this is linked into.
#pragma once

#include <stdint.h>

// Calls of malloc, calloc, realloc and their aligned relatives by the calling thread, since it began.
uint64_t allocations_of_this_thread(void);

// The bytes that those calls asked for together, also where they were given back.
uint64_t allocated_bytes_of_this_thread(void);
