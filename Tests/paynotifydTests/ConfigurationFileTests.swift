import ArgumentParser
import EventLoop
import Notifications
import Testing

@testable import paynotifyd

struct ConfigurationFileTests {
    @Test func readsKeysValuesAndComments() throws {
        let file = try ConfigurationFile(
            """
            # Where things are.
            database = /srv/pay.db   # one file

              listen=unix:/run/paynotify.sock
            listen = 127.0.0.1:7071
            drain-seconds = 3
            connections-max = 20000
            """, at: "pay.conf")
        var settings = Settings()

        try file.apply(to: &settings)

        #expect(settings.database == "/srv/pay.db")
        #expect(
            settings.listen.map(\.description) == ["unix:/run/paynotify.sock", "127.0.0.1:7071"])
        #expect(settings.drainSeconds == 3)
        #expect(settings.connectionsMax == 20_000)
    }

    @Test func refusesAnUnknownKeyWithTheNearestKnownOne() {
        let error = #expect(throws: SettingError.self) {
            try ConfigurationFile(
                "gateway = 127.0.0.1:1\ngraph-ulr = http://127.0.0.1", at: "/etc/pay.conf")
        }
        #expect(
            error?.description
                == #"/etc/pay.conf:2: unknown key "graph-ulr"; did you mean "graph-url"?"#)
    }

    @Test func refusesALineWithoutAnEqualsSign() {
        let error = #expect(throws: SettingError.self) {
            try ConfigurationFile("database", at: "pay.conf")
        }
        #expect(error?.description == "pay.conf:1: must be KEY = VALUE")
    }

    @Test func namesTheLineOfABadValue() throws {
        var settings = Settings()
        let error = #expect(throws: SettingError.self) {
            try ConfigurationFile("\n\nlog-level = loud", at: "pay.conf").apply(to: &settings)
        }
        #expect(
            error?.description.hasPrefix("pay.conf:3: log-level: must be one of trace") == true)
    }

    @Test(arguments: [
        ("/x/data#1/p.db", "/x/data#1/p.db"), ("/x # comment", "/x"), ("/x\t#comment", "/x"),
        (#""/x # no comment""#, "/x # no comment"), (#""  /x" # comment"#, "  /x"),
        ("/x#", "/x#"), ("# all of it", ""),
    ])
    func aCommentBeginsBehindABlank(text: String, value: String) throws {
        let file = try ConfigurationFile("database = \(text)", at: "pay.conf")
        #expect(file.entries.map(\.value) == [value])
    }

    @Test(arguments: [#""/x"#, #""/x" y"#])
    func refusesQuotesThatDoNotEndTheValue(text: String) {
        #expect(throws: SettingError.self) {
            try ConfigurationFile("database = \(text)", at: "pay.conf")
        }
    }
}

struct SettingKeyTests {
    @Test(arguments: [
        (SettingKey.database, "", "a path"),
        (.gateway, "127.0.0.1", "HOST:PORT"),
        (.gateway, "127.0.0.1:65536", "HOST:PORT"),
        (.gateway, "::1:8080", "HOST:PORT"),
        (.gateway, "0.0.0.0:8080", "on loopback"),
        (.gateway, "hooks.example:8080", "on loopback"),
        (.graphURL, "graph.facebook.com", "an http or https URL"),
        (.graphVersion, "25", "such as v26.0"),
        (.graphVersion, "v25.x", "such as v26.0"),
        (.connectionsMax, "0", "a whole number, 1 to 1000000"),
        (.connectionsMax, "many", "a whole number, 1 to 1000000"),
        (.callsInWorkMax, "0", "a whole number, 1 to 4096"),
        (.callsMax, "63", "a whole number, 64 to 1000000"),
        (.sendsInFlightMax, "0", "a whole number, 1 to 8192"),
        (.sendsPerNumberMax, "1025", "a whole number, 1 to 1024"),
        (.gateway, "127.evil.example:1", "on loopback"),
        (.admin, "0.0.0.0:9464", "on loopback"),
        (.drainSeconds, "-1", "a whole number of seconds"),
        (.drainSeconds, "soon", "a whole number of seconds"),
        (.timeScale, "20", "FACTOR@SECONDS"),
        (.timeScale, "0@0", "FACTOR@SECONDS"),
        (.timeScale, "20@now", "FACTOR@SECONDS"),
        (.checkpointPages, "3", "4 to 1000000"),
    ])
    func refusesABadValueWithItsRule(key: SettingKey, value: String, rule: String) {
        var settings = Settings()
        let error = #expect(throws: SettingError.self) { try key.set(value, in: &settings) }
        #expect(error?.description.contains(rule) == true)
        #expect(error?.description.hasPrefix(key.rawValue) == true)
        #expect(settings == Settings())
    }

    @Test(arguments: ["0.0.0.0:7070", "10.0.0.1:7070", "[::]:7070"])
    func refusesToListenWhereOtherMachinesReachIt(address: String) {
        var settings = Settings()
        let error = #expect(throws: SettingError.self) {
            try SettingKey.listen.set(address, in: &settings)
        }
        #expect(error?.description.contains("neither loopback nor a Unix socket") == true)
    }
}

struct HostPortTests {
    @Test(arguments: ["127.0.0.1:8080", "localhost:0", "[::1]:8080"])
    func readsWhatItPrints(text: String) {
        #expect(HostPort(text)?.description == text)
        #expect(HostPort(text)?.isLoopback == true)
    }
}

struct NearestNameTests {
    @Test(arguments: [("kitten", "sitting", 3), ("", "abc", 3), ("same", "same", 0)])
    func countsEdits(left: String, right: String, edits: Int) {
        #expect(NearestName.edits(left, right) == edits)
        #expect(NearestName.edits(right, left) == edits)
    }
}

struct DaemonCommandTests {
    @Test func letsAnOptionBeatTheDefault() throws {
        let command = try DaemonCommand.parse(["--gateway", "127.0.0.1:9000"])
        let settings = try command.settings()
        #expect(settings.gateway == HostPort(host: "127.0.0.1", port: 9_000))
        #expect(settings.listen.map(\.description) == ["127.0.0.1:7070"])
    }

    @Test func keepsThingsForTheDaysThatAreSet() throws {
        let file = try ConfigurationFile(
            "keep-text-days = 7\nkeep-personal-days = 14\nkeep-sessions-days = 30", at: "pay.conf")
        var settings = Settings()
        try file.apply(to: &settings)
        #expect(settings.retention.textDays == 7)
        #expect(settings.retention.personalDays == 14)
        #expect(settings.retention.sessionsDays == 30)
    }

    @Test(arguments: [
        (
            ["--keep-sessions-days", "29"],
            "keep-sessions-days: must be a whole number of days, 30 to 36500, and is \"29\""
        ),
        (
            ["--keep-text-days", "0"],
            "keep-text-days: must be a whole number of days, 1 to 36500, and is \"0\""
        ),
        (
            ["--keep-text-days", "181"],
            "keep-personal-days: must be at least keep-text-days, which is 181, and is 180"
        ),
        (
            ["--keep-sessions-days", "100"],
            "keep-sessions-days: must be at least keep-personal-days, which is 180, and is 100"
        ),
    ])
    func refusesDaysThatContradictEachOther(arguments: [String], problem: String) throws {
        let command = try DaemonCommand.parse(arguments)
        let error = #expect(throws: SettingError.self) { try command.settings() }
        #expect(error?.description == problem)
    }
}
