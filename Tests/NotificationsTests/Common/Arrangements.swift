extension Array {
    /// Every order of the elements.
    func permutations() -> [[Element]] {
        guard let last else { return [[]] }
        return Array(dropLast()).permutations().flatMap { order in
            (0...order.count).map { place in
                var longer = order
                longer.insert(last, at: place)
                return longer
            }
        }
    }

    /// Every choice of so many elements, in the order of the array.
    func subsets(ofSize size: Int) -> [[Element]] {
        if size == 0 { return [[]] }
        guard let first else { return [] }
        let rest = Array(dropFirst())
        return rest.subsets(ofSize: size - 1).map { [first] + $0 } + rest.subsets(ofSize: size)
    }
}
