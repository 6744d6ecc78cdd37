/// An import in a file.
struct ImportLine: Hashable, Sendable {
    var module: String
    var line: Int
}

/// The modules that the file imports, whole or in part.
func imports(of file: SourceFile) -> [ImportLine] {
    var found: [ImportLine] = []
    let lines = file.code.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
        let words = line.split(whereSeparator: { $0 == " " || $0 == ";" })
        guard let place = words.firstIndex(of: "import"),
            words[..<place].allSatisfy(importPrefixes.contains),
            let path = words[(place + 1)...].first(where: { !importKinds.contains($0) })
        else { continue }
        let module = path.prefix { $0 != "." }
        found.append(ImportLine(module: String(module), line: number + 1))
    }
    return found
}

private let importPrefixes: Set<Substring> = [
    "@testable", "@_exported", "@preconcurrency", "public", "package", "internal", "private",
    "fileprivate",
]
private let importKinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
]

/// Imports that the architecture does not give the file's module.
func findForeignImports(in file: SourceFile, of module: Module) -> [Offence] {
    let allowed = module.ours.union(module.libraries).union(["Synchronization"])
    return imports(of: file).filter { !allowed.contains($0.module) }.map {
        Offence(
            path: file.path, line: $0.line,
            complaint: "\(module.name) may not import \($0.module)")
    }
}

/// Modules that lie on a circle of imports, or import what is not there.
func findCircles(in modules: [Module]) -> Set<String> {
    var left = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.ours) })
    while true {
        let free = left.filter { module in module.value.allSatisfy { left[$0] == nil } }
        let known = Set(modules.map(\.name))
        let sound = free.filter { $0.value.isSubset(of: known) }
        if sound.isEmpty { return Set(left.keys) }
        for name in sound.keys { left[name] = nil }
    }
}
