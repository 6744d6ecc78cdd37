// Threads that the program starts for itself.
#pragma once

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

struct linux_thread_start {
    void (*body)(void *);
    void *context;
    int nice;
    char name[16];
};

static inline void *linux_thread_main(void *start) {
    struct linux_thread_start begun = *(struct linux_thread_start *)start;
    free(start);
    prctl(PR_SET_NAME, begun.name);
    // On Linux each thread has a nice value of its own.
    if (begun.nice != 0 && nice(begun.nice) == -1) { /* It keeps the one that it has. */ }
    begun.body(begun.context);
    return NULL;
}

// Starts a thread that runs the body once; nobody waits for its end. Signals for the process go to
// others, those that say that the thread itself went wrong stay. Gives 0 or the negative errno; the
// name is cut at 15 bytes.
static inline int linux_start_thread(
    const char *name, int nice, void (*body)(void *), void *context) {
    static const int own[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
    struct linux_thread_start *start = calloc(1, sizeof *start);
    if (start == NULL) return -ENOMEM;
    start->body = body;
    start->context = context;
    start->nice = nice;
    strncpy(start->name, name, sizeof start->name - 1);
    sigset_t others, before;
    sigfillset(&others);
    for (size_t n = 0; n < sizeof own / sizeof *own; n++) sigdelset(&others, own[n]);
    pthread_t thread;
    pthread_sigmask(SIG_SETMASK, &others, &before);
    int error = pthread_create(&thread, NULL, linux_thread_main, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error) {
        free(start);
        return -error;
    }
    pthread_detach(thread);
    return 0;
}

static inline int linux_nice_of_this_thread(void) { return getpriority(PRIO_PROCESS, 0); }

// Never 0.
static inline uint64_t linux_this_thread(void) { return (uint64_t)pthread_self(); }
