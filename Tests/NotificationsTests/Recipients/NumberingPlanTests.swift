import Foundation
import TestKit
import Testing

@testable import Notifications

@Suite struct NumberingPlanTests {
    @Test func takesEveryExampleOfTheMetadata() {
        let numbers = NumberingExamples.numbers.split(whereSeparator: \.isWhitespace)

        #expect(numbers.count > 500)
        for number in numbers {
            #expect(problem(String(number)) == nil, "\(number)")
        }
    }

    @Test(arguments: [
        "+96550001234", "+966501234567", "+201012345678", "+971501234567", "+442079460018",
        "+4915550100300", "+525512345678", "+5215512345678", "+5491123456789", "+541123456789",
        "+5511987654321", "+551187654321", "+390612345678", "+14155550100", "+96522345678",
    ])
    func takesNumbersThatExist(number: String) {
        #expect(problem(number) == nil)
    }

    @Test(arguments: [
        (
            "+9660501234567",
            "+966 (SA) is followed by 9 or 10 digits, without the 0 that is dialled"
        ),
        ("+9710501234567", "without the 0"),
        ("+2001012345678", "+20 (EG) is followed by 8 to 10 digits"),
        ("+4402079460018", "+44 (GB and others)"),
        ("+9655000123", "+965 (KW) is followed by 7 or 8 digits"),
        ("+96505012345", "+965 (KW)"), ("+9650050001234", "+965 (KW)"),
        ("+96531234567", "none of its numbers with 8 begins with 3"),
        ("+965500012345", "7 or 8 digits"), ("+5501198765432", "+55 (BR)"),
    ])
    func refusesNumbersThatNoCountryHasAndSaysWhatItHas(number: String, words: String) {
        #expect(problem(number)?.contains(words) == true, "\(problem(number) ?? "taken")")
    }

    @Test(arguments: ["+9991234567", "+2101234567", "+3841234567"])
    func judgesNothingBehindACodeThatItDoesNotKnow(number: String) {
        #expect(problem(number) == nil)
    }

    /// What Meta tells of, and what a person looks up, has E.164's form and no more.
    @Test func aNumberThatIsNotWrittenToIsNotJudged() throws {
        #expect(try PhoneNumber("+9660501234567", defaultCountry: nil).e164 == "+9660501234567")
    }

    @Test(
        .enabled(if: Python.isThere, Comment(rawValue: Python.missing)),
        arguments: [
            ("plans", "Sources/Notifications/Recipients/NumberingTable.swift"),
            ("examples", "Tests/NotificationsTests/Recipients/NumberingExamples.swift"),
        ])
    func theTablesAreAsTheirScriptWritesThem(what: String, path: String) async throws {
        let written = try await Python.run("numbering_plans.py", [what])

        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        #expect(try Data(contentsOf: root.appending(path: path)) == written, "\(path) is old")
    }

    private func problem(_ number: String) -> String? {
        PhoneNumber(checkedE164: number).numberingProblem?.rule
    }
}

@Suite struct DigitCountsTests {
    @Test(arguments: [
        ("8", "8"), ("9-10", "9 or 10"), ("7,9-11", "7 or 9 to 11"), ("5,7,12", "5, 7 or 12"),
    ])
    func readsAndSaysCounts(text: String, words: String) {
        let counts = DigitCounts(parsing: Substring(text))

        #expect(counts.words == words)
        #expect(!counts.contains(6))
        #expect(!counts.contains(16) && !counts.contains(-1))
    }
}
