#define _GNU_SOURCE
#include "store_options.h"

#include "program.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static bool complain(void) {
    fprintf(stderr, "usage: paynotify-floor store --database FILE [--batch N] [--slots N]"
        " [--merchants N] [--sessions N]\n  [--calls N] [--seconds S] [--warm-up-seconds S]"
        " [--checkpoint-pages P]\n");
    return false;
}

bool read_store_options(int count, char **words, struct store_options *options) {
    static const struct option known[] = {
        {"database", 1, NULL, 'd'}, {"batch", 1, NULL, 'b'}, {"slots", 1, NULL, 'l'},
        {"merchants", 1, NULL, 'm'}, {"sessions", 1, NULL, 'n'}, {"seconds", 1, NULL, 's'},
        {"warm-up-seconds", 1, NULL, 'w'}, {"checkpoint-pages", 1, NULL, 'c'},
        {"calls", 1, NULL, 'a'}, {0},
    };
    *options = (struct store_options){
        .batch = 64, .slots = 16384, .merchants = 100, .sessions = 100000,
        .calls = INT64_MAX, .seconds = 5, .warm_up_seconds = 0.5,
        .checkpoint_pages = floor_checkpoint_pages,
    };
    int option;
    while ((option = getopt_long(count, words, "", known, NULL)) != -1) {
        switch (option) {
        case 'd': options->database = optarg; break;
        case 'b': options->batch = atoi(optarg); break;
        case 'l': options->slots = atoi(optarg); break;
        case 'm': options->merchants = atoi(optarg); break;
        case 'n': options->sessions = atoll(optarg); break;
        case 'a': options->calls = atoll(optarg); break;
        case 's': options->seconds = atof(optarg); break;
        case 'w': options->warm_up_seconds = atof(optarg); break;
        case 'c': options->checkpoint_pages = atoi(optarg); break;
        default: return complain();
        }
    }
    bool is_whole = options->database != NULL && options->batch > 0 && options->slots > 0
        && options->merchants > 0 && options->sessions > 0 && options->calls > 0 && options->seconds > 0
        && options->checkpoint_pages > 0;
    return is_whole || complain();
}
