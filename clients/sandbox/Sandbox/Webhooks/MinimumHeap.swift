/// A queue whose first element is always its smallest.
struct MinimumHeap<Element: Comparable & Sendable>: Sendable {
    private var elements: [Element] = []

    var first: Element? { elements.first }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0, elements[child] < elements[(child - 1) / 2] {
            elements.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        elements[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            let right = left + 1
            guard left < elements.count else { return first }
            let least =
                right < elements.count && elements[right] < elements[left] ? right : left
            guard elements[least] < elements[parent]
            else { return first }
            elements.swapAt(least, parent)
            parent = least
        }
    }
}
