import Notifications

/// Takes merchants with work in turn: deficit round robin in which each message costs the quantum, so
/// that no deficit is ever carried over.
///
/// Among merchants that always have work, the numbers of turns differ by one at most; one that comes
/// in has its turn within one round.
struct MerchantRing: Sendable {
    private var order: [MerchantID] = []
    private var members: Set<MerchantID> = []

    var count: Int { order.count }
    var isEmpty: Bool { order.isEmpty }

    /// The only merchant with work; nil: there are others, or none.
    var only: MerchantID? { order.count == 1 ? order.first : nil }

    /// The merchant has work: it comes last, unless it is in already.
    mutating func join(_ merchant: MerchantID) {
        if members.insert(merchant).inserted { order.append(merchant) }
    }

    /// The merchant has no work any more.
    mutating func leave(_ merchant: MerchantID) {
        guard members.remove(merchant) != nil else { return }
        order.removeAll { $0 == merchant }
    }

    /// The first that may have its turn, which comes last from then on; the others keep their places.
    mutating func next(where isAllowed: (MerchantID) -> Bool) -> MerchantID? {
        guard let index = order.firstIndex(where: isAllowed) else { return nil }
        let merchant = order.remove(at: index)
        order.append(merchant)
        return merchant
    }
}
