// From requests to commands and queries, and from what the store says to replies.
//
// Calls knows no socket, no clock of its own and no rule of the business: bytes are decoded, the
// domain checks their fields, the store decides, and the answer is encoded. What a caller sees of a
// refusal is made here, in one place.
