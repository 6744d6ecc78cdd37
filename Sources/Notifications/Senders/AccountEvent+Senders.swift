// What news of an account does to the account's numbers.

extension AccountEvent {
    /// Whether Meta is asked about the account's numbers at once.
    package var asksAboutNumbers: Bool {
        switch effect {
        case .detailsChanged, .stopped: true
        case .messagingLimit, .reinstated, nil: false
        }
    }

    /// Those for whom it changes what stops one of the account's numbers, of the app's merchants who send
    /// from it; nil among them stands for all who share the number.
    ///
    /// A stop is the app's merchants' alone, for others may reach the number by an account of theirs.
    /// What was found to stop everyone is taken back only where everyone is of the app.
    package func concerned<Merchant>(
        among merchants: [Merchant], isSharedWithOtherApps: Bool
    ) -> [Merchant?] {
        switch effect {
        case .stopped: merchants
        case .reinstated: isSharedWithOtherApps ? merchants : merchants + [nil]
        case .detailsChanged, .messagingLimit, nil: []
        }
    }

    /// What becomes of what stops the number for a merchant or, with nil, for all who share it; nil:
    /// nothing.
    ///
    /// What answers to sends said of a restriction is tried at once; any other restriction ends.
    package func change(
        of known: SenderStop?, of number: PhoneNumberID, for merchant: MerchantID?,
        at now: Timestamp
    ) -> SenderStopChange? {
        switch effect {
        case .stopped: return stop(of: number, for: merchant, at: now).map { .put($0) }
        case .reinstated:
            guard let known, known.cause == .restricted else { return nil }
            return known.source == .send ? .put(known.takenBack(at: now)) : .release
        case .detailsChanged, .messagingLimit, nil: return nil
        }
    }
}
