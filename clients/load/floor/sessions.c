#include "sessions.h"

#include "CMessages.h"
#include "floor.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct session **table;
static size_t places;
static size_t count;

static size_t place_of(int merchant, const struct floor_id *id) {
    uint64_t hash = 0xcbf29ce484222325ull ^ (uint64_t)merchant;
    for (int n = 0; n < id->size; n++) hash = (hash ^ (unsigned char)id->bytes[n]) * 0x100000001b3ull;
    return (size_t)(hash ^ hash >> 32) & (places - 1);
}

static bool is_same(const struct floor_id *one, const struct floor_id *other) {
    return one->size == other->size && memcmp(one->bytes, other->bytes, (size_t)one->size) == 0;
}

static void grow(void) {
    struct session **old = table;
    size_t old_places = places;
    places = places > 0 ? places * 2 : 1 << 16;
    table = calloc(places, sizeof *table);
    if (table == NULL) floor_fail("keep sessions", "there is no memory");
    for (size_t n = 0; n < old_places; n++) {
        for (struct session *session = old[n], *next; session != NULL; session = next) {
            next = session->next;
            struct session **place = &table[place_of(session->merchant, &session->id)];
            session->next = *place;
            *place = session;
        }
    }
    free(old);
}

struct session *find_session(int merchant, const struct floor_id *id) {
    if (count == 0) return NULL;
    struct session *session = table[place_of(merchant, id)];
    while (session != NULL && (session->merchant != merchant || !is_same(&session->id, id))) {
        session = session->next;
    }
    return session;
}

struct session *keep_session(int merchant, const struct floor_id *id) {
    if (count == places) grow();
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL) floor_fail("keep a session", "there is no memory");
    struct session **place = &table[place_of(merchant, id)];
    session->id = *id;
    session->merchant = merchant;
    session->next = *place;
    *place = session;
    count++;
    return session;
}

int state_number(const char *name) {
    char text[64] = "PAYMENT_STATE_";
    size_t length = strlen(text);
    while (*name != 0 && length < sizeof text - 1) text[length++] = (char)toupper(*name++);
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value_by_name(
        &paynotify__v1__payment_state__descriptor, text);
    if (value == NULL) floor_fail("find a state of the recorded flows", text);
    return value->value;
}

/// The numbers of the recorded calls' states; the first use looks them up.
static int recorded_state(int flow, int call) {
    static int numbers[16][SESSION_STEPS + 1];
    if (flow >= 16 || call > SESSION_STEPS) floor_fail("read the flows", "there are too many");
    int *number = &numbers[flow][call];
    if (*number == 0) *number = state_number(floor_flows[flow].calls[call].state);
    return *number;
}

static bool goes_through(int flow, const struct session *session, int state) {
    const struct floor_flow *recorded = &floor_flows[flow];
    int step = session->step_count;
    if (recorded->call_count <= step || recorded->calls[step].repeats) return false;
    for (int n = 0; n < step; n++) {
        if (recorded_state(flow, n) != session->states[n]) return false;
    }
    return recorded_state(flow, step) == state;
}

/// Every repetition runs the same: it finds the event and reads what it was answered.
static const struct floor_program *repetition(void) {
    for (int n = 0; n < floor_flow_count; n++) {
        for (int call = 0; call < floor_flows[n].call_count; call++) {
            if (floor_flows[n].calls[call].repeats) return floor_flows[n].calls[call].program;
        }
    }
    return NULL;
}

const struct floor_program *program_for(
    const struct session *session, int state, const struct floor_id *event, int *step
) {
    for (*step = 0; *step < session->step_count; (*step)++) {
        if (is_same(&session->events[*step], event)) return repetition();
    }
    if (*step == SESSION_STEPS) return NULL;
    for (int flow = 0; flow < floor_flow_count; flow++) {
        if (goes_through(flow, session, state)) {
            return floor_flows[flow].calls[*step].program;
        }
    }
    return NULL;
}
