// From request to command or refusal, from decision to reply. Calls does no I/O.
