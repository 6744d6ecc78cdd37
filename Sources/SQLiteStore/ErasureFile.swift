import Crypto
import Notifications
import SQLite

/// Who was erased, in a file beside the database that no older copy of the database takes back.
///
/// `FILE.erasures` has a line for each: `v1`, a code of merchant and number, and the moment. The code is an
/// HMAC-SHA256 by the key in `FILE.erasures-key`: ten thousand million numbers are tried within minutes,
/// but not without the key. Both files have mode 0600, and the second is of use to who has the first.
struct ErasureFile {
    private let path: String
    private let key: SymmetricKey
    /// Whether the file ends with a line that was cut.
    private var isCut: Bool

    /// A code of a number, within its merchant.
    typealias Code = [UInt8]

    /// Opens the file of the database at the path, if there is one or is to be one; nil: there is none.
    init?(besides database: String, makingIt: Bool) throws(SQLiteStoreError) {
        path = database + ".erasures"
        let keyPath = database + ".erasures-key"
        do {
            let contents = try PrivateFiles.contents(of: path)
            let stored = try PrivateFiles.contents(of: keyPath)
            guard contents != nil || stored != nil || makingIt else { return nil }
            isCut = contents?.last.map { $0 != UInt8(ascii: "\n") } ?? false
            if let stored, stored.count == Self.keyBytes {
                key = SymmetricKey(data: stored)
            } else {
                // Lines by a lost key would tell nobody again.
                guard stored?.isEmpty ?? true, contents?.isEmpty ?? true else {
                    throw SQLiteStoreError.erasures(path: keyPath)
                }
                var random = SystemRandomNumberGenerator()
                let bytes = (0..<Self.keyBytes).map { _ in
                    UInt8.random(in: .min ... .max, using: &random)
                }
                key = SymmetricKey(data: bytes)
                try PrivateFiles.append(bytes, to: keyPath)
            }
        } catch let error as PrivateFileError {
            throw .cannotWrite(error)
        } catch let error as SQLiteStoreError {
            throw error
        } catch {
            preconditionFailure("files throw their own errors: \(error)")
        }
    }

    private static let keyBytes = 32

    /// The code that stands for the number.
    func code(of phone: PhoneNumber, _ merchant: MerchantID) -> Code {
        let text = Array("\(merchant.rawValue)\u{0}\(phone.e164)".utf8)
        return Array(HMAC<SHA256>.authenticationCode(for: text, using: key))
    }

    /// Writes that somebody was erased, and returns when that is durable.
    mutating func add(_ code: Code, at moment: Timestamp) throws(PrivateFileError) {
        let line = "\(isCut ? "\n" : "")v1 \(code.hexadecimal) \(moment.milliseconds)\n"
        isCut = true
        try PrivateFiles.append(Array(line.utf8), to: path)
        isCut = false
    }

    /// Who was erased, and when last; a line that was cut stands for an erasure that nobody was told of.
    func all() throws(SQLiteStoreError) -> [Code: Timestamp] {
        var all: [Code: Timestamp] = [:]
        let bytes: [UInt8]
        do { bytes = try PrivateFiles.contents(of: path) ?? [] } catch { throw .cannotWrite(error) }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let (code, moment) = Self.read(line) else {
                if line.count < Self.lineBytesMin { continue }
                throw .erasures(path: path)
            }
            all[code] = max(all[code] ?? moment, moment)
        }
        return all
    }

    /// Version, code and a moment of this century.
    private static let lineBytesMin = 3 + 2 * SHA256.byteCount + 1 + 13

    private static func read(_ line: ArraySlice<UInt8>) -> (Code, Timestamp)? {
        let words = line.split(separator: UInt8(ascii: " "))
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 3, words[0] == "v1", let code = Code(hexadecimal: words[1]),
            code.count == SHA256.byteCount, let milliseconds = Int64(words[2])
        else { return nil }
        return (code, Timestamp(milliseconds: milliseconds))
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// nil: it is not hexadecimal.
    fileprivate init?(hexadecimal text: String) {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self = bytes
    }
}
