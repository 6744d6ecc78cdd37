/// Tells a refusal that is about more than its message: messages of different customers refused one
/// after the other with the same code, and none accepted between.
///
/// Counted by merchant, as each has a token of its own, and lost with the process: a refused message is
/// kept, so to learn it anew costs nothing but refusals.
package struct RefusalRuns: Sendable {
    /// Different messages in a row that say so.
    package static let length = 5
    /// Numbers of merchants that are remembered at most; beyond it all are forgotten.
    package static let numbersMax = 10_000

    /// A number as a merchant sends from it.
    package struct Place: Hashable, Sendable {
        package var merchant: MerchantID
        package var number: PhoneNumberID

        package init(merchant: MerchantID, number: PhoneNumberID) {
            self.merchant = merchant
            self.number = number
        }
    }

    /// What a run says.
    package enum Verdict: Hashable, Sendable {
        /// Meta refuses the template's messages.
        case template
        /// Meta refuses whatever leaves from the number.
        case number
    }

    /// Messages refused one after the other with one code; the newest ``length`` of them.
    private struct Run {
        var code: Int
        var messages: [(id: NotificationID, template: String)] = []

        mutating func add(_ message: NotificationID, of template: String, code: Int) {
            if code != self.code { self = Run(code: code) }
            messages.removeAll { $0.id == message }
            messages.append((message, template))
            if messages.count > RefusalRuns.length { messages.removeFirst() }
        }

        var isLong: Bool { messages.count == RefusalRuns.length }
        /// Whether they are not all of one template.
        var isMixed: Bool { messages.contains { $0.template != messages[0].template } }
    }

    private struct Runs {
        var all: Run
        var templates: [String: Run] = [:]
    }

    private var places: [Place: Runs] = [:]

    package init() {}

    /// A message of the template was taken.
    package mutating func accepted(_ template: String, at place: Place) {
        guard places[place] != nil else { return }
        places[place]?.all.messages = []
        places[place]?.templates[template] = nil
        if places[place]?.templates.isEmpty == true { places[place] = nil }
    }

    /// A message of the template was refused; nil: that says nothing yet.
    package mutating func refused(
        _ message: NotificationID, of template: String, code: Int, at place: Place
    ) -> Verdict? {
        if places[place] == nil, places.count >= Self.numbersMax { places = [:] }
        var runs = places[place] ?? Runs(all: Run(code: code))
        runs.all.add(message, of: template, code: code)
        runs.templates[template, default: Run(code: code)]
            .add(message, of: template, code: code)
        places[place] = runs
        if runs.all.isLong && runs.all.isMixed { return .number }
        return runs.templates[template]?.isLong == true ? .template : nil
    }
}
