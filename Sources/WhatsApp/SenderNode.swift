package import Notifications

/// The answer to `GET /{phone number id}`.
package struct SenderNode: Sendable {
    /// The fields to ask for.
    package static let fields =
        "throughput,quality_rating,whatsapp_business_manager_messaging_limit"

    package let details: SenderDetails

    /// Reads an answer's body; what Meta left out, or says in an unknown word, is as usual.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let node = MetaJSON.decode(Node.self, from: body) else {
            throw MalformedAnswer(expected: "the details of a phone number")
        }
        details = SenderDetails(
            throughput: Self.throughput(level: node.level), quality: node.quality,
            messagingLimit: node.tier.flatMap(Self.people))
    }

    /// Messages a second.
    ///
    /// Source: the Cloud API's page on throughput; it gives no level to a number that the WhatsApp
    /// Business app uses as well, and a fixed 20.
    private static func throughput(level: String?) -> Int {
        switch level {
        case "HIGH": 1_000
        case "NOT_APPLICABLE": 20
        default: SenderDetails.usualThroughput
        }
    }

    /// The people of a tier such as `TIER_250` or `TIER_10K`; nil for `TIER_UNLIMITED` and for a word
    /// that is no tier.
    static func people(tier: String) -> Int? {
        guard let match = tier.wholeMatch(of: /TIER_([1-9][0-9]{0,5})(K?)/),
            let number = Int(match.1)
        else { return nil }
        return match.2.isEmpty ? number : number * 1_000
    }
}

/// The node as Meta writes it.
private struct Node: Decodable {
    let level: String?
    let quality: String
    let tier: String?

    enum CodingKeys: String, CodingKey {
        case throughput
        case quality = "quality_rating"
        case tier = "whatsapp_business_manager_messaging_limit"
    }

    enum ThroughputKeys: CodingKey { case level }

    /// Characters of Meta's word for a quality that are kept.
    private static let qualityLengthMax = 32

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let throughput = try? fields.nestedContainer(
            keyedBy: ThroughputKeys.self, forKey: .throughput)
        level = throughput?.lenient(String.self, .level)
        quality = String(
            (fields.lenient(String.self, .quality) ?? "").prefix(Self.qualityLengthMax))
        tier = fields.lenient(String.self, .tier)
    }
}
