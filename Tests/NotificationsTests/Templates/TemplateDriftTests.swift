import Notifications
import TestKit
import Testing

@Suite struct TemplateDriftTests {
    private let approved = TemplateFingerprint(rawValue: "header:a body:b url_button:c")

    @Test(arguments: [
        ("header:a body:b url_button:c", nil), ("header:a body:x url_button:c", "changed body"),
        ("header:y body:x url_button:c", "changed body, header"),
        ("header:a body:b url_button:c footer:d", "added footer"),
        ("header:a body:b", "removed url_button"),
        ("body:x footer:d", "changed body; added footer; removed header, url_button"),
    ])
    func aFingerprintTellsWhichPartsDiffer(now: String, difference: String?) {
        #expect(TemplateFingerprint(rawValue: now).difference(from: approved) == difference)
    }

    private func binding(
        _ status: TemplateStatus = .approved, fingerprint: TemplateFingerprint?
    ) -> TemplateBinding {
        var binding = Fixtures.binding(status: status)
        binding.fingerprint = fingerprint
        return binding
    }

    private func looked(
        at binding: TemplateBinding, _ verdict: TemplateVerdict,
        finding fingerprint: TemplateFingerprint?
    ) -> TemplateBinding {
        binding.looked(
            VerificationReport(
                merchant: binding.merchant, binding: binding.id, version: binding.version,
                verdict: verdict, fingerprint: fingerprint), at: Fixtures.now + .seconds(5))
    }

    private let isApproved = TemplateVerdict(status: .approved, problem: "")

    @Test func anApprovalKeepsWhatWasApproved() {
        let after = looked(
            at: binding(.unverified, fingerprint: nil), isApproved, finding: approved)

        #expect(after.status == .approved)
        #expect(after.fingerprint == approved)
        #expect(after.checkedAt == Fixtures.now + .seconds(5))
    }

    @Test func anApprovalKeepsWhereMetaHasTheButtons() {
        var verdict = isApproved
        verdict.buttonPlaces = [2, 0]

        let after = looked(at: binding(fingerprint: approved), verdict, finding: approved)

        #expect(after.buttonPlaces == [2, 0])
        #expect(looked(at: after, isApproved, finding: approved).buttonPlaces.isEmpty)
    }

    /// A change is told once, whatever looks and news come between.
    @Test func aChangeIsToldAgainstTheLastStatusThatMetasWordBrought() throws {
        let asking = TemplateVerdict(status: .unverified, problem: "")
        let marketing = TemplateVerdict(status: .mismatch, problem: "category: MARKETING at Meta")
        let new = binding(.unverified, fingerprint: nil)
        let first = looked(at: new, isApproved, finding: approved)
        let asked = first.judged(asking, version: 2, at: Fixtures.now)
        let drifted = looked(at: asked, marketing, finding: approved)
        let again = looked(
            at: drifted.judged(asking, version: 3, at: Fixtures.now), marketing, finding: approved)
        let back = looked(at: again, isApproved, finding: approved)

        #expect(first.change(since: new, among: [first]) == nil)
        #expect(asked.change(since: first, among: [asked]) == nil)
        let change = try #require(drifted.change(since: asked, among: [drifted]))
        #expect(change.template == "order_update (en)")
        #expect(change.detail == "from approved to drifted: category: MARKETING at Meta")
        #expect(again.change(since: drifted, among: [again]) == nil)
        #expect(back.change(since: again, among: [back])?.detail == "from drifted to approved")
    }

    @Test func aChangeOfATemplateIsToldOnceForAllItsBindings() {
        let before = looked(
            at: binding(.unverified, fingerprint: nil), isApproved, finding: approved)
        let paused = TemplateVerdict(status: .paused, problem: "status: PAUSED at Meta")
        let after = looked(at: before, paused, finding: approved)
        var sibling = after
        sibling.id = BindingID(rawValue: "another")
        var other = sibling
        other.content.name = "another"
        var elsewhere = sibling
        elsewhere.problem = "status: PAUSED at Meta, for another reason"

        #expect(after.change(since: before, among: [after, sibling]) == nil)
        #expect(after.change(since: before, among: [after, other])?.bindings == 1)
        #expect(after.change(since: before, among: [after, elsewhere])?.bindings == 2)
    }

    @Test func whatIsNotApprovedYetHasNoFingerprint() {
        let pending = TemplateVerdict(status: .unapproved, problem: "status: PENDING at Meta")

        let after = looked(
            at: binding(.unverified, fingerprint: nil), pending, finding: approved)

        #expect(after.status == .unapproved)
        #expect(after.fingerprint == nil)
    }

    @Test(arguments: [TemplateStatus.approved, .unapproved, .paused])
    func anotherFingerprintFreezesWhatWasApprovedWhateverMetaCallsIt(status: TemplateStatus) {
        let other = TemplateFingerprint(rawValue: "header:a body:x url_button:c")

        let after = looked(
            at: binding(fingerprint: approved), TemplateVerdict(status: status, problem: "why"),
            finding: other)

        #expect(after.status == .drifted)
        #expect(after.problem == "components: not as approved: changed body")
        #expect(after.fingerprint == approved)
    }

    @Test func aMismatchFreezesWhatWasApproved() {
        let mismatch = TemplateVerdict(status: .mismatch, problem: "category: MARKETING at Meta")

        let after = looked(at: binding(fingerprint: approved), mismatch, finding: approved)
        #expect(after.status == .drifted)
        #expect(after.problem == "category: MARKETING at Meta")
        let gone = looked(at: binding(fingerprint: approved), mismatch, finding: nil)
        #expect(gone.status == .drifted)
        let never = looked(at: binding(.unverified, fingerprint: nil), mismatch, finding: approved)
        #expect(never.status == .mismatch)
    }

    @Test func whatIsAsItWasApprovedAgainIsSentAgain() {
        let after = looked(
            at: binding(.drifted, fingerprint: approved), isApproved, finding: approved)

        #expect(after.status == .approved)
        #expect(after.problem.isEmpty)
    }

    @Test func registeringWhatDriftedTakesItAsItIs() throws {
        let register = RegisterTemplate(
            merchant: Fixtures.merchant.id, authenticator: Fixtures.authenticator.id,
            language: .english, plugin: .paymentRequest, scopes: [.phase(.postPayment)],
            ignoredPhases: [], content: Fixtures.content())
        var ids = Fixtures.ids()
        for (status, kept) in [
            (TemplateStatus.drifted, nil), (.paused, approved), (.unverified, approved),
        ] as [(TemplateStatus, TemplateFingerprint?)] {
            let answer = try register.decide(
                .init(
                    merchant: Fixtures.merchant, authenticatorExists: true,
                    existing: [binding(status, fingerprint: approved)]),
                ids: &ids)

            #expect(answer.bindings.map(\.status) == [.unverified])
            #expect(answer.bindings.map(\.fingerprint) == [kept])
            #expect(answer.bindings.map(\.checkedAt) == [nil])
        }
    }
}
