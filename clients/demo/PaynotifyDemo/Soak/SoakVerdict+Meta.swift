import Messages

// What is promised of Meta as Meta is: refusals that are not about the message, news of many accounts by
// one callback, failures that are told late, and customers of many names.

extension SoakVerdict {
    mutating func checkMetasWays(_ records: Records) {
        checkRefusals(records)
        checkReceipts(records)
        checkStops(records)
        checkGoingOn(records)
    }

    /// A refusal that is about a template or an account ends no message: it is kept for later.
    private mutating func checkRefusals(_ records: Records) {
        for code in SoakTrouble.templateCodes + SoakTrouble.accountCodes + SoakTrouble.doubtfulCodes
        {
            figures["sends refused with \(code)"] = records.refused.codes["\(code)", default: 0]
        }
        let codes = Set((SoakTrouble.templateCodes + SoakTrouble.accountCodes).map(Int32.init))
        let refused = records.intents.filter { !codes.isDisjoint(with: $0.refusals) }
        figures["messages refused for template or account"] = refused.count
        figures["messages refused so, and sent later"] = refused.count { $0.needsMessage }
        for intent in records.intents
        where intent.status == .dead && codes.contains(intent.metaCode) {
            broken.append("ended by \(intent.metaCode), which is not about it: \(intent.name)")
        }
        for intent in refused where intent.status == .dead && !codes.contains(intent.metaCode) {
            figures["messages refused so, and dead for another reason", default: 0] += 1
        }
    }

    /// Whatever the account, what was acknowledged at the one callback is stored.
    private mutating func checkReceipts(_ records: Records) {
        let stored = records.intents.reduce(into: Set<String>()) { $0.formUnion($1.receiptTokens) }
        for (number, messages) in Dictionary(grouping: records.messages, by: \.number) {
            let told = messages.filter(\.isTold)
            let lost = told.count { !stored.contains($0.token) }
            figures["messages told of, number …\(number.suffix(1))"] = told.count
            if told.isEmpty { broken.append("no receipt came for \(number)") }
            if lost > 0 {
                broken.append("\(lost) of \(told.count) receipts for \(number) were not stored")
            }
        }
    }

    /// Each STOP is its customer's, and nothing follows it.
    private mutating func checkStops(_ records: Records) {
        figures["STOPs"] = records.stops.count
        figures["STOPs attributed"] = 0
        // What became of the message that the others would have answered.
        let said = Set(records.stops.map { $0.customer.sessionID(0) })
        for intent in records.intents
        where SoakCustomer.isFirst(intent.session) && !said.contains(intent.session) {
            figures["STOPs not said, the message is \(intent.end)", default: 0] += 1
        }
        for stop in records.stops {
            guard let silentFrom = stop.silentFrom, stop.missing.isEmpty else {
                broken.append("a STOP went astray: \(stop.name) \(stop.missing)")
                continue
            }
            figures["STOPs attributed", default: 0] += 1
            let late = records.messages.filter {
                $0.number == stop.number && stop.customer.waIDs.contains($0.to)
                    && $0.acceptedAt > silentFrom
            }
            if !late.isEmpty { broken.append("\(late.count) messages after a STOP: \(stop.name)") }
        }
    }

    /// What was stopped goes on by itself.
    private mutating func checkGoingOn(_ records: Records) {
        let failures = records.intents.count {
            $0.status == .failed && SoakTrouble.accountCodes.contains(Int($0.metaCode))
        }
        let known = records.halts.keys.contains { SoakTrouble.accountCodes.contains(Int($0.code)) }
        if failures > 0, !known {
            broken.append("\(failures) failures of accounts stopped nothing")
        }
        figures["late failures of accounts"] = failures
        figures["stops of numbers seen"] = records.halts.count
        let last = Dictionary(grouping: records.messages, by: \.number).mapValues {
            $0.map(\.acceptedAt).max() ?? ""
        }
        for (halt, seen) in records.halts where last[halt.number, default: ""] <= seen {
            broken.append("nothing was sent after a stop: \(halt.name)")
        }
        broken += records.leftStopped.map { "left stopped: \($0)" }
        let closing = records.intents.filter(SoakClosing.includes)
        figures["payments after the faults"] = closing.count
        for intent in closing where !intent.needsMessage || intent.status == .failed {
            broken.append("not sent after the faults: \(intent.name), \(intent.status)")
        }
    }
}
