import LocalEnvironment
import Messages
import RPCClient

/// Plays the customers who say STOP, while the daemon is killed now and then.
struct SoakCustomers: Sendable {
    let options: SoakOptions
    let sandbox: SandboxControl
    let load: SoakLoad
    let recipients: RecipientsClient

    /// How long a message may be on its way after its customer's STOP is stored, in the world's time.
    private static let grace = Duration.seconds(3)
    /// How long news may take: a daemon that was killed is told again.
    private static let newsTakes = Duration.seconds(4)
    /// How often the soak looks whether something has come about, each a second after the other.
    private static let looks = 60

    /// Has Meta know numbers by other names.
    func begin() async throws {
        let prefix = SoakCustomer.waIDPrefix
        try await sandbox.post(
            "/sandbox/wa-ids", ["prefixes": [["from": prefix.from, "to": prefix.to]]])
    }

    /// Plays all of them; gives those who said STOP.
    func run() async throws -> [SoakStop] {
        try await withThrowingTaskGroup(of: SoakStop?.self) { group in
            for customer in SoakCustomer.plan(options) {
                group.addTask {
                    try await Task.sleep(for: .seconds(customer.start))
                    return try await play(customer)
                }
            }
            return try await group.reduce(into: []) { stops, stop in
                if let stop { stops.append(stop) }
            }
        }
    }

    /// The stops with what is missing of them at the end.
    func judged(_ stops: [SoakStop]) async throws -> [SoakStop] {
        var judged = stops
        for (index, stop) in stops.enumerated() {
            for merchant in merchants(with: stop.customer) {
                for phone in Set([stop.customer.phone, stop.customer.lastPhone])
                where try await !isSilent(phone, for: merchant) {
                    judged[index].missing.append("\(phone) of \(SoakMerchant.id(merchant))")
                }
            }
        }
        return judged
    }

    /// Those who send from the number that the customer hears from.
    private func merchants(with customer: SoakCustomer) -> [Int] {
        (0..<options.merchants).filter { $0 % options.senders == account(of: customer) }
    }

    private func account(of customer: SoakCustomer) -> Int { customer.merchant % options.senders }
}

// MARK: - A customer's story

extension SoakCustomers {
    /// nil: no message ever reached them, so that there is nothing to stop.
    private func play(_ customer: SoakCustomer) async throws -> SoakStop? {
        if customer.hidesFirst { try await hide(customer) }
        try await load.play([customer.session(0, of: customer.merchant, by: customer.phone)])
        guard let wamid = try await message(to: customer) else { return nil }
        try await change(customer)
        var body: [String: Any] = ["text": customer.word]
        if customer.kind == .hiddenReply { body["wamid"] = wamid }
        try await act(customer, "write", body)
        // One more payment while the word is on its way.
        try await load.play([customer.session(1, of: customer.merchant, by: customer.phone)])
        var stop = SoakStop(
            customer: customer,
            number: SoakMerchant.account(account(of: customer)).phoneNumberID)
        guard try await isAttributed(customer.phone, customer) else { return stop }
        if customer.lastPhone != customer.phone {
            try await act(customer, "change-number", ["to": customer.lastPhone])
            guard try await isAttributed(customer.lastPhone, customer) else { return stop }
        }
        try await Task.sleep(for: Self.grace)
        stop.silentFrom = try await sandbox.now()
        let others = merchants(with: customer)
        let sessions = [customer.merchant, others[customer.index % others.count]].enumerated().map {
            customer.session(2 + $0, of: $1, by: customer.lastPhone)
        }
        try await load.play(sessions)
        return stop
    }

    /// What happens to the customer between our message and their word.
    private func change(_ customer: SoakCustomer) async throws {
        switch customer.kind {
        case .hiddenLater: try await hide(customer)
        case .newUserID:
            try await act(customer, "change-user-id", [:])
            // News has no order of its own.
            try await Task.sleep(for: Self.newsTakes)
        case .hiddenReply, .hidden, .hiddenButForTheContact, .otherWaID, .movedAfterwards: return
        }
    }

    private func hide(_ customer: SoakCustomer) async throws {
        try await act(
            customer, "hide", ["contact_wa_id": customer.kind == .hiddenButForTheContact])
    }

    private func act(
        _ customer: SoakCustomer, _ action: String, _ body: [String: Any]
    ) async throws {
        let account = SoakMerchant.account(account(of: customer))
        var body = body
        body["waba_id"] = account.wabaID
        body["phone_number_id"] = account.phoneNumberID
        try await sandbox.post("/sandbox/customers/\(customer.phone.dropFirst())/\(action)", body)
    }

    /// The id of a message of which the daemon has acknowledged a status; nil: there is none.
    private func message(to customer: SoakCustomer) async throws -> String? {
        for _ in 0..<Self.looks {
            let told = try await sandbox.messages(to: customer.waID).first { message in
                message.statuses.contains { $0.acknowledged }
            }
            if let told { return told.wamid }
            try await Task.sleep(for: .seconds(1))
        }
        return nil
    }

    /// Whether the opt-out is stored before long.
    private func isAttributed(_ phone: String, _ customer: SoakCustomer) async throws -> Bool {
        for _ in 0..<Self.looks {
            if try await isSilent(phone, for: customer.merchant) { return true }
            try await Task.sleep(for: .seconds(1))
        }
        return false
    }

    /// Whether the merchant sends nothing to the number any more; asked until the daemon answers.
    private func isSilent(_ phone: String, for merchant: Int) async throws -> Bool {
        let request = GetRecipientRequest(merchantID: SoakMerchant.id(merchant), phone: phone)
        for _ in 0..<Self.looks {
            if let answer = try? await recipients.getRecipient(request) {
                return answer.recipient.optOuts.contains { $0.category == .all && $0.optedOut }
            }
            try await Task.sleep(for: .milliseconds(500))
        }
        return false
    }
}
