// paynotify-floor: what a figure of paynotify's is compared with.
//
//   paynotify-floor echo    answers each ttRPC request with the same OK, over epoll
//   paynotify-floor store   runs the statements of NotifyStateChange on bare SQLite
//   paynotify-floor serve   answers NotifyStateChange by these statements, one thread and one epoll set
//   paynotify-floor meta    stands in for Meta, at next to no cost
//   paynotify-floor script  prints the statements as JSON, for servers in other languages

#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int count, char **words);
} programs[] = {
    {"echo", floor_echo}, {"store", floor_store}, {"serve", floor_serve}, {"meta", floor_meta},
    {"script", floor_script},
};

_Noreturn void floor_fail(const char *attempt, const char *cause) {
    fprintf(stderr, "paynotify-floor: cannot %s: %s\n", attempt, cause);
    exit(1);
}

int main(int count, char **words) {
    for (size_t n = 0; count > 1 && n < sizeof programs / sizeof *programs; n++) {
        if (strcmp(words[1], programs[n].name) == 0) return programs[n].run(count - 1, words + 1);
    }
    fprintf(stderr, "usage: paynotify-floor echo|store|serve|meta|script [options]\n");
    return 2;
}
