import Messages
import Notifications
import RPC

/// A method: how the bytes of its request become work.
struct Method: Sendable {
    let name: MethodName
    /// Whether its requests become questions to the store.
    var isQuery = false
    /// Lets a payload in and makes work of it; throws the status of one that cannot be served.
    let decode:
        @Sendable (_ payload: Span<UInt8>, _ caller: Peer, Entrance) throws(RPCStatus) -> Work

    /// A method whose requests become commands.
    static func command<Request: CommandRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        // Made once for all calls of the method.
        let reply: ReplyMaker = { answer, bytes throws(RPCStatus) in
            guard let response = Request.response(to: answer) else { throw .wrongAnswer }
            Envelope.appendResponse(response, to: &bytes)
        }
        return Method(name: MethodName(descriptor)) { payload, caller, entrance throws(RPCStatus) in
            let request: Request = try entrance.admit(payload, from: caller)
            let command = try checked { () throws(Refusal) in
                try request.command(zones: entrance.zones)
            }
            return .command(command, reply: reply)
        }
    }

    /// A method whose requests become questions to the store.
    static func query<Request: QueryRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        asking(descriptor) { payload, caller, entrance throws(RPCStatus) in
            let request: Request = try entrance.admit(payload, from: caller)
            return try checked(request.question)
        }
    }

    /// A method whose requests become questions that depend on time zones.
    static func zonedQuery<Request: ZonedQueryRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        asking(descriptor) { payload, caller, entrance throws(RPCStatus) in
            let request: Request = try entrance.admit(payload, from: caller)
            return try checked { () throws(Refusal) in
                try request.question(zones: entrance.zones)
            }
        }
    }

    /// A method whose requests become questions about all merchants.
    static func queryOfAll<Request: AllMerchantsQuery>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        asking(descriptor) { payload, caller, entrance throws(RPCStatus) in
            let request: Request = try entrance.admit(payload, from: caller)
            return try checked(request.question)
        }
    }

    /// The health check.
    static func health(
        _ descriptor: MethodDescriptor<HealthCheckRequest, HealthCheckResponse>
    ) -> Method {
        Method(name: MethodName(descriptor)) { payload, _, entrance throws(RPCStatus) in
            .health(try entrance.decode(payload))
        }
    }

    /// A method that answers with what the store says to the question that its request becomes.
    private static func asking<Request, Response>(
        _ descriptor: MethodDescriptor<Request, Response>,
        _ question:
            @escaping @Sendable (Span<UInt8>, Peer, Entrance) throws(RPCStatus) -> Question<
                Response
            >
    ) -> Method {
        Method(name: MethodName(descriptor), isQuery: true) {
            payload, caller, entrance throws(RPCStatus) in
            let question = try question(payload, caller, entrance)
            return .query { store throws(StoreFailure) in
                try await question(store).map { $0.encoded() }.mapError { RPCStatus($0) }
            }
        }
    }

    private static func checked<Made>(
        _ make: () throws(Refusal) -> Made
    ) throws(RPCStatus) -> Made {
        do {
            return try make()
        } catch {
            throw RPCStatus(error)
        }
    }
}

extension MethodName {
    fileprivate init<Request, Response>(_ descriptor: MethodDescriptor<Request, Response>) {
        self.init(service: descriptor.service, method: descriptor.method)
    }
}

extension RPCStatus {
    /// The command was carried out, but its answer is of a kind that the method does not have.
    fileprivate static let wrongAnswer = RPCStatus(
        .internal, "the call was carried out, but its answer cannot be shown",
        reason: "WRONG_ANSWER")
}
