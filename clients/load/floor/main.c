// paynotify-floor: what a figure of paynotify's is compared with.
//
//   paynotify-floor echo   answers each ttRPC request with the same OK, over epoll
//   paynotify-floor store  runs the statements of NotifyStateChange on bare SQLite

#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void floor_fail(const char *attempt, const char *cause) {
    fprintf(stderr, "paynotify-floor: cannot %s: %s\n", attempt, cause);
    exit(1);
}

int main(int count, char **words) {
    if (count > 1 && strcmp(words[1], "echo") == 0) return floor_echo(count - 1, words + 1);
    if (count > 1 && strcmp(words[1], "store") == 0) return floor_store(count - 1, words + 1);
    fprintf(stderr, "usage: paynotify-floor echo|store [options]\n");
    return 2;
}
