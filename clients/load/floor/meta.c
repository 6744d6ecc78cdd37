// A stand-in for Meta that costs next to nothing, so that what is measured is the daemon.
//
// It answers sends itself, in Meta's shape and after a given time, and posts signed receipts; every
// other request goes to the sandbox, one after the other. It checks nothing: that is the sandbox's part.

#define _GNU_SOURCE
#include "clock.h"
#include "floor.h"
#include "http.h"
#include "peers.h"
#include "receipts.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { SANDBOX_SECONDS_MAX = 10, PIECE_BYTES = 64 * 1024 };

/// An answer that waits for its time.
struct delayed {
    struct floor_peer *peer;
    int64_t due;
    char number[NUMBER_BYTES];
    struct floor_message message;
};

static char sandbox[64];
static int64_t latency_nanoseconds;
static bool prints_arrivals;
/// Oldest first: all wait equally long.
static struct floor_bytes delayed;

// MARK: - Sends

/// Copies the text of a member; an escaped quote ends it, which no phone number and no token has.
static void copy_text(const struct floor_http *request, const char *key, char *to, size_t room) {
    const char *start = memmem(request->body, request->body_count, key, strlen(key));
    to[0] = 0;
    if (start == NULL) return;
    start += strlen(key);
    const char *end = memchr(start, '"', (size_t)(request->body + request->body_count - start));
    if (end == NULL || (size_t)(end - start) >= room) return;
    memcpy(to, start, (size_t)(end - start));
    to[end - start] = 0;
}

/// Writes the number of POST /v26.0/{number}/messages; false: the request is another.
static bool is_send(const struct floor_http *request, char number[NUMBER_BYTES]) {
    char line[256], rest[32];
    if (request->line_count >= sizeof line) return false;
    memcpy(line, request->line, request->line_count);
    line[request->line_count] = 0;
    return sscanf(line, "POST /v%*[0-9.]/%31[0-9]/messages%1[? ]", number, rest) == 2;
}

static void accept_message(const struct floor_http *request, struct floor_message *message) {
    static uint64_t count;
    static int64_t boot;
    char to[PHONE_BYTES];
    if (boot == 0) boot = floor_wall_milliseconds();
    snprintf(message->wamid, sizeof message->wamid, "wamid.%012llX%012llX",
        (unsigned long long)boot, (unsigned long long)++count);
    copy_text(request, "\"to\":\"", to, sizeof to);
    copy_text(request, "\"biz_opaque_callback_data\":\"", message->token, sizeof message->token);
    snprintf(message->to, sizeof message->to, "%s", to[0] == '+' ? to + 1 : to);
}

static void answer(struct delayed *what) {
    char head[160], body[512];
    int size = snprintf(body, sizeof body,
        "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+%s\",\"wa_id\":\"%s\"}],"
        "\"messages\":[{\"id\":\"%s\",\"message_status\":\"accepted\"}]}",
        what->message.to, what->message.to, what->message.wamid);
    int head_size = snprintf(head, sizeof head,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n"
        "Content-Length: %d\r\n\r\n", size);
    floor_send(what->peer, head, (size_t)head_size);
    floor_send(what->peer, body, (size_t)size);
    floor_note_receipts(what->number, &what->message);
}

static void take_send(
    struct floor_peer *peer, const struct floor_http *request, const char *number
) {
    struct delayed what = {.peer = peer, .due = floor_nanoseconds() + latency_nanoseconds};
    if (prints_arrivals) {
        printf("arrival %lld\n", (long long)floor_nanoseconds());
        fflush(stdout);
    }
    snprintf(what.number, sizeof what.number, "%s", number);
    accept_message(request, &what.message);
    if (latency_nanoseconds == 0) return answer(&what);
    peer->holds++;
    floor_append(&delayed, &what, sizeof what);
}

/// Answers those whose time has come; gives the moment of the next, or 0.
static int64_t answer_due(void) {
    struct delayed *all = (struct delayed *)delayed.start;
    size_t count = delayed.count / sizeof *all, done = 0;
    int64_t now = floor_nanoseconds();
    while (done < count && all[done].due <= now) {
        answer(&all[done]);
        floor_release(all[done].peer);
        done++;
    }
    floor_drop(&delayed, done * sizeof *all);
    return done < count ? ((struct delayed *)delayed.start)->due : 0;
}

// MARK: - Everything else

static void refuse(struct floor_peer *peer, const char *status) {
    char text[128];
    int size = snprintf(text, sizeof text,
        "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
    floor_send(peer, text, (size_t)size);
}

static bool send_all(int descriptor, const void *bytes, size_t count) {
    const char *from = bytes;
    while (count > 0) {
        ssize_t sent = send(descriptor, from, count, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        from += sent;
        count -= (size_t)sent;
    }
    return true;
}

/// Gives the request on, and the answer back with a word that the connection ends after it.
static bool exchange(
    struct floor_peer *peer, const struct floor_http *request, int descriptor
) {
    static const char closes[] = "\r\nConnection: close\r\n";
    char piece[PIECE_BYTES];
    bool is_sent = send_all(descriptor, request->line, request->line_count)
        && send_all(descriptor, closes, sizeof closes - 1)
        && send_all(descriptor, request->fields, request->field_count)
        && send_all(descriptor, request->body, request->body_count);
    struct floor_bytes all = {0};
    ssize_t count = 0;
    while (is_sent && (count = recv(descriptor, piece, sizeof piece, 0)) > 0) {
        floor_append(&all, piece, (size_t)count);
    }
    const char *line_end = all.count > 0 ? memmem(all.start, all.count, "\r\n", 2) : NULL;
    bool is_whole = count == 0 && line_end != NULL;
    if (is_whole) {
        size_t line = (size_t)(line_end - (const char *)all.start);
        floor_send(peer, all.start, line);
        floor_send(peer, closes, sizeof closes - 1);
        floor_send(peer, line_end + 2, all.count - line - 2);
    }
    free(all.start);
    return is_whole;
}

/// Blocks: these are few, and come before a run rather than in it.
static void forward(struct floor_peer *peer, const struct floor_http *request) {
    int descriptor = floor_connect_socket(sandbox);
    struct timeval limit = {.tv_sec = SANDBOX_SECONDS_MAX};
    peer->is_last = true;
    if (descriptor < 0) return refuse(peer, "502 Bad Gateway");
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (!exchange(peer, request, descriptor)) refuse(peer, "504 Gateway Timeout");
    close(descriptor);
}

static ssize_t take(struct floor_peer *peer, const unsigned char *bytes, size_t count) {
    size_t taken = 0;
    while (taken < count && !peer->is_last) {
        struct floor_http request;
        char number[NUMBER_BYTES];
        int is_whole = floor_read_http(bytes + taken, count - taken, &request);
        if (is_whole < 0) return -1;
        if (is_whole == 0) break;
        if (is_send(&request, number)) take_send(peer, &request, number);
        else forward(peer, &request);
        taken += request.count;
    }
    return (ssize_t)taken;
}

// MARK: - The program

static int next_wait = -1;

static int wait_for_next(void) { return next_wait; }

static void end_turn(void) {
    int64_t due = answer_due();
    next_wait = floor_post_receipts();
    if (due == 0) return;
    int64_t left = (due - floor_nanoseconds() + 999999) / 1000000;
    int wait = left > 0 ? (int)left : 0;
    if (next_wait < 0 || wait < next_wait) next_wait = wait;
}

static int complain(void) {
    fprintf(stderr, "usage: paynotify-floor meta --sandbox URL [--listen ADDRESS] [--latency-ms N]"
        " [--arrivals]\n  [--receipts URL --app-secret SECRET]\n");
    return 2;
}

int floor_meta(int count, char **words) {
    static const struct option known[] = {
        {"listen", 1, NULL, 'l'}, {"sandbox", 1, NULL, 's'}, {"latency-ms", 1, NULL, 'm'},
        {"receipts", 1, NULL, 'r'}, {"app-secret", 1, NULL, 'k'}, {"arrivals", 0, NULL, 'a'}, {0}};
    const char *address = "127.0.0.1:0", *url = NULL, *secret = NULL, *base = "", *unused;
    int option;
    while ((option = getopt_long(count, words, "", known, NULL)) != -1) {
        switch (option) {
        case 'l': address = optarg; break;
        case 's': base = optarg; break;
        case 'm': latency_nanoseconds = atoll(optarg) * 1000000; break;
        case 'r': url = optarg; break;
        case 'k': secret = optarg; break;
        case 'a': prints_arrivals = true; break;
        default: return complain();
        }
    }
    if (!floor_split_url(base, sandbox, sizeof sandbox, &unused)) return complain();
    if ((url == NULL) != (secret == NULL)) return complain();
    if (url != NULL && !floor_aim_receipts(url, secret)) return complain();
    static const struct floor_role daemon = {.take = take};
    static const struct floor_turns turns = {wait_for_next, end_turn};
    return floor_serve_peers(address, &daemon, &turns);
}
