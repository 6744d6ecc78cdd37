/// A word that must not stand in code, and what to do instead.
struct ForbiddenWord: Sendable {
    var word: String
    var advice: String

    static let all = [
        ForbiddenWord(word: "unsafe", advice: "only bindings that own a C library may"),
        ForbiddenWord(
            word: "@unchecked", advice: "use a Mutex, an actor or a value type"),
        ForbiddenWord(word: "try!", advice: "handle the error or throw it on"),
        ForbiddenWord(word: "as!", advice: "use as? and say what happens otherwise"),
        ForbiddenWord(
            word: "fatalError(", advice: "throw, or use a precondition with its reason"),
        ForbiddenWord(
            word: "DispatchSource.make", advice: "never a source on a socket or a pipe"),
        ForbiddenWord(word: "DispatchIO", advice: "never a source on a socket or a pipe"),
        ForbiddenWord(
            word: "readabilityHandler", advice: "read on a thread, or from a file"),
        // https://github.com/swiftlang/swift-corelibs-foundation/pull/5472: it reads past the end of
        // what it has of /proc/self/fd, and crashes where a thousand descriptors are open.
        ForbiddenWord(word: "Process()", advice: "use Subprocess"),
    ]
}

/// Something that breaks a rule of the repository.
struct Offence: Hashable, Sendable, CustomStringConvertible {
    var path: String
    /// 1 for the first; 0 if the whole file is meant.
    var line: Int
    var complaint: String

    var description: String { "\(path):\(line): \(complaint)" }
}

/// Forbidden words outside of comments and literals; `isAllowed` asks for exceptions.
func findForbiddenWords(
    in file: SourceFile, isAllowed: (ForbiddenWord) -> Bool = { _ in false }
) -> [Offence] {
    var offences: [Offence] = []
    for forbidden in ForbiddenWord.all where !isAllowed(forbidden) {
        for line in file.code.lines(containing: forbidden.word) {
            let complaint = "\(forbidden.word) is forbidden: \(forbidden.advice)"
            offences.append(Offence(path: file.path, line: line, complaint: complaint))
        }
    }
    return offences
}

/// Force unwraps and types that unwrap themselves: a `!` right after a name or a bracket.
func findForceUnwraps(in file: SourceFile) -> [Offence] {
    let bytes = file.code.bytes
    var offences: [Offence] = []
    for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "!") {
        let before = bytes[index - 1]
        let after = index + 1 < bytes.count ? bytes[index + 1] : 0
        guard before.isNamePart || before.isClosing, after != UInt8(ascii: "=") else { continue }
        if ["try", "as"].contains(file.code.word(endingAt: index)) { continue }
        offences.append(
            Offence(
                path: file.path, line: file.code.line(at: index),
                complaint: "a force unwrap: say what happens without a value"))
    }
    return offences
}
