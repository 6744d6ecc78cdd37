// The sessions that a server was told of, and what each of them goes through.
#pragma once

#include "program.h"

#include <stdbool.h>

enum { SESSION_STEPS = 3 };

/// A session that is enabled.
struct session {
    struct floor_id id;
    int merchant;
    struct floor_rows rows;
    /// The states that were told, the event that told each, and the notification of each.
    int step_count;
    int states[SESSION_STEPS];
    struct floor_id events[SESSION_STEPS];
    char notifications[SESSION_STEPS][FLOOR_ID_BYTES];
    struct session *next;
};

/// The session of a merchant, or NULL.
struct session *find_session(int merchant, const struct floor_id *id);

/// Keeps a new session.
struct session *keep_session(int merchant, const struct floor_id *id);

/// The recorded program that tells a session of a state; NULL: no recorded flow goes there. `step` is the
/// session's step that the event already told of, or the one that it would be.
const struct floor_program *program_for(
    const struct session *session, int state, const struct floor_id *event, int *step);

/// The number that Protos/ gives a state of the recorded flows.
int state_number(const char *name);
