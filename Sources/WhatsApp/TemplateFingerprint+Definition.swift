import Crypto
import FoundationEssentials
package import Notifications

extension TemplateFingerprint {
    /// The fingerprint of Meta's definition: SHA-256 over each part's kind, text and address, in Meta's
    /// order.
    ///
    /// Parts of a kind are numbered from the second on: `quick_reply`, `quick_reply2`.
    package init(_ definition: TemplateDefinition) {
        var counts: [String: Int] = [:]
        let parts = definition.components.map { component in
            let name = component.kind.partName
            counts[name, default: 0] += 1
            let number = counts[name, default: 0]
            return "\(name)\(number > 1 ? String(number) : ""):\(component.digest)"
        }
        self.init(rawValue: parts.joined(separator: " "))
    }
}

extension TemplateDefinition.Component {
    /// 64 hexadecimal digits.
    ///
    /// A length before each text keeps two texts from running together.
    fileprivate var digest: String {
        let canonical = [kind.partName, text, kind.target].map { "\($0.utf8.count):\($0)" }.joined()
        let digits = Array("0123456789abcdef")
        return SHA256.hash(data: Data(canonical.utf8))
            .flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            .reduce(into: "") { $0.append($1) }
    }
}

extension TemplateDefinition.Component.Kind {
    /// A word without blanks and colons.
    fileprivate var partName: String {
        switch self {
        case .header: "header"
        case .body: "body"
        case .footer: "footer"
        case .quickReplyButton: "quick_reply"
        case .urlButton: "url_button"
        case .mediaHeader(let format): "header_\(format.rawValue)"
        case .copyCodeButton: "copy_code"
        case .plainButton(let type, _), .plain(let type): type.wordForPart
        case .other(let name): "other_" + name.wordForPart
        }
    }

    /// Where a button leads; empty for any other part.
    fileprivate var target: String {
        switch self {
        case .urlButton(let url): url
        case .plainButton(_, let target): target
        case .header, .mediaHeader, .body, .footer, .quickReplyButton, .copyCodeButton, .plain,
            .other:
            ""
        }
    }
}

extension String {
    /// Its letters, in lower case, and underscores.
    fileprivate var wordForPart: String {
        lowercased().filter { $0.isASCII && ($0.isLetter || $0 == "_") }
    }
}
