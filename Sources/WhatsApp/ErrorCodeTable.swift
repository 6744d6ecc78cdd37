/// Meta's error codes as data: what each means for a send, whatever the HTTP status it came with.
///
/// Source: the Cloud API's page of error codes and the Graph API's page of errors. Codes that only
/// answer the upload of media, the receipt of media or the creation of a template are left out.
package enum ErrorCodeTable {
    /// A code, or a range of them, with its verdict.
    package struct Entry: Hashable, Sendable {
        package let codes: ClosedRange<Int>
        package let verdict: SendVerdict
        /// What it means, for a person; no full stop.
        package let sentence: String
        /// Where the verdict is another one.
        let exception: Exception?
    }

    /// A circumstance that changes a code's verdict.
    enum Exception: Hashable, Sendable {
        case subcode(Int, SendVerdict)
        /// The HTTP status is 500 or above.
        case serverError(SendVerdict)
    }

    /// The entry of the code; nil: Meta's table does not have it.
    package static func entry(for code: Int) -> Entry? {
        exact[code] ?? ranges.first { $0.codes.contains(code) }
    }

    /// The verdict on the code in its circumstances; nil: Meta's table does not have the code.
    package static func verdict(code: Int, subcode: Int?, status: Int) -> SendVerdict? {
        guard let entry = entry(for: code) else { return nil }
        switch entry.exception {
        case .subcode(subcode, let verdict): return verdict
        case .serverError(let verdict) where status >= 500: return verdict
        default: return entry.verdict
        }
    }

    private static let exact: [Int: Entry] = Dictionary(
        entries.filter { $0.codes.count == 1 }.map { ($0.codes.lowerBound, $0) },
        uniquingKeysWith: { first, _ in first })
    private static let ranges = entries.filter { $0.codes.count > 1 }

    private static func code(
        _ code: Int, _ verdict: SendVerdict, _ sentence: String, but exception: Exception? = nil
    ) -> Entry {
        Entry(codes: code...code, verdict: verdict, sentence: sentence, exception: exception)
    }

    /// All entries, each code in one of them; a code of its own beats a range.
    package static let entries: [Entry] = graph + account + sender + message + template

    /// Codes that any Graph endpoint answers with.
    private static let graph: [Entry] = [
        code(0, .stopAccount, "the access token does not authenticate the app user"),
        code(1, .unknown, "Meta had an unknown error, or could not read the request"),
        code(2, .unknown, "Meta is down or overloaded for the moment"),
        code(3, .stopAccount, "the app lacks a capability or a permission"),
        code(4, .retry(after: .seconds(60)), "the app made too many calls"),
        code(10, .stopAccount, "permission was not granted or has been removed"),
        code(33, .stopAccount, "the business phone number has been deleted"),
        code(
            100, .stopMessage, "a parameter is not valid",
            but: .subcode(33, .stopAccount)),
        code(104, .stopAccount, "the request had no access token"),
        code(190, .stopAccount, "the access token has expired or is not valid"),
        Entry(
            codes: 200...299, verdict: .stopAccount,
            sentence: "a permission is missing or has been removed", exception: nil),
        code(368, .stopAccount, "the account is restricted for a violation of policy"),
        code(613, .retry(after: .seconds(60)), "calls came faster than Graph allows"),
        code(2500, .stopAccount, "the path or the version of the API is not known to Meta"),
        code(
            80007, .retry(after: .seconds(300)),
            "the WhatsApp Business account reached its rate limit"),
        code(
            80008, .retry(after: .seconds(300)),
            "too many calls for the account's templates"),
    ]

    /// Codes about the WhatsApp Business account and what it may do.
    private static let account: [Entry] = [
        code(131005, .stopAccount, "access was denied"),
        code(131031, .stopAccount, "the account is locked"),
        code(131042, .stopAccount, "the account's payment method has a problem"),
        code(131048, .stopAccount, "the number is restricted because too many messages were spam"),
        code(131064, .stopAccount, "the messaging limit was cut for templates of a wrong category"),
        code(134011, .stopAccount, "the terms of WhatsApp Payments wait to be accepted"),
        code(134102, .stopAccount, "marketing messages are not available to the account"),
    ]

    /// Codes about the number that sends.
    private static let sender: [Entry] = [
        code(130429, .retry(after: .seconds(1)), "the number reached its throughput"),
        code(131037, .stopAccount, "the number's display name is not approved"),
        code(131045, .stopAccount, "the number's registration failed"),
        code(131057, .retry(after: .seconds(60)), "the number is in maintenance"),
        code(133000, .stopAccount, "an earlier deregistration of the number is incomplete"),
        code(133005, .stopAccount, "the number's two-step PIN does not match"),
        code(133006, .stopAccount, "the number has to be verified again"),
        code(133008, .stopAccount, "the two-step PIN was guessed too often"),
        code(133009, .stopAccount, "the two-step PIN was entered too fast"),
        code(133010, .stopAccount, "the number is not registered"),
        code(133015, .stopAccount, "the number was deleted a short while ago"),
        code(133016, .stopAccount, "the number was registered and deregistered too often"),
        code(2494100, .retry(after: .seconds(60)), "the number is in maintenance"),
    ]

    /// Codes about one message or its recipient.
    private static let message: [Entry] = [
        code(130403, .stopRecipient, "the business has blocked the recipient"),
        code(130472, .stopMessage, "the recipient is in an experiment of Meta's"),
        code(130497, .stopRecipient, "the account may not message the recipient's country"),
        code(130501, .stopMessage, "the type of message is not supported for groups"),
        code(131000, .unknown, "Meta failed for an unknown reason"),
        code(131008, .stopMessage, "a required parameter is missing"),
        code(131009, .stopMessage, "a parameter's value is not valid"),
        code(131016, .unknown, "a service of Meta's is not available for the moment"),
        code(131021, .stopRecipient, "the recipient is the sender"),
        code(131026, .stopRecipient, "the message is undeliverable to the recipient"),
        code(131030, .stopMessage, "the recipient is not among the test number's allowed ones"),
        code(131047, .stopMessage, "more than 24 hours have passed since the recipient wrote"),
        code(131049, .stopMessage, "Meta held the message back for the health of its ecosystem"),
        code(131050, .stopRecipient, "the recipient stopped marketing messages"),
        code(131051, .stopMessage, "the type of message is not supported"),
        code(131053, .stopMessage, "the message's media could not be loaded"),
        code(131055, .stopMessage, "the endpoint does not take messages of this category"),
        code(131056, .retry(after: .seconds(6)), "too many messages to this recipient at once"),
        code(131062, .stopMessage, "this message needs a phone number as its recipient"),
        code(133004, .unknown, "the server is not available for the moment"),
        code(134100, .stopMessage, "only marketing messages are taken here"),
        code(134101, .retry(after: .seconds(600)), "the template is still being synchronised"),
        code(
            135000, .stopMessage, "a parameter of the request is wrong, Meta does not say which",
            but: .serverError(.unknown)),
        code(137000, .stopMessage, "the recipient's identity key has changed"),
    ]

    /// Codes about the template or the values of its variables.
    private static let template: [Entry] = [
        code(131063, .stopTemplate, "marketing templates are switched off for the account"),
        code(132000, .stopMessage, "the number of values differs from the template's variables"),
        code(132001, .stopTemplate, "the template does not exist in this language, or unapproved"),
        code(132005, .stopMessage, "the text is too long with its values filled in"),
        code(132007, .stopMessage, "the content breaks a policy of WhatsApp's"),
        code(132008, .stopMessage, "a variable's value is not valid"),
        code(132012, .stopMessage, "a variable's value has the wrong format"),
        code(132015, .pauseTemplate, "the template is paused for low quality"),
        code(132016, .stopTemplate, "the template is disabled for low quality"),
        code(132018, .stopMessage, "a value has a line break, a tab or too many spaces"),
        code(132068, .stopTemplate, "the template's flow is blocked"),
        code(132069, .stopTemplate, "the template's flow is throttled"),
    ]
}
