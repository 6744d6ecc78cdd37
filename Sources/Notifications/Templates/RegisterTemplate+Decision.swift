extension RegisterTemplate {
    /// The bindings to store; those that are equal to the existing ones change nothing.
    ///
    /// A changed binding is unverified until Meta's definition has been compared with it; so is an
    /// equal one that was not approved, for a template is mended at Meta and then registered again.
    /// One that drifted is taken as Meta has it then, if that is like ours: a person has looked at it.
    package func decide(
        _ snapshot: Snapshot, ids: inout IdentifierGenerator
    ) throws(Refusal) -> Answer {
        guard let merchant = snapshot.merchant else { throw .notFound(.merchant) }
        guard snapshot.authenticatorExists else { throw .notFound(.authenticator) }
        guard merchant.languages.contains(language) else {
            throw .invalid("language", merchant.languageRule)
        }
        var bindings: [TemplateBinding] = []
        for scope in scopes {
            let key = BindingKey(plugin: plugin, scope: scope, language: language)
            let existing = snapshot.existing.first { $0.key == key }
            bindings.append(binding(key, existing: existing, ids: &ids))
        }
        return Answer(bindings: bindings, ignoredPhases: ignoredPhases)
    }

    private func binding(
        _ key: BindingKey, existing: TemplateBinding?, ids: inout IdentifierGenerator
    ) -> TemplateBinding {
        if let existing, existing.authenticator == authenticator, existing.content == content {
            var same = existing.status == .approved ? existing : existing.unverified
            guard same.uncertainPolicy != uncertainPolicy else { return same }
            same.uncertainPolicy = uncertainPolicy
            same.version += 1
            return same
        }
        var binding = TemplateBinding(
            id: existing?.id ?? BindingID(rawValue: ids.next()), merchant: merchant,
            version: (existing?.version ?? 0) + 1, authenticator: authenticator, key: key,
            content: content, status: .unverified, problem: "")
        binding.uncertainPolicy = uncertainPolicy
        return binding
    }
}

extension TemplateBinding {
    /// The same version before its look at Meta's definition.
    fileprivate var unverified: TemplateBinding {
        var binding = self
        if status == .drifted { binding.fingerprint = nil }
        binding.status = .unverified
        binding.problem = ""
        binding.checkedAt = nil
        binding.settledStatus = nil
        return binding
    }
}
