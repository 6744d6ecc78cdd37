import Testing

@testable import Gateway

@Suite struct PathNormalisationTests {
    @Test(arguments: [
        ("/livez", "/livez"), ("/liv%65z", "/livez"), ("/%6D%65trics?a=%2D", "/metrics?a=-"),
        ("/webhooks%2Fwhatsapp", "/webhooks%2Fwhatsapp"), ("/a%20b", "/a%20b"), ("/%", "/%"),
        ("/%4", "/%4"), ("/%zz", "/%zz"), ("/x?hub%2Emode=%73", "/x?hub.mode=s"),
    ])
    func decodesWhatNeedsNoEncoding(path: String, normalised: String) {
        #expect(PathNormalisation.normalised(path) == normalised)
    }
}
