import SQLite

/// Tells what belongs to a commit from what belongs to each of its calls.
///
/// A commit of one call and a commit of two of the same kind differ by exactly what a call runs.
struct CommitSplit {
    var begin: [TracedStatement]
    /// The call of the single commit, then those of the double one.
    var calls: [[TracedStatement]]
    var end: [TracedStatement]

    /// nil: the double commit does not run the call of the single one twice.
    init?(single: [TracedStatement], double: [TracedStatement]) {
        let size = double.count - single.count
        guard size > 0 else { return nil }
        let one = single.map(\.text)
        let two = double.map(\.text)
        let start = (0...(single.count - size)).first { start in
            let call = one[start..<start + size]
            return one[..<start] == two[..<start]
                && call == two[start..<start + size]
                && call.elementsEqual(two[start + size..<start + 2 * size])
                && one[(start + size)...].elementsEqual(two[(start + 2 * size)...])
        }
        guard let start else { return nil }
        begin = Array(single[..<start])
        calls = [
            Array(single[start..<start + size]), Array(double[start..<start + size]),
            Array(double[(start + size)..<(start + 2 * size)]),
        ]
        end = Array(single[(start + size)...])
    }
}
