import Messages
import Notifications
import RPC

/// What a call asks for, once its request is understood.
enum Work: Sendable {
    /// Something to be made durable, and the reply that its answer becomes.
    case command(Command, reply: ReplyMaker)
    /// A question to the store.
    case query(Query)
    /// A question to the daemon itself.
    case health(HealthCheckRequest)
}

/// Appends the envelope that a command's answer becomes; throws the status of one that cannot be shown.
typealias ReplyMaker = @Sendable (CommandAnswer, inout [UInt8]) throws(RPCStatus) -> Void

/// Asks the store and makes the reply of what it says.
typealias Query = @Sendable (any CallStore) async throws(StoreFailure) -> RPCReply

/// A request that becomes a command.
protocol CommandRequest: MerchantRequest {
    associatedtype Response: WireMessage
    /// The command, its fields checked by the domain, which asks the zones of names of time zones.
    func command(zones: any ZoneRules) throws(Refusal) -> Command
    /// The reply to the command's answer; nil if it is an answer to another kind of command.
    static func response(to answer: CommandAnswer) -> Response?
}

/// A question to the store: what it finds, or what it looked for in vain.
typealias Question<Response> =
    @Sendable (any CallStore) async throws(StoreFailure) -> Result<Response, Refusal>

/// A request that becomes a question.
protocol QueryRequest: MerchantRequest {
    associatedtype Response: WireMessage
    /// The question, its fields checked by the domain.
    func question() throws(Refusal) -> Question<Response>
}

/// A request that becomes a question whose answer depends on time zones.
protocol ZonedQueryRequest: MerchantRequest {
    associatedtype Response: WireMessage
    /// The question, its fields checked by the domain.
    func question(zones: any ZoneRules) throws(Refusal) -> Question<Response>
}

/// A request that becomes a question about all merchants.
protocol AllMerchantsQuery: WireMessage {
    associatedtype Response: WireMessage
    /// The question, its fields checked by the domain.
    func question() throws(Refusal) -> Question<Response>
}
