/// Every account, found by its id, by its token, or by one of its phone number ids.
struct Accounts: Sendable {
    private var byID: [String: Account] = [:]
    private var ownerByNumberID: [String: String] = [:]
    private var idsByToken: [String: Set<String>] = [:]

    /// All accounts in the order of their ids.
    var all: [Account] {
        byID.values.sorted { $0.id < $1.id }
    }

    /// All phone number ids in their order.
    var numberIDs: [String] { ownerByNumberID.keys.sorted() }

    /// All portfolios in the order of their ids.
    var portfolioIDs: [String] { Set(byID.values.map(\.portfolioID)).sorted() }

    subscript(id: String) -> Account? {
        byID[id]
    }

    /// The accounts that a token is for.
    func holding(_ token: String) -> [Account] {
        idsByToken[token, default: []].compactMap { byID[$0] }
    }

    /// The account that owns a phone number id, and the number's digits.
    func owner(ofNumber numberID: String) -> (account: Account, number: String)? {
        guard let id = ownerByNumberID[numberID], let account = byID[id],
            let number = account.numbers[numberID]
        else { return nil }
        return (account, number)
    }

    /// Adds an account, or to an account of the same id another number.
    ///
    /// Refuses a phone number id or an id that something else has, with code 100.
    mutating func add(_ account: Account) throws(GraphError) -> Account {
        for numberID in account.numbers.keys where ownerByNumberID[numberID] != nil {
            throw .invalid("phone number id \(numberID) exists")
        }
        for numberID in account.numbers.keys where byID[numberID] != nil || numberID == account.id {
            throw .invalid("\(numberID) is the id of an account")
        }
        guard ownerByNumberID[account.id] == nil else {
            throw .invalid("\(account.id) is the id of a phone number")
        }
        var merged = byID[account.id] ?? account
        merged.numbers.merge(account.numbers) { _, new in new }
        byID[account.id] = merged
        for token in merged.tokens.keys { idsByToken[token, default: []].insert(account.id) }
        for numberID in account.numbers.keys { ownerByNumberID[numberID] = account.id }
        return merged
    }

    /// Gives a token a state in an account, which it opens from here on if that is `valid`.
    mutating func set(token: String, of id: String, to state: TokenState) {
        update(id) { $0.tokens[token] = state }
        idsByToken[token, default: []].insert(id)
    }

    /// Changes an account in place; nothing happens if there is none.
    mutating func update(_ id: String, _ change: (inout Account) -> Void) {
        guard var account = byID[id] else { return }
        change(&account)
        byID[id] = account
    }
}
