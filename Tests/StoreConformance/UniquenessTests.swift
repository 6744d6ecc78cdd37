import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct UniquenessTests {
    @Test func manyCallersAtOnceMakeOneNotificationForAState() async throws {
        try await withStore(try StorePlace()) { store in
            try await store.prepare()
            for session in 0..<5 { try await store.enable("session-\(session)") }
            let decisions = try await withThrowingTaskGroup(of: Decision.self) { group in
                for call in 0..<200 {
                    group.addTask {
                        try await store.notify(
                            .paid, session: "session-\(call % 5)", event: "event-\(call)")
                    }
                }
                var decisions: [Decision] = []
                for try await decision in group { decisions.append(decision) }
                return decisions
            }
            #expect(decisions.filter { $0.outcome == .queued }.count == 5)
            #expect(decisions.filter { $0.outcome == .duplicate }.count == 195)
            #expect(try await store.counts() == [.pending: 5])
            for session in 0..<5 {
                let timeline = try await store.timeline("session-\(session)")
                #expect(timeline.notifications.count == 1)
                #expect(timeline.stateChanges.count == 40)
            }
        }
    }

    @Test func theSameCallFromManyCallersHasOneAnswer() async throws {
        try await withStore(try StorePlace()) { store in
            try await store.prepare()
            try await store.enable()
            let decisions = try await withThrowingTaskGroup(of: Decision.self) { group in
                for _ in 0..<50 { group.addTask { try await store.notify(.paid) } }
                var decisions: Set<Decision> = []
                for try await decision in group { decisions.insert(decision) }
                return decisions
            }
            #expect(decisions.count == 1)
            #expect(try await store.timeline().stateChanges.count == 1)
        }
    }
}
