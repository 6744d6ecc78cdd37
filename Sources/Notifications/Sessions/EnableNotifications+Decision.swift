extension EnableNotifications {
    /// Decides; time is the moment of the command's turn.
    ///
    /// Selection, phone, language and attributes replace what was stored; nothing is sent.
    package func decide(
        _ snapshot: Snapshot, at now: Timestamp, zones: any ZoneRules
    ) throws(Refusal) -> Effects {
        guard let merchant = snapshot.merchant else { throw .notFound(.merchant) }
        let phone = try checkedPhone(for: merchant)
        if let stored = snapshot.session?.enablement?.plugin, stored != plugin {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "PLUGIN_CHANGED",
                    message: "The session is enabled for \(stored.words), which cannot change."))
        }
        let session = enabled(snapshot.session, phone: phone, at: now)
        let deselected = PaymentState.notifying.filter { !states.contains($0) }
        let withdrawn = Withdrawals(
            of: deselected,
            among: snapshot.notifications.map(\.outline).filter { $0.origin == .automatic })
        let notified = Set(snapshot.notifications.map(\.state))
        let answer = Answer(
            states: states, ignoredPhases: ignoredPhases,
            readiness: states.map {
                readiness(
                    of: $0, merchant: merchant, session: session, snapshot, at: now, zones: zones)
            },
            missedStates: snapshot.recordedStates.filter {
                states.contains($0) && !notified.contains($0)
            },
            withdrawn: withdrawn.unsent, phone: phone, mended: mended)
        return Effects(
            session: session, withdrawals: withdrawn.unsent,
            withdrawnInFlight: withdrawn.inFlight, answer: answer)
    }

    private func checkedPhone(for merchant: Merchant) throws(Refusal) -> PhoneNumber {
        var check = FieldChecker()
        if !merchant.languages.contains(language) {
            check.refuse("language", merchant.languageRule)
        }
        let number = check.phone(phone, country: merchant.defaultCountry, mustExist: true)
        guard let number, check.isClean else { throw check.refusal }
        return number
    }

    private func enabled(
        _ stored: Session?, phone: PhoneNumber, at now: Timestamp
    ) -> Session {
        Session(
            id: session,
            enablement: Enablement(
                plugin: plugin, phone: phone, language: language, states: states),
            currentState: stored?.currentState,
            currentStateIsAnomaly: stored?.currentStateIsAnomaly ?? false,
            attributes: attributes, channel: stored?.channel ?? .automatic,
            createdAt: stored?.createdAt ?? now, updatedAt: now)
    }

    /// What the rules would decide if news of the state came at this moment.
    private func readiness(
        of state: PaymentState, merchant: Merchant, session: Session, _ snapshot: Snapshot,
        at now: Timestamp, zones: any ZoneRules
    ) -> Readiness {
        let assessment = Eligibility(
            merchant: merchant, session: session, state: state,
            transition: Transition(from: session.currentState, to: state),
            existing: snapshot.notifications.first { $0.state == state }?.id,
            hasAuthenticator: snapshot.hasAuthenticator,
            consent: snapshot.consent, bindings: snapshot.bindings, zones: zones,
            occurredAt: now, now: now
        ).assess()
        let isReady = assessment.outcome == .queued
        return Readiness(
            state: state, reason: assessment.reason, message: isReady ? "" : assessment.message)
    }
}

extension Merchant {
    /// The rule for a language in a request of this merchant's.
    var languageRule: String {
        let known = languages.map(\.rawValue).joined(separator: ", ")
        return "must be one of the merchant's languages: \(known)"
    }
}
