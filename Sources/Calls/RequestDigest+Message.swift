import Crypto
import Messages
import Notifications

extension RequestDigest {
    /// The SHA-256 of the decoded fields of a request, before the server fills anything in.
    init(_ fields: DigestedFields) {
        var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
        var place = 0
        for byte in SHA256.hash(data: fields.bytes) {
            words[place / 8] = words[place / 8] << 8 | UInt64(byte)
            place += 1
        }
        self.init(words[0], words[1], words[2], words[3])
    }
}
