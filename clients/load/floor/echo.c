// One thread over one epoll set: reads many frames at once, writes all their answers at once.
//
// A frame is a header of ten bytes (length u32, stream id u32, both big-endian; type u8; flags u8)
// and its body, which is not looked at.

#define _GNU_SOURCE
#include "floor.h"
#include "listen.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEADER_BYTES = 10, TYPE = 8, REQUEST = 1, RESPONSE = 2 };
enum { READ_BYTES = 64 * 1024, EVENTS = 256 };

/// `Response { status {} payload: HealthCheckResponse { status: SERVING } }`
static const unsigned char answer_body[] = {0x0a, 0x00, 0x12, 0x02, 0x08, 0x01};
enum { ANSWER_BYTES = HEADER_BYTES + sizeof answer_body };

/// A connection: where it is in the frame that it reads, and answers that the kernel did not take.
struct peer {
    int descriptor;
    unsigned char header[HEADER_BYTES];
    unsigned header_count;
    uint32_t body_left;
    unsigned char *unsent;
    size_t unsent_count;
};

static int epoll;
static unsigned char input[READ_BYTES];
/// Room for the answers to as many frames as one read can end.
static unsigned char output[(READ_BYTES / HEADER_BYTES + 1) * ANSWER_BYTES];

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static size_t answer(const struct peer *peer, unsigned char *to) {
    if (peer->header[TYPE] != REQUEST) return 0;
    static const unsigned char head[] = {0, 0, 0, sizeof answer_body, 0, 0, 0, 0, RESPONSE, 0};
    memcpy(to, head, HEADER_BYTES);
    memcpy(to + 4, peer->header + 4, 4);
    memcpy(to + HEADER_BYTES, answer_body, sizeof answer_body);
    return ANSWER_BYTES;
}

/// Goes over the bytes that were read; gives the size of the answers in `output`.
static size_t take(struct peer *peer, const unsigned char *bytes, size_t count) {
    size_t written = 0;
    while (count > 0) {
        if (peer->header_count < HEADER_BYTES) {
            size_t part = HEADER_BYTES - peer->header_count;
            if (part > count) part = count;
            memcpy(peer->header + peer->header_count, bytes, part);
            peer->header_count += part;
            bytes += part;
            count -= part;
            if (peer->header_count < HEADER_BYTES) break;
            peer->body_left = big_endian(peer->header);
        }
        size_t part = peer->body_left < count ? peer->body_left : count;
        peer->body_left -= part;
        bytes += part;
        count -= part;
        if (peer->body_left > 0) break;
        written += answer(peer, output + written);
        peer->header_count = 0;
    }
    return written;
}

static void watch(int operation, struct peer *peer, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = peer};
    epoll_ctl(epoll, operation, peer->descriptor, &event);
}

static void end(struct peer *peer) {
    close(peer->descriptor);
    free(peer->unsent);
    free(peer);
}

/// Sends, and keeps what the kernel does not take; nothing is read until that has left.
static bool deliver(struct peer *peer, const unsigned char *bytes, size_t count) {
    ssize_t sent = send(peer->descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return false;
    size_t left = count - (sent < 0 ? 0 : (size_t)sent);
    if (left > 0) {
        unsigned char *kept = malloc(left);
        if (kept == NULL) return false;
        memcpy(kept, bytes + (count - left), left);
        free(peer->unsent);
        peer->unsent = kept;
        watch(EPOLL_CTL_MOD, peer, EPOLLOUT);
    } else if (peer->unsent != NULL) {
        free(peer->unsent);
        peer->unsent = NULL;
        watch(EPOLL_CTL_MOD, peer, EPOLLIN);
    }
    peer->unsent_count = left;
    return true;
}

static bool serve(struct peer *peer) {
    if (peer->unsent != NULL) return deliver(peer, peer->unsent, peer->unsent_count);
    ssize_t count = recv(peer->descriptor, input, sizeof input, MSG_DONTWAIT);
    if (count <= 0) return count < 0 && errno == EAGAIN;
    size_t size = take(peer, input, (size_t)count);
    return size == 0 || deliver(peer, output, size);
}

static void welcome(int listener) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor < 0) return;
    struct peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL) floor_fail("accept", strerror(errno));
    peer->descriptor = descriptor;
    floor_no_delay(descriptor);
    watch(EPOLL_CTL_ADD, peer, EPOLLIN);
}

static void stop(int signal) {
    (void)signal;
    _exit(0);
}

int floor_echo(int count, char **words) {
    static const struct option options[] = {{"listen", required_argument, NULL, 'l'}, {0}};
    const char *address = "127.0.0.1:0";
    int option;
    while ((option = getopt_long(count, words, "", options, NULL)) != -1) {
        if (option != 'l') return 2;
        address = optarg;
    }
    // Who starts it may have blocked the signal.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    signal(SIGTERM, stop);
    int listener = floor_listen(address);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct peer door = {.descriptor = listener}, leash = {.descriptor = STDIN_FILENO};
    watch(EPOLL_CTL_ADD, &door, EPOLLIN);
    watch(EPOLL_CTL_ADD, &leash, EPOLLIN);  // Refused for what is no pipe, socket or terminal.
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int index = 0; index < ready; index++) {
            struct peer *peer = events[index].data.ptr;
            char byte;
            if (peer == &door) {
                welcome(listener);
            } else if (peer == &leash) {
                if (read(STDIN_FILENO, &byte, 1) <= 0) return 0;
            } else if (!serve(peer)) {
                end(peer);
            }
        }
    }
}
