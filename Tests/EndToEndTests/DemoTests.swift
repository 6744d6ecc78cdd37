import Testing

@testable import PaynotifyDemo

/// The whole way over loopback: services in two languages, daemon, sandbox, webhooks, kill -9.
@Suite(.serialized) struct DemoTests {
    @Test func losesAndDuplicatesNothing() async throws {
        try await Workshop.with { shop in
            let ended = try await shop.run("paynotify-demo", ["play"])
            let last = ended.output.split(separator: "\n").last ?? ""
            let numbers = last.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            #expect(ended.status == 0, "\(ended.output)")
            #expect(last.hasPrefix("demo: "))
            #expect(numbers.count == 4 && numbers[0] > 20, "\(last)")
            #expect(numbers.suffix(2) == [0, 0], "\(last)")
        }
    }
}

/// The stock Go ttrpc client, as Debian ships it, against the daemon.
struct GoConformanceTests {
    @Test func callsAllMethodsErrorsIncluded() async throws {
        try await Workshop.with { shop in
            try await shop.withDaemon { _, server in
                let ended = try await shop.run(
                    "paynotify-go-conformance", ["-address", server])
                #expect(ended.status == 0, "\(ended.output)")
                #expect(ended.output.contains(" passed, 0 failed"))
            }
        }
    }
}
