#define _GNU_SOURCE
#include "peers.h"

#include "floor.h"
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, EVENTS = 256 };

static int epoll = -1;
static const struct floor_role *arriving;
/// Those with output to send, or that have ended and wait to be freed.
static struct floor_peer *changed;

// MARK: - Bytes

void floor_append(struct floor_bytes *to, const void *bytes, size_t count) {
    if (to->count + count > to->room) {
        to->room = (to->count + count) * 2;
        to->start = realloc(to->start, to->room);
        if (to->start == NULL) floor_fail("keep bytes", "there is no memory");
    }
    memcpy(to->start + to->count, bytes, count);
    to->count += count;
}

void floor_drop(struct floor_bytes *from, size_t count) {
    from->count -= count;
    if (from->count > 0) memmove(from->start, from->start + count, from->count);
}

// MARK: - Peers

static void watch(int operation, struct floor_peer *peer, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = peer};
    epoll_ctl(epoll, operation, peer->descriptor, &event);
}

static struct floor_peer *welcome(int descriptor, const struct floor_role *role) {
    struct floor_peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL) floor_fail("keep a connection", "there is no memory");
    peer->descriptor = descriptor;
    peer->role = role;
    floor_no_delay(descriptor);
    watch(EPOLL_CTL_ADD, peer, EPOLLIN);
    return peer;
}

static void note(struct floor_peer *peer) {
    if (peer->is_changed) return;
    peer->is_changed = true;
    peer->next_changed = changed;
    changed = peer;
}

static void end(struct floor_peer *peer) {
    if (peer->descriptor < 0) return;
    close(peer->descriptor);
    peer->descriptor = -1;
    if (peer->role->ended != NULL) peer->role->ended(peer);
    note(peer);
}

static void free_if_over(struct floor_peer *peer) {
    if (peer->descriptor >= 0 || peer->holds > 0 || peer->is_changed) return;
    free(peer->input.start);
    free(peer->output.start);
    free(peer);
}

void floor_release(struct floor_peer *peer) {
    peer->holds--;
    free_if_over(peer);
}

void floor_send(struct floor_peer *peer, const void *bytes, size_t count) {
    if (peer->descriptor < 0) return;
    floor_append(&peer->output, bytes, count);
    note(peer);
}

/// Sends; while the kernel does not take all, nothing is read.
static void deliver(struct floor_peer *peer) {
    ssize_t sent = send(peer->descriptor, peer->output.start, peer->output.count,
        MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return end(peer);
    if (sent > 0) floor_drop(&peer->output, (size_t)sent);
    bool waits = peer->output.count > 0;
    if (!waits && peer->is_last) return end(peer);
    if (waits != peer->waits_to_send) watch(EPOLL_CTL_MOD, peer, waits ? EPOLLOUT : EPOLLIN);
    peer->waits_to_send = waits;
}

static void receive(struct floor_peer *peer) {
    static unsigned char bytes[READ_BYTES];
    ssize_t count = recv(peer->descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return end(peer);
    // Without a copy where nothing is left from the turn before.
    bool is_whole = peer->input.count == 0;
    if (!is_whole) floor_append(&peer->input, bytes, (size_t)count);
    const unsigned char *all = is_whole ? bytes : peer->input.start;
    size_t size = is_whole ? (size_t)count : peer->input.count;
    ssize_t taken = peer->role->take(peer, all, size);
    if (taken < 0) return end(peer);
    if (!is_whole) floor_drop(&peer->input, (size_t)taken);
    else if (size > (size_t)taken) floor_append(&peer->input, bytes + taken, size - (size_t)taken);
}

static void send_changed(void) {
    while (changed != NULL) {
        struct floor_peer *peer = changed;
        changed = peer->next_changed;
        peer->is_changed = false;
        if (peer->descriptor >= 0 && peer->output.count > 0) deliver(peer);
        free_if_over(peer);
    }
}

// MARK: - The loop

static void stop(int signal) {
    (void)signal;
    _exit(0);
}

static void accept_one(int listener) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor >= 0) welcome(descriptor, arriving);
}

int floor_serve_peers(
    const char *address, const struct floor_role *role, const struct floor_turns *turns
) {
    // Who starts it may have blocked the signal.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    signal(SIGTERM, stop);
    arriving = role;
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct floor_peer door = {.descriptor = floor_listen(address)};
    struct floor_peer leash = {.descriptor = STDIN_FILENO};
    watch(EPOLL_CTL_ADD, &door, EPOLLIN);
    watch(EPOLL_CTL_ADD, &leash, EPOLLIN);  // Refused for what is no pipe, socket or terminal.
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, turns->wait == NULL ? -1 : turns->wait());
        for (int index = 0; index < ready; index++) {
            struct floor_peer *peer = events[index].data.ptr;
            char byte;
            if (peer == &door) {
                accept_one(door.descriptor);
            } else if (peer == &leash) {
                if (read(STDIN_FILENO, &byte, 1) <= 0) return 0;
            } else if (peer->waits_to_send) {
                note(peer);
            } else if (peer->descriptor >= 0) {
                receive(peer);
            }
        }
        if (turns->end != NULL) turns->end();
        send_changed();
    }
}

// MARK: - Connections that it opens

int floor_connect_socket(const char *address) {
    char host[64] = "";
    const char *colon = strrchr(address, ':');
    if (colon == NULL || (size_t)(colon - address) >= sizeof host) return -1;
    memcpy(host, address, (size_t)(colon - address));
    struct sockaddr_in name = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(colon + 1))};
    if (inet_pton(AF_INET, host, &name.sin_addr) != 1) return -1;
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (connect(descriptor, (struct sockaddr *)&name, sizeof name) == 0) return descriptor;
    close(descriptor);
    return -1;
}

struct floor_peer *floor_connect(const char *address, const struct floor_role *role) {
    int descriptor = floor_connect_socket(address);
    if (descriptor < 0) return NULL;
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return welcome(descriptor, role);
}
