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

    @Test func hasEveryCodeOfTheReferenceInItsClassAndNoOther() {
        var found: [Int] = []
        for (refusal, codes) in Self.reference {
            for code in codes {
                let entry = ErrorCodeTable.entry(for: code)
                #expect(entry != nil, "\(code)")
                #expect(entry?.refusal(subcode: nil, status: 400) == refusal, "\(code)")
                found.append(code)
            }
        }
        let listed = Set(ErrorCodeTable.entries.flatMap(\.codes))
        #expect(found.count == Set(found).count)
        #expect(listed == Set(found))
    }

    /// Each class with its codes, read from Meta's pages a second time; nil: an unknown outcome.
    private static let reference: [(RefusalClass?, [Int])] = [
        (nil, [1, 2, 131_000, 131_016, 133_004]),
        (.stopSender(.credentials), [0, 3, 10, 104, 190, 131_005] + Array(200...299)),
        (
            .stopSender(.restricted),
            [
                33, 368, 2_500, 131_031, 131_037, 131_042, 131_045, 133_000, 133_005, 133_006,
                133_008, 133_009, 133_010, 133_015, 133_016, 134_011, 134_102,
            ]
        ),
        (.stopSender(.spam), [131_048, 131_064]),
        (.accountRate(.seconds(60)), [4, 613]),
        (.accountRate(.seconds(300)), [80_007, 80_008]),
        (.senderBusy(.seconds(60)), [131_057, 2_494_100]),
        (.throughput, [130_429]),
        (.pairLimit, [131_056]),
        (.retryOnce(after: .seconds(60)), [131_053]),
        (.retry(after: .seconds(600)), [134_101]),
        (.pauseTemplate, [132_015]),
        (.stopTemplate, [131_063, 132_001, 132_016, 132_068, 132_069]),
        (.doubtTemplate, [132_000, 132_012, 132_018]),
        (
            .stopRecipient,
            [
                130_403, 130_472, 130_497, 131_021, 131_026, 131_030, 131_047, 131_049, 131_050,
                131_062, 137_000,
            ]
        ),
        (
            .stopMessage,
            [
                100, 130_501, 131_008, 131_009, 131_051, 131_055, 132_005, 132_007, 132_008,
                134_100, 135_000,
            ]
        ),
    ]

    @Test(arguments: [5, 199, 300, 99_999, 131_001, 131_052, 2_388_024, 2_494_055, -1])
    func doesNotKnowOtherCodes(code: Int) {
        #expect(ErrorCodeTable.entry(for: code) == nil)
        #expect(ErrorCodeTable.sentence(for: code) == "the code is not in the table")
    }

    @Test(arguments: [
        Case(100, 33, 400, .stopSender(.credentials)), Case(100, 2_388_024, 400, .stopMessage),
        Case(135_000, nil, 500, nil), Case(131_000, nil, 400, nil),
        Case(190, 463, 401, .stopSender(.credentials)), Case(131_026, nil, 500, .stopRecipient),
        Case(130_429, 2_494_055, 503, .throughput), Case(131_056, nil, 429, .pairLimit),
    ])
    func judgesByCodeAndOnlyWhereItIsSaidBySubcodeOrStatus(item: Case) throws {
        let entry = try #require(ErrorCodeTable.entry(for: item.code))

        #expect(entry.refusal(subcode: item.subcode, status: item.status) == item.refusal)
    }

    struct Case: Sendable {
        let code: Int
        let subcode: Int?
        let status: Int
        let refusal: RefusalClass?

        init(_ code: Int, _ subcode: Int?, _ status: Int, _ refusal: RefusalClass?) {
            self.code = code
            self.subcode = subcode
            self.status = status
            self.refusal = refusal
        }
    }
}
