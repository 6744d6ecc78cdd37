/// Collects every rule that the fields of one request break, so that a caller learns of all at once.
///
/// Each check returns the checked value, or nil (for names: a value that is never used) after it has
/// noted the violation. The first ``violationsMax`` are told, the others are counted: a refusal is never
/// much longer than what it refuses.
package struct FieldChecker: Sendable {
    /// Violations that are told, beside how many more there are.
    package static let violationsMax = 32

    private var noted: [FieldViolation] = []
    private var moreCount = 0
    /// What was mended, in the order of the checks.
    private(set) var mended: [MendedValue] = []

    package init() {}

    /// In the order of the checks.
    package var violations: [FieldViolation] {
        guard moreCount > 0 else { return noted }
        return noted + [FieldViolation(field: "", rule: "and \(moreCount) more rules are broken")]
    }

    /// Whether no rule was broken.
    package var isClean: Bool { noted.isEmpty }

    /// What to throw once a rule was broken.
    package var refusal: Refusal { .invalid(violations) }

    /// Notes a violation; no text is made of one that is only counted.
    package mutating func refuse(
        _ field: @autoclosure () -> String, _ rule: @autoclosure () -> String
    ) {
        guard noted.count < Self.violationsMax else {
            moreCount += 1
            return
        }
        noted.append(FieldViolation(field: field(), rule: rule()))
    }

    /// Checks how long a list is before anything looks at its elements: one that is too long is none.
    mutating func list<Element>(
        _ elements: [Element], _ field: String, max: Int
    ) -> [Element] {
        if elements.count <= max { return elements }
        refuse(field, "must have at most \(max) elements")
        return []
    }

    /// Notes that a value was mended.
    mutating func note(_ mending: MendedValue.Mending, of field: String) {
        mended.append(MendedValue(field: field, mending: mending))
    }

    /// Throws what was noted, if anything was.
    package func finish() throws(Refusal) {
        if !isClean { throw refusal }
    }

    /// Notes a violation unless the value is there.
    mutating func require<Value>(_ value: Value?, _ field: String) -> Value? {
        if value == nil { refuse(field, "is required") }
        return value
    }

    /// Notes a violation unless the condition holds; else no text is made.
    mutating func expect(
        _ holds: Bool, _ field: @autoclosure () -> String, _ rule: @autoclosure () -> String
    ) {
        if !holds { refuse(field(), rule()) }
    }

    // Names.

    mutating func merchantID(_ value: String, _ field: String = "merchant_id") -> MerchantID {
        name(value, field, lengthMax: 64)
    }

    mutating func sessionID(_ value: String) -> SessionID {
        name(value, "session_id", lengthMax: 128)
    }

    mutating func authenticatorID(_ value: String) -> AuthenticatorID {
        name(value, "authenticator_id", lengthMax: 64)
    }

    mutating func notificationID(_ value: String) -> NotificationID {
        name(value, "notification_id", lengthMax: 64)
    }

    mutating func eventID(_ value: String) -> EventID {
        printable(value, "event_id", lengthMax: 128)
        return EventID(rawValue: value)
    }

    private mutating func name<Name: Identifier>(
        _ value: String, _ field: String, lengthMax: Int
    ) -> Name {
        let isFit =
            (1...lengthMax).contains(value.utf8.count) && value.utf8.allSatisfy(\.isNameByte)
        expect(isFit, field, "must be 1 to \(lengthMax) characters of A-Z a-z 0-9 . _ : -")
        return Name(rawValue: value)
    }

    // Words and texts.

    /// Checks for so many visible ASCII characters and spaces.
    mutating func printable(
        _ value: String, _ field: String, lengthMin: Int = 1, lengthMax: Int
    ) {
        let isFit =
            (lengthMin...lengthMax).contains(value.utf8.count)
            && value.utf8.allSatisfy(\.isASCIIPrintable)
        expect(isFit, field, "must be \(lengthMin) to \(lengthMax) printable ASCII characters")
    }

    /// Checks for 1 to so many digits.
    mutating func digits(_ value: String, _ field: String, lengthMax: Int) {
        let isFit =
            (1...lengthMax).contains(value.utf8.count) && value.utf8.allSatisfy(\.isASCIIDigit)
        expect(isFit, field, "must be 1 to \(lengthMax) digits")
    }

    /// Checks a line that a message may show; an empty one is nil.
    mutating func line(
        _ value: String, _ field: @autoclosure () -> String, lengthMax: Int
    ) -> String? {
        if value.isEmpty { return nil }
        guard value.unicodeScalars.count <= lengthMax else {
            refuse(field(), "must have at most \(lengthMax) characters")
            return value
        }
        if let rule = ValueRules.problem(in: value) { refuse(field(), rule) }
        return value
    }

    mutating func language(_ value: String, _ field: String = "language") -> Language? {
        let language = Language(rawValue: value)
        expect(language != nil, field, "must be \(Language.choices)")
        return language
    }

    /// Checks milliseconds since the epoch; 0 is nil.
    mutating func moment(
        _ milliseconds: Int64, _ field: @autoclosure () -> String
    ) -> Timestamp? {
        expect(
            (0...Self.millisecondsMax).contains(milliseconds), field(),
            "must be milliseconds since 1970, before the year 10000")
        return milliseconds == 0 ? nil : Timestamp(milliseconds: milliseconds)
    }

    /// Checks the form of a number; whoever is to be written to needs one that exists, too.
    mutating func phone(
        _ value: String, country: String?, mustExist: Bool = false
    ) -> PhoneNumber? {
        do throws(BrokenRule) {
            let phone = try PhoneNumber(value, defaultCountry: country)
            if mustExist, let problem = phone.numberingProblem { throw problem }
            return phone
        } catch {
            refuse("phone", error.rule)
            return nil
        }
    }

    private static let millisecondsMax: Int64 = 253_402_300_799_999
}

extension Language {
    /// All codes in the middle of a sentence.
    static let choices = allCases.map(\.rawValue).joined(separator: " or ")
}

extension UInt8 {
    /// Whether it may stand in a name that a caller chooses.
    fileprivate var isNameByte: Bool {
        isASCIIDigit || isASCIILowercase || isASCIIUppercase || ".:_-".utf8.contains(self)
    }
}
