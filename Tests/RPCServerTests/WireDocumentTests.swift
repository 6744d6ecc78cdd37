import Foundation
import Framing
import RPC
import TestKit
import Testing

@testable import RPCServer

/// What `Protos/WIRE.md` says in numbers is what the server does unless it is told otherwise.
@Suite struct WireDocumentTests {
    private static let limits = Limits()

    private static func seconds(_ duration: Duration) -> String {
        "\(Int(duration / .seconds(1))) s"
    }

    private static func number(_ number: Int) -> String {
        var digits = String(number)
        for place in stride(from: digits.count - 3, to: 0, by: -3) {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
        }
        return digits
    }

    private static let sentences = [
        "at most \(number(limits.frame.bodyBytesMax)) to the server",
        "**Length** above \(number(limits.frame.bodyBytesMax)):",
        "once \(seconds(limits.slowFrameTimeMax)) have passed since a frame's first byte, "
            + "\(number(limits.frameBytesPerSecondMin)) bytes",
        "while the server holds \(limits.unfinishedBytesMax >> 20) MiB of unfinished ones",
        "more than \(number(limits.callsInWorkMax + limits.callsWaitingMax)) calls in flight",
        "\(number(limits.serverCallsMax)) calls, or \(limits.serverBytesMax >> 20) MiB of them",
        "\(limits.callsInWorkMax) calls of a connection are in work, "
            + "\(limits.queriesInWorkMax) of them queries; up to "
            + "\(number(limits.callsWaitingMax)) more wait",
        "At \(limits.bytesInFlightMax >> 20) MiB of requests in work, or "
            + "\(limits.unsentBytesMax >> 10) KiB of answers",
        "One that takes no byte for \(seconds(limits.stallTimeMax)) is closed",
        "the server's maximum of \(seconds(limits.callTimeMax))",
        "nothing in flight for \(seconds(limits.drainQuietTime))",
        "its first frame within \(limits.firstFrameTimeMax.map(seconds) ?? "")",
        "\(Metadata.bytesMax >> 10) KiB in all keys and values",
        "a third strike, or \(number(limits.wrongFramesMax)) requests",
        "and \(number(FrameLimits.protocolBodyBytesMax)) from it",
    ]

    private static func document() throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appendingPathComponent("Protos/WIRE.md"), encoding: .utf8)
    }

    @Test(arguments: sentences)
    func saysWhatTheServerDoes(sentence: String) throws {
        let words = try Self.document().split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(words.contains(sentence))
    }

    @Test func namesEachReasonOfTheServersOwnRefusals() throws {
        let text = try Self.document()
        let statuses: [RPCStatus] = [
            .badStreamID(2), .streamIsActive(1), .frameTooLarge(1, max: 1),
            .serverIsBusy(retryDelay: .zero), .serverIsFull, .serverIsBehind(retryDelay: .zero),
            .methodIsUnary, .tooManyCalls(max: 1, retryDelay: .zero), .draining(retryDelay: .zero),
            .deadlinePassed,
        ]
        for status in statuses {
            let reason = try #require(status.reason)
            #expect(text.contains("`\(reason)`"))
        }
    }
}
