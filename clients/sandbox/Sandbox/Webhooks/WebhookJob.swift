/// What is to be done at one moment.
struct WebhookWork: Sendable {
    let jobs: [WebhookJob]
    /// The time until there is more; `nil` if only the signal tells.
    let nextIn: Duration?
}

/// Something to do over the network, with all that is needed to do it.
enum WebhookJob: Sendable {
    case handshake(HandshakeJob)
    case delivery(DeliveryJob)
}

struct HandshakeJob: Sendable {
    let endpointKey: Endpoints.Key
    let endpointNumber: Int
    let url: String
    let challenge: String
}

/// One POST.
struct DeliveryJob: Sendable {
    /// An update of the body, and the lane that waits for its end.
    struct Item: Sendable {
        let lane: WebhookSchedule.LaneID
        let destination: WebhookDestination
        let event: WebhookEvent
    }

    /// Never empty.
    let items: [Item]
    /// Which try this is of the update that was tried most often, from 1.
    let attempt: Int
    let url: String
    let body: [UInt8]
    /// The headers that sign the body, by their names.
    let signatures: [String: String]
    /// How the POST was spoilt on purpose.
    var fault: SignatureFault?
}

/// How a receiver took a POST.
struct DeliveryResult: Sendable, Hashable {
    /// The HTTP status; `nil` if there was no answer in time.
    let status: Int?
    /// From the call to its answer, on the machine's clock.
    let latency: Duration

    var isAcknowledged: Bool { status == 200 }
}
