// What the stand-in for Meta tells of accepted messages: signed webhooks.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { WAMID_BYTES = 48, PHONE_BYTES = 24, TOKEN_BYTES = 128, NUMBER_BYTES = 32 };

/// An accepted message.
struct floor_message {
    char wamid[WAMID_BYTES];
    /// The customer's digits.
    char to[PHONE_BYTES];
    /// What the send wants to have echoed.
    char token[TOKEN_BYTES];
};

/// Sends webhooks to the URL from here on, signed with the secret; false: it is no http://HOST:PORT/PATH, or
/// the secret has more than 64 bytes.
bool floor_aim_receipts(const char *url, const char *secret);

/// Notes that receipts of the message are due: sent and delivered, in a while.
void floor_note_receipts(const char *number, const struct floor_message *message);

/// Posts what is due; gives the milliseconds until more is, or -1.
int floor_post_receipts(void);
