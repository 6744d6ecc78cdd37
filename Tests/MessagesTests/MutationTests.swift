import Testing

@testable import Messages

struct MutationTests {
    /// Another seed repeats another run.
    private static let seed: UInt64 = 0x5EED_0001

    @Test(arguments: MessageTypes.names, [seed])
    func whateverDecodesComesBackFromItsOwnEncoding(fullName: String, seed: UInt64) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })
        var random = SplitMix64(state: seed)
        let valid = type.layout.shape.filled()
        for _ in 0..<400 {
            let bytes = mutate(valid, &random)
            try comesBack(type, bytes, seed)
        }
    }

    private func comesBack<M: CMessage>(_ type: M.Type, _ bytes: [UInt8], _ seed: UInt64) throws {
        for numbers in [UnknownEnumNumbers.refused, .kept] {
            guard let message = try? M(decoding: bytes, unknownEnumNumbers: numbers) else {
                continue
            }
            let again = try M(decoding: message.encoded(), unknownEnumNumbers: numbers)
            #expect(again == message, "seed \(seed), bytes \(bytes)")
        }
    }

    private func mutate(_ valid: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = valid
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 4: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: bytes[place...], at: place)
            }
        }
        return bytes
    }
}

/// A generator that gives the same numbers for the same seed.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
