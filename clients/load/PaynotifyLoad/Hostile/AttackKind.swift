import ArgumentParser
import Framing
import Messages
import RPC

/// The attacks that are played, each for itself.
enum AttackKind: String, CaseIterable, ExpressibleByArgument, Sendable {
    case silentConnections = "3,000 silent connections"
    case announcedFrames = "256 frames announced, none sent"
    case slowSenders = "200 senders of a byte now and then"
    case slowReaders = "64 connections that read no answer"
    case lyingLengths = "frames of 5 MiB"
    case wrongProtocols = "HTTP on the RPC port"
    case resetChurn = "connections cut in a header"
    case wrongFrames = "frames on even ids"
    case mutatedFrames = "mutated frames"
    case longWrongLists = "16,000 wrong words in a request"
    case greedyReaders = "64 connections asking for a long session"
    case cancelStorm = "calls with a millisecond each"
    case callStorm = "64 connections with 1,000 calls each"
    case silentHTTP = "2,000 half requests on the gateway"
    case unsignedBodies = "200 unsigned bodies of 3 MiB"
    case forgedBodies = "200 forged bodies of 3 MiB"
    case forgedWebhooks = "webhooks with a bad signature"
    case unreadLog = "a log that nobody reads"
    case hostileMeta = "a Meta that lies"

    // One case a line of the table that is printed.
    func attack(on target: Target, seed: UInt64) -> any Attack {
        switch self {
        case .silentConnections, .announcedFrames, .slowSenders, .slowReaders, .lyingLengths,
            .wrongProtocols, .resetChurn, .wrongFrames, .mutatedFrames, .unreadLog:
            frames(on: target, seed)
        case .longWrongLists, .greedyReaders, .cancelStorm, .callStorm: calls(on: target)
        case .silentHTTP, .unsignedBodies, .forgedBodies, .forgedWebhooks: webhooks(on: target)
        case .hostileMeta: HostileMeta(on: target.meta)
        }
    }
}

// MARK: - Bytes on the RPC port

extension AttackKind {
    private func frames(on target: Target, _ seed: UInt64) -> any Attack {
        let check = target.frame(.check, HealthCheckRequest(), stream: 0)
        switch self {
        case .silentConnections:
            return Crowd(3_000, to: target.rpc, perStep: 40) { peer, _ in
                peer.open()
                peer.read()
            }
        case .announcedFrames:
            let header = target.header(length: 270 << 10, stream: 1)
            return Crowd(256, to: target.rpc, perStep: 16) { peer, _ in
                if peer.open() { peer.send(header) }
                peer.read()
            }
        case .slowSenders:
            return Crowd(200, to: target.rpc, perStep: 4) { peer, number in
                peer.open()
                peer.send([check[(number / 200) % check.count]])
                peer.read()
            }
        case .slowReaders:
            let question = target.question(stream: 0)
            return Crowd(64, to: target.rpc, perStep: 4) { peer, number in
                peer.open()
                var frame = question
                frame.setStream(number)
                peer.send(frame)
            }
        case .lyingLengths:
            let lie =
                target.header(length: 5 << 20, stream: 1) + [UInt8](repeating: 7, count: 4_096)
            return Crowd(50, to: target.rpc, perStep: 2) { peer, _ in
                peer.open()
                if peer.isIdle { peer.send(lie) }
                peer.read()
            }
        case .wrongProtocols, .unreadLog:
            return Crowd(20, to: target.rpc, perStep: 10) { peer, _ in
                peer.close()
                peer.open()
                peer.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
            }
        case .resetChurn:
            return Crowd(20, to: target.rpc, perStep: 10) { peer, _ in
                peer.close()
                peer.open()
                peer.send(Array(check.prefix(7)))
            }
        case .wrongFrames:
            let wrong = (0..<64).flatMap { _ in target.header(length: 0, stream: 2) }
            return Crowd(50, to: target.rpc, perStep: 10) { peer, _ in
                peer.open()
                if peer.isIdle { peer.send(wrong) } else { peer.send() }
                peer.read()
            }
        default: return mutations(on: target, seed)
        }
    }

    /// Frames that were good before some of their bytes changed.
    private func mutations(on target: Target, _ seed: UInt64) -> any Attack {
        var random = NumberMixer(seed: seed)
        let good = [
            target.frame(
                .notifyStateChange,
                NotifyStateChangeRequest(
                    merchantID: target.merchant, sessionID: target.session, state: .paid,
                    eventID: "e"), stream: 0),
            target.question(stream: 0),
        ]
        return Crowd(8, to: target.rpc, perStep: 20) { peer, number in
            peer.open()
            var frame = good[number % good.count]
            frame.setStream(number)
            for _ in 0..<Int(random.next() % 4) {
                let place = FrameHeader.byteCount + Int(random.next() % UInt64(frame.count - 10))
                frame[place] = UInt8(truncatingIfNeeded: random.next())
            }
            peer.send(frame)
            peer.read()
        }
    }
}

// MARK: - Calls

extension AttackKind {
    private func calls(on target: Target) -> any Attack {
        switch self {
        case .longWrongLists:
            let states = [PaymentState?](repeating: .some(.paid), count: 16_000).compactMap(\.self)
            let request = EnableNotificationsRequest(
                merchantID: target.merchant, sessionID: "x", plugin: .paymentRequest,
                phone: "+96550001234", language: "en",
                selection: .states(StateSelection(states: states)))
            let frame = target.frame(.enableNotifications, request, stream: 0)
            return Crowd(16, to: target.rpc, perStep: 1) { peer, number in
                peer.open()
                var frame = frame
                frame.setStream(number)
                if peer.isIdle { peer.send(frame) } else { peer.send() }
                peer.read()
            }
        case .greedyReaders:
            let question = target.question(stream: 0)
            return Crowd(64, to: target.rpc, perStep: 8) { peer, number in
                peer.open()
                var frame = question
                frame.setStream(number)
                peer.send(frame)
                peer.read()
            }
        case .cancelStorm:
            let frame = target.frame(
                .check, HealthCheckRequest(), stream: 0, timeout: .milliseconds(1))
            let question = target.question(stream: 0, timeout: .milliseconds(1))
            return Crowd(64, to: target.rpc, perStep: 32) { peer, number in
                peer.open()
                var frame = number.isMultiple(of: 2) ? frame : question
                frame.setStream(number)
                peer.send(frame)
                peer.read()
            }
        default:
            let frame = target.frame(
                .notifyStateChange,
                NotifyStateChangeRequest(
                    merchantID: target.merchant, sessionID: target.session, state: .paid,
                    eventID: "e"), stream: 0)
            return Crowd(64, to: target.rpc, perStep: 16) { peer, number in
                peer.open()
                var frame = frame
                frame.setStream(number)
                if peer.isIdle { peer.send(frame) }
                if number.isMultiple(of: 1_000) { peer.read() }
            }
        }
    }
}

// MARK: - Webhooks

extension AttackKind {
    private func webhooks(on target: Target) -> any Attack {
        let body = [UInt8](repeating: 0x20, count: 3 << 20)
        let forged = "X-Hub-Signature-256: sha256=\(String(repeating: "0", count: 64))\r\n"
        switch self {
        case .silentHTTP:
            return Crowd(2_000, to: target.gateway, perStep: 40) { peer, _ in
                if peer.open() { peer.send(Array("POST /webhooks".utf8)) }
                peer.read()
            }
        case .unsignedBodies, .forgedBodies:
            let head = target.webhookHead(
                length: body.count, self == .forgedBodies ? forged : "")
            let part = Array(body.prefix(32 << 10))
            return Crowd(200, to: target.gateway, perStep: 8) { peer, _ in
                if peer.open() { peer.send(head) } else if peer.isIdle { peer.send(part) }
                peer.send()
                peer.read()
            }
        default:
            let small = target.webhookHead(length: 2, forged) + Array("{}".utf8)
            return Crowd(64, to: target.gateway, perStep: 4) { peer, _ in
                peer.open()
                if peer.isIdle { peer.send(small) }
                peer.read()
            }
        }
    }
}

extension Target {
    /// A question whose answer is long.
    fileprivate func question(stream: Int, timeout: Duration = .seconds(10)) -> [UInt8] {
        frame(
            .getSession, GetSessionRequest(merchantID: merchant, sessionID: session),
            stream: stream, timeout: timeout)
    }
}

extension [UInt8] {
    /// Makes it a frame of the call with the number.
    fileprivate mutating func setStream(_ number: Int) {
        let id = UInt32(truncatingIfNeeded: 2 * number + 1) & 0x7FFF_FFFF
        for place in 0..<4 { self[4 + place] = UInt8(truncatingIfNeeded: id >> (24 - 8 * place)) }
    }
}
