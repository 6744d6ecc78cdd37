import SQLite

/// Finds out where a call's values come from, by comparing several calls of the same kind.
///
/// A value that never differs is a constant. Any other must be explained in all samples by the same
/// thing known before, or read before in the same call; texts and blobs may be made up.
struct SourceFinder {
    private var samples: [Sample]
    private let tablesWithRows: Set<String>
    private var program = RecordedProgram()
    private var made: [[Value]] = []
    /// What an ascending number starts from in each sample.
    private var bases: [Int64]?

    /// Takes samples in the order in which they were recorded, and the tables that number their rows.
    init(_ samples: [Sample], tablesWithRows: Set<String>) {
        self.samples = samples
        self.tablesWithRows = tablesWithRows
    }

    /// Where the samples stand afterwards, with the rows that were inserted.
    var samplesAfterwards: [Sample] { samples }

    /// The program of the calls, which all ran the same statements.
    mutating func find() throws -> RecordedProgram {
        for index in samples[0].statements.indices {
            let text = samples[0].statements[index].text
            let sources = try samples[0].statements[index].values.indices.map { parameter in
                let values = samples.map { $0.statements[index].values[parameter] }
                guard let source = source(of: values, before: index) else {
                    throw UnknownSource(text: text, parameter: parameter + 1, values: values)
                }
                return source
            }
            let insertsRow = noteInsertedRow(of: index)
            program.steps.append(
                RecordedStep(text: text, sources: sources, insertsRow: insertsRow))
        }
        return program
    }

    private mutating func source(of values: [Value], before step: Int) -> ValueSource? {
        if Set(values).count == 1 { return .constant(values[0]) }
        let texts = samples.map { (Value.text($0.merchantID), $0.sessionID, $0.eventID) }
        if values == texts.map(\.0) { return .merchantID }
        if values == texts.map({ Value.text($0.1) }) { return .sessionID }
        if values == texts.map({ Value.text($0.2) }) { return .eventID }
        let integers = values.compactMap { value in
            if case .integer(let number) = value { number } else { nil }
        }
        if integers.count == values.count, let source = known(integers) { return source }
        if let reading = reading(of: values, before: step) { return reading }
        return integers.count == values.count ? ascending(integers) : random(values)
    }

    private func known(_ integers: [Int64]) -> ValueSource? {
        let offsets = zip(integers, samples).map { $0 - $1.milliseconds }
        let fortyDays: Int64 = 40 * 86_400_000
        if Set(offsets).count == 1, abs(offsets[0]) < fortyDays { return .now(plus: offsets[0]) }
        if let place = place(of: integers, in: samples.map(\.sessionRows)) {
            return .sessionRow(place)
        }
        return place(of: integers, in: samples.map(\.merchantRows)).map { .merchantRow($0) }
    }

    private func place(of integers: [Int64], in rows: [[Int64]]) -> Int? {
        (0..<(rows.map(\.count).min() ?? 0)).first { place in rows.map { $0[place] } == integers }
    }

    private mutating func reading(of values: [Value], before step: Int) -> ValueSource? {
        for earlier in 0..<step {
            let results = samples.map { $0.statements[earlier].rows }
            for row in 0..<(results.map(\.count).min() ?? 0) {
                for column in results[0][row].indices
                where results.map({ $0[row][column] }) == values {
                    let found = Reading(step: earlier, row: row, column: column)
                    if let place = program.readings.firstIndex(of: found) { return .reading(place) }
                    program.readings.append(found)
                    return .reading(program.readings.count - 1)
                }
            }
        }
        return nil
    }

    /// A number that was higher with each sample; the first one found is where the others count from.
    private mutating func ascending(_ integers: [Int64]) -> ValueSource? {
        guard zip(integers, integers.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        let bases = bases ?? integers
        self.bases = bases
        let offsets = zip(integers, bases).map { $0 - $1 }
        guard Set(offsets).count == 1, offsets[0] >= 0 else { return nil }
        return .ascending(plus: offsets[0])
    }

    private mutating func random(_ values: [Value]) -> ValueSource? {
        if let place = made.firstIndex(of: values) { return .random(place, like: values[0].shape) }
        made.append(values)
        return .random(made.count - 1, like: values[0].shape)
    }

    /// Adds the row that the step inserted to those of the session or the merchant.
    private mutating func noteInsertedRow(of step: Int) -> Bool {
        let words = samples[0].statements[step].text.split(separator: " ")
        guard words.starts(with: ["INSERT", "INTO"]), words.count > 2,
            tablesWithRows.contains(String(words[2]))
        else { return false }
        for index in samples.indices {
            let row = samples[index].statements[step].lastInsertedRow
            if samples[index].isOfSession {
                samples[index].sessionRows.append(row)
            } else {
                samples[index].merchantRows.append(row)
            }
        }
        return true
    }
}

extension Value {
    /// A value of the same kind and size that is the same in every recording.
    fileprivate var shape: Value {
        switch self {
        case .text(let text) where text.isOrderedID: .text("00000000-0000-7000-8000-000000000000")
        case .text(let text): .text(String(repeating: "r", count: text.utf8.count))
        case .blob(let bytes) where bytes.count == 16 && bytes[6] >> 4 == 7:
            .blob([0, 0, 0, 0, 0, 0, 0x70, 0] + [UInt8](repeating: 0, count: 8))
        case .blob(let bytes): .blob([UInt8](repeating: 0xFF, count: bytes.count))
        case .null, .integer, .real: self
        }
    }
}

extension String {
    /// Whether it is a UUID that begins with the time.
    fileprivate var isOrderedID: Bool {
        let bytes = Array(utf8)
        return bytes.count == 36 && bytes[8] == UInt8(ascii: "-") && bytes[14] == UInt8(ascii: "7")
    }
}
