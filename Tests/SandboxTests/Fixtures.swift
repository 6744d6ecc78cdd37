import Foundation
import Testing

@testable import Sandbox

/// What the tests of the sandbox start from.
enum Fixture {
    static let token = "Bearer sandbox-access-token"
    static let wabaID = AccountSeed().wabaID
    static let numberID = AccountSeed().phoneNumberID
    static let recipient = "4915550100300"

    /// A template with every part: three variables in the body, one in header and URL.
    static let payment: JSON = [
        "name": "payment_received", "language": "de", "category": "UTILITY",
        "components": [
            ["type": "HEADER", "format": "TEXT", "text": "Hallo {{1}}"],
            [
                "type": "BODY",
                "text": "Hallo {{1}}, wir haben {{2}} am {{3}} erhalten. Vielen Dank!",
            ],
            ["type": "FOOTER", "text": "Muster Bank"],
            [
                "type": "BUTTONS",
                "buttons": [
                    ["type": "URL", "text": "Beleg", "url": "https://pay.invalid/{{1}}"],
                    ["type": "QUICK_REPLY", "text": "Einspruch"],
                ],
            ],
        ],
    ]

    /// The smallest template with named variables.
    static let named: JSON = [
        "name": "payment_named", "language": "en", "category": "UTILITY",
        "parameter_format": "named",
        "components": [
            ["type": "BODY", "text": "Dear {{payer}}, we have received {{amount}} from you."]
        ],
    ]

    /// Values for every variable of ``payment``.
    static let components: JSON = [
        ["type": "header", "parameters": [["type": "text", "text": "Frau Weber"]]],
        [
            "type": "body",
            "parameters": [
                ["type": "text", "text": "Frau Weber"],
                [
                    "type": "currency",
                    "currency": [
                        "fallback_value": "149,90 €", "code": "EUR", "amount_1000": 149_900,
                    ],
                ],
                ["type": "date_time", "date_time": ["fallback_value": "22.11.2026"]],
            ],
        ],
        [
            "type": "button", "sub_type": "url", "index": "0",
            "parameters": [["type": "text", "text": "r/8842?k=9f3"]],
        ],
        [
            "type": "button", "sub_type": "quick_reply", "index": 1,
            "parameters": [["type": "payload", "payload": "DISPUTE:8842"]],
        ],
    ]

    /// A send call that is accepted.
    static let message: JSON = [
        "messaging_product": "whatsapp", "recipient_type": "individual",
        "to": "+4915550100300", "type": "template", "biz_opaque_callback_data": "ntf_1.a1",
        "template": [
            "name": "payment_received",
            "language": ["code": "de", "policy": "deterministic"],
            "components": components,
        ],
    ]

    /// A send call for ``named``.
    static let namedMessage: JSON = [
        "messaging_product": "whatsapp", "to": "+4915550100300", "type": "template",
        "template": [
            "name": "payment_named", "language": ["code": "en"],
            "components": [
                [
                    "type": "body",
                    "parameters": [
                        ["type": "text", "parameter_name": "amount", "text": "149.90 EUR"],
                        ["type": "text", "parameter_name": "payer", "text": "Ms Weber"],
                    ],
                ]
            ],
        ],
    ]

    /// A platform with ``payment`` and ``named``, approved.
    static func platform(
        _ options: PlatformOptions = PlatformOptions(), clock: ManualTime = ManualTime()
    ) async throws -> Platform {
        let platform = try Platform(options, time: clock.source)
        for template in [payment, named] {
            let answer = await platform.post("/v25.0/\(wabaID)/message_templates", template)
            try #require(answer.status == 200)
        }
        return platform
    }
}

extension Platform {
    func get(_ path: String, _ query: [String: String] = [:]) async -> Answer {
        await call("GET", path, query, body: [:])
    }

    func post(_ path: String, _ body: JSON = [:]) async -> Answer {
        await call("POST", path, [:], body: body)
    }

    /// A call with the default account's token, or with another Authorization header.
    func call(
        _ method: String, _ path: String, _ query: [String: String] = [:], body: JSON = [:],
        authorization: String? = Fixture.token
    ) async -> Answer {
        let request = GraphRequest(
            method: method, path: path.split(separator: "/").map(String.init), query: query,
            authorization: authorization, origin: "http://127.0.0.1:8081", body: .success(body))
        return request.path.first == "sandbox"
            ? control(request, traceID: "T") : graph(request, traceID: "T")
    }

    func send(_ message: JSON) async -> Answer {
        await post("/v25.0/\(Fixture.numberID)/messages", message)
    }
}

extension Answer {
    var error: JSON? { body["error"] }
    var code: Int? { error?["code"]?.integer }
    var subcode: Int? { error?["error_subcode"]?.integer }
    var details: String? { error?["error_data"]?["details"]?.string }
    var wamid: String? { body["messages"]?.array?.first?["id"]?.string }
}

extension JSON {
    /// The value with the one at a path replaced, or left out if `nil`.
    ///
    /// A path is keys and indices with dots between: `template.components.1.parameters`.
    func with(_ path: String, _ value: JSON?) -> JSON {
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : nil
        switch self {
        case .object(var members):
            let old = members[parts[0]] ?? [:]
            members[parts[0]] = rest.map { old.with($0, value) } ?? value
            return .object(members)
        case .array(var elements):
            guard let index = Int(parts[0]), elements.indices.contains(index) else { return self }
            if let rest {
                elements[index] = elements[index].with(rest, value)
            } else if let value {
                elements[index] = value
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return self
        }
    }
}
