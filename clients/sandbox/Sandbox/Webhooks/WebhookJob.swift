/// What is to be done at one moment.
struct WebhookWork: Sendable {
    let jobs: [WebhookJob]
    /// The time until there is more; `nil` if only the bell tells.
    let nextIn: Duration?
}

/// Something to do over the network, with all that is needed to do it.
enum WebhookJob: Sendable {
    case handshake(HandshakeJob)
    case delivery(DeliveryJob)
}

struct HandshakeJob: Sendable {
    let wabaID: String
    let endpointNumber: Int
    let url: String
    let challenge: String
}

struct DeliveryJob: Sendable {
    let lane: WebhookSchedule.LaneID
    let event: WebhookEvent
    let url: String
    let body: [UInt8]
    let signature: String
}
