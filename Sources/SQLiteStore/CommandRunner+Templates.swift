internal import Notifications
internal import SQLite

extension CommandRunner {
    /// Notes that Meta's word brought a binding to another status, in the transaction that writes it, and
    /// leaves it to be told once that is durable.
    func note(
        _ binding: TemplateBinding, over before: TemplateBinding, _ merchant: MerchantKey,
        at now: Timestamp
    ) throws {
        guard binding.settledStatus != before.settledStatus else { return }
        let all = try tables.templates.outlines(of: merchant).map(\.binding)
        guard let change = binding.change(since: before, among: all) else { return }
        try audit(
            .templateChanged, change.template, detail: change.detail, rows: change.bindings,
            by: .meta, of: merchant, at: now)
        trace.events.templateChanges.append(change)
    }
}
