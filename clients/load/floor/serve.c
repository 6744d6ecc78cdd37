// The simplest whole server on the store's statements: what this machine allows one thread of C.
//
// It reads ttRPC frames over one epoll set, decodes requests by libprotobuf-c, runs the recorded
// statements, and makes one commit of all that it read in a turn; answers leave after it. It syncs and
// makes checkpoints in line, knows no rule of the domain and no way but those of the recorded flows.

#include "CMessages.h"
#include "calls.h"
#include "figures.h"
#include "floor.h"
#include "log.h"
#include "peers.h"
#include "program.h"

#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = 10, TYPE = 8, REQUEST = 1, RESPONSE = 2 };
enum { BODY_BYTES_MAX = 278528, ARENA_BYTES = 4 << 20 };

// MARK: - Memory of one call

static unsigned char arena[ARENA_BYTES];
static size_t arena_used;

static void *take_memory(void *context, size_t size) {
    (void)context;
    size_t start = (arena_used + 15) & ~(size_t)15;
    if (start + size > sizeof arena) return NULL;
    arena_used = start + size;
    return arena + start;
}

static void give_memory_back(void *context, void *memory) { (void)context, (void)memory; }

static ProtobufCAllocator allocator = {take_memory, give_memory_back, NULL};

// MARK: - Frames

static void put_big_endian(unsigned char *to, size_t number) {
    for (int n = 0; n < 4; n++) to[n] = (unsigned char)(number >> (24 - 8 * n));
}

static void answer(struct floor_peer *peer, const unsigned char *stream, struct call_answer *what) {
    static unsigned char frame[HEADER_BYTES + ARENA_BYTES];
    static unsigned char payload[ARENA_BYTES];
    Google__Rpc__Status status = GOOGLE__RPC__STATUS__INIT;
    Ttrpc__Response response = TTRPC__RESPONSE__INIT;
    status.code = what->code;
    status.message = (char *)what->problem;
    response.status = &status;
    if (what->message != NULL) {
        response.payload.len = protobuf_c_message_pack(what->message, payload);
        response.payload.data = payload;
    }
    size_t size = ttrpc__response__pack(&response, frame + HEADER_BYTES);
    put_big_endian(frame, size);
    memcpy(frame + 4, stream, 4);
    frame[TYPE] = RESPONSE;
    frame[TYPE + 1] = 0;
    floor_send(peer, frame, HEADER_BYTES + size);
}

static bool carry_out(struct floor_peer *peer, const unsigned char *header, size_t size) {
    if (header[TYPE] != REQUEST) return true;
    arena_used = 0;
    Ttrpc__Request *request = ttrpc__request__unpack(&allocator, size, header + HEADER_BYTES);
    if (request == NULL) return false;
    struct call_answer what = {0, "", NULL};
    call(request, &allocator, &what);
    answer(peer, header + 4, &what);
    return true;
}

static ssize_t take(struct floor_peer *peer, const unsigned char *bytes, size_t count) {
    size_t taken = 0;
    while (count - taken >= HEADER_BYTES) {
        const unsigned char *header = bytes + taken;
        size_t size = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8
            | header[3];
        if (size > BODY_BYTES_MAX) return -1;
        if (count - taken < HEADER_BYTES + size) break;
        if (!carry_out(peer, header, size)) return -1;
        taken += HEADER_BYTES + size;
    }
    return (ssize_t)taken;
}

// MARK: - The program

static void end_turn(void) {
    static struct floor_figures figures;
    uint64_t ends = calls_commit_ends();
    if (ends == 0) return;
    floor_commit(&figures, ends);
    floor_checkpoint_if_due(&figures);
}

int floor_serve(int count, char **words) {
    static const struct option known[] = {
        {"listen", 1, NULL, 'l'}, {"database", 1, NULL, 'd'}, {"merchants", 1, NULL, 'm'}, {0}};
    const char *address = "127.0.0.1:0", *database = NULL;
    int option, merchants = 100;
    while ((option = getopt_long(count, words, "", known, NULL)) != -1) {
        switch (option) {
        case 'l': address = optarg; break;
        case 'd': database = optarg; break;
        case 'm': merchants = atoi(optarg); break;
        default: return 2;
        }
    }
    if (database == NULL || merchants < 1 || merchants > MERCHANTS_MAX) {
        fprintf(stderr, "usage: paynotify-floor serve --database FILE [--listen ADDRESS]"
            " [--merchants N]\n");
        return 2;
    }
    floor_watch_log(floor_open(database), floor_checkpoint_pages);
    prepare_calls(merchants);
    end_turn();
    static const struct floor_role clients = {.take = take};
    static const struct floor_turns turns = {.end = end_turn};
    return floor_serve_peers(address, &clients, &turns);
}
