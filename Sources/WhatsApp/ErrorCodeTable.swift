package import Notifications

/// Meta's error codes as data: what each means for a send, whatever the HTTP status it came with.
///
/// Source: the Cloud API's page of error codes and the Graph API's page of errors. Codes that only
/// answer the receipt of media or the creation of a template are left out.
package enum ErrorCodeTable {
    /// A code, or a range of them, with what it means.
    package struct Entry: Hashable, Sendable {
        package let codes: ClosedRange<Int>
        /// The class of the refusal; nil: the message may have been accepted all the same.
        package let refusal: RefusalClass?
        /// What it means, for a person; no full stop.
        package let sentence: String
        /// Where it means something else.
        fileprivate let exception: Exception?

        /// The class in the circumstances; nil: the message may have been accepted all the same.
        package func refusal(subcode: Int?, status: Int) -> RefusalClass? {
            switch exception {
            case .subcode(subcode, let refusal): refusal
            case .unknownOnServerError where status >= 500: nil
            default: refusal
            }
        }
    }

    /// A circumstance that changes what a code means.
    fileprivate enum Exception: Hashable, Sendable {
        case subcode(Int, RefusalClass)
        /// With an HTTP status of 500 or above nobody knows the outcome.
        case unknownOnServerError
    }

    /// The entry of the code; nil: Meta's table does not have it.
    package static func entry(for code: Int) -> Entry? {
        exact[code] ?? ranges.first { $0.codes.contains(code) }
    }

    /// What the code means, for a person; no full stop.
    package static func sentence(for code: Int) -> String {
        entry(for: code)?.sentence ?? "the code is not in the table"
    }

    private static let exact: [Int: Entry] = Dictionary(
        entries.filter { $0.codes.count == 1 }.map { ($0.codes.lowerBound, $0) },
        uniquingKeysWith: { first, _ in first })
    private static let ranges = entries.filter { $0.codes.count > 1 }

    private static func code(
        _ code: Int, _ refusal: RefusalClass?, _ sentence: String, but exception: Exception? = nil
    ) -> Entry {
        Entry(codes: code...code, refusal: refusal, sentence: sentence, exception: exception)
    }

    private static let credentials = RefusalClass.stopSender(.credentials)
    private static let restricted = RefusalClass.stopSender(.restricted)
    private static let spam = RefusalClass.stopSender(.spam)

    /// All entries, each code in one of them; a code of its own beats a range.
    package static let entries: [Entry] = graph + account + sender + message + template

    /// Codes that any Graph endpoint answers with.
    private static let graph: [Entry] = [
        code(0, credentials, "the access token does not authenticate the app user"),
        code(1, nil, "Meta had an unknown error, or could not read the request"),
        code(2, nil, "Meta is down or overloaded for the moment"),
        code(3, credentials, "the app lacks a capability or a permission"),
        code(4, .accountRate(.seconds(60)), "the app made too many calls"),
        code(10, credentials, "permission was not granted or has been removed"),
        code(33, restricted, "the business phone number has been deleted"),
        code(
            100, .stopMessage, "a parameter is not valid",
            but: .subcode(33, credentials)),
        code(104, credentials, "the request had no access token"),
        code(190, credentials, "the access token has expired or is not valid"),
        Entry(
            codes: 200...299, refusal: credentials,
            sentence: "a permission is missing or has been removed", exception: nil),
        code(368, restricted, "the account is restricted for a violation of policy"),
        code(613, .accountRate(.seconds(60)), "calls came faster than Graph allows"),
        code(2500, restricted, "the path or the version of the API is not known to Meta"),
        code(
            80007, .accountRate(.seconds(300)),
            "the WhatsApp Business account reached its rate limit"),
        code(
            80008, .accountRate(.seconds(300)),
            "too many calls for the account's templates"),
    ]

    /// Codes about the WhatsApp Business account and what it may do.
    private static let account: [Entry] = [
        code(131005, credentials, "access was denied"),
        code(131031, restricted, "the account is locked"),
        code(131042, restricted, "the account's payment method has a problem"),
        code(131048, spam, "the number is restricted because too many messages were spam"),
        code(131064, spam, "the messaging limit was cut for templates of a wrong category"),
        code(134011, restricted, "the terms of WhatsApp Payments wait to be accepted"),
        code(134102, restricted, "marketing messages are not available to the account"),
    ]

    /// Codes about the number that sends.
    private static let sender: [Entry] = [
        code(130429, .throughput, "the number reached its throughput"),
        code(131037, restricted, "the number's display name is not approved"),
        code(131045, restricted, "the number's registration failed"),
        code(131057, .senderBusy(.seconds(60)), "the number is in maintenance"),
        code(133000, restricted, "an earlier deregistration of the number is incomplete"),
        code(133005, restricted, "the number's two-step PIN does not match"),
        code(133006, restricted, "the number has to be verified again"),
        code(133008, restricted, "the two-step PIN was guessed too often"),
        code(133009, restricted, "the two-step PIN was entered too fast"),
        code(133010, restricted, "the number is not registered"),
        code(133015, restricted, "the number was deleted a short while ago"),
        code(133016, restricted, "the number was registered and deregistered too often"),
        code(2494100, .senderBusy(.seconds(60)), "the number is in maintenance"),
    ]

    /// Codes about one message or its recipient.
    private static let message: [Entry] = [
        code(130403, .stopRecipient, "the business has blocked the recipient"),
        code(130472, .stopRecipient, "the recipient is in an experiment of Meta's"),
        code(130497, .stopRecipient, "the account may not message the recipient's country"),
        code(130501, .stopMessage, "the type of message is not supported for groups"),
        code(131000, nil, "Meta failed for an unknown reason"),
        code(131008, .stopMessage, "a required parameter is missing"),
        code(131009, .stopMessage, "a parameter's value is not valid"),
        code(131016, nil, "a service of Meta's is not available for the moment"),
        code(131021, .stopRecipient, "the recipient is the sender"),
        code(131026, .stopRecipient, "the message is undeliverable to the recipient"),
        code(131030, .stopRecipient, "the recipient is not among the test number's allowed ones"),
        code(131047, .stopRecipient, "more than 24 hours have passed since the recipient wrote"),
        code(131049, .stopRecipient, "Meta held the message back for the health of its ecosystem"),
        code(
            ErrorCode.marketingStopped, .stopRecipient, "the recipient stopped marketing messages"),
        code(131051, .stopMessage, "the type of message is not supported"),
        code(131053, .retryOnce(after: .seconds(60)), "the message's media could not be loaded"),
        code(131055, .stopMessage, "the endpoint does not take messages of this category"),
        code(131056, .pairLimit, "too many messages to this recipient at once"),
        code(131062, .stopRecipient, "this message needs a phone number as its recipient"),
        code(133004, nil, "the server is not available for the moment"),
        code(134100, .stopMessage, "only marketing messages are taken here"),
        code(
            ErrorCode.templateSynchronising, .retry(after: .seconds(600)),
            "the template is still being synchronised"),
        code(
            135000, .stopMessage, "a parameter of the request is wrong, Meta does not say which",
            but: .unknownOnServerError),
        code(137000, .stopRecipient, "the recipient's identity key has changed"),
    ]

    /// Codes about the template or the values of its variables.
    private static let template: [Entry] = [
        code(131063, .stopTemplate, "marketing templates are switched off for the account"),
        code(132000, .doubtTemplate, "the number of values differs from the template's variables"),
        code(132001, .stopTemplate, "the template does not exist in this language, or unapproved"),
        code(132005, .stopMessage, "the text is too long with its values filled in"),
        code(132007, .stopMessage, "the content breaks a policy of WhatsApp's"),
        code(132008, .stopMessage, "a variable's value is not valid"),
        code(132012, .doubtTemplate, "a variable's value has the wrong format"),
        code(
            ErrorCode.templatePaused, .pauseTemplate, "the template is paused for low quality"),
        code(132016, .stopTemplate, "the template is disabled for low quality"),
        code(132018, .doubtTemplate, "a value has a line break, a tab or too many spaces"),
        code(132068, .stopTemplate, "the template's flow is blocked"),
        code(132069, .stopTemplate, "the template's flow is throttled"),
    ]
}
