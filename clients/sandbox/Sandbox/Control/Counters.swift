/// What `/sandbox/stats` counts since the start or the last reset.
struct Counters: Sendable {
    /// Requests to the Graph API.
    var requests = 0
    /// Messages that were answered with 200.
    var messagesAccepted = 0
    /// Refused requests by the code of their error.
    var refused: [Int: Int] = [:]
    /// Refused requests by the limit that they hit.
    var limited: [Limit: Int] = [:]
    var webhooksAcknowledged = 0
    /// Tries that were not acknowledged, and followed by another.
    var webhookTriesFailed = 0
    /// Webhooks that were given up after seven days.
    var webhooksGivenUp = 0
    /// Messages and events whose webhooks were never sent because too many were waiting.
    var webhooksDropped = 0
}
