/// Every app, found by its id or by one of its tokens.
struct Apps: Sendable {
    private var byID: [String: App] = [:]
    private var ownerByToken: [String: String] = [:]

    /// All apps in the order of their ids.
    var all: [App] {
        byID.values.sorted { $0.id < $1.id }
    }

    subscript(id: String) -> App? {
        byID[id]
    }

    /// The app that a token belongs to.
    func owner(ofToken token: String) -> App? {
        ownerByToken[token].flatMap { byID[$0] }
    }

    /// The tokens of an app in their order.
    func tokens(of id: String) -> [String] {
        ownerByToken.filter { $0.value == id }.keys.sorted()
    }

    /// Adds an app, or replaces the one of its id; refuses one too many, with code 100.
    mutating func set(_ app: App) throws(GraphError) {
        guard byID[app.id] != nil || byID.count < Limits.appsMax else {
            throw .invalid("there are \(byID.count) apps already")
        }
        byID[app.id] = app
    }

    /// Gives a token to an app; without `isMoved` it stays with the app that has it.
    mutating func give(token: String, to id: String, isMoved: Bool = true) {
        guard isMoved || ownerByToken[token] == nil else { return }
        ownerByToken[token] = id
    }

    /// The app with a secret; one is made for a secret that none has.
    mutating func app(withSecret secret: String, verifyToken: String) throws(GraphError) -> App {
        if let app = all.first(where: { $0.secret == secret }) { return app }
        var number = byID.count + 1
        while byID[Self.id(number)] != nil { number += 1 }
        let app = App(id: Self.id(number), secret: secret, verifyToken: verifyToken)
        try set(app)
        return app
    }

    private static func id(_ number: Int) -> String { String(900_000_000_000_100 + number) }
}
