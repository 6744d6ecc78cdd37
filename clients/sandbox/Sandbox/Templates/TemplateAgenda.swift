/// What is to happen to templates at which moment of the sandbox's clock.
struct TemplateAgenda: Sendable {
    struct Item: Comparable, Sendable {
        let due: Duration
        /// Items of one moment happen in the order in which they were planned.
        let number: Int
        let templateID: String
        let action: TemplateAction

        static func < (one: Item, other: Item) -> Bool {
            (one.due, one.number) < (other.due, other.number)
        }

        static func == (one: Item, other: Item) -> Bool {
            one.number == other.number
        }
    }

    private var items = MinimumHeap<Item>()
    private var planned = 0

    /// When the next item is due.
    var nextDue: Duration? { items.first?.due }

    mutating func plan(_ action: TemplateAction, of templateID: String, at due: Duration) {
        planned += 1
        items.insert(
            Item(due: due, number: planned, templateID: templateID, action: action))
    }

    /// Takes the next item that is due, or `nil`.
    mutating func take(now: Duration) -> Item? {
        guard let next = items.first, next.due <= now else { return nil }
        return items.removeFirst()
    }
}

/// A template whose messages are held until Meta has seen how the first ones fare.
struct TemplatePacing: Sendable, Hashable {
    /// How many messages still go out at once.
    var freeSends: Int
    /// The numbers of the messages that are held.
    var held: [Int] = []
}
