// One thread over one epoll set: connections with buffers, in turns.
//
// A turn reads what sockets have, lets each connection's role take it, calls the program's end of the
// turn, and only then sends what was appended to outputs.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// Bytes that grow at their end and are taken from their front.
struct floor_bytes {
    unsigned char *start;
    size_t count;
    size_t room;
};

struct floor_peer;

/// What a connection is for.
struct floor_role {
    /// Takes from the front of what was read; gives how many bytes, or -1 to end the connection.
    ssize_t (*take)(struct floor_peer *peer, const unsigned char *bytes, size_t count);
    /// Learns that the connection has ended; may be NULL.
    void (*ended)(struct floor_peer *peer);
};

struct floor_peer {
    /// Below 0 once it has ended.
    int descriptor;
    const struct floor_role *role;
    struct floor_bytes input;
    struct floor_bytes output;
    /// How many still want to write to it: it stays in memory as long.
    int holds;
    /// Ends once its output has left.
    bool is_last;
    /// What its role keeps for it.
    void *context;
    // Of the loop.
    bool is_changed;
    bool waits_to_send;
    struct floor_peer *next_changed;
};

/// What a program does in each turn.
struct floor_turns {
    /// Milliseconds until its next moment; -1: none. May be NULL.
    int (*wait)(void);
    /// Ends a turn; may be NULL.
    void (*end)(void);
};

/// Listens, prints the address, and serves connections of the role until standard input ends or SIGTERM
/// comes; gives the exit status.
int floor_serve_peers(
    const char *address, const struct floor_role *role, const struct floor_turns *turns);

/// Connects to an IPv4 HOST:PORT and blocks while it does; NULL: it cannot be had.
struct floor_peer *floor_connect(const char *address, const struct floor_role *role);

/// The same, outside the loop; gives a blocking socket, or -1.
int floor_connect_socket(const char *address);

/// Appends to what is sent at the end of the turn.
void floor_send(struct floor_peer *peer, const void *bytes, size_t count);

/// Lets go of a peer that was held.
void floor_release(struct floor_peer *peer);

/// Appends bytes; memory that is not there ends the program.
void floor_append(struct floor_bytes *to, const void *bytes, size_t count);

/// Takes bytes away from the front.
void floor_drop(struct floor_bytes *from, size_t count);
