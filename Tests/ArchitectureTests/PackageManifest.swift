/// What Package.swift declares: each target that is not a test, and what it depends on.
struct PackageManifest: Sendable {
    /// Targets of ours and products, by target.
    private(set) var dependencies: [String: Set<String>] = [:]

    /// Reads the forms that our Package.swift is written in.
    init(_ text: String) {
        let products = Self.products(in: text)
        for (maker, namePlace) in [
            ("module", 0), ("program", 0), ("client", 1), (".target", 0), (".systemLibrary", 0),
        ] {
            for call in Self.calls(of: maker, in: text) {
                let parts = call.split(separator: "[", maxSplits: 1)
                let names = Self.literals(in: parts.first ?? "")
                guard names.count > namePlace, !names[namePlace].contains("\\(") else { continue }
                // Of a system library, the brackets hold what apt installs.
                let list = maker == ".systemLibrary" || parts.count < 2 ? "" : parts[1]
                dependencies[names[namePlace]] = Self.entries(of: list, products: products)
            }
        }
    }

    private static func entries(of list: Substring, products: [String: String]) -> Set<String> {
        let words = list.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return Set(literals(in: list)).union(words.compactMap { products[String($0)] })
    }

    /// The product that each `let name = Target.Dependency.product(name: "…", …)` stands for.
    private static func products(in text: String) -> [String: String] {
        var found: [String: String] = [:]
        let maker = " = Target.Dependency.product("
        for line in text.split(separator: "\nlet ").dropFirst() {
            guard let end = line.firstRange(of: maker),
                let product = literals(in: line[end.upperBound...]).first
            else { continue }
            found[String(line[..<end.lowerBound])] = product
        }
        return found
    }

    /// What stands between the brackets of each call.
    private static func calls(of name: String, in text: String) -> [Substring] {
        text.ranges(of: name + "(").compactMap { range in
            if range.lowerBound > text.startIndex {
                let before = text[text.index(before: range.lowerBound)]
                if before.isLetter || before == "." { return nil }
            }
            var depth = 1
            let body = text[range.upperBound...]
            let end = body.firstIndex { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth == 0
            }
            return end.map { body[..<$0] }
        }
    }

    private static func literals(in text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}

/// Where the manifest and the architecture differ.
func compare(_ manifest: PackageManifest, with modules: [Module]) -> [Offence] {
    let known = Set(modules.map(\.name))
    var complaints = Set(manifest.dependencies.keys).symmetricDifference(known).map {
        "\($0) stands in only one of Package.swift and the architecture"
    }
    for module in modules {
        guard let declared = manifest.dependencies[module.name] else { continue }
        let libraries = module.libraries.subtracting(Architecture.systemLibraries)
        let expected = module.ours.union(libraries)
        for name in declared.symmetricDifference(expected) {
            complaints.append(
                declared.contains(name)
                    ? "\(module.name) declares \(name), which the architecture does not give it"
                    : "\(module.name) does not declare \(name)")
        }
    }
    return complaints.sorted().map {
        Offence(path: "Package.swift", line: 0, complaint: $0)
    }
}
