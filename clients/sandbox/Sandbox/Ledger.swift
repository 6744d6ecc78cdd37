/// A numbered list, oldest first, that forgets its oldest tenth when it is full.
struct Ledger<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    /// How many of the oldest were forgotten to stay within the limit.
    private(set) var forgotten = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// How many were appended, forgotten ones included.
    var count: Int { forgotten + elements.count }

    /// The number of the next element; the first has 1.
    var nextNumber: Int { count + 1 }

    subscript(number: Int) -> Element? {
        let index = number - 1 - forgotten
        return elements.indices.contains(index) ? elements[index] : nil
    }

    mutating func append(_ element: Element) {
        if elements.count >= limit {
            let dropped = max(1, limit / 10)
            elements.removeFirst(dropped)
            forgotten += dropped
        }
        elements.append(element)
    }

    mutating func update(_ number: Int, _ change: (inout Element) -> Void) {
        let index = number - 1 - forgotten
        guard elements.indices.contains(index) else { return }
        change(&elements[index])
    }

    /// The newest element that a filter lets pass.
    func last(where isWanted: (Element) -> Bool) -> Element? {
        elements.last(where: isWanted)
    }

    /// The first `limit` elements after a number that a filter lets pass.
    func page(
        after number: Int, limit: Int, where isWanted: (Element) -> Bool = { _ in true }
    ) -> [Element] {
        var page: [Element] = []
        for index in min(max(0, number - forgotten), elements.count)..<elements.count {
            guard isWanted(elements[index]) else { continue }
            page.append(elements[index])
            if page.count == limit { break }
        }
        return page
    }
}
