// The methods that the C server answers.
#pragma once

#include "CMessages.h"

#include <stdint.h>

enum { MERCHANTS_MAX = 1000 };

/// What a call is answered.
struct call_answer {
    /// A code of gRPC's; 0 is OK.
    int code;
    /// What is wrong, where something is.
    const char *problem;
    /// NULL unless OK; lies in static memory or in the call's.
    const ProtobufCMessage *message;
};

/// Makes the merchants load-000 and so on, in a commit that is still to be ended.
void prepare_calls(int merchants);

/// Carries a call out; what it writes belongs to the commit that `calls_commit_ends` ends.
void call(const Ttrpc__Request *request, ProtobufCAllocator *memory, struct call_answer *answer);

/// The steps that the open commit is to end with, and none from here on; 0: no commit is open.
uint64_t calls_commit_ends(void);
