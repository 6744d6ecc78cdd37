extension Array {
    /// Cuts off what was read to know whether a page of so many is the last; says whether it is not.
    mutating func cut(to limit: Int) -> Bool {
        guard count > limit else { return false }
        removeLast(count - limit)
        return true
    }
}
