import Dispatch
import Notifications
import Testing

@testable import GraphClient

@Suite struct GraphConnectionTests {
    @Test func waitsAtItsEndForARequestUnderWay() async throws {
        let goOn = DispatchSemaphore(value: 0)
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        try await withPeer { connection in
            connection.readRequest()
            arrival.yield()
            goOn.wait()
            connection.write(answer("200 OK", acceptedBody))
        } _: { _, connection in
            let sender = GraphSender(connection)
            async let result = sender.send(outbound(), from: account)
            for await _ in arrivals { break }

            async let end: Void = connection.shutdown()
            while !connection.admission.isClosed { await Task.yield() }
            let late = await sender.send(outbound(), from: account)
            goOn.signal()

            #expect(late == .notSent(detail: "the client is shutting down"))
            #expect(await result == accepted)
            await end
        }
    }

    @Test func sendsNothingAboveTheLimitOfRequests() async throws {
        let goOn = DispatchSemaphore(value: 0)
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        try await withPeer(
            { connection in
                connection.readRequest()
                arrival.yield()
                goOn.wait()
                connection.write(answer("200 OK", acceptedBody))
            }, configure: { $0.requestsInFlightMax = 1 }
        ) { peer, connection in
            let sender = GraphSender(connection)
            async let result = sender.send(outbound(), from: account)
            for await _ in arrivals { break }

            let extra = await sender.send(outbound(), from: account)
            goOn.signal()

            #expect(extra == .notSent(detail: "1 requests are under way already"))
            #expect(await result == accepted)
            #expect(peer.requests.count == 1)
        }
    }

    @Test func doesNotKnowTheOutcomeWhenTheAnswerIsLongInComing() async throws {
        try await withPeer(
            { connection in
                connection.readRequest()
                _ = connection.readToEnd()
            }, configure: { $0.readTimeout = .milliseconds(500) }
        ) { peer, connection in
            let result = await GraphSender(connection).send(outbound(), from: account)

            #expect(result == .unknown(code: 0, detail: "Read timeout"))
            #expect(peer.requests.count == 1)
        }
    }

    @Test func leavesNothingBehindOfExchangesThatEnded() async throws {
        let clock = StoppedClock()
        try await withPeer(
            { connection in
                while connection.readRequest() != nil {
                    connection.write(answer("200 OK", acceptedBody))
                }
            }, clock: clock
        ) { _, connection in
            let sender = GraphSender(connection)
            for _ in 0..<10 {
                let results = await withTaskGroup { group in
                    for _ in 0..<10 {
                        group.addTask { await sender.send(outbound(), from: account) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(results.allSatisfy { $0 == accepted })
            }

            #expect(connection.deadlines.count == 0)
            #expect(clock.sleeps <= 1, "one serves all of them")
        }
    }

    @Test func timesAnExchangeThatBeganAfterTheOthersEnded() async throws {
        let clock = StoppedClock()
        try await withPeer(
            { connection in
                connection.answering("200 OK", acceptedBody)
                connection.readRequest()
                clock.passAllTime()
                _ = connection.readToEnd()
            }, clock: clock
        ) { _, connection in
            let sender = GraphSender(connection)
            #expect(await sender.send(outbound(), from: account) == accepted)

            #expect(await sender.send(outbound(), from: account).kind == .unknown)
            #expect(connection.deadlines.count == 0)
        }
    }

    @Test func closesAConnectionThatHasNothingToDo() async throws {
        let (ends, end) = AsyncStream<String>.makeStream()
        try await withPeer(
            { connection in
                connection.answering("200 OK", acceptedBody)
                end.yield(connection.readToEnd())
            }, configure: { $0.idleConnectionTimeout = .milliseconds(100) }
        ) { _, connection in
            #expect(await GraphSender(connection).send(outbound(), from: account) == accepted)

            // Comes without a shutdown, by the pool's own decision.
            for await rest in ends {
                #expect(rest.isEmpty)
                break
            }
        }
    }

    @Test(arguments: [
        "https://graph.facebook.com", "https://graph.facebook.com/", "https://host:8443/under",
        "http://127.0.0.1:8080", "http://127.9.8.7", "http://localhost:1", "http://[::1]:80",
    ])
    func takesHTTPSAnywhereAndHTTPOnLoopback(baseURL: String) {
        #expect(throws: Never.self) { try GraphAddress(baseURL: baseURL, version: "v26.0") }
    }

    @Test(arguments: [
        "", "graph.facebook.com", "ftp://host", "http://graph.facebook.com", "https://",
        "http://127.0.0.1.example.com", "http://127.0.0", "http://127.0.0.256", "http://0x7f.0.0.1",
        "https://user@host", "https://user:word@host", "https://host?x=1", "https://host#x",
        "http://10.0.0.1",
    ])
    func refusesOtherBaseURLs(baseURL: String) throws {
        let error = #expect(throws: InvalidGraphOption.self) {
            try GraphAddress(baseURL: baseURL, version: "v26.0")
        }
        #expect(error?.option == "baseURL")
    }

    @Test(arguments: ["", "25.0", "v25", "v26.0/..", "v26.0.1", "V25.0"])
    func refusesOtherVersions(version: String) {
        let rule = "a version looks like v26.0"
        #expect(throws: InvalidGraphOption(option: "version", rule: rule)) {
            try GraphAddress(baseURL: "https://host", version: version)
        }
    }

    @Test func escapesWhatItPutsIntoAURL() throws {
        let address = try GraphAddress(baseURL: "https://host/", version: "v26.0")

        let url = address.url(
            path: ["../8", "messages"], query: [("na me", "é&\n"), ("b", "1-_")])

        #expect(url == "https://host/v26.0/%2E%2E%2F8/messages?na%20me=%C3%A9%26%0A&b=1-_")
    }
}
