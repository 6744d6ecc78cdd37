#pragma once
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Where SQLite's memory comes from: malloc, with lists of free small blocks before it.
//
// Debian builds SQLite without the lists of its own, so that a state change asks malloc some 130 times
// for what it gives back at once. Each thread has lists of its own and takes no lock. A block is
// malloc's whoever holds it: it can be given back by another thread, whose lists take it then, and
// goes back to malloc when they are full or their thread ends.

enum {
    PAYNOTIFY_BLOCK_STEP = 32,
    /// Sizes that there are lists for: blocks of 32 bytes, 64 bytes, up to 2 KiB.
    PAYNOTIFY_BLOCK_SIZES = 64,
    /// Blocks of a size that a thread keeps at most.
    PAYNOTIFY_BLOCKS_MAX = 128,
};

/// A block: how many bytes its owner has, then these bytes, which a free one uses for the list.
struct paynotify_block {
    uint64_t size;
    struct paynotify_block *next;
};

/// The free blocks of a size.
struct paynotify_blocks {
    struct paynotify_block *first;
    int count;
};

/// What a thread keeps.
struct paynotify_lists {
    struct paynotify_blocks of_size[PAYNOTIFY_BLOCK_SIZES];
    /// Whether they are given back when the thread ends.
    int end_with_thread;
};

static inline struct paynotify_lists *paynotify_lists_of_thread(void) {
    static _Thread_local struct paynotify_lists lists;
    return &lists;
}

/// What tells the end of a thread that has lists.
static inline pthread_key_t *paynotify_lists_key(void) {
    static pthread_key_t key;
    return &key;
}

static inline struct paynotify_block *paynotify_block_of(void *bytes) {
    return (struct paynotify_block *)((char *)bytes - sizeof(uint64_t));
}

static inline void *paynotify_block_bytes(struct paynotify_block *block) {
    return (char *)block + sizeof(uint64_t);
}

/// The place of the list for blocks with room for so many bytes; may be none.
static inline unsigned paynotify_block_place(uint64_t size) {
    return (unsigned)((size + sizeof(uint64_t) - 1) / PAYNOTIFY_BLOCK_STEP);
}

/// Called when a thread ends, with its lists.
static inline void paynotify_lists_end(void *lists) {
    for (int place = 0; place < PAYNOTIFY_BLOCK_SIZES; place++) {
        struct paynotify_blocks *list = &((struct paynotify_lists *)lists)->of_size[place];
        while (list->first != NULL) {
            struct paynotify_block *block = list->first;
            list->first = block->next;
            free(block);
        }
        // What is given back after this goes to malloc.
        list->count = PAYNOTIFY_BLOCKS_MAX;
    }
}

/// The bytes that a block for so many has.
static inline int paynotify_block_round(int size) {
    return (int)((paynotify_block_place((uint64_t)size) + 1) * PAYNOTIFY_BLOCK_STEP
        - sizeof(uint64_t));
}

static inline void *paynotify_block_take(int size) {
    if (size <= 0) return NULL;
    unsigned place = paynotify_block_place((uint64_t)size);
    if (place < PAYNOTIFY_BLOCK_SIZES) {
        struct paynotify_blocks *list = &paynotify_lists_of_thread()->of_size[place];
        struct paynotify_block *block = list->first;
        if (block != NULL) {
            list->first = block->next;
            list->count--;
            return paynotify_block_bytes(block);
        }
    }
    int rounded = paynotify_block_round(size);
    struct paynotify_block *block = malloc((size_t)rounded + sizeof(uint64_t));
    if (block == NULL) return NULL;
    block->size = (uint64_t)rounded;
    return paynotify_block_bytes(block);
}

static inline int paynotify_block_size(void *bytes) {
    return bytes == NULL ? 0 : (int)paynotify_block_of(bytes)->size;
}

static inline void paynotify_block_give(void *bytes) {
    if (bytes == NULL) return;
    struct paynotify_block *block = paynotify_block_of(bytes);
    unsigned place = paynotify_block_place(block->size);
    if (place >= PAYNOTIFY_BLOCK_SIZES) {
        free(block);
        return;
    }
    struct paynotify_lists *lists = paynotify_lists_of_thread();
    struct paynotify_blocks *list = &lists->of_size[place];
    if (!lists->end_with_thread) {
        lists->end_with_thread = pthread_setspecific(*paynotify_lists_key(), lists) == 0;
    }
    if (list->count >= PAYNOTIFY_BLOCKS_MAX || !lists->end_with_thread) {
        free(block);
        return;
    }
    block->next = list->first;
    list->first = block;
    list->count++;
}

static inline void *paynotify_block_resize(void *bytes, int size) {
    struct paynotify_block *block = paynotify_block_of(bytes);
    int rounded = paynotify_block_round(size);
    if ((uint64_t)rounded == block->size) return bytes;
    block = realloc(block, (size_t)rounded + sizeof(uint64_t));
    if (block == NULL) return NULL;
    block->size = (uint64_t)rounded;
    return paynotify_block_bytes(block);
}

static inline int paynotify_blocks_begin(void *unused) {
    (void)unused;
    return SQLITE_OK;
}

static inline void paynotify_blocks_end(void *unused) { (void)unused; }

/// Makes the lists SQLite's source of memory. To be called once, before the first connection is opened.
static inline int paynotify_sqlite_keep_blocks(void) {
    static const sqlite3_mem_methods methods = {
        .xMalloc = paynotify_block_take,
        .xFree = paynotify_block_give,
        .xRealloc = paynotify_block_resize,
        .xSize = paynotify_block_size,
        .xRoundup = paynotify_block_round,
        .xInit = paynotify_blocks_begin,
        .xShutdown = paynotify_blocks_end,
    };
    if (pthread_key_create(paynotify_lists_key(), paynotify_lists_end) != 0) return SQLITE_NOMEM;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
