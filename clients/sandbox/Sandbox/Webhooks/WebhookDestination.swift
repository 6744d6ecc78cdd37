/// For whom something is told; which callback that is shows when its turn comes.
struct WebhookDestination: Sendable, Hashable {
    let appID: String
    let wabaID: String
    /// The number that it is about, whose alternate callback comes first.
    var numberID: String?
    /// Whether it follows alternate callbacks, see ``WebhookField/overridable``.
    var followsOverrides = false
}

/// The callbacks of all apps, and how far each has come with its handshake.
struct Endpoints: Sendable {
    /// Whose callback it is: an app's, what an account has of its own, or an alternate one.
    struct Key: Sendable, Hashable {
        let appID: String
        var wabaID: String?
        var numberID: String?
        var isOverride = false
    }

    private(set) var byKey: [Key: Endpoint] = [:]
    private var made = 0

    /// The endpoint that a destination is told at; `nil` while it has none.
    subscript(destination: WebhookDestination, directory: Directory) -> Endpoint? {
        Self.key(of: destination, in: directory).flatMap { byKey[$0] }
    }

    /// Makes the endpoints agree with the callbacks; another callback is verified anew.
    mutating func refresh(_ directory: Directory, now: Duration) {
        let callbacks = Self.callbacks(of: directory)
        byKey = byKey.filter { $0.value.callback == callbacks[$0.key] }
        for (key, callback) in callbacks where byKey[key] == nil {
            made += 1
            byKey[key] = Endpoint(callback, number: made, now: now)
        }
    }

    /// Forgets all of them; those to come are told apart from them.
    mutating func removeAll() {
        byKey = [:]
    }

    /// Begins every handshake that is due, and names the callbacks to ask.
    mutating func beginHandshakes(now: Duration) -> [(key: Key, endpoint: Endpoint)] {
        var begun: [(Key, Endpoint)] = []
        for (key, endpoint) in byKey {
            guard let due = endpoint.due, due <= now else { continue }
            byKey[key]?.begin()
            begun.append((key, endpoint))
        }
        return begun
    }

    /// Ends a handshake; false if its endpoint has been replaced meanwhile.
    mutating func finish(_ key: Key, number: Int, succeeded: Bool, now: Duration) -> Bool {
        guard byKey[key]?.number == number else { return false }
        byKey[key]?.finish(succeeded: succeeded, now: now)
        return true
    }

    private static func key(of destination: WebhookDestination, in directory: Directory) -> Key? {
        let (appID, wabaID) = (destination.appID, destination.wabaID)
        guard let account = directory.accounts[wabaID],
            let subscription = account.subscriptions[appID]
        else { return nil }
        if destination.followsOverrides {
            if let numberID = destination.numberID, subscription.numberOverrides[numberID] != nil {
                return Key(appID: appID, wabaID: wabaID, numberID: numberID, isOverride: true)
            }
            if subscription.override != nil {
                return Key(appID: appID, wabaID: wabaID, isOverride: true)
            }
        }
        let isOwn = account.callbacks[appID]?.callback != nil
        return Key(appID: appID, wabaID: isOwn ? wabaID : nil)
    }

    private static func callbacks(of directory: Directory) -> [Key: Callback] {
        var callbacks: [Key: Callback] = [:]
        for app in directory.apps.all { callbacks[Key(appID: app.id)] = app.callback }
        for account in directory.accounts.all {
            for (appID, own) in account.callbacks {
                callbacks[Key(appID: appID, wabaID: account.id)] = own.callback
            }
            for (appID, subscription) in account.subscriptions {
                var key = Key(appID: appID, wabaID: account.id, isOverride: true)
                callbacks[key] = subscription.override
                for (numberID, callback) in subscription.numberOverrides {
                    key.numberID = numberID
                    callbacks[key] = callback
                }
            }
        }
        return callbacks
    }
}
