import Foundation
import Messages

/// Where a person has written a message as proto3 JSON.
enum MessageSource {
    case text(String)
    /// A path; "-" is standard input.
    case file(String)

    /// Reads the message, all of whose fields have to be known.
    func read<Message: WireMessage>() throws(Failure) -> Message {
        let data = try data()
        let json: JSON
        do {
            json = try JSONDecoder().decode(ReadJSON.self, from: data).value
        } catch {
            throw .badInput("\(name) cannot be read as JSON: \(Self.reason(error, data))")
        }
        do throws(MalformedMessage) {
            return try Message(json: json)
        } catch {
            switch error {
            case .malformed(let text): throw .badInput("\(name): \(text)")
            case .ruleBroken("", let rule): throw .badInput("\(name) \(rule)")
            case .ruleBroken(let field, let rule): throw .badInput("\(name): \(field) \(rule)")
            }
        }
    }

    private var name: String {
        switch self {
        case .text: "the request"
        case .file("-"): "standard input"
        case .file(let path): path
        }
    }

    private func data() throws(Failure) -> Data {
        do {
            switch self {
            case .text(let text): return Data(text.utf8)
            case .file("-"): return try FileHandle.standardInput.readToEnd() ?? Data()
            case .file(let path): return try Data(contentsOf: URL(filePath: path))
            }
        } catch {
            throw .badInput("cannot read \(name)")
        }
    }

    /// Why the data could not be read, as far as Foundation tells.
    private static func reason(_ error: any Error, _ data: Data) -> String {
        if case DecodingError.typeMismatch(_, let context) = error {
            let path = context.codingPath.map { key in
                key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
            }
            return "the number at \(path.joined().drop { $0 == "." }) is not whole"
        }
        do {
            // The decoder says only that it is no JSON; this says where.
            _ = try JSONSerialization.jsonObject(with: data)
            return "\(error)"
        } catch {
            return (error as NSError).userInfo["NSDebugDescription"] as? String ?? "\(error)"
        }
    }
}

/// A JSON value as Foundation reads it.
private struct ReadJSON: Decodable {
    let value: JSON

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let flag = try? container.decode(Bool.self) {
            value = .bool(flag)
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else if let text = try? container.decode(String.self) {
            value = .string(text)
        } else if let values = try? container.decode([ReadJSON].self) {
            value = .array(values.map(\.value))
        } else {
            let members = try container.decode([String: ReadJSON].self)
            value = .object(
                members.sorted { $0.key < $1.key }.map {
                    JSON.Member(key: $0.key, value: $0.value.value)
                })
        }
    }
}
