import Testing

@testable import Notifications

@Suite struct LinkFinderTests {
    @Test(arguments: [
        "https://bit.example/win500", "Claim 500 KWD at bit.example/x", "http://1.2.3.4",
        "HTTPS://BIT.EXAMPLE", "www.win", "win.com", "WIN.COM", "Noura (win500.shop)",
        "نورة bit.ly/x",
        "bit.ly", "shop.com.kw", "Noura,win.net", "pay.example:8080", "pay.example?x=1",
        "*win.xyz*",
        "tg://resolve", "win.com.", "go.to",
    ])
    func findsWhatAPhoneMakesALinkOf(text: String) {
        #expect(LinkFinder.finds(in: text))
    }

    @Test(arguments: [
        "Noura", "Dr. Smith Jr.", "St.John", "Mohd.Ali", "J.R. Smith", "A.Al-Sabah",
        "Hassan.Al Sabah",
        "نورة", "د.نورة", "John (VIP)", "-", "Smith & Sons", "noura@mail.example",
        "noura.al@mail.com", "3.5", "No.7",
        "...",
        "Sons/Daughters", "Noura.", "M.K",
    ])
    func leavesNamesAlone(text: String) {
        #expect(!LinkFinder.finds(in: text))
    }
}
