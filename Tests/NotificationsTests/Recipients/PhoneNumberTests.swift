import Notifications
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("+96551234567", nil, "+96551234567"), ("+14155550100", "KW", "+14155550100"),
        ("+1234567", nil, "+1234567"), ("+123456789012345", nil, "+123456789012345"),
        ("51234567", "KW", "+96551234567"), ("512345678", "SA", "+966512345678"),
        ("501234567", "AE", "+971501234567"), ("33123456", "QA", "+97433123456"),
        ("36123456", "BH", "+97336123456"), ("92123456", "OM", "+96892123456"),
        ("790123456", "JO", "+962790123456"), ("1001234567", "EG", "+201001234567"),
        ("96550001", "KW", "+96596550001"), ("7911123456", "GB", "+447911123456"),
        ("81234567890", "ID", "+6281234567890"),
    ])
    func acceptsE164AndCompletesLocalNumbers(
        text: String, country: String?, e164: String
    ) throws {
        #expect(try PhoneNumber(text, defaultCountry: country).e164 == e164)
    }

    @Test(arguments: [
        ("", "KW"), ("+", "KW"), ("+123456", "KW"), ("+1234567890123456", "KW"),
        ("+0123456789", "KW"), ("+9655123456a", "KW"), ("+965 51234567", "KW"),
        ("5123456", "KW"), ("512345678", "KW"), ("01234567", "KW"), ("5123-4567", "KW"),
        ("٥١٢٣٤٥٦٧", "KW"), ("0096551234567", "KW"), ("51234567", nil), ("51234567", "DE"),
        ("++96551234567", nil), ("628123456789", "ID"), ("51234567", "XX"),
    ])
    func neverGuesses(text: String, country: String?) {
        #expect(throws: BrokenRule.self) {
            try PhoneNumber(text, defaultCountry: country)
        }
    }

    @Test(arguments: [
        ("+96551231234", "+965••••1234"), ("+201001234567", "+20••••4567"),
        ("+14155550100", "+1••••0100"), ("+1234567", "+1••••67"),
        ("+99912345", "+99••••45"), ("+9991234567890", "+99••••7890"),
    ])
    func isShownMasked(e164: String, masked: String) {
        #expect(PhoneNumber(checkedE164: e164).masked == masked)
    }
}
