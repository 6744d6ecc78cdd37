import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Notifications
import WhatsApp

/// The connections to the Graph API, shared by a ``GraphSender`` and a ``GraphDirectory``.
///
/// It never repeats a request: no redirect is followed, no connection attempt is repeated, and a
/// body can be read once only. Its owner calls ``shutdown()`` before letting it go.
package final class GraphConnection: Sendable {
    let address: GraphAddress
    let admission: RequestAdmission
    let deadlines: ExchangeDeadlines
    private let options: GraphOptions
    private let client: HTTPClient

    /// Opens no connection yet; the clock times whole exchanges.
    package init(
        options: GraphOptions, clock: any Clock<Duration> = ContinuousClock()
    ) throws(InvalidGraphOption) {
        address = try GraphAddress(baseURL: options.baseURL, version: options.version)
        admission = RequestAdmission(limit: options.requestsInFlightMax)
        deadlines = ExchangeDeadlines(timeout: options.exchangeTimeout, clock: clock)
        self.options = options
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: Self.configuration(options))
    }

    /// Refuses further requests, waits for those under way, then closes the connections.
    package func shutdown() async {
        await admission.close()
        deadlines.stop()
        // It throws only if it was shut down before: then there is nothing left to close.
        try? await client.shutdown()
    }

    /// An answer that came whole.
    struct Answer: Sendable {
        let status: Int
        /// What Meta says of the calls that the account has left; nil: nothing.
        let usage: String?
        let body: [UInt8]
        /// How long Meta wants to be left alone; nil: it did not say, or as a date.
        let retryAfter: Duration?
    }

    /// Why there is no answer, where the connection itself did not fail.
    enum Failure: Error, Hashable {
        case timeout(Duration)
    }

    /// Makes the request and reads the whole answer, both within ``GraphOptions/exchangeTimeout``.
    func exchange(_ request: HTTPClientRequest) async throws -> Answer {
        try admission.enter()
        defer { admission.leave() }
        try Task.checkCancellation()
        let exchange = Task { try await perform(request) }
        let number = deadlines.begin { exchange.cancel() }
        let result = await withTaskCancellationHandler {
            await exchange.result
        } onCancel: {
            exchange.cancel()
        }
        let isInTime = deadlines.end(number)
        if case .failure = result, !isInTime { throw Failure.timeout(deadlines.timeout) }
        return try result.get()
    }

    private func perform(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await client.execute(request, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: options.answerBytesMax)
        // A body that was given up on can look like one that ended.
        try Task.checkCancellation()
        return Answer(
            status: Int(response.status.code),
            usage: response.headers.first(name: ManagementAnswer.usageHeader),
            body: Array(body.readableBytesView),
            retryAfter: retryAfter(response.headers))
    }

    private func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        guard let text = headers.first(name: "Retry-After"), let seconds = Int(text), seconds >= 0
        else { return nil }
        return .seconds(min(seconds, options.retryAfterSecondsMax))
    }

    /// The request's URL with the proof of the token, and the token, which is in no other place than
    /// this header.
    func request(
        path: [String], query: [(name: String, value: String)] = [], account: SenderAccount
    ) -> HTTPClientRequest {
        let proof = (AppSecretProof.parameter, AppSecretProof(of: account).value)
        var request = HTTPClientRequest(url: address.url(path: path, query: query + [proof]))
        request.headers.add(
            name: "Authorization", value: "Bearer \(account.accessToken.value)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "paynotify")
        return request
    }

    private static func configuration(_ options: GraphOptions) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(
            idleTimeout: TimeAmount(options.idleConnectionTimeout),
            concurrentHTTP1ConnectionsPerHostSoftLimit: options.requestsInFlightMax)
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(options.connectTimeout), read: TimeAmount(options.readTimeout)),
            connectionPool: pool, decompression: .disabled)
        configuration.httpVersion = .http1Only
        return configuration
    }
}
