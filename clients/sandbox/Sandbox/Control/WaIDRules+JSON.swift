extension WaIDRules {
    /// Reads the body of `POST /sandbox/wa-ids`, which replaces all rules.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: ["numbers", "prefixes", "countries"])
        self.init()
        for (number, waID) in try fields.object("numbers")?.members ?? [:] {
            guard let digits = RecipientNumber.digits(of: number),
                let other = waID.string.flatMap(RecipientNumber.digits)
            else { throw .invalid("numbers must have a wa_id of 7 to 15 digits for each number") }
            numbers[digits] = other
        }
        for object in try fields.objects("prefixes") {
            try object.allow(only: ["from", "to"])
            prefixes.append(
                Prefix(from: try Self.digits("from", object), to: try Self.digits("to", object)))
        }
        guard numbers.count + prefixes.count <= Limits.waIDRulesMax else {
            throw .invalid("numbers and prefixes must be at most \(Limits.waIDRulesMax)")
        }
        for name in try fields.strings("countries") ?? [] {
            guard let country = WaID.Country(rawValue: name) else {
                throw .invalid("countries must be of AR, MX and BR")
            }
            countries.insert(country)
        }
    }

    /// The rules as `/sandbox/wa-ids` shows them.
    var inspected: JSON {
        [
            "numbers": .object(numbers.mapValues(JSON.string)),
            "prefixes": .array(
                prefixes.map { ["from": .string($0.from), "to": .string($0.to)] }),
            "countries": .array(countries.map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func digits(_ name: String, _ fields: Fields) throws(GraphError) -> String {
        let digits = try fields.required(name)
        guard (1...15).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .invalid("\(fields.path)\(name) must be 1 to 15 digits") }
        return digits
    }
}
