#include "calls.h"

#include "floor.h"
#include "program.h"
#include "sessions.h"

#include <stdio.h>
#include <string.h>

enum { NOT_FOUND = 5, FAILED_PRECONDITION = 9, UNIMPLEMENTED = 12, MALFORMED = 13 };

struct merchant {
    struct floor_id id;
    struct floor_rows rows;
};

static struct merchant merchants[MERCHANTS_MAX];
static int merchant_count;
static bool is_committing;
static uint64_t ends;

// MARK: - The commit of a turn

static void run(const struct floor_program *program, struct floor_subject *subject) {
    if (!is_committing) floor_run_marked(&floor_begin, UINT64_MAX);
    is_committing = true;
    floor_run(program, subject);
    ends |= program->ends;
}

uint64_t calls_commit_ends(void) {
    if (!is_committing) return 0;
    uint64_t last = ends > 0 ? ends : floor_enable.ends;
    is_committing = false;
    ends = 0;
    return last;
}

// MARK: - Merchants

static bool read_id(const char *text, struct floor_id *id) {
    size_t size = strlen(text);
    if (size == 0 || size > FLOOR_ID_BYTES) return false;
    id->size = (int)size;
    memcpy(id->bytes, text, size);
    return true;
}

/// The merchant's place, or -1.
static int find_merchant(const char *text) {
    int number;
    char end;
    if (sscanf(text, "load-%d%c", &number, &end) != 1) return -1;
    return number >= 0 && number < merchant_count ? number : -1;
}

void prepare_calls(int wanted) {
    for (merchant_count = 0; merchant_count < wanted; merchant_count++) {
        struct merchant *merchant = &merchants[merchant_count];
        char text[16];
        snprintf(text, sizeof text, "load-%03d", merchant_count);
        read_id(text, &merchant->id);
        struct floor_subject subject = {.merchant = &merchant->rows, .owner = &merchant->rows};
        subject.merchant_id = merchant->id;
        run(&floor_merchant, &subject);
    }
    ends = UINT64_MAX;
}

static struct floor_subject subject_of(struct session *session) {
    struct floor_subject subject = {
        .merchant = &merchants[session->merchant].rows, .session = &session->rows,
        .owner = &session->rows};
    subject.merchant_id = merchants[session->merchant].id;
    subject.session_id = session->id;
    return subject;
}

static void refuse(struct call_answer *answer, int code, const char *problem) {
    answer->code = code;
    answer->problem = problem;
}

// MARK: - Payment services

static void enable(const void *message, struct call_answer *answer) {
    static const Paynotify__V1__EnableNotificationsResponse empty =
        PAYNOTIFY__V1__ENABLE_NOTIFICATIONS_RESPONSE__INIT;
    static Paynotify__V1__EnableNotificationsResponse response;
    const Paynotify__V1__EnableNotificationsRequest *request = message;
    int merchant = find_merchant(request->merchant_id);
    struct floor_id id;
    if (merchant < 0) return refuse(answer, NOT_FOUND, "the merchant is unknown");
    if (!read_id(request->session_id, &id) || find_session(merchant, &id) != NULL) {
        return refuse(answer, FAILED_PRECONDITION, "only new sessions were recorded");
    }
    struct session *session = keep_session(merchant, &id);
    struct floor_subject subject = subject_of(session);
    run(&floor_enable, &subject);
    response = empty;
    response.phone_masked = "+965••••1234";
    answer->message = &response.base;
}

static void decide(struct session *session, int step, struct call_answer *answer) {
    static const Paynotify__V1__NotifyStateChangeResponse empty =
        PAYNOTIFY__V1__NOTIFY_STATE_CHANGE_RESPONSE__INIT;
    static Paynotify__V1__NotifyStateChangeResponse response;
    static Paynotify__V1__WithdrawnNotification earlier, *withdrawn = &earlier;
    static char id[FLOOR_ID_BYTES + 1], earlier_id[FLOOR_ID_BYTES + 1];
    memcpy(id, session->notifications[step], FLOOR_ID_BYTES);
    response = empty;
    response.outcome = PAYNOTIFY__V1__OUTCOME__OUTCOME_QUEUED;
    response.reason = PAYNOTIFY__V1__REASON__REASON_QUEUED;
    response.message = "The notification is queued.";
    response.notification_id = id;
    response.current_state = (Paynotify__V1__PaymentState)session->states[step];
    if (step > 0) {
        static const Paynotify__V1__WithdrawnNotification none =
            PAYNOTIFY__V1__WITHDRAWN_NOTIFICATION__INIT;
        memcpy(earlier_id, session->notifications[step - 1], FLOOR_ID_BYTES);
        earlier = none;
        earlier.notification_id = earlier_id;
        earlier.state = (Paynotify__V1__PaymentState)session->states[step - 1];
        response.n_withdrawn = 1;
        response.withdrawn = &withdrawn;
    }
    answer->message = &response.base;
}

static void notify(const void *message, struct call_answer *answer) {
    const Paynotify__V1__NotifyStateChangeRequest *request = message;
    int merchant = find_merchant(request->merchant_id), step;
    struct floor_id id;
    struct session *session = merchant >= 0 && read_id(request->session_id, &id)
        ? find_session(merchant, &id) : NULL;
    if (session == NULL) return refuse(answer, NOT_FOUND, "the session is not enabled");
    struct floor_subject subject = subject_of(session);
    if (!read_id(request->event_id, &subject.event_id)) {
        return refuse(answer, FAILED_PRECONDITION, "an event has 1 to 36 bytes");
    }
    const struct floor_program *program =
        program_for(session, (int)request->state, &subject.event_id, &step);
    if (program == NULL) {
        return refuse(answer, FAILED_PRECONDITION, "no recorded flow goes this way");
    }
    run(program, &subject);
    if (step == session->step_count) {
        session->states[step] = (int)request->state;
        session->events[step] = subject.event_id;
        floor_last_made(session->notifications[step]);
        session->step_count++;
    }
    decide(session, step, answer);
}

// MARK: - What a load test asks for before it begins

static void list_templates(const void *message, struct call_answer *answer) {
    static const Paynotify__V1__TemplateBinding empty = PAYNOTIFY__V1__TEMPLATE_BINDING__INIT;
    static Paynotify__V1__TemplateBinding phases[2], *bindings[] = {&phases[0], &phases[1]};
    static Paynotify__V1__ListTemplatesResponse response;
    const Paynotify__V1__ListTemplatesRequest *request = message;
    if (find_merchant(request->merchant_id) < 0) {
        return refuse(answer, NOT_FOUND, "the merchant is unknown");
    }
    for (int n = 0; n < 2; n++) {
        phases[n] = empty;
        phases[n].phase = (Paynotify__V1__Phase)(n + 1);
        phases[n].status = PAYNOTIFY__V1__TEMPLATE_STATUS__TEMPLATE_STATUS_APPROVED;
    }
    paynotify__v1__list_templates_response__init(&response);
    response.n_bindings = 2;
    response.bindings = bindings;
    answer->message = &response.base;
}

/// The recorded flows have a binding for each state already.
static void register_template(const void *message, struct call_answer *answer) {
    static Paynotify__V1__RegisterTemplateResponse response;
    (void)message;
    paynotify__v1__register_template_response__init(&response);
    answer->message = &response.base;
}

/// Nothing is ever sent from here.
static void pause(const void *message, struct call_answer *answer) {
    static Paynotify__V1__PauseResponse response;
    (void)message;
    paynotify__v1__pause_response__init(&response);
    answer->message = &response.base;
}

// MARK: - Methods

static const struct method {
    const char *service;
    const char *name;
    const ProtobufCMessageDescriptor *request;
    void (*carry_out)(const void *request, struct call_answer *answer);
} methods[] = {
    {"paynotify.v1.Notifications", "NotifyStateChange",
        &paynotify__v1__notify_state_change_request__descriptor, notify},
    {"paynotify.v1.Notifications", "EnableNotifications",
        &paynotify__v1__enable_notifications_request__descriptor, enable},
    {"paynotify.v1.Notifications", "ListTemplates",
        &paynotify__v1__list_templates_request__descriptor, list_templates},
    {"paynotify.v1.Notifications", "RegisterTemplate",
        &paynotify__v1__register_template_request__descriptor, register_template},
    {"paynotify.v1.Operations", "Pause", &paynotify__v1__pause_request__descriptor, pause},
};

void call(const Ttrpc__Request *request, ProtobufCAllocator *memory, struct call_answer *answer) {
    for (size_t n = 0; n < sizeof methods / sizeof *methods; n++) {
        const struct method *method = &methods[n];
        if (strcmp(request->method, method->name) != 0) continue;
        if (strcmp(request->service, method->service) != 0) continue;
        const void *message = protobuf_c_message_unpack(
            method->request, memory, request->payload.len, request->payload.data);
        if (message == NULL) return refuse(answer, MALFORMED, "the payload does not parse");
        return method->carry_out(message, answer);
    }
    refuse(answer, UNIMPLEMENTED, "the method is not one of the bench's");
}
