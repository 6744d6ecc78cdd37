/// Names at the top of the repository that have no place there.
func findUnknownNames(atTopLevel names: [String]) -> [Offence] {
    // The package manager writes it; it is not checked in.
    let allowed = Architecture.topLevel.union(["Package.resolved"])
    return names.filter { !$0.hasPrefix(".") && !allowed.contains($0) }.sorted().map {
        Offence(path: $0, line: 0, complaint: "it has no place at the top of the repository")
    }
}

/// Modules without a row `| \`Module\` | purpose |` in the README's map.
func findUnmapped(_ modules: [String], in readme: String) -> [Offence] {
    let rows = readme.split(separator: "\n").map { $0.split(separator: "|") }
    let mapped = rows.filter { row in
        row.count >= 2 && row[1].contains(where: \.isLetter)
    }.map { $0[0].filter { $0 != " " && $0 != "`" } }
    return modules.filter { !mapped.contains($0) }.map {
        Offence(path: "README.md", line: 0, complaint: "the map lacks \($0) and its purpose")
    }
}
