import Messages
import Notifications
import RPC

/// A method: how the bytes of its request become work.
struct Method: Sendable {
    let name: MethodName
    /// Whether its requests become questions to the store.
    var isQuery = false
    /// Decodes a payload; throws the status of one that cannot be served.
    let understand: @Sendable (_ payload: Span<UInt8>, any ZoneRules) throws(RPCStatus) -> Work

    /// A method whose requests become commands.
    static func command<Request: CommandRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        // Made once for all calls of the method.
        let reply: ReplyMaker = { answer, bytes throws(RPCStatus) in
            guard let response = Request.response(to: answer) else { throw .wrongAnswer }
            Envelope.appendResponse(response, to: &bytes)
        }
        return Method(name: MethodName(descriptor)) { payload, zones throws(RPCStatus) in
            let request: Request = try decode(payload)
            let command = try checked { () throws(Refusal) in try request.command(zones: zones) }
            return .command(command, reply: reply)
        }
    }

    /// A method whose requests become questions to the store.
    static func query<Request: QueryRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        Method(name: MethodName(descriptor), isQuery: true) { payload, _ throws(RPCStatus) in
            let request: Request = try decode(payload)
            let question = try checked(request.question)
            return .query { store throws(StoreFailure) in
                try await question(store).map { $0.encoded() }.mapError { RPCStatus($0) }
            }
        }
    }

    /// A method whose requests become questions that depend on time zones.
    static func zonedQuery<Request: ZonedQueryRequest>(
        _ descriptor: MethodDescriptor<Request, Request.Response>
    ) -> Method {
        Method(name: MethodName(descriptor), isQuery: true) { payload, zones throws(RPCStatus) in
            let request: Request = try decode(payload)
            let question = try checked { () throws(Refusal) in
                try request.question(zones: zones)
            }
            return .query { store throws(StoreFailure) in
                try await question(store).map { $0.encoded() }.mapError { RPCStatus($0) }
            }
        }
    }

    /// The health check.
    static func health(
        _ descriptor: MethodDescriptor<HealthCheckRequest, HealthCheckResponse>
    ) -> Method {
        Method(name: MethodName(descriptor)) { payload, _ throws(RPCStatus) in
            .health(try decode(payload))
        }
    }

    private static func decode<Request: WireMessage>(
        _ payload: Span<UInt8>
    ) throws(RPCStatus) -> Request {
        do {
            return try Request(decoding: payload, unknownEnumNumbers: .refused)
        } catch {
            throw .refusedPayload(error.inOneSelection)
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

extension MalformedMessage {
    /// The same error with the path that the domain's rules give a selection: `states[0]`, where the
    /// protos nest it as `states.states[0]`.
    fileprivate var inOneSelection: MalformedMessage {
        guard case .ruleBroken(let field, let rule) = self else { return self }
        for name in ["states", "phases"] where field.hasPrefix("\(name).\(name)") {
            return .ruleBroken(field: String(field.dropFirst(name.count + 1)), rule: rule)
        }
        return self
    }
}
