import Synchronization

/// Counts the requests under way, admits no more than a limit, and lets one wait for the last.
final class RequestAdmission: Sendable {
    /// Why a request may not begin.
    enum NotAdmitted: Error, Hashable {
        case tooMany(limit: Int)
        case closed
    }

    fileprivate struct State {
        var underWay = 0
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// Whether ``close()`` was called.
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Begins a request, which ``leave()`` ends.
    func enter() throws(NotAdmitted) {
        let obstacle: NotAdmitted? = state.withLock { state in
            if state.isClosed { return .closed }
            if state.underWay >= limit { return .tooMany(limit: limit) }
            state.underWay += 1
            return nil
        }
        if let obstacle { throw obstacle }
    }

    /// Ends a request.
    func leave() {
        let waiting = state.withLock { state in
            state.underWay -= 1
            precondition(state.underWay >= 0, "each end has a beginning")
            return state.underWay == 0 ? state.takeWaiting() : []
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Admits no more, and waits for the end of those under way.
    func close() async {
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                state.isClosed = true
                if state.underWay > 0 { state.waiting.append(continuation) }
                return state.underWay == 0
            }
            if isQuiet { continuation.resume() }
        }
    }
}

extension RequestAdmission.State {
    fileprivate mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
        defer { waiting = [] }
        return waiting
    }
}
