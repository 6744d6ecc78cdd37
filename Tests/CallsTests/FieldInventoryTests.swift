import Calls
import Foundation
import Notifications
import Testing

/// What the inventory says of the protos.
@Suite struct FieldInventoryTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Protos/paynotify/v1").standardized

    /// The fields that hold text or bytes, each with its message.
    private func fields() throws -> [(message: String, field: String)] {
        var fields: [(message: String, field: String)] = []
        for file in try FileManager.default.contentsOfDirectory(
            at: Self.folder, includingPropertiesForKeys: nil)
        {
            var message = ""
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                if let match = line.firstMatch(of: /^\s*message (\w+)/) {
                    message = String(match.1)
                }
                if let match = line.firstMatch(
                    of: #/^\s*(?:repeated |optional )?(?:string|bytes) (\w+) = /#)
                {
                    fields.append((message, String(match.1)))
                }
            }
        }
        return fields
    }

    @Test func everyFieldHasAClassAndEveryClassAField() throws {
        let fields = try fields()
        #expect(fields.count > 150)
        for (message, field) in fields {
            #expect(FieldInventory.dataClass(of: field, in: message) != nil, "\(message).\(field)")
        }
        let known = Set(fields.flatMap { [$0.field, "\($0.message).\($0.field)"] })
        #expect(FieldInventory.names.subtracting(known) == [])
        let all = FieldInventory.fields.values.flatMap { $0.split(separator: " ") }
        #expect(all.count == FieldInventory.names.count, "a field has two classes")
    }

    @Test func secretsAreTakenAndNeverShown() throws {
        for (message, field) in try fields()
        where FieldInventory.dataClass(of: field, in: message) == .secret {
            #expect(message == "RegisterAuthenticatorRequest", "\(message).\(field)")
        }
    }

    @Test func aWholeNumberIsTakenAndNeverShown() throws {
        for (message, field) in try fields() where field == "phone" {
            #expect(message.hasSuffix("Request"), "\(message).\(field)")
        }
    }
}
