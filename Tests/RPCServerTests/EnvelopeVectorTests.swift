import Foundation
import Messages
import RPC
import TestKit
import Testing

/// One case of `Protos/vectors/envelopes.json`.
struct EnvelopeVector: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var kind: String
    var message: String
    var hex: String
    var refused: Int32?
    var service: String?
    var method: String?
    var payload: String?
    var timeoutNano: Int64?
    var metadata: [[String]]?
    var code: Int32?
    var text: String?

    var testDescription: String { name }
    var bytes: [UInt8] { Self.unhex(hex) }

    static let all: [EnvelopeVector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Protos/vectors/envelopes.json")
        do {
            return try JSONDecoder().decode([EnvelopeVector].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("envelopes.json cannot be read: \(error)")
        }
    }()

    /// The bytes that an even number of hexadecimal digits spell.
    static func unhex(_ text: String) -> [UInt8] {
        let digits = text.map { UInt8($0.hexDigitValue ?? 0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

@Suite struct EnvelopeVectorTests {
    @Test(arguments: EnvelopeVector.all.filter { $0.message == "request" && $0.refused == nil })
    func decodesARequest(_ vector: EnvelopeVector) throws {
        let request = try Envelope.decodeRequest(vector.bytes)
        #expect(request.service == vector.service)
        #expect(request.method == vector.method)
        #expect(request.payload == vector.payload.map(EnvelopeVector.unhex))
        #expect(request.timeoutNano == vector.timeoutNano)
        #expect(request.metadata.map { [$0.key, $0.value] } == vector.metadata)
    }

    @Test(arguments: EnvelopeVector.all.filter { $0.refused != nil })
    func refusesARequest(_ vector: EnvelopeVector) {
        let status = #expect(throws: RPCStatus.self) {
            try Envelope.decodeRequest(vector.bytes)
        }
        #expect(status?.code.rawValue == vector.refused)
    }

    @Test(arguments: EnvelopeVector.all.filter { $0.message == "response" })
    func decodesAResponse(_ vector: EnvelopeVector) {
        switch Envelope.decodeResponse(vector.bytes) {
        case .success(let payload):
            #expect(vector.code == 0)
            #expect(payload == vector.payload.map(EnvelopeVector.unhex))
        case .failure(let status):
            #expect(status.code.rawValue == vector.code)
            #expect(status.message == vector.text)
        }
    }
}
