import EventLoop
import Testing

@Suite struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1:7070", SocketAddress.ipv4([127, 0, 0, 1], port: 7070)),
        ("localhost:0", .ipv4([127, 0, 0, 1], port: 0)),
        ("10.1.2.3:65535", .ipv4([10, 1, 2, 3], port: 65535)),
        ("[::1]:80", .ipv6(Array(repeating: 0, count: 15) + [1], port: 80)),
        ("unix:/run/pay.sock", .unix(path: "/run/pay.sock")),
    ])
    func readsAnAddress(_ text: String, _ expected: SocketAddress) throws {
        let address = try SocketAddress(parsing: text)
        #expect(address == expected)
        #expect(try SocketAddress(parsing: address.description) == expected)
    }

    @Test(arguments: [
        ("", "the port is missing"),
        ("127.0.0.1", "the port is missing"),
        ("127.0.0.1:", "the port is no number"),
        ("127.0.0.1:65536", "the port is no number"),
        ("127.0.0.1:-1", "the port is no number"),
        ("example.org:80", "the host is no IPv4 address"),
        ("1.2.3:80", "the host is no IPv4 address"),
        ("::1:80", "the host is no IPv4 address"),
        ("[::g]:80", "the brackets hold no IPv6 address"),
        ("unix:relative", "starts with /"),
        ("unix:/" + String(repeating: "x", count: 107), "at most 107 bytes"),
        ("unix:/a\0b", "at most 107 bytes"),
    ])
    func refusesATextThatIsNoAddress(_ text: String, _ reason: String) {
        let error = #expect(throws: InvalidAddress.self) { try SocketAddress(parsing: text) }
        #expect(error?.description.contains(reason) == true)
    }

    @Test(arguments: [
        ("127.0.0.1:1", true), ("127.9.9.9:1", true), ("[::1]:1", true), ("unix:/s", true),
        ("0.0.0.0:1", false), ("10.0.0.1:1", false), ("[::]:1", false), ("[fe80::1]:1", false),
        ("[::ffff:10.0.0.1]:1", false),
    ])
    func tellsWhetherOnlyThisMachineReachesIt(_ text: String, _ isLocal: Bool) throws {
        #expect(try SocketAddress(parsing: text).isLoopbackOrUnix == isLocal)
    }
}
