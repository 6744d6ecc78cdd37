import ArgumentParser

/// Which part of a long list to ask for.
struct PagingOptions: ParsableArguments {
    @Option(
        name: .customLong("page-size"),
        help: ArgumentHelp("At most so many, up to 500.", valueName: "number"))
    var size: UInt32 = 50
    @Option(
        name: .customLong("page-token"),
        help: ArgumentHelp("Go on where a page ended.", valueName: "token"))
    var token: String = ""
}

extension Table {
    /// The table, and how to go on if another page follows it.
    func page(before nextToken: String) -> String {
        nextToken.isEmpty ? text : "\(text)\n\nmore: --page-token \(nextToken)"
    }
}
