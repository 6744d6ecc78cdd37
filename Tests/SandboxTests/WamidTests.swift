import Foundation
import Testing

@testable import Sandbox

@Suite struct WamidTests {
    @Test(arguments: ["4915550100300", "96555501234", "1234567"])
    func decodesToTheRecipientAndAHexadecimalID(phone: String) throws {
        var generator = SystemRandomNumberGenerator()

        let wamid = Wamid(recipient: phone, using: &generator).rawValue

        #expect(wamid.hasPrefix("wamid."))
        let bytes = try Array(#require(Data(base64Encoded: String(wamid.dropFirst(6)))))
        let digits = Array(phone.utf8)
        #expect(Array(bytes.prefix(3)) == [0x1c, 0x18, UInt8(digits.count)])
        #expect(Array(bytes[3..<3 + digits.count]) == digits)
        let tail = Array(bytes[(3 + digits.count)...])
        #expect(Array(tail.prefix(6)) == [0x15, 0x02, 0x00, 0x11, 0x18, 0x12])
        let unique = String(decoding: tail[6..<24], as: UTF8.self)
        #expect(unique.allSatisfy { $0.isHexDigit && !$0.isLowercase })
        #expect(Array(tail[24...]) == [0x00])
    }

    @Test func makesTheExampleOfTheReference() {
        var generator = FixedBytes([0x0A, 0x1B, 0x2C, 0x3D, 0x4E, 0x5F, 0x60, 0x71, 0x82])

        let wamid = Wamid(recipient: "4915550100300", using: &generator)

        #expect(
            wamid.rawValue
                == "wamid.HBgNNDkxNTU1MDEwMDMwMBUCABEYEjBBMUIyQzNENEU1RjYwNzE4MgA=")
    }

    @Test func isDifferentEachTime() {
        var generator = SystemRandomNumberGenerator()

        let all = Set((0..<1_000).map { _ in Wamid(recipient: "4915550100300", using: &generator) })

        #expect(all.count == 1_000)
    }
}

/// Gives bytes in a row, each as a whole random number.
private struct FixedBytes: RandomNumberGenerator {
    private var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> UInt64 {
        // A full range of UInt8 takes the low byte.
        UInt64(bytes.removeFirst())
    }
}
