// What nearly every decision finds: that all values are there, well-formed and not too long. Found out
// without a text being made; whoever wants to know what is wrong asks ``VariableFiller``.

extension MessageValues {
    /// Whether each variable of the components has a value that nothing is wrong with; false: look
    /// closer.
    func plainlyFill(_ components: [TemplateComponent]) -> Bool {
        for place in components.indices {
            let variables = components[place].variables
            for index in variables.indices {
                switch soundness(of: variables[index].attribute) {
                case .unknown:
                    guard let standIn = variables[index].defaultValue,
                        ValueRules.problem(in: standIn) == nil
                    else { return false }
                case .sound:
                    guard variables[index].attribute == .checkoutLink,
                        case .urlButton(let url) = components[place].kind
                    else { continue }
                    guard let link = attributes.checkoutLink, link.goesOn(from: url) else {
                        return false
                    }
                case .doubtful: return false
                }
            }
            guard plainlyFits(components[place]) else { return false }
        }
        return true
    }

    /// Whether the component's text keeps its limit with the values even if each byte were a character.
    private func plainlyFits(_ component: TemplateComponent) -> Bool {
        let variables = component.variables
        if variables.isEmpty { return true }
        let text = component.measuredText
        var sum = text.utf8.count
        var longest = 0
        for index in variables.indices {
            let bytes = bytes(of: variables[index], isInURL: component.kind.isButton)
            sum += bytes
            longest = max(longest, bytes)
        }
        let repeats = text.placeholderCount - variables.count
        return sum + max(repeats, 0) * longest <= component.limit.lengthMax
    }

    /// Bytes of a value at most, with the marks around it or as a part of a URL.
    private func bytes(of variable: TemplateVariable, isInURL: Bool) -> Int {
        let own =
            switch variable.attribute {
            case .customerName: attributes.customerName?.utf8.count
            case .amount:
                attributes.amount.map { $0.amount.utf8.count + 1 + $0.currency.utf8.count }
            case .orderNumber: attributes.orderNumber?.utf8.count
            case .checkoutLink: attributes.checkoutLink?.utf8.count
            case .checkoutLinkExpiry: attributes.checkoutLinkExpiresAt.map { _ in 20 }
            case .sessionID: session.rawValue.utf8.count
            case .merchantName: merchantName.utf8.count
            }
        let bytes = own ?? variable.defaultValue?.utf8.count ?? 0
        // A byte of a URL is written with three characters at most; four marks have three bytes each.
        return isInURL ? 3 * bytes : bytes + 12
    }

    /// What can be said of a property without its text being made.
    private enum Soundness {
        /// Not known.
        case unknown
        /// Its text breaks none of ``ValueRules``.
        case sound
        /// Its text needs a closer look.
        case doubtful
    }

    /// Never sound where ``ValueRules`` find a problem in ``text(of:)``.
    private func soundness(of attribute: SessionAttribute) -> Soundness {
        switch attribute {
        case .customerName: Self.soundness(of: attributes.customerName)
        case .amount:
            Self.soundness(of: attributes.amount)
        case .orderNumber: Self.soundness(of: attributes.orderNumber)
        case .checkoutLink: Self.soundness(of: attributes.checkoutLink)
        case .checkoutLinkExpiry: attributes.checkoutLinkExpiresAt == nil ? .unknown : .sound
        case .sessionID: Self.soundness(of: session.rawValue)
        case .merchantName: Self.soundness(of: merchantName)
        }
    }

    private static func soundness(of amount: Money?) -> Soundness {
        guard let amount else { return .unknown }
        return soundness(of: amount.amount) == .sound && soundness(of: amount.currency) == .sound
            ? .sound : .doubtful
    }

    private static func soundness(of text: String?) -> Soundness {
        guard let text else { return .unknown }
        return ValueRules.problem(in: text) == nil ? .sound : .doubtful
    }
}

extension String {
    /// Whether it begins with the template's URL up to its variable, and does not end there.
    fileprivate func goesOn(from url: String) -> Bool {
        let own = utf8Span.span
        let template = url.utf8Span.span
        let brace = UInt8(ascii: "{")
        var place = 0
        while place < template.count {
            let endsHere =
                template[place] == brace && place + 1 < template.count
                && template[place + 1] == brace
            if endsHere { break }
            guard place < own.count, own[place] == template[place] else { return false }
            place += 1
        }
        return place > 0 && own.count > place
    }

    /// How many `{{` it has.
    fileprivate var placeholderCount: Int {
        let bytes = utf8Span.span
        let brace = UInt8(ascii: "{")
        var count = 0
        var place = 1
        while place < bytes.count {
            guard bytes[place] == brace, bytes[place - 1] == brace else {
                place += 1
                continue
            }
            count += 1
            place += 2
        }
        return count
    }
}
