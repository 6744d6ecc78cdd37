#define _GNU_SOURCE
#include "receipts.h"

#include "clock.h"
#include "floor.h"
#include "http.h"
#include "peers.h"
#include "sha256.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// A body has two statuses a message, and Meta's have a hundred in what was measured here.
enum { MESSAGES_MAX = 50, NUMBERS_MAX = 64, COURIERS = 4, BODY_BYTES = 64 * 1024 };
/// How long a receipt waits for others, and how long a refused body does.
enum { DELAY_NANOSECONDS = 100000000 };

/// What a number's customers are told of, oldest first.
struct number {
    char id[NUMBER_BYTES];
    struct floor_bytes waiting;
};

struct waiting {
    struct floor_message message;
    int64_t due;
};

/// A connection to the gateway, with one body on its way at most.
struct courier {
    struct floor_peer *peer;
    char body[BODY_BYTES];
    size_t body_count;
    /// When a body that was refused goes again; 0: it waits for its answer.
    int64_t due;
};

static char gateway[64];
static const char *path;
static const char *app_secret;
static struct number numbers[NUMBERS_MAX];
static int number_count;
static int next_number;
static struct courier couriers[COURIERS];

bool floor_aim_receipts(const char *url, const char *secret) {
    app_secret = secret;
    if (strlen(secret) > HMAC_KEY_BYTES_MAX) return false;
    return floor_split_url(url, gateway, sizeof gateway, &path);
}

void floor_note_receipts(const char *id, const struct floor_message *message) {
    if (app_secret == NULL) return;
    int place = 0;
    while (place < number_count && strcmp(numbers[place].id, id) != 0) place++;
    if (place == NUMBERS_MAX) floor_fail("keep a number", "there are too many");
    if (place == number_count) {
        number_count++;
        snprintf(numbers[place].id, sizeof numbers[place].id, "%s", id);
    }
    struct waiting waiting = {*message, floor_nanoseconds() + DELAY_NANOSECONDS};
    floor_append(&numbers[place].waiting, &waiting, sizeof waiting);
}

// MARK: - Bodies

static size_t print_status(
    char *to, size_t room, const struct floor_message *message, const char *status, bool is_first
) {
    return (size_t)snprintf(to, room,
        "%s{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%lld\",\"recipient_id\":\"%s\","
        "\"biz_opaque_callback_data\":\"%s\",\"pricing\":{\"billable\":true,"
        "\"pricing_model\":\"PMP\",\"category\":\"utility\",\"type\":\"regular\"}}",
        is_first ? "" : ",", message->wamid, status,
        (long long)(floor_wall_milliseconds() / 1000), message->to, message->token);
}

/// Takes what is waiting for a number, as much as a body has.
static void fill(struct courier *courier, struct number *number) {
    size_t count = number->waiting.count / sizeof(struct waiting), size;
    if (count > MESSAGES_MAX) count = MESSAGES_MAX;
    const struct waiting *waiting = (const struct waiting *)number->waiting.start;
    char *to = courier->body;
    size = (size_t)snprintf(to, BODY_BYTES,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"0\",\"changes\":[{"
        "\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
        "\"display_phone_number\":\"15550000000\",\"phone_number_id\":\"%s\"},\"statuses\":[",
        number->id);
    for (size_t n = 0; n < count; n++) {
        const struct floor_message *message = &waiting[n].message;
        size += print_status(to + size, BODY_BYTES - size, message, "sent", n == 0);
        size += print_status(to + size, BODY_BYTES - size, message, "delivered", false);
    }
    size += (size_t)snprintf(to + size, BODY_BYTES - size, "]}}]}]}");
    courier->body_count = size;
    floor_drop(&number->waiting, count * sizeof *waiting);
}

// MARK: - Couriers

static struct courier *courier_of(const struct floor_peer *peer) { return peer->context; }

static void wait_again(struct courier *courier, const char *cause) {
    fprintf(stderr, "paynotify-floor: receipts go again: %s\n", cause);
    courier->due = floor_nanoseconds() + DELAY_NANOSECONDS;
}

static ssize_t take_answer(struct floor_peer *peer, const unsigned char *bytes, size_t count) {
    struct courier *courier = courier_of(peer);
    struct floor_http answer;
    int is_whole = floor_read_http(bytes, count, &answer);
    if (is_whole <= 0) return is_whole;
    if (strncmp(answer.line, "HTTP/1.1 200", 12) == 0) courier->body_count = 0;
    else wait_again(courier, "the gateway refused them");
    return (ssize_t)answer.count;
}

static void lose(struct floor_peer *peer) {
    struct courier *courier = courier_of(peer);
    courier->peer = NULL;
    if (courier->body_count > 0) wait_again(courier, "the connection was lost");
}

static void post(struct courier *courier) {
    static const struct floor_role role = {take_answer, lose};
    char head[512], signature[2 * SHA256_BYTES + 1];
    courier->due = 0;
    if (courier->peer == NULL) {
        courier->peer = floor_connect(gateway, &role);
        if (courier->peer == NULL) return wait_again(courier, "there is no gateway");
        courier->peer->context = courier;
    }
    floor_hmac_sha256(
        app_secret, strlen(app_secret), courier->body, courier->body_count, signature);
    int size = snprintf(head, sizeof head,
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
        "X-Hub-Signature-256: sha256=%s\r\nContent-Length: %zu\r\n\r\n",
        path, gateway, signature, courier->body_count);
    floor_send(courier->peer, head, (size_t)size);
    floor_send(courier->peer, courier->body, courier->body_count);
}

/// When the number has a body to give: when it is full or its oldest receipt is due; 0: never.
static int64_t moment_of(const struct number *number) {
    const struct waiting *waiting = (const struct waiting *)number->waiting.start;
    if (number->waiting.count == 0) return 0;
    return number->waiting.count >= MESSAGES_MAX * sizeof *waiting ? 1 : waiting->due;
}

/// Fills from one number after the other, so that none waits for the others.
static bool fill_from_next(struct courier *courier, int64_t now) {
    for (int n = 0; n < number_count; n++) {
        struct number *number = &numbers[next_number++ % number_count];
        int64_t moment = moment_of(number);
        if (moment == 0 || moment > now) continue;
        fill(courier, number);
        return true;
    }
    return false;
}

int floor_post_receipts(void) {
    int64_t now = floor_nanoseconds(), next = INT64_MAX;
    bool has_room = false;
    for (int n = 0; n < COURIERS; n++) {
        struct courier *courier = &couriers[n];
        if (courier->body_count > 0 && courier->due > now && courier->due < next) {
            next = courier->due;
        }
        bool is_again = courier->body_count > 0 && courier->due > 0 && courier->due <= now;
        bool is_free = courier->body_count == 0;
        if (is_again || (is_free && fill_from_next(courier, now))) post(courier);
        else if (is_free) has_room = true;
    }
    for (int n = 0; has_room && n < number_count; n++) {
        int64_t moment = moment_of(&numbers[n]);
        if (moment > 0 && moment < next) next = moment;
    }
    if (next == INT64_MAX) return -1;
    return next <= now ? 0 : (int)((next - now + 999999) / 1000000);
}
