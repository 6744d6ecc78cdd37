/// When Meta's keeping a template's messages back, to assess their quality, says that receipts are late.
package struct QualityHold: Hashable, Sendable {
    /// Messages that Meta kept back and that were armed before are no sign any more.
    package let armedSince: Timestamp
    /// A message with a receipt that was stored by then was let go longer ago than a receipt takes.
    package let heardBy: Timestamp

    /// Meta lets messages go or drops them within about an hour; this is far beyond.
    package static let longest = Duration.seconds(24 * 3_600)

    package init(at now: Timestamp) {
        armedSince = now - Self.longest
        heardBy = now - ChannelEvidence.silence
    }
}
