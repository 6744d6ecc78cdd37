/// What Meta tells of a customer at one moment.
struct Customer: Sendable, Hashable {
    /// Digits, as Meta has the customer's number.
    let waID: String
    /// The business-scoped user id: the country, a dot, and digits that do not tell the number.
    let userID: String
    var traits = Traits()

    /// What a test can change of a customer.
    struct Traits: Sendable, Hashable {
        var name = "Sandbox customer"
        /// The name of a customer who has one, with an @ before it.
        var username: String?
        /// Whether webhooks and answers leave out the number.
        var isHidden = false
        /// Whether `contacts` has the number all the same.
        var hasContactNumber = false
        /// How often the user id changed without the number.
        var userIDChanges = 0
    }
}

/// The customers of every account.
struct Customers: Sendable {
    private var traits: [String: Customer.Traits] = [:]

    /// The `wa_id`s of those who are not as customers usually are, in their order.
    var waIDs: [String] { traits.keys.sorted() }

    /// The customer with a `wa_id`, as a portfolio sees them: another has another user id.
    func customer(_ waID: String, of portfolioID: String) -> Customer {
        let traits = traits[waID] ?? Customer.Traits()
        return Customer(
            waID: waID,
            userID: Self.userID(waID, portfolioID, changes: traits.userIDChanges), traits: traits)
    }

    /// Changes a customer; refuses one too many, with code 100.
    mutating func update(
        _ waID: String, _ change: (inout Customer.Traits) -> Void
    ) throws(GraphError) {
        guard traits[waID] != nil || traits.count < Limits.customersMax else {
            throw .invalid("\(traits.count) customers were changed already")
        }
        change(&traits[waID, default: Customer.Traits()])
    }

    /// Gives a customer another `wa_id`, and by that another user id; the rest goes along.
    mutating func move(_ waID: String, to other: String) throws(GraphError) {
        let old = traits[waID] ?? Customer.Traits()
        try update(other) { traits in
            let changes = traits.userIDChanges
            traits = old
            traits.userIDChanges = changes
        }
        // Whoever gets the old number next is another customer.
        try update(waID) { traits in
            traits = Customer.Traits(userIDChanges: old.userIDChanges + 1)
        }
    }

    private static func userID(_ waID: String, _ portfolioID: String, changes: Int) -> String {
        let hash = SeededGenerator.seed(0, for: "\(waID) \(portfolioID) \(changes)")
        return "\(CallingCode.country(of: waID)).\(hash)"
    }
}
