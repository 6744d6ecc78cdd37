import SQLite

/// The recorded script as `clients/load/floor/statements.h`.
struct FloorHeader {
    private let script: FloorScript
    private var statements: [String] = []
    private var programs: [RecordedProgram] = []
    private let end: RecordedProgram

    init(_ script: FloorScript) {
        self.script = script
        end = script.end
        for program in [script.begin, end, script.merchant, script.enable]
            + script.flows.flatMap(\.calls).map(\.program)
        {
            if !programs.contains(program) { programs.append(program) }
            for step in program.steps where !statements.contains(step.text) {
                statements.append(step.text)
            }
        }
    }

    var text: String {
        var lines = [
            "// What the store runs for the calls of the canonical workload, recorded from the store itself:",
            "// PAYNOTIFY_RECORD_GOLDEN=1 swift test --filter FloorStatementsTests",
            "#pragma once", "", "#include \"program.h\"", "",
            "#define VALUES(...) (const struct floor_value[]){__VA_ARGS__}",
            "#define READINGS(...) (const struct floor_reading[]){__VA_ARGS__}",
            "#define STEPS(...) (const struct floor_step[]){__VA_ARGS__}", "",
        ]
        lines += texts("floor_settings", script.settings)
        lines += texts("floor_schema", script.schema)
        lines += texts("floor_statements", statements)
        for (name, program) in [
            ("floor_begin", script.begin), ("floor_end", end), ("floor_merchant", script.merchant),
            ("floor_enable", script.enable),
        ] { lines += definition("const struct floor_program \(name)", program) }
        for (index, program) in programs.enumerated().dropFirst(4) {
            lines += definition("static const struct floor_program call_\(index)", program)
        }
        return (lines + flows + limits).joined(separator: "\n") + "\n"
    }

    private func texts(_ name: String, _ texts: [String]) -> [String] {
        let literals = texts.map { text in
            "    "
                + text.split(separator: "\n").map { Self.literal("\($0)\n") }
                .joined(separator: "\n    ") + ","
        }
        return ["static const char *const \(name)[] = {"] + literals + ["};", ""]
    }

    private func definition(_ name: String, _ program: RecordedProgram) -> [String] {
        let steps = program.steps.indices.flatMap { step(at: $0, of: program) }
        let ends = end.steps.indices.filter { program.ends.contains(end.steps[$0]) }
        let marks = ends.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        let head = "\(name) = {\(program.steps.count), STEPS("
        return [head] + steps + ["    ), \(program.ascent), \(marks)};", ""]
    }

    private func step(at index: Int, of program: RecordedProgram) -> [String] {
        let step = program.steps[index]
        let statement = statements.firstIndex(of: step.text) ?? 0
        let values = step.sources.map(Self.value)
        let readings = program.readings.enumerated().filter { $0.element.step == index }.map {
            "{\($0.element.row), \($0.element.column), \($0.offset)}"
        }
        let separator = index + 1 < program.steps.count ? "," : ""
        return ["    {\(statement), \(values.count), \(Self.list("VALUES", values)),"]
            + [
                "     \(readings.count), \(Self.list("READINGS", readings)), \(step.insertsRow)}"
                    + separator
            ]
    }

    /// `0` for an empty list, else a macro's call in lines of bearable length.
    private static func list(_ macro: String, _ entries: [String]) -> String {
        if entries.isEmpty { return "0" }
        var text = "\(macro)("
        var width = 20
        for (index, entry) in entries.enumerated() {
            let separator = index == 0 ? "" : ","
            let breaks = width + entry.count > 96
            text += separator + (breaks ? "\n        " : index == 0 ? "" : " ") + entry
            width = (breaks ? 8 : width) + entry.count + 2
        }
        text += ")"
        return text
    }

    private var flows: [String] {
        let flows = script.flows.map { flow in
            let calls = flow.calls.map { call in
                "{&call_\(programs.firstIndex(of: call.program) ?? 0), "
                    + "\(Self.literal("\(call.state)")), \(call.isRepeated)}"
            }
            return "    {\(flow.share), \(calls.count), (const struct floor_call[]){"
                + calls.joined(separator: ", ") + "}},"
        }
        return ["const struct floor_flow floor_flows[] = {"] + flows + ["};"]
    }

    private var limits: [String] {
        [
            "const int floor_flow_count = \(script.flows.count);",
            "const int floor_checkpoint_pages = \(script.checkpointPages);",
            "const int floor_calls_per_commit_max = \(script.callsPerCommitMax);",
            "static const int64_t floor_ascending_start = 1ll << 40;",
        ]
    }
}

// MARK: - Values

extension FloorHeader {
    private static func value(_ source: ValueSource) -> String {
        switch source {
        case .constant(let value): constant(value)
        case .now(let offset): "{FLOOR_NOW, \(offset)}"
        case .ascending(let offset): "{FLOOR_ASCENDING, \(offset)}"
        case .merchantRow(let place): "{FLOOR_MERCHANT_ROW, \(place)}"
        case .sessionRow(let place): "{FLOOR_SESSION_ROW, \(place)}"
        case .merchantID: "{FLOOR_MERCHANT_ID}"
        case .sessionID: "{FLOOR_SESSION_ID}"
        case .eventID: "{FLOOR_EVENT_ID}"
        case .reading(let place): "{FLOOR_READ, \(place)}"
        case .random(let place, let shape): random(place, shape)
        }
    }

    private static func constant(_ value: Value) -> String {
        switch value {
        case .null: "{FLOOR_NULL}"
        case .integer(let number): "{FLOOR_INTEGER, \(number)}"
        case .real(let number): "{FLOOR_INTEGER, \(Int64(number))}"
        case .text(let text): "{FLOOR_TEXT, 0, \(text.utf8.count), \(literal(text))}"
        case .blob(let bytes):
            "{FLOOR_BLOB, 0, \(bytes.count), \""
                + bytes.map { "\\" + String(Int($0) + 512, radix: 8).dropFirst() }.joined() + "\"}"
        }
    }

    private static func random(_ place: Int, _ shape: Value) -> String {
        switch shape {
        case .text(let text):
            "{\(text.hasPrefix("0") ? "FLOOR_ORDERED_TEXT" : "FLOOR_RANDOM_TEXT"), \(place), "
                + "\(text.utf8.count)}"
        case .blob(let bytes):
            "{\(bytes.first == 0 ? "FLOOR_ORDERED_BLOB" : "FLOOR_RANDOM_BLOB"), \(place), "
                + "\(bytes.count)}"
        case .null, .integer, .real: constant(shape)
        }
    }

    private static func literal(_ text: String) -> String {
        "\""
            + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n") + "\""
    }
}
