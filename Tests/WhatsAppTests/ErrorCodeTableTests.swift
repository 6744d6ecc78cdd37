import Notifications
import Testing

@testable import WhatsApp

@Suite struct ErrorCodeTableTests {
    @Test func namesEachCodeOnce() {
        let codes = ErrorCodeTable.entries.map(\.codes)

        #expect(Set(codes).count == codes.count)
    }

    @Test(arguments: ErrorCodeTable.entries)
    func findsEveryEntryByItsCodes(entry: ErrorCodeTable.Entry) {
        #expect(ErrorCodeTable.entry(for: entry.codes.lowerBound) == entry)
        #expect(ErrorCodeTable.entry(for: entry.codes.upperBound) == entry)
    }

    @Test(arguments: ErrorCodeTable.entries)
    func saysWhatEveryCodeMeansInOneLine(entry: ErrorCodeTable.Entry) {
        #expect(!entry.sentence.isEmpty)
        #expect(!entry.sentence.hasSuffix("."))
        #expect(!entry.sentence.contains("\n"))
    }

    @Test func hasTheUnknownOutcomesAndNoOthers() {
        let unknown = ErrorCodeTable.entries.filter { $0.verdict == .unknown }

        #expect(Set(unknown.map(\.codes.lowerBound)) == [1, 2, 131_000, 131_016, 133_004])
    }

    @Test(arguments: [5, 199, 300, 99_999, 131_001, -1])
    func doesNotKnowOtherCodes(code: Int) {
        #expect(ErrorCodeTable.entry(for: code) == nil)
        #expect(ErrorCodeTable.verdict(code: code, subcode: nil, status: 500) == nil)
    }

    @Test(arguments: [
        Case(100, nil, 400, .stopMessage), Case(100, 33, 400, .stopAccount),
        Case(100, 2_388_024, 400, .stopMessage), Case(135_000, nil, 400, .stopMessage),
        Case(135_000, nil, 500, .unknown), Case(131_000, nil, 400, .unknown),
        Case(190, 463, 401, .stopAccount), Case(250, nil, 403, .stopAccount),
        Case(131_026, nil, 500, .stopRecipient), Case(132_015, nil, 400, .pauseTemplate),
        Case(132_001, nil, 404, .stopTemplate),
        Case(130_429, nil, 503, .retry(after: .seconds(1))),
        Case(131_056, 2_494_055, 429, .retry(after: .seconds(6))),
    ])
    func judgesByCodeAndOnlyWhereItIsSaidBySubcodeOrStatus(item: Case) {
        let verdict = ErrorCodeTable.verdict(
            code: item.code, subcode: item.subcode, status: item.status)

        #expect(verdict == item.verdict)
    }

    struct Case: Sendable {
        let code: Int
        let subcode: Int?
        let status: Int
        let verdict: SendVerdict

        init(_ code: Int, _ subcode: Int?, _ status: Int, _ verdict: SendVerdict) {
            self.code = code
            self.subcode = subcode
            self.status = status
            self.verdict = verdict
        }
    }
}
